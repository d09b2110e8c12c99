import { type JsonObject, jsonText, own } from '../base/json.js';
import type { Contract, Parameter, Response } from '../contract/contract.js';
import { isSuccessOf, responseFor, successResponse } from '../contract/responses.js';
import type { Exchange } from './exchange.js';
import { type Selector, selectorOf, senseOf } from './facts/selector.js';
import { Ledger, type LedgerOptions } from './ledger/ledger.js';
import type { Seen } from './ledger/seen.js';
import { type Observation, observationsOf } from './observations.js';
import { outcomeOf, type RuleOutcome } from './outcome.js';
import type { Rule } from './rule.js';
import { type Judgement, Tally } from './tally.js';
import { type Group, groupAsItStands, groupsOf, type World } from './worlds.js';

/** How a judge judges. */
export interface JudgeOptions extends LedgerOptions {
  /** What the contract only infers is an error, too. Default: false. */
  readonly strict?: boolean | undefined;
  /** Judgements of each rule that are kept, beside the first of each place; all are counted. Default: 20. */
  readonly kept?: number | undefined;
  /** Ids of rules that are left out. Default: none. */
  readonly without?: readonly string[] | undefined;
  /** The contract is read as it stands only, not in its other admissible ways. Default: false. */
  readonly asItStands?: boolean | undefined;
}

/** What came of a run. */
export interface Judged {
  /** One for each rule, in the order of the rules. */
  readonly rules: readonly RuleOutcome[];
  readonly observations: readonly Observation[];
  /** What could not be held in memory, or not be judged, in words. */
  readonly notes: readonly string[];
}

/** An error weighs more than any number of warnings. */
const WEIGHT = 1e6;

/** Errors from which on a reading is no longer tried; fewer would not tell a server with a defect from others. */
const CONTRADICTED = 3;

interface Candidate {
  readonly world: World;
  /** One for each rule; candidates share those of the rules that say the same in their worlds. */
  readonly tallies: readonly Tally[];
  /** It was contradicted while another one explained everything: it saw no more, and is none of those that may be so. */
  isStopped: boolean;
}

/** The ways to read what belongs together, and what is counted in them. */
interface Contest {
  readonly group: Group;
  readonly candidates: readonly Candidate[];
  /** Those of the candidates that are not stopped, each once. */
  tallies: readonly Tally[];
  /** Parameters of which a request has to give one so that the rules have anything to see; undefined where they see all. */
  readonly asked: readonly string[] | undefined;
  /** The way to read the contract that least speaks against: found anew when something else speaks than before. */
  standing: Standing | undefined;
}

interface Standing {
  readonly best: Candidate;
  readonly score: number;
  /** The judgements of its tallies. */
  readonly said: ReadonlySet<Judgement>;
  /** It was seen which readings are contradicted. */
  isSettled: boolean;
}

/**
 * Judges the exchanges of one operation by all rules of its contract.
 *
 * Where the page admits several readings, the rules are run in each of them: a violation is what no single reading
 * explains over all that was seen. So a verdict is final only once {@link Judge.close} was called.
 */
export class Judge {
  readonly contract: Contract;
  readonly ledger: Ledger;
  readonly #contests: readonly Contest[];
  /** What of the ledger decides how much is made of what speaks against a rule. */
  #weighing = '';

