import { unknownName } from '../base/unknown-name.js';
import type { Contract } from '../contract/contract.js';
import { type Rule, rulesOf } from '../judge/index.js';
import type { Settings } from './options.js';
import { propertiesOf } from './properties/index.js';
import type { Property } from './property.js';
import { shardOf } from './transport/shard.js';

/** What is done of one operation. */
export interface Plan {
  readonly contract: Contract;
  /** What is asked. */
  readonly properties: readonly Property[];
  /** Names of the rules and properties that are reported on. */
  readonly reported: ReadonlySet<string>;
}

/** Names of everything that a contract is verified for: its rules, and what properties compare by themselves. */
export function namesOf(contract: Contract): string[] {
  const own = propertiesOf(contract).filter(({ compares }) => compares !== undefined);
  return [...rulesOf(contract).map(({ id }) => id), ...own.map(({ name }) => name)];
}

/**
 * Decides what is asked of which operation, and what is reported.
 *
 * @throws UsageError for a property that no operation has.
 */
export function planOf(settings: Settings): Plan[] {
  const chosen = settings.properties;
  const asking = new Set(settings.contracts.flatMap((contract) => propertiesOf(contract).map(({ name }) => name)));
  const names = new Set([...settings.contracts.flatMap(namesOf), ...asking]);
  for (const name of chosen ?? []) if (!names.has(name)) throw unknownName('--property names', name, [...names]);
  const without = new Set(settings.without);
  const plans = settings.contracts.map((contract) => ({
    contract,
    properties: propertiesOf(contract).filter(
      (property) => !without.has(property.name) && isWanted(contract, property, chosen),
    ),
    reported: new Set(
      namesOf(contract).filter(
        (name) => chosen === undefined || chosen.includes(name) || isServed(contract, name, chosen),
      ),
    ),
  }));
  if (settings.shard === undefined) return plans;
  const work = plans.flatMap((plan) => plan.properties.map((property) => ({ plan, property, cost: property.cost })));
  const mine = new Map<Plan, Property[]>(plans.map((plan) => [plan, []]));
  for (const { plan, property } of shardOf(work, settings.shard)) mine.get(plan)?.push(property);
  return plans.map((plan) => ({ ...plan, properties: mine.get(plan) ?? [] }));
}

/** Whether a property has to be asked for the sake of what was chosen: itself, or a rule of its class. */
export function isWanted(contract: Contract, property: Property, chosen: readonly string[] | undefined): boolean {
  if (chosen === undefined || chosen.includes(property.name) || property.name === 'everything') return true;
  const rules = rulesOf(contract).filter(({ id }) => chosen.includes(id));
  // Links, schemas and statuses show in whatever answer: they need answers of many kinds.
  const classes = new Set(rules.map((rule) => (showsAnywhere(rule) ? 'schema' : rule.class)));
  return classes.has(property.class) || (classes.has('schema') && property.class === 'filters');
}

function showsAnywhere({ class: kind }: Rule): boolean {
  return kind === 'links' || kind === 'schema' || kind === 'status';
}

/** A property that only asks was chosen: then the rules of its class are reported. */
function isServed(contract: Contract, name: string, chosen: readonly string[]): boolean {
  const kinds = propertiesOf(contract)
    .filter((property) => property.compares === undefined && chosen.includes(property.name))
    .map((property) => property.class);
  const rule = rulesOf(contract).find(({ id }) => id === name);
  return rule !== undefined && kinds.includes(rule.class);
}
