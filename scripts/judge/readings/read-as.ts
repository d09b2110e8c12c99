import { type JsonObject, own } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import type { Behaviour, Contract, Filter, Parameter, Reading, ValueBehaviour } from '../../contract/contract.js';
import { type Range, rangesOf } from '../ranges.js';
import { type OpenDecision, openDecisions } from './open-decisions.js';

/** What a contract means once its open decisions are answered. */
export interface Meaning {
  /** The contract with filters, defaults, order and required parameters as the readings have them. */
  readonly contract: Contract;
  readonly behaviour: Behaviour;
  /** What becomes of the values of a parameter that are spelled otherwise, or not listed. */
  valuesOf(parameter: string): ValueBehaviour;
  /** Parameters that are the two ends of one range. */
  readonly ranges: readonly Range[];
  /** Parameters that have no effect where all those that they stand beside are given. */
  readonly ignores: readonly { readonly parameter: string; readonly beside: readonly string[] }[];
}

/** What operations do where nothing is chosen. */
const usual: Behaviour = {
  oversize: 'honoured',
  beyondEnd: 'empty',
  noValue: 'absent',
};

const usualValues: ValueBehaviour = { unknownValue: 'refused', letterCase: 'exact' };

/**
 * Reads a contract in one of its admissible ways.
 *
 * @param chosen name of a reading by decision id, or by the part of it before a colon for all decisions that begin so.
 *   Default of each decision: its first reading, the contract as it stands.
 */
export function readAs(
  contract: Contract,
  chosen: ReadonlyMap<string, string> | Readonly<Record<string, string>> = {},
): Meaning {
  const get = (id: string) =>
    chosen instanceof Map ? (chosen.get(id) as string | undefined) : own(chosen as JsonObject, id);
  const nameOf = (id: string) => get(id) ?? get(familyOf(id));
  const readings = openDecisions(contract).flatMap(({ id, readings: [first, ...others] }): Reading[] => {
    const name = nameOf(id);
    const found = others.find((reading) => reading.name === name) ?? first;
    return found === undefined ? [] : [found];
  });
  let { sort, atLeastOneOf, request } = contract;
  const touched = new Set<string>();
  for (const { filters, defaults, order, requires } of readings) {
    for (const name of [...Object.keys({ ...filters, ...defaults }), ...(requires ?? [])]) touched.add(name);
    if (order !== undefined && sort !== undefined) sort = { ...sort, default: order };
    if (requires !== undefined) {
      atLeastOneOf = atLeastOneOf.filter((names) => !names.some((name) => requires.includes(name)));
      request = { ...request, required: [...((own(request, 'required') ?? []) as string[]), ...requires] };
    }
  }
  // Gathered once: a page can have hundreds of parameters, and each of them two decisions of its own.
  const valuesOf = new Map<string, ValueBehaviour>();
  for (const { values } of readings)
    for (const [name, own] of Object.entries(values ?? {}))
      valuesOf.set(name, { ...(valuesOf.get(name) ?? usualValues), ...own });
  const parameters = contract.parameters.map((one) => (touched.has(one.name) ? readings.reduce(patched, one) : one));
  return {
    contract: { ...contract, parameters, atLeastOneOf, request, ...(sort === undefined ? {} : { sort }) },
    behaviour: Object.assign({ ...usual }, ...readings.map(({ behaviour }) => behaviour)),
    valuesOf: (name) => valuesOf.get(name) ?? usualValues,
    ranges: rangesOf(contract),
    ignores: readings.flatMap(({ ignores }) => ignores ?? []),
  };
}

function patched(parameter: Parameter, { filters, defaults, requires }: Reading): Parameter {
  const { name, filter, schema, required } = parameter;
  const patch = filters !== undefined && Object.hasOwn(filters, name) ? filters[name] : undefined;
  const fallback = defaults !== undefined && Object.hasOwn(defaults, name) ? defaults[name] : undefined;
  if (patch === undefined && fallback === undefined && requires?.includes(name) !== true) return parameter;
  return {
    ...parameter,
    ...(filter === undefined || patch === undefined ? {} : { filter: { ...filter, ...patch } as Filter }),
    ...(fallback === undefined ? {} : { schema: { ...schema, default: fallback } }),
    required: required || requires?.includes(name) === true,
  };
}

/** What several decisions have in common that are about one parameter each: `letter-case` of `letter-case:Type`. */
function familyOf(id: string): string {
  const colon = id.indexOf(':');
  return colon < 0 ? id : id.slice(0, colon);
}

/**
 * Checks readings that a user chose.
 *
 * @param chosen name of a reading by decision id, or by the part of it before a colon
 * @throws UsageError for a decision that none of the contracts has, or a reading that the decision has not.
 */
export function checkReadings(contracts: readonly Contract[], chosen: Readonly<Record<string, string>>): void {
  const decisions = new Map<string, OpenDecision>();
  const all = contracts.flatMap((contract) => openDecisions(contract));
  for (const decision of all) decisions.set(familyOf(decision.id), decision);
  for (const decision of all) decisions.set(decision.id, decision);
  for (const [id, name] of Object.entries(chosen)) {
    const decision = decisions.get(id);
    if (decision === undefined) {
      throw new UsageError(`there is no open decision "${id}"; there are ${[...decisions.keys()].sort().join(', ')}`);
    }
    const names = decision.readings.map((reading) => reading.name);
    if (!names.includes(name)) {
      throw new UsageError(`the decision ${id} has no reading "${name}"; it has ${names.join(', ')}`);
    }
  }
}
