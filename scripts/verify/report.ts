import type { PropertyResult, Violation } from './violation.js';

/** What came out of a run, in the form that `--reporter json` writes. */
export interface Report {
  /** No violation of severity `error`, and no stale waiver. */
  readonly ok: boolean;
  readonly seed: number;
  readonly operations: readonly {
    readonly operation: string;
    readonly requests: number;
    readonly properties: readonly {
      readonly name: string;
      readonly ok: boolean;
      readonly runs: number;
      readonly class: string;
      readonly requests: number;
      readonly notes: readonly string[];
    }[];
  }[];
  readonly violations: readonly Violation[];
  /** What is wrong with the waivers. */
  readonly waivers: readonly string[];
}

/** Puts the results of properties together, operations in their first order. */
export function reportOf(seed: number, results: readonly PropertyResult[], waivers: readonly string[] = []): Report {
  const byOperation = group(results);
  return {
    ok: waivers.length === 0 && results.every((result) => result.ok),
    seed,
    operations: [...byOperation].map(([operation, list]) => ({
      operation,
      requests: list.reduce((sum, result) => sum + result.requests, 0),
      properties: list.map(({ property, ok, runs, class: kind, requests, notes }) => ({
        name: property,
        ok,
        runs,
        class: kind,
        requests,
        notes,
      })),
    })),
    violations: results.flatMap((result) => result.violations),
    waivers,
  };
}

function group(results: readonly PropertyResult[]): Map<string, PropertyResult[]> {
  const groups = new Map<string, PropertyResult[]>();
  for (const result of results) groups.set(result.operation, [...(groups.get(result.operation) ?? []), result]);
  return groups;
}
