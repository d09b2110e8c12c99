import { foundOf } from './schema/schema-judge.js';
import type { Tally } from './tally.js';
import type { Group, World } from './worlds.js';

/** Which reading of a page a server follows. */
export interface Observation {
  /** Id of the decision. */
  readonly decision: string;
  readonly question: string;
  /** Name of the reading that explains all that was seen; undefined where several still do, or none. */
  readonly reading: string | undefined;
  /** The readings that still explain all that was seen. */
  readonly possible: readonly string[];
  /** What was seen, in one line. */
  readonly evidence: string;
  /** `file:line` of the decision. */
  readonly spec: string;
}

/** What was seen of the decisions of a group: one line each. */
export function observationsOf(
  { decisions }: Group,
  candidates: readonly { readonly world: World; readonly tallies: readonly Tally[]; readonly isStopped: boolean }[],
): Observation[] {
  const errorsOf = ({ tallies, isStopped }: (typeof candidates)[number]) =>
    isStopped ? Number.POSITIVE_INFINITY : tallies.reduce((sum, { errors, warnings }) => sum + errors + warnings, 0);
  const least = Math.min(...candidates.map(errorsOf));
  const explains = candidates.filter((candidate) => errorsOf(candidate) === least);
  return decisions.map(({ id, question, readings, spec }) => {
    const names = readings.map(({ name }) => name);
    const nameIn = (world: World) => world.chosen.get(id) ?? names[0];
    const possible = names.filter((name) => explains.some(({ world }) => nameIn(world) === name));
    const [only] = possible;
    const compared = Math.max(
      0,
      ...explains.map(({ tallies }) => tallies.reduce((sum, { comparisons }) => sum + comparisons, 0)),
    );
    const reading = possible.length === 1 ? only : undefined;
    const refuted = candidates.find((candidate) => nameIn(candidate.world) !== reading && errorsOf(candidate) > least);
    const [against] = refuted?.tallies.flatMap(({ judgements }) => judgements) ?? [];
    const because =
      reading === undefined || refuted === undefined || against === undefined
        ? ''
        : `against ${nameIn(refuted.world)}: ${against.path || 'the answer'} ${against.message} (expected ${foundOf(against.expected)}, found ${foundOf(against.actual)})`;
    const evidence =
      compared === 0
        ? 'nothing was seen that could tell'
        : reading === undefined
          ? `nothing that was seen tells ${possible.join(', ')} apart`
          : because;
    return { decision: id, question, reading: compared === 0 ? undefined : reading, possible, evidence, spec };
  });
}
