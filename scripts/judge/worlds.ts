import { jsonText } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { type OpenDecision, openDecisions } from './readings/open-decisions.js';
import { type Meaning, readAs } from './readings/read-as.js';
import type { Rule } from './rule.js';
import { ruleMakers } from './rules/index.js';
import { rulesOf } from './rules-of.js';

/** Ways to read a contract that are tried of rules that belong together; more would take too long. */
const MOST_WORLDS = 256;

/**
 * Rules that are looked at, in all readings of all decisions together, to see which depends on which. A document could
 * list thousands of parameters, each with decisions and rules of its own: what exceeds this is read as it stands.
 */
const MOST_LOOKS = 100_000;

/** Decisions that are looked at all the same. */
const FEW_DECISIONS = 40;

/** One way to read the decisions of a group. */
export interface World {
  /** Name of a reading by decision id. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly meaning: Meaning;
  /** A rule is the same object in all worlds in which it says the same. */
  readonly rules: readonly Rule[];
}

/** Rules whose readings cannot be told apart one by one, and all ways to read them. */
export interface Group {
  readonly decisions: readonly OpenDecision[];
  /** The first is the contract as it stands. */
  readonly worlds: readonly World[];
}

/** All rules of a contract, read as it stands only: which takes a small part of what {@link groupsOf} takes. */
export function groupAsItStands(contract: Contract): Group {
  const meaning = readAs(contract);
  return { decisions: [], worlds: [{ chosen: new Map(), meaning, rules: rulesOf(meaning) }] };
}

/** Divides the rules of a contract into groups: two rules that depend on one decision are in one group. */
export function groupsOf(contract: Contract): readonly Group[] {
  const makers = ruleMakers.map((make) => ({ make, made: rulesOf(contract, [make]) }));
  const rules = makers.flatMap(({ made }) => made);
  const asItStands = readAs(contract);
  const usual = sensesOf(rules);
  const dependents = openDecisions(contract)
    .slice(0, Math.max(FEW_DECISIONS, Math.floor(MOST_LOOKS / rules.length)))
    .map((decision) => ({ decision, ids: dependentsOf(contract, usual, decision) }));
  const groups: { decisions: OpenDecision[]; rules: Rule[] }[] = [];
  for (const rule of rules) {
    const mine = dependents.filter(({ ids }) => ids.has(rule.id)).map(({ decision }) => decision);
    const touched = groups.filter((group) => mine.length > 0 && group.decisions.some((one) => mine.includes(one)));
    const merged = {
      decisions: [...new Set([...touched.flatMap((group) => group.decisions), ...mine])],
      rules: [...touched.flatMap((group) => group.rules), rule],
    };
    for (const group of touched) groups.splice(groups.indexOf(group), 1);
    groups.push(merged);
  }
  // A spec could list so many readings that they multiply beyond reason: then those of the later decisions are read alone.
  return groups.map((group) => {
    const ids = new Set(group.rules.map(({ id }) => id));
    const needed = makers.filter(({ made }) => made.some(({ id }) => ids.has(id))).map(({ make }) => make);
    const first = new Map<string, Rule>();
    const shared = (rule: Rule): Rule => {
      const key = `${rule.id} ${jsonText(rule.sense)}`;
      const known = first.get(key) ?? rule;
      first.set(key, known);
      return known;
    };
    const worlds = combinations(group.decisions).map((chosen): World => {
      if (chosen.size === 0) return { chosen, meaning: asItStands, rules: group.rules };
      const meaning = readAs(contract, chosen);
      const own = rulesOf(meaning, needed).filter(({ id }) => ids.has(id));
      return { chosen, meaning, rules: own.map(shared) };
    });
    return { decisions: group.decisions, worlds };
  });
}

/** The ids of the rules that say something else in some reading of a decision. */
function dependentsOf(
  contract: Contract,
  usual: ReadonlyMap<string, string>,
  { id, readings }: OpenDecision,
): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const { name } of readings.slice(1)) {
    const senses = sensesOf(rulesOf(readAs(contract, { [id]: name })));
    for (const [rule, sense] of usual) if (senses.get(rule) !== sense) ids.add(rule);
  }
  return ids;
}

function sensesOf(rules: readonly Rule[]): Map<string, string> {
  return new Map(rules.map((rule) => [rule.id, jsonText(rule.sense)]));
}

function combinations(decisions: readonly OpenDecision[]): ReadonlyMap<string, string>[] {
  let all: ReadonlyMap<string, string>[] = [new Map()];
  for (const { id, readings } of decisions) {
    if (all.length * readings.length > MOST_WORLDS) continue;
    all = readings.flatMap(({ name }) => all.map((chosen) => new Map([...chosen, [id, name]])));
  }
  return all;
}