  constructor(contract: Contract, options: JudgeOptions = {}) {
    this.contract = contract;
    this.ledger = new Ledger(contract, options);
    const without = new Set(options.without);
    const { strict = false, kept = 20 } = options;
    this.#contests = preparedGroups(contract, options).map((group) => {
      const tallies = new Map<Rule, Tally>();
      const onChange = () => {
        contest.standing = undefined;
      };
      const tallyOf = (rule: Rule): Tally => {
        const tally = tallies.get(rule) ?? new Tally(rule, this.ledger, strict, kept, onChange);
        tallies.set(rule, tally);
        return tally;
      };
      const candidates = group.worlds.map((world) => ({
        world,
        tallies: world.rules.filter(({ id }) => !without.has(id)).map(tallyOf),
        isStopped: false,
      }));
      const asked = askedBy([...tallies.keys()]);
      const contest: Contest = { group, candidates, tallies: [...tallies.values()], asked, standing: undefined };
      return contest;
    });
    this.ledger.selectsForSure = this.#selectsForSure();
  }

  /**
   * Judges one exchange, in the order in which they happened.
   *
   * @returns what breaks rules, by all that is known so far: what was shown to be so by this exchange
   */
  see(exchange: Exchange): readonly Judgement[] {
    const { ledger } = this;
    const seen = ledger.see(exchange, this.#declaredFor(exchange));
    const weighing = `${ledger.isLive} ${ledger.entries.returned === 0}`;
    if (weighing !== this.#weighing) for (const contest of this.#contests) contest.standing = undefined;
    this.#weighing = weighing;
    const found: Judgement[] = [];
    for (const contest of this.#contests) {
      const shown = shownBy(seen, contest);
      if (shown.length > 0) found.push(...shown);
    }
    if (found.length > 0) this.latest = found;
    return found;
  }

  /** Whether a status is that of a success of the operation. */
  isSuccess(status: number): boolean {
    const response = responseFor(this.contract, status);
    return response !== undefined && isSuccessOf(this.contract, response);
  }

  /** Places that break rules at severity error, by all that is known so far. */
  get errors(): number {
    return this.#contests.reduce((sum, { candidates }) => sum + Math.floor(scoreOf(bestOf(candidates)) / WEIGHT), 0);
  }

  /** What the latest exchange that broke a rule has shown. */
  latest: readonly Judgement[] = [];

  /** Whether another look at the data could decide what is only suspected so far. */
  get isWaiting(): boolean {
    if (!this.ledger.isWaiting) return false;
    // Where a reading is left of which nothing is suspected, nothing that is suspected of others matters.
    return this.#contests.some(({ candidates }) => {
      const least = Math.min(...candidates.map(scoreOf));
      return candidates.every(
        (candidate) => scoreOf(candidate) > least || candidate.tallies.some(({ waiting }) => waiting > 0),
      );
    });
  }

  /** What is claimed though the data change: these questions should be asked once more. */
  get doubts(): readonly Judgement[] {
    return this.#contests.flatMap(({ candidates }) => bestOf(candidates).tallies.flatMap(({ doubts }) => doubts));
  }

  /** Says what came of it so far. What is still suspected is so, if nothing was seen to change. */
  close(): Judged {
    this.ledger.close();
    const best = this.#contests.map(({ group, candidates }) => ({ group, candidates, best: bestOf(candidates) }));
    const rules = best.flatMap(({ best: { tallies } }) => tallies.map(outcomeOf));
    return {
      rules,
      observations: best.flatMap(({ group, candidates }) => observationsOf(group, candidates)),
      notes: this.ledger.hasForgotten
        ? ['There are more entries than are remembered: later ones were not compared with earlier ones.']
        : [],
    };
  }

  /** What the contract declares of an answer. A body without status says itself which one it is. */
  #declaredFor({ status, body }: Exchange): Response | undefined {
    const { contract } = this;
    if (status !== undefined) return responseFor(contract, status);
    const success = successResponse(contract);
    if (body === undefined || this.ledger.schemas.accepts(success, body)) return success;
    return Object.values(contract.responses).find((response) => this.ledger.schemas.accepts(response, body)) ?? success;
  }

  #selectsForSure(): Ledger['selectsForSure'] {
    const byName = new Map(
      this.contract.parameters.flatMap((parameter) => {
        if (parameter.filter === undefined) return [];
        const id = `filter:${parameter.name}`;
        const mine = this.#contests.find(({ group }) => group.worlds[0]?.rules.some((rule) => rule.id === id));
        return mine === undefined ? [] : [[parameter.name, this.#possible(parameter, mine.candidates)] as const];
      }),
    );
    return (name, request, item, time) => {
      let agreed: boolean | undefined;
      for (const select of byName.get(name)?.() ?? []) {
        const selection = select(request, item, time);
        if (selection === undefined || (agreed !== undefined && agreed !== selection)) return undefined;
        agreed = selection;
      }
      return agreed;
    };
  }

  /** What a filter selects in each of its readings that are still possible: found once for each exchange. */
  #possible(parameter: Parameter, candidates: readonly Candidate[]): () => readonly Selector[] {
    const selectors = new Map<string, Selector>();
    const keyed = candidates.map((candidate) => {
      const { meaning } = candidate.world;
      // Readings of other parameters make no difference.
      const key = jsonText(senseOf(meaning, parameter));
      const select = selectors.get(key) ?? selectorOf(meaning, parameter, this.ledger);
      selectors.set(key, select);
      return { candidate, select };
    });
    let seen = -1;
    let possible: readonly Selector[] = [];
    return () => {
      if (seen === this.ledger.exchanges) return possible;
      seen = this.ledger.exchanges;
      const least = Math.min(...candidates.map(scoreOf));
      possible = [
        ...new Set(keyed.filter(({ candidate }) => scoreOf(candidate) === least).map(({ select }) => select)),
      ];
      return possible;
    };
  }
}

