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
  const plans = settings.contracts.map((contract): Plan => {
    const isWanted = wantedFor(contract, chosen);
    const isServed = servedBy(contract, chosen);
    return {
      contract,
      properties: propertiesOf(contract).filter((property) => !without.has(property.name) && isWanted(property)),
      reported: new Set(namesOf(contract).filter(isServed)),
    };
  });
  if (settings.shard === undefined) return plans;
  const work = plans.flatMap((plan) => plan.properties.map((property) => ({ plan, property, cost: property.cost })));
  const mine = new Map<Plan, Property[]>(plans.map((plan) => [plan, []]));
  for (const { plan, property } of shardOf(work, settings.shard)) mine.get(plan)?.push(property);
  return plans.map((plan) => ({ ...plan, properties: mine.get(plan) ?? [] }));
}

/** Tells whether a property has to be asked for the sake of what was chosen: itself, or a rule of its class. */
export function wantedFor(contract: Contract, chosen: readonly string[] | undefined): (property: Property) => boolean {
  if (chosen === undefined) return () => true;
  const rules = rulesOf(contract).filter(({ id }) => chosen.includes(id));
  // Links, schemas and statuses show in whatever answer: they need answers of many kinds.
  const classes = new Set(rules.map((rule) => (showsAnywhere(rule) ? 'schema' : rule.class)));
  return ({ name, class: kind }) =>
    chosen.includes(name) ||
    name === 'everything' ||
    classes.has(kind) ||
    (classes.has('schema') && kind === 'filters');
}

function showsAnywhere({ class: kind }: Rule): boolean {
  return kind === 'links' || kind === 'schema' || kind === 'status';
}

/** Tells whether a rule or property is reported: it was chosen, or a property of its class that only asks. */
function servedBy(contract: Contract, chosen: readonly string[] | undefined): (name: string) => boolean {
  if (chosen === undefined) return () => true;
  const kinds = propertiesOf(contract)
    .filter(({ name, compares }) => compares === undefined && chosen.includes(name))
    .map((property) => property.class);
  const served = new Set(rulesOf(contract).flatMap((rule) => (kinds.includes(rule.class) ? [rule.id] : [])));
  return (name) => chosen.includes(name) || served.has(name);
}
