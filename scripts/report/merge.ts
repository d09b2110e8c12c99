import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exact, parseExact, writeExact } from '../base/exact.js';
import { isObject, own } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import { groupBy } from './group-by.js';
import { withOk } from './make-report.js';
import type { Defect, Observation, OperationResult, Outcome, PropertyResult, Report } from './report.js';

/**
 * Reads the reports that shards wrote with `--reporter json` into a folder: every `.json` file in it or in a folder
 * below, in the order of their names.
 *
 * @throws UsageError where there is none, or a file is no report; the message names it.
 */
export function readReports(dir: string): { readonly file: string; readonly report: Report }[] {
  let names: string[];
  try {
    names = readdirSync(dir, { recursive: true, encoding: 'utf8' });
  } catch (error) {
    throw new UsageError(`cannot read the folder ${dir} of reports to merge: ${(error as Error).message}`);
  }
  const files = names.filter((name) => name.endsWith('.json')).sort();
  if (files.length === 0) {
    throw new UsageError(`${dir} holds no .json file to merge; write one in each shard with --reporter json=<file>`);
  }
  return files.map((name) => ({ file: join(dir, name), report: readReport(join(dir, name)) }));
}

function readReport(file: string): Report {
  const refuse = (cause: string): never => {
    throw new UsageError(`${file} is no report of a shard: ${cause}; write it with --reporter json=<file>`);
  };
  let content: unknown;
  try {
    content = parseExact(readFileSync(file, 'utf8')).exact;
  } catch (error) {
    return refuse((error as Error).message.split('\n')[0] as string);
  }
  if (!isObject(content)) return refuse('it is no object');
  for (const key of ['operations', 'violations', 'observations', 'warnings', 'known', 'gone', 'changed', 'waivers']) {
    if (!Array.isArray(own(content, key))) return refuse(`it has no list "${key}"`);
  }
  if (typeof content.seed !== 'number' || typeof content.tool !== 'string')
    return refuse('it has no "seed" and "tool"');
  const report = content as unknown as Report;
  for (const operation of report.operations) {
    if (!isObject(operation) || typeof operation.operation !== 'string' || !Array.isArray(operation.properties)) {
      return refuse('one of its operations has no name or properties');
    }
  }
  for (const defect of [...report.violations, ...report.known]) {
    if (!isObject(defect) || !Array.isArray(defect.ids) || !isObject(defect.request) || !isObject(defect.response)) {
      return refuse('one of its violations has no ids, request and response');
    }
  }
  return report;
}

/**
 * One report of the reports of all shards.
 *
 * @throws UsageError where a shard is missing or there twice, or they are not of one run.
 */
export function mergeReports(parts: readonly { readonly file: string; readonly report: Report }[]): Report {
  const [first] = parts;
  if (first === undefined) throw new UsageError('there are no reports to merge');
  checkShards(parts);
  const reports = parts.map(({ report }) => report);
  const violations = mergeDefects(reports.flatMap((report) => report.violations));
  const known = mergeDefects(reports.flatMap((report) => report.known));
  const seen = new Set([...violations, ...known].flatMap(({ ids }) => ids));
  const interrupted = reports.find((report) => report.interrupted !== undefined)?.interrupted;
  const milliseconds = Math.max(...reports.map((report) => report.milliseconds ?? 0));
  const unreadableCount = sum(reports.map((report) => report.unreadableCount ?? 0));
  const operations = mergeOperations(reports.flatMap((report) => report.operations));
  return withOk({
    ...first.report,
    operations,
    violations: violations.sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1)),
    known: known as Report['known'][number][],
    observations: mergeObservations(reports.flatMap((report) => report.observations)),
    warnings: unique(reports.flatMap((report) => report.warnings)),
    gone: unique(reports.flatMap((report) => report.gone)).filter(({ id }) => !seen.has(id)),
    changed: unique(reports.flatMap((report) => report.changed)),
    waivers: [...new Set(reports.flatMap((report) => report.waivers))],
    milliseconds,
    interrupted,
    shard: undefined,
    exercised: undefined,
    unreadable: reports.flatMap((report) => report.unreadable ?? []),
    unreadableCount,
    skipped: sum(reports.map((report) => report.skipped ?? 0)),
  });
}

function checkShards(parts: readonly { readonly file: string; readonly report: Report }[]): void {
  const [first] = parts;
  const files = new Map<number, string>();
  let count: number | undefined;
  for (const { file, report } of parts) {
    if (report.seed !== first?.report.seed || report.tool !== first.report.tool) {
      throw new UsageError(
        `${file} (${report.tool}, seed ${report.seed}) is of another run than ${first?.file} (${first?.report.tool}, seed ${first?.report.seed}); give all shards the same --seed`,
      );
    }
    if (report.shard === undefined) continue;
    if (count !== undefined && report.shard.count !== count) {
      throw new UsageError(`${file} is one of ${report.shard.count} shards, another report is one of ${count}`);
    }
    count = report.shard.count;
    const other = files.get(report.shard.index);
    if (other !== undefined)
      throw new UsageError(`${file} and ${other} are both shard ${report.shard.index}; remove one`);
    files.set(report.shard.index, file);
  }
  for (let index = 1; index <= (count ?? 0); index++) {
    if (!files.has(index))
      throw new UsageError(`the report of shard ${index} of ${count} is missing; run that shard, too`);
  }
}