/** What was prepared of contracts that were judged before: it follows from the contract alone. */
const inAllReadings = new WeakMap<Contract, readonly Group[]>();
const asItStands = new WeakMap<Contract, readonly Group[]>();

function preparedGroups(contract: Contract, options: JudgeOptions): readonly Group[] {
  const before = options.asItStands ? asItStands : inAllReadings;
  let groups = before.get(contract);
  if (groups === undefined) {
    groups = options.asItStands ? [groupAsItStands(contract)] : groupsOf(contract);
    before.set(contract, groups);
  }
  return groups;
}

const nothing: readonly Judgement[] = [];

/** Lets a group see an exchange. @returns what this shows to be broken in the way to read it that explains most */
function shownBy(seen: Seen, contest: Contest): readonly Judgement[] {
  const { asked } = contest;
  const before = standingIn(contest);
  if (!before.isSettled) stopContradicted(contest, before);
  if (asked !== undefined && !givesAny(seen.request, asked)) return nothing;
  for (const tally of contest.tallies) tally.see(seen);
  const after = standingIn(contest);
  if (after.score <= before.score) return nothing;
  if (after.best !== before.best) return after.best.tallies.flatMap(({ judgements }) => judgements.slice(-1));
  return [...after.said].filter((judgement) => !before.said.has(judgement));
}

function givesAny(request: JsonObject | undefined, names: readonly string[]): boolean {
  for (const name of names) if (own(request, name) !== undefined) return true;
  return false;
}

function standingIn(contest: Contest): Standing {
  let { standing } = contest;
  if (standing === undefined) {
    const best = bestOf(contest.candidates);
    const said = new Set<Judgement>();
    for (const tally of best.tallies) if (!tally.isSilent) for (const one of tally.judgements) said.add(one);
    standing = { best, score: scoreOf(best), said, isSettled: false };
    contest.standing = standing;
  }
  return standing;
}

/** A reading that was contradicted stays so, as long as another one explains everything. */
function stopContradicted(contest: Contest, standing: Standing): void {
  standing.isSettled = true;
  if (standing.score >= WEIGHT) return;
  const { candidates } = contest;
  const contradicted = candidates.filter(
    (candidate, place) => place > 0 && !candidate.isStopped && errorsOf(candidate) >= CONTRADICTED,
  );
  for (const candidate of contradicted) candidate.isStopped = true;
  if (contradicted.length > 0) contest.tallies = runningOf(candidates);
}

/** The parameters that rules ask for; undefined where one of them asks for none. */
function askedBy(rules: readonly Rule[]): readonly string[] | undefined {
  const names = rules.map(({ asks }) => asks);
  return names.includes(undefined) ? undefined : [...new Set(names as string[])];
}

/** What is still counted: each tally once. */
function runningOf(candidates: readonly Candidate[]): readonly Tally[] {
  return [...new Set(candidates.filter(({ isStopped }) => !isStopped).flatMap(({ tallies }) => tallies))];
}

function errorsOf({ tallies }: Candidate): number {
  return tallies.reduce((sum, { errors }) => sum + errors, 0);
}

/** How much speaks against a way to read the contract: errors first, then warnings. */
function scoreOf({ tallies, isStopped }: Candidate): number {
  let score = isStopped ? Number.POSITIVE_INFINITY : 0;
  for (const tally of tallies) if (!tally.isSilent) score += tally.errors * WEIGHT + tally.warnings;
  return score;
}

/** The way to read the contract that least speaks against; of several the one that the contract chose, or the first. */
function bestOf(candidates: readonly Candidate[]): Candidate {
  let best = candidates[0] as Candidate;
  let least = scoreOf(best);
  for (const candidate of candidates) {
    if (least === 0) break;
    const score = scoreOf(candidate);
    if (score < least) {
      best = candidate;
      least = score;
    }
  }
  return best;
}
