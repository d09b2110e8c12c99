import type { Contract } from '../contract/contract.js';
import { type OpenDecision, openDecisions } from './readings/open-decisions.js';
import { type Meaning, readAs } from './readings/read-as.js';
import type { Rule } from './rule.js';
import { ruleMakers } from './rules/index.js';
import { rulesOf } from './rules-of.js';

/** Ways to read a contract that are tried of rules that belong together; more would take too long. */
const MOST_WORLDS = 256;

/** One way to read the decisions of a group. */
export interface World {
  /** Name of a reading by decision id. */
  readonly chosen: ReadonlyMap<string, string>;
  readonly meaning: Meaning;
  readonly rules: readonly Rule[];
}

/** Rules whose readings cannot be told apart one by one, and all ways to read them. */
export interface Group {
  readonly decisions: readonly OpenDecision[];
  /** The first is the contract as it stands. */
  readonly worlds: readonly World[];
}

/** Divides the rules of a contract into groups: two rules that depend on one decision are in one group. */
export function groupsOf(contract: Contract): readonly Group[] {
  const makers = ruleMakers.map((make) => ({ make, made: rulesOf(contract, [make]) }));
  const rules = makers.flatMap(({ made }) => made);
  const decisions = openDecisions(contract);
  const groups: { decisions: OpenDecision[]; rules: Rule[] }[] = [];
  for (const rule of rules) {
    const mine = decisions.filter(({ readings }) => readings.some((reading) => rule.dependsOn(reading)));
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
    const worlds = combinations(group.decisions).map((chosen): World => {
      const meaning = readAs(contract, chosen);
      const own = chosen.size === 0 ? group.rules : rulesOf(meaning, needed).filter(({ id }) => ids.has(id));
      return { chosen, meaning, rules: own };
    });
    return { decisions: group.decisions, worlds };
  });
}

function combinations(decisions: readonly OpenDecision[]): ReadonlyMap<string, string>[] {
  let all: ReadonlyMap<string, string>[] = [new Map()];
  for (const { id, readings } of decisions) {
    if (all.length * readings.length > MOST_WORLDS) continue;
    all = readings.flatMap(({ name }) => all.map((chosen) => new Map([...chosen, [id, name]])));
  }
  return all;
}
