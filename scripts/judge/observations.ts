import { foundOf } from './schema/schema-judge.js';
import type { Judgement, Tally } from './tally.js';
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
  // What breaks a rule in every reading speaks against none of them.
  const said = new Set(explains.flatMap(({ tallies }) => judgementsOf(tallies).map(inWords)));
  const isSaid = (judgement: Judgement) => said.has(inWords(judgement));
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
    const refuted = candidates
      .filter((candidate) => nameIn(candidate.world) !== reading && errorsOf(candidate) > least)
      .map(({ world, tallies }) => ({ world, against: judgementsOf(tallies).find((one) => !isSaid(one)) }))
      .find(({ against }) => against !== undefined);
    const because =
      reading === undefined || refuted?.against === undefined
        ? ''
        : `against ${nameIn(refuted.world)}: ${inWords(refuted.against)}`;
    const evidence =
      compared === 0
        ? 'nothing was seen that could tell'
        : reading === undefined
          ? `nothing that was seen tells ${possible.join(', ')} apart`
          : because;
    return { decision: id, question, reading: compared === 0 ? undefined : reading, possible, evidence, spec };
  });
}

function judgementsOf(tallies: readonly Tally[]): Judgement[] {
  return tallies.flatMap(({ judgements }) => judgements);
}

/** Characters of one message: some list all values that there are. */
const MOST_WORDS = 120;

function inWords({ path, message, expected, actual }: Judgement): string {
  const words = message.length > MOST_WORDS ? `${message.slice(0, MOST_WORDS)}…` : message;
  return `${path || 'the answer'} ${words} (expected ${foundOf(expected)}, found ${foundOf(actual)})`;
}
