import { Defects } from './defects.js';
import type { Defect, OperationResult, PropertyResult, Report, Warning } from './report.js';
import type { OperationRun, PropertyRun, Run } from './run.js';
import { Secrets } from './secrets.js';
import { applyWaivers, staleWaivers, type Waiver } from './waivers.js';

/** What a report takes into account beside the run. */
export interface ReportOptions {
  /** Credentials of the run. Default: only what goes by the name of one. */
  readonly secrets?: Secrets | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** Milliseconds since 1970, for waivers that expire. Default: now. */
  readonly now?: number | undefined;
}

/**
 * The report of a run: violations grouped into defects, credentials taken out of everything, waivers applied.
 *
 * Violations may be handed over grouped by a producer that finds more than memory holds; these must have been made with
 * the same secrets.
 */
export function reportOf(run: Run, options: ReportOptions = {}): Report {
  const { waivers = [], now = Date.now() } = options;
  const secrets = options.secrets ?? run.grouped?.secrets ?? new Secrets();
  const defects = collect(run, secrets);
  const violations = inOrder(applyWaivers(defects.list(), waivers, now), run.operations);
  const operations = run.operations.map((operation) => operationOf(operation, violations, secrets));
  const stale = staleWaivers(waivers, operations, violations, now);
  const tooMany: Warning[] = [...defects.leftOut].map(([owner, count]) => ({
    text: `${count} more violations of ${secrets.clean(owner)} are at further places; the report shows the first ones`,
  }));
  return withOk({
    ok: true,
    seed: run.seed,
    operations,
    violations,
    observations: (run.observations ?? []).map((one) => ({ ...one, evidence: secrets.clean(one.evidence) })),
    warnings: [...(run.warnings ?? []), ...tooMany].map(({ text, remedy }) => ({
      text: secrets.clean(text),
      ...(remedy === undefined ? {} : { remedy: secrets.cleanValues(remedy) }),
    })),
    known: [],
    gone: [],
    changed: [],
    waivers: stale,
    tool: run.tool,
    subject: secrets.clean(run.subject),
    milliseconds: run.milliseconds,
    interrupted: run.interrupted,
    shard: run.shard,
    unreadable: run.unreadable?.map((one) => ({
      ...one,
      file: secrets.clean(one.file),
      message: secrets.clean(one.message),
    })),
    unreadableCount: run.unreadableCount ?? run.unreadable?.length,
    skipped: run.skipped,
  });
}

function collect({ violations, grouped }: Run, secrets: Secrets): Defects {
  const defects = grouped ?? new Defects(secrets);
  for (const violation of violations) defects.add(violation);
  return defects;
}

/** Errors first; then in the order of operations and properties, whatever the order in which they were found. */
function inOrder(defects: readonly Defect[], operations: readonly OperationRun[]): Defect[] {
  const places = new Map<string, number>();
  for (const { operation, properties } of operations) {
    for (const { name } of properties) places.set(`${operation} ${name}`, places.size);
  }
  const rank = ({ severity, operation, property }: Defect) =>
    (severity === 'error' ? 0 : places.size + 1) + (places.get(`${operation} ${property}`) ?? places.size);
  return [...defects].sort((a, b) => rank(a) - rank(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

/** Whether a property had a part in finding a defect. */
export function isSeenBy(defect: Defect, operation: string, property: string): boolean {
  return defect.operation === operation && (defect.property === property || defect.alsoSeenBy.includes(property));
}

function operationOf(run: OperationRun, violations: readonly Defect[], secrets: Secrets): OperationResult {
  return {
    ...run,
    properties: run.properties.map((property) => propertyOf(run.operation, property, violations, secrets)),
  };
}

function propertyOf(
  operation: string,
  run: PropertyRun,
  violations: readonly Defect[],
  secrets: Secrets,
): PropertyResult {
  const { name, class: kind, outcome: said, runs, compared, notes, remedies, ...rest } = run;
  const own = violations.filter((defect) => isSeenBy(defect, operation, name));
  const outcome = own.length > 0 ? 'violated' : said;
  const isBroken =
    own.length > 0
      ? own.some(({ severity }) => severity === 'error')
      : outcome === 'violated' && run.severity !== 'warning';
  return {
    name,
    class: kind,
    outcome,
    ok: !isBroken,
    runs,
    compared,
    notes: notes.map((note) => secrets.clean(note)),
    ...rest,
    ...(remedies === undefined ? {} : { remedies: remedies.map((remedy) => secrets.cleanValues(remedy)) }),
  };
}

/** The share of the properties of which something was compared; 1 where there are none. */
export function exercisedShare(operations: readonly OperationResult[]): number {
  const all = operations.flatMap(({ properties }) => properties);
  const exercised = all.filter(({ outcome }) => outcome === 'held' || outcome === 'violated');
  return all.length === 0 ? 1 : exercised.length / all.length;
}

/** A report of which a share of the properties, from 0 to 1, has to be exercised. */
export function requireExercised(report: Report, required: number): Report {
  return { ...report, exercised: { share: exercisedShare(report.operations), required } };
}

/** A report with `ok` as it follows from the rest: nothing broken, no stale waiver, no observation that changed. */
export function withOk(report: Report): Report {
  const { violations, operations, waivers, changed } = report;
  const ok =
    waivers.length === 0 &&
    changed.length === 0 &&
    !violations.some(({ severity }) => severity === 'error') &&
    operations.every(({ properties }) => properties.every((property) => property.ok));
  return { ...report, ok };
}
