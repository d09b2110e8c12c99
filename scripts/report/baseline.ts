import { existsSync, readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { plural } from '../base/plural.js';
import { UsageError } from '../base/usage-error.js';
import { isSeenBy, withOk } from './make-report.js';
import type { BaselineDefect, BaselineObservation, Defect, Observation, Report } from './report.js';
import { writeWhole } from './write-whole.js';

/** What was found before, and is known since. */
export interface Baseline {
  readonly defects: readonly BaselineDefect[];
  readonly observations: readonly BaselineObservation[];
}

const defectKeys = ['id', 'operation', 'property', 'place', 'kind', 'message'] as const;
const observationKeys = ['operation', 'decision', 'reading'] as const;

/**
 * Reads a baseline: YAML or JSON.
 *
 * @throws UsageError where the file cannot be read, or is no baseline.
 */
export function readBaseline(file: string): Baseline {
  let content: Json;
  try {
    content = parse(readFileSync(file, 'utf8')) as Json;
  } catch (error) {
    throw new UsageError(`cannot read the baseline ${file}: ${(error as Error).message.split('\n')[0]}`);
  }
  const defects = own(content, 'defects');
  const observations = own(content, 'observations') ?? [];
  if (!Array.isArray(defects) || !Array.isArray(observations)) {
    throw new UsageError(`${file} is no baseline: it has no list "defects"; remove it to have one written`);
  }
  return {
    defects: defects.map((entry, index) => {
      const texts = textsOf(entry, defectKeys, `${file}: defect ${index + 1}`);
      const reason = own(entry, 'reason');
      const ids = own(entry, 'ids');
      return {
        ...texts,
        ...(Array.isArray(ids) ? { ids: ids.filter((id) => typeof id === 'string') } : {}),
        reason: typeof reason === 'string' ? reason : '',
      };
    }),
    observations: observations.map((entry, index) =>
      textsOf(entry, observationKeys, `${file}: observation ${index + 1}`),
    ),
  };
}

function textsOf<Key extends string>(entry: Json, keys: readonly Key[], where: string): Record<Key, string> {
  if (!isObject(entry)) throw new UsageError(`${where} is no object with ${keys.join(', ')}`);
  const texts = {} as Record<Key, string>;
  for (const key of keys) {
    const value = own(entry, key);
    if (typeof value !== 'string') throw new UsageError(`${where} lacks ${key}; give it as text`);
    texts[key] = value;
  }
  return texts;
}

/** Writes a baseline, as a whole or not at all: JSON where the name ends so, otherwise YAML. @throws UsageError */
export function writeBaseline(file: string, baseline: Baseline): void {
  const text = /\.json$/i.test(file)
    ? `${JSON.stringify(baseline, null, 2)}\n`
    : `# Defects that are known. Give each a reason; remove it when it should fail again.\n${stringify(baseline, { lineWidth: 0 })}`;
  writeWhole(file, text);
}

/** What a baseline becomes after a run: all that was seen, and of the rest what was not tried. Reasons are kept. */
export function baselineOf(report: Report, before: Baseline = { defects: [], observations: [] }): Baseline {
  const reasons = reasonsOf(before);
  const seen = [...report.known, ...report.violations];
  const seenIds = new Set(seen.flatMap(({ ids }) => ids));
  const untried = before.defects.filter(
    (defect) => !idsOf(defect).some((id) => seenIds.has(id)) && !isTried(report, defect),
  );
  const observed = report.observations.filter(isDecided);
  const isObserved = (one: BaselineObservation) =>
    observed.some(({ operation, decision }) => operation === one.operation && decision === one.decision);
  const byName = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
  return {
    defects: [
      ...seen.map(({ id, ids, operation, property, place, kind, message }) => ({
        id,
        ...(ids.length > 1 ? { ids } : {}),
        operation,
        property,
        place,
        kind,
        message,
        reason: ids.map((one) => reasons.get(one)).find((reason) => reason !== undefined) ?? '',
      })),
      ...untried,
    ].sort(byName),
    observations: [
      ...observed.map(({ operation, decision, reading }) => ({ operation, decision, reading })),
      ...before.observations.filter((one) => !isObserved(one)),
    ],
  };
}

function idsOf({ id, ids = [] }: BaselineDefect): readonly string[] {
  return [id, ...ids];
}

/** The reasons of known defects, by each of their ids. */
function reasonsOf({ defects }: Baseline): Map<string, string> {
  return new Map(defects.flatMap((defect) => idsOf(defect).map((id): [string, string] => [id, defect.reason])));
}

function isDecided(observation: Observation): observation is Observation & { reading: string } {
  return observation.reading !== undefined;
}

/** Whether the property that had found a defect was exercised this time. */
function isTried(report: Report, { operation, property }: BaselineDefect): boolean {
  return report.operations.some(
    (one) =>
      one.operation === operation &&
      one.properties.some(({ name, outcome }) => name === property && (outcome === 'held' || outcome === 'violated')),
  );
}

/**
 * The report with what a baseline lists told apart: known defects no longer fail, those that were not seen although
 * their property was exercised are gone, and an observation that differs from the baseline's has changed and fails.
 */
export function compareWithBaseline(report: Report, baseline: Baseline): Report {
  const reasons = reasonsOf(baseline);
  const knownId = ({ ids, explainedBy = [] }: Defect) => {
    // What several parameters show together is no news, where one of them is known to be broken.
    const known = explainedBy.map((causes) => causes.find((id) => reasons.has(id)));
    return ids.find((id) => reasons.has(id)) ?? (known.includes(undefined) ? undefined : known[0]);
  };
  const known = report.violations
    .filter((defect) => knownId(defect) !== undefined)
    .map((defect) => ({ ...defect, reason: reasons.get(knownId(defect) as string) as string }));
  const violations = report.violations.filter((defect) => knownId(defect) === undefined);
  const seenIds = new Set(report.violations.flatMap(({ ids }) => ids));
  const before = new Map(baseline.observations.map((one) => [`${one.operation} ${one.decision}`, one.reading]));
  return withOk({
    ...report,
    violations,
    known: [...report.known, ...known],
    gone: baseline.defects.filter((defect) => !idsOf(defect).some((id) => seenIds.has(id)) && isTried(report, defect)),
    changed: report.observations.flatMap((observation) => {
      const reading = before.get(`${observation.operation} ${observation.decision}`);
      return reading === undefined || !isDecided(observation) || observation.reading === reading
        ? []
        : [{ ...observation, before: reading }];
    }),
    operations: report.operations.map((operation) => ({
      ...operation,
      properties: operation.properties.map((property) => {
        const isMine = (defect: Defect) => isSeenBy(defect, operation.operation, property.name);
        const isExplained = known.some(isMine) && !violations.some((one) => isMine(one) && one.severity === 'error');
        return isExplained ? { ...property, ok: true } : property;
      }),
    })),
  });
}

/**
 * Compares with the baseline in a file, and writes it where it is missing or to be updated. A baseline that was just
 * written knows everything of this run.
 *
 * @throws UsageError where the file cannot be read or written, or is no baseline.
 */
export function applyBaseline(report: Report, file: string, update = false): Report {
  const before = existsSync(file) ? readBaseline(file) : undefined;
  if (before !== undefined && !update) return compareWithBaseline(report, before);
  const warn = (text: string, remedy?: string): Report => ({
    ...report,
    warnings: [...report.warnings, remedy === undefined ? { text } : { text, remedy }],
  });
  if (report.interrupted?.by === 'signal') {
    // Half a baseline would make the other half new tomorrow. A budget, on the other hand, is spent every night.
    const compared = before === undefined ? report : compareWithBaseline(report, before);
    const text = `the baseline ${file} was not written, because the run was interrupted`;
    return { ...compared, warnings: [...compared.warnings, { text, remedy: 'let it run to its end' }] };
  }
  const after = baselineOf(report, before);
  writeBaseline(file, after);
  const count = plural(after.defects.length, 'defect');
  const written = warn(`wrote ${count} into the baseline ${file}`, 'give each of them a reason there');
  const compared = compareWithBaseline(written, after);
  const gone = before === undefined ? [] : compareWithBaseline(report, before).gone;
  return { ...compared, gone };
}
