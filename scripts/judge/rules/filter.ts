import { type Json, type JsonObject, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract, Filter, Parameter } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { itemsPointer } from '../identity.js';
import type { Meaning } from '../readings/read-as.js';
import { type RuleMaker, rule } from '../rule.js';
import { foundOf } from '../schema/schema-judge.js';
import { type Selection, selects } from '../selects.js';

/** Each filter alone: all that is returned matches, and nothing that matches is missing. */
export const filterRules: RuleMaker = (meaning) => {
  const { contract } = meaning;
  const pointer = itemsPointer(contract);
  if (pointer === undefined) return [];
  return contract.parameters.flatMap((parameter) => {
    const { name, filter } = parameter;
    if (filter === undefined) return [];
    const select = selectorOf(meaning, parameter);
    const where = fieldsOf(filter)
      .map((field) => `${pointer}/*${field}`.slice(1))
      .join(', ');
    return [
      rule(contract, {
        id: `filter:${name}`,
        class: 'filters',
        provenance: { kind: 'documented', where: `${name}; ${where}` },
        spec: contract.origins[`/request/properties/${name}`] ?? `${contract.location.file}:${contract.location.line}`,
        needsOthers: true,
        statement: `${name} returns the entries that match it, all of them, and no others.`,
        remedy: `entries that differ in ${fieldsOf(filter).join(' or ').slice(1)}, or --value ${contract.id}.${name}=<a value of yours>`,
        dependsOn: ({ filters, ignores, behaviour }) =>
          own(filters as never, name) !== undefined ||
          ignores?.some(({ parameter: ignored }) => ignored === name) === true ||
          (behaviour?.letterCase !== undefined && (filter.match === 'equals' || filter.match === 'any-of')),
        begin: (ledger) => ({
          see: (seen, verdict) => {
            const { request, isSuccess, items, filters, result, universe, time } = seen;
            if (request === undefined || !isSuccess || !filters.some((one) => one.name === name)) return;
            for (const [index, item] of items.entries()) {
              const selection = select(request, item, time);
              if (selection === undefined) continue;
              verdict.compared();
              if (selection) continue;
              const field = fieldsOf(filter).find((one) => at(item, one) !== undefined) ?? '';
              verdict.found({
                path: `${pointer}/${index}${field}`,
                keyword: 'match',
                message: `does not match ${name}=${foundOf(own(request, name))}`,
                expected: own(request, name) ?? null,
                actual: at(item, field),
              });
              break;
            }
            // What several filters leave out is theirs together.
            if (result === undefined || filters.length > 1) return;
            const returned = new Set(result.keys);
            for (const entry of ledger.entries.values()) {
              if (!entry.key.startsWith(`${universe}\u0002`)) continue;
              const key = entry.key.slice(universe.length + 1);
              if (select(request, entry.item, time) !== true) continue;
              verdict.compared();
              if (returned.has(key)) continue;
              verdict.suspect(
                {
                  path: pointer,
                  keyword: 'complete',
                  message: `lacks an entry that matches ${name}=${foundOf(own(request, name))}`,
                  expected: entry.item,
                  actual: undefined,
                },
                { kind: 'entry', key, scope: universe },
              );
              break;
            }
          },
        }),
      }),
    ];
  });
};

/** Whether one filter of a request selects an item, as one meaning of the contract has it. Undefined: it does not say. */
export function selectorOf(
  meaning: Meaning,
  parameter: Parameter,
): (request: JsonObject, item: Json, now: number) => Selection {
  const { name } = parameter;
  if (parameter.filter === undefined) return () => undefined;
  // Many stores compare texts without regard to case where nothing else is asked of them.
  const isAnyCase = meaning.behaviour.letterCase === 'any';
  const filter: Filter =
    isAnyCase &&
    'text' in parameter.filter === false &&
    (parameter.filter.match === 'equals' || parameter.filter.match === 'any-of')
      ? { ...parameter.filter, text: 'any-case' }
      : parameter.filter;
  const ignored = meaning.ignores.filter(({ parameter: one }) => one === name);
  const allowed = enumOf(parameter, meaning.contract);
  const normal = (value: Json): Json | undefined => {
    if (allowed === undefined || allowed.includes(value)) return value;
    if (meaning.behaviour.letterCase !== 'any' || typeof value !== 'string') return undefined;
    return allowed.find((one) => String(one).toLowerCase() === value.toLowerCase());
  };
  return (request, item, now) => {
    const value = own(request, name);
    if (value === undefined) return true;
    if (ignored.some(({ beside }) => beside.every((other) => own(request, other) !== undefined))) return undefined;
    if (!Array.isArray(value)) {
      const one = normal(value);
      // A value that is none selects nothing, if it is not refused.
      return one === undefined ? selects(filter, value, item, { now }) : selects(filter, one, item, { now });
    }
    // An empty list restricts nothing.
    if (value.length === 0) return undefined;
    return selects(
      filter,
      value.map((one) => normal(one) ?? one),
      item,
      { now },
    );
  };
}

/** The values that a parameter's enum lists, or that of its elements. */
export function enumOf({ schema }: Parameter, { definitions }: Contract): readonly Json[] | undefined {
  const resolved = resolveSchema(schema, definitions);
  const element = resolveSchema(own(resolved, 'items'), definitions) ?? resolved;
  const values = own(element, 'enum');
  return Array.isArray(values) ? values : undefined;
}

/** Where the fields of an item stand that a filter looks at. */
export function fieldsOf(filter: Filter): readonly string[] {
  if (filter.match === 'substring') return filter.fields;
  return filter.match === 'any-object' ? Object.values(filter.fields) : [filter.field];
}
