import { plural } from '../base/plural.js';
import { groupBy } from './group-by.js';
import type { Defect, Observation, Outcome, Report } from './report.js';
import type { Place } from './violation.js';

/** The outcomes in the order in which reports list them, with the words and the mark of each. */
export const outcomes: Readonly<
  Record<Outcome, { readonly label: string; readonly mark: string; readonly means: string }>
> = {
  violated: { label: 'violated', mark: '✗', means: 'the server does what the contract rules out' },
  held: { label: 'held', mark: '✓', means: 'compared at least once, and kept each time' },
  inconclusive: { label: 'inconclusive', mark: '?', means: 'the data changed underneath while it was compared' },
  'not-exercised': { label: 'not exercised', mark: '–', means: 'nothing was compared, so nothing is known' },
};

/** How many properties came out how. */
export function countsOf(report: Report): Record<Outcome, number> {
  const counts: Record<Outcome, number> = { violated: 0, held: 0, inconclusive: 0, 'not-exercised': 0 };
  for (const { properties } of report.operations) for (const { outcome } of properties) counts[outcome]++;
  return counts;
}

/** What came out, in one sentence that claims no more than was compared. */
export function verdictOf(report: Report): string {
  const errors = report.violations.filter(({ severity }) => severity === 'error').length;
  const counts = countsOf(report);
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const early = report.interrupted === undefined ? '' : ` The run ended early: ${report.interrupted.text}.`;
  const rest = all - counts.held - counts.violated;
  const untried = rest === 0 ? '' : ` ${rest} of ${all} properties say nothing: not exercised or inconclusive.`;
  if (errors > 0) return `The contract is violated: ${plural(errors, 'defect')}.${untried}${early}`;
  if (report.changed.length > 0)
    return `What the server does has changed: ${plural(report.changed.length, 'observation')}.${early}`;
  if (report.waivers.length > 0)
    return `Nothing is violated, but ${plural(report.waivers.length, 'waiver')} must go.${early}`;
  if (!report.ok) return `The contract is violated.${untried}${early}`;
  if (counts.held + counts.violated === 0) return `Nothing could be compared, so nothing is known.${early}`;
  const { exercised } = report;
  if (exercised !== undefined && exercised.share < exercised.required) {
    return `Too little was exercised: ${percent(exercised.share)} of the properties, where ${percent(exercised.required)} are required.${early}`;
  }
  const known = report.known.length === 0 ? '' : ` ${plural(report.known.length, 'defect')} known before.`;
  return `Nothing that was compared violates the contract.${known}${untried}${early}`;
}

function percent(share: number): string {
  return `${Math.floor(share * 100)} %`;
}

/** Requests of the whole run. */
export function requestsOf(report: Report): number {
  return report.operations.reduce((sum, { requests }) => sum + requests, 0);
}

/** Requests, time and seed of a run, in one line. */
export function figuresOf(report: Report): string {
  const requests = requestsOf(report);
  const { milliseconds, seed, tool } = report;
  const unit = tool === 'check' ? 'exchange' : 'request';
  const seconds = (milliseconds ?? 0) / 1000;
  const time = milliseconds === undefined ? '' : ` in ${seconds.toFixed(1)} s`;
  const rate = seconds > 0.05 && tool !== 'check' ? ` (${Math.round(requests / seconds)}/s)` : '';
  const skipped = report.skipped ? `, ${plural(report.skipped, 'exchange')} of other operations left out` : '';
  return `${plural(requests, unit)}${time}${rate}${skipped}${seed === 0 ? '' : `, seed ${seed}`}`;
}

/** Where a recording stands, in words: `traffic.har, entry 12`; `traffic.ndjson:12` for lines, which editors open. */
export function placeText({ file, unit, number }: Place): string {
  return unit === 'line' ? `${file}:${number}` : `${file}, ${unit} ${number}`;
}

/** Other places of a defect that are named; of more, only how many. */
const MOST_PLACES = 3;

/** Who else came upon a defect, where else, and how often; empty where nobody did. */
export function seenText({ alsoSeenBy, count, ids, operation, kind, place }: Defect): string {
  const own = `${operation} ${place === '' ? '/' : place} ${kind}`;
  const places = ids.filter((id) => !id.startsWith(own)).map((id) => id.slice(operation.length + 1));
  const more = places.length > MOST_PLACES ? ` and ${places.length - MOST_PLACES} more` : '';
  const elsewhere = places.length === 0 ? '' : `also ${places.slice(0, MOST_PLACES).join(', ')}${more}`;
  const others =
    alsoSeenBy.length === 0
      ? ''
      : `also seen by ${plural(alsoSeenBy.length, 'other property')}: ${alsoSeenBy.join(', ')}`;
  const times = count > 1 ? `${plural(count, 'violation')} in all` : '';
  return [others, elsewhere, times].filter((text) => text !== '').join('; ');
}

/** Properties of one operation and outcome that have their reason in common, so that a report can say it once. */
export interface Untried {
  readonly operation: string;
  readonly why: string;
  /** What would help, and whom. */
  readonly parts: readonly { readonly properties: readonly string[]; readonly remedies: readonly string[] }[];
}

/** What was not exercised, or is inconclusive, with why and what would help. */
export function untriedOf(report: Report, outcome: Outcome): Untried[] {
  return report.operations.flatMap(({ operation, properties }) => {
    const concerned = properties.filter((property) => property.outcome === outcome);
    const byWhy = groupBy(concerned, ({ notes }) => notes.join('; ') || 'no reason was given');
    return [...byWhy].map(([why, same]) => ({
      operation,
      why,
      parts: [...groupBy(same, ({ remedies = [] }) => JSON.stringify(remedies)).values()].map((part) => ({
        properties: part.map(({ name }) => name),
        remedies: part[0]?.remedies ?? [],
      })),
    }));
  });
}

/** Observations that tell a reading, and the decisions of each operation that nothing tells yet, with their readings. */
export function observedOf({ observations }: Report): {
  readonly told: readonly Observation[];
  readonly open: readonly { readonly operation: string; readonly decisions: readonly string[] }[];
} {
  const open = observations.filter(({ reading }) => reading === undefined);
  return {
    told: observations.filter(({ reading }) => reading !== undefined),
    open: [...groupBy(open, ({ operation }) => operation)].map(([operation, same]) => ({
      operation,
      decisions: same.map(({ decision, possible = [] }) =>
        possible.length === 0 ? `${decision} (no reading explains it)` : `${decision} (${possible.join(' or ')})`,
      ),
    })),
  };
}

/** Notes on properties that were judged, but in part only. */
export function notesOf(
  report: Report,
): { readonly operation: string; readonly property: string; readonly note: string }[] {
  return report.operations.flatMap(({ operation, properties }) =>
    properties
      .filter(({ outcome }) => outcome === 'held' || outcome === 'violated')
      .flatMap(({ name, notes }) => notes.map((note) => ({ operation, property: name, note }))),
  );
}