function mergeOperations(parts: readonly OperationResult[]): OperationResult[] {
  return [...groupBy(parts, ({ operation }) => operation)].map(([operation, same]) => ({
    operation,
    requests: sum(same.map(({ requests }) => requests)),
    properties: [
      ...groupBy(
        same.flatMap(({ properties }) => properties),
        ({ name }) => name,
      ).values(),
    ].map(mergeProperty),
    parameters: mergeParameters(same),
  }));
}

/** What is known after several runs: broken is broken; what one of them saw to hold was exercised. */
const rank: Readonly<Record<Outcome, number>> = { violated: 0, held: 1, inconclusive: 2, 'not-exercised': 3 };

function mergeProperty(same: readonly PropertyResult[]): PropertyResult {
  const best = same.reduce((one, other) => (rank[other.outcome] < rank[one.outcome] ? other : one));
  // Why one shard could not try it is of no interest where another one did.
  const telling = best.outcome === 'not-exercised' ? same : same.filter(({ outcome }) => outcome !== 'not-exercised');
  const remedies = telling.flatMap((one) => one.remedies ?? []);
  return {
    ...best,
    ok: same.every(({ ok }) => ok),
    runs: sum(same.map(({ runs }) => runs)),
    compared: sum(same.map(({ compared }) => compared)),
    requests: sum(same.map(({ requests }) => requests ?? 0)),
    notes: [...new Set(telling.flatMap(({ notes }) => notes))],
    ...(remedies.length === 0 ? {} : { remedies: [...new Set(remedies)] }),
  };
}

function mergeParameters(same: readonly OperationResult[]): OperationResult['parameters'] {
  const all = same.flatMap(({ parameters }) => parameters ?? []);
  if (all.length === 0) return undefined;
  return [...groupBy(all, ({ name }) => name)].map(([name, parts]) => ({
    name,
    sent: parts.some(({ sent }) => sent),
    values: [
      ...groupBy(
        parts.flatMap(({ values }) => values),
        ({ value }) => writeExact(value),
      ).values(),
    ].map((values) => ({
      value: values[0]?.value ?? null,
      sent: values.some(({ sent }) => sent),
    })),
  }));
}

/** Defects of several reports, those with an id in common as one, with the smaller example. */
export function mergeDefects(defects: readonly Defect[]): Defect[] {
  const merged: Defect[] = [];
  const indexes = new Map<string, number>();
  for (const defect of defects) {
    const index = defect.ids.map((id) => indexes.get(id)).find((found) => found !== undefined) ?? merged.length;
    for (const id of defect.ids) indexes.set(id, index);
    if (index === merged.length) {
      merged.push(defect);
      continue;
    }
    const other = merged[index] as Defect;
    const best = isBetter(defect, other) ? defect : other;
    const ids = [...new Set([...other.ids, ...defect.ids])].sort();
    const properties = new Set([...other.alsoSeenBy, ...defect.alsoSeenBy, other.property, defect.property]);
    properties.delete(best.property);
    merged[index] = {
      ...best,
      id: ids[0] as string,
      ids,
      alsoSeenBy: [...properties].sort(),
      count: other.count + defect.count,
    };
  }
  return merged;
}

function isBetter(one: Defect, other: Defect): boolean {
  if (one.severity !== other.severity) return one.severity === 'error';
  const size = ({ request, response }: Defect) =>
    request.url.length + (request.body?.length ?? 0) + response.excerpt.length / 16;
  return size(one) < size(other);
}

/** A reading must explain what all shards saw. */
function mergeObservations(all: readonly Observation[]): Observation[] {
  return [...groupBy(all, ({ operation, decision }) => `${operation} ${decision}`).values()].map((same) => {
    const [first] = same as [Observation];
    const admitted = same.map(({ reading, possible }) => (reading === undefined ? possible : [reading]));
    const sets = admitted.filter((readings) => readings !== undefined);
    const possible = sets.reduce((one, other) => one.filter((reading) => other.includes(reading)), sets[0] ?? []);
    const evidence = [...new Set(same.map((one) => one.evidence))].join('; ');
    return {
      ...first,
      reading: possible.length === 1 ? possible[0] : undefined,
      evidence,
      ...(sets.length === 0 ? {} : { possible }),
    };
  });
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Map(items.map((item) => [writeExact(item as Exact), item])).values()];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
