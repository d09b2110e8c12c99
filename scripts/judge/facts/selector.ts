import { type Json, type JsonObject, own } from '../../base/json.js';
import type { Contract, Filter, Parameter } from '../../contract/contract.js';
import { elementSchema } from '../../contract/schema-at.js';
import type { Ledger } from '../ledger/ledger.js';
import type { Meaning } from '../readings/read-as.js';
import { type Circumstances, type ItemTest, itemTest, rank, type Selection } from '../selects.js';

/** Whether a filter of a request selects an item. Undefined: what is known does not say. */
export type Selector = (request: JsonObject, item: Json, now: number) => Selection;

/** Whether one filter of a request selects an item, as one meaning of the contract has it. */
export function selectorOf(meaning: Meaning, { name }: Parameter, ledger: Ledger): Selector {
  const parameter = meaning.contract.parameters.find((one) => one.name === name);
  const filter = parameter?.filter;
  if (parameter === undefined || filter === undefined) return () => undefined;
  const ignored = meaning.ignores.filter(({ parameter: one }) => one === name);
  const spelled = spelling(meaning, parameter);
  const bounds = boundsOf(meaning, name);
  const isUnshown = 'about' in filter && filter.about === 'unshown';
  const key = meaning.contract.lookup?.key ?? '';
  const extent = ('extent' in filter && filter.extent) || 'named';
  const isSome = 'among' in filter && filter.among === 'some';
  const testOf = (request: JsonObject, value: Json): ItemTest => {
    // What has no effect restricts nothing.
    if (ignored.some(({ beside }) => beside.every((other) => own(request, other) !== undefined))) return () => true;
    // An empty list restricts nothing, or leaves nothing.
    if (Array.isArray(value) && value.length === 0) return () => undefined;
    // What items show is never found by it; anything else may be what it asks for.
    if (isUnshown) {
      const selection = isShown(filter, value, ledger) ? false : undefined;
      return () => selection;
    }
    const [from, until] = bounds(request);
    if (from !== undefined && until !== undefined && from > until) {
      // A range that ends before it starts is empty, or is taken the other way round.
      const turned = itemTest({ ...filter, bound: 'second' } as Filter, filter.match === 'from' ? until : from);
      return (item, now) => (turned(item, now) === false ? false : undefined);
    }
    const { known, hasUnlisted } = spelled(value);
    const plain = itemTest(filter, known);
    const hasKey = own(request, key) !== undefined;
    // All of one entity: which one that is shows only where it is named itself.
    if (extent === 'whole' && hasKey) return () => true;
    if (extent !== 'named' && !hasKey) return (item, now) => (plain(item, now) === true ? true : undefined);
    // Beside a value that is not listed, those that are may find nothing, too.
    if (!hasUnlisted && !isSome) return plain;
    return (item, now) => (plain(item, now) === false ? false : undefined);
  };
  // One request is asked about item after item.
  let latest: { readonly request: JsonObject; readonly test: ItemTest; readonly at: Circumstances } | undefined;
  return (request, item, now) => {
    if (latest?.request !== request || latest.at.now !== now) {
      const value = own(request, name);
      latest = { request, test: value === undefined ? () => true : testOf(request, value), at: { now } };
    }
    return latest.test(item, latest.at);
  };
}

/** Stands for what a filter means, as far as that differs from meaning to meaning of the contract. */
export function senseOf({ contract, valuesOf, ignores }: Meaning, { name }: Parameter): Json {
  return [
    { ...contract.parameters.find((one) => one.name === name)?.filter } as JsonObject,
    valuesOf(name).letterCase,
    ignores.filter(({ parameter }) => parameter === name).map(({ beside }) => [...beside]),
  ];
}

/** The values that a parameter's enum lists, or that of its elements. */
export function enumOf({ schema }: Parameter, { definitions }: Contract): readonly Json[] | undefined {
  const values = own(elementSchema(schema, definitions), 'enum');
  return Array.isArray(values) ? values : undefined;
}

function spelling(meaning: Meaning, parameter: Parameter) {
  const allowed = enumOf(parameter, meaning.contract);
  const isAnyCase = meaning.valuesOf(parameter.name).letterCase === 'any';
  const normal = (value: Json): Json | undefined => {
    if (allowed === undefined || allowed.includes(value)) return value;
    if (!isAnyCase || typeof value !== 'string') return undefined;
    return allowed.find((one) => String(one).toLowerCase() === value.toLowerCase());
  };
  return (value: Json): { readonly known: Json; readonly hasUnlisted: boolean } => {
    if (!Array.isArray(value)) return { known: normal(value) ?? value, hasUnlisted: false };
    const values = value.map(normal);
    return {
      known: values.map((one, index) => one ?? (value[index] as Json)),
      hasUnlisted: values.includes(undefined),
    };
  };
}

function boundsOf({ ranges }: Meaning, name: string) {
  const range = ranges.find(({ from, until }) => from === name || until === name);
  return (request: JsonObject): readonly (number | undefined)[] => {
    if (range === undefined) return [];
    return [range.from, range.until].map((end) => {
      const value = own(request, end);
      return value === undefined ? undefined : rank(value);
    });
  };
}

/** Whether all that is asked for is what entries show of themselves. */
function isShown(filter: Filter, value: Json, ledger: Ledger): boolean {
  const plain = { ...filter, about: 'shown' } as Filter;
  const open = new Set([...new Set(Array.isArray(value) ? value : [value])].map((one) => itemTest(plain, one)));
  for (const { item } of ledger.entries.values()) {
    for (const test of open) if (test(item, { now: 0 }) === true) open.delete(test);
    if (open.size === 0) return true;
  }
  return false;
}
