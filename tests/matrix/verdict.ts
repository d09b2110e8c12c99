/** What an instrument says of a server. */
export interface Verdict {
  /** Names of the rules or properties that find an error. */
  readonly errors: readonly string[];
  /** Names of those that find nothing worse than a warning. */
  readonly warnings: readonly string[];
  /** Entries of the report that are errors: places that break the contract in one way each. */
  readonly entries: number;
  /** For each name, the first finding. */
  readonly examples: Readonly<Record<string, string>>;
  /** Exchanges that were judged. */
  readonly requests: number;
  readonly milliseconds: number;
}

/** What a verdict names in the place of a rule where the instrument itself failed. */
export const FAILED = 'instrument-failed';

/** A verdict that is not one: the instrument itself failed. */
export function failed(error: unknown, milliseconds: number): Verdict {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const examples = { [FAILED]: text.slice(0, 600) };
  return { errors: [FAILED], warnings: [], entries: 0, examples, requests: 0, milliseconds };
}

interface Violated {
  readonly property: string;
  readonly severity: string;
  readonly path: string;
  readonly message: string;
}

interface Told {
  readonly name: string;
  readonly ok: boolean;
  readonly outcome?: string;
}

/** Sorts what a report says: its violations, and the properties that its table calls violated. */
export function verdictOf(
  violations: readonly Violated[],
  properties: readonly Told[],
  requests: number,
  milliseconds: number,
): Verdict {
  const violated = properties.filter(({ outcome }) => outcome === 'violated');
  const errors = new Set(properties.filter(({ ok }) => !ok).map(({ name }) => name));
  const warnings = new Set(violated.map(({ name }) => name));
  const examples: Record<string, string> = {};
  for (const { property, severity, path, message } of violations) {
    (severity === 'error' ? errors : warnings).add(property);
    examples[property] ??= `${path || '(body)'}: ${message}`.slice(0, 300);
  }
  return {
    errors: [...errors],
    warnings: [...warnings].filter((name) => !errors.has(name)),
    entries: violations.filter(({ severity }) => severity === 'error').length,
    examples,
    requests,
    milliseconds,
  };
}
