import { writeExact } from '../../base/exact.js';
import type { Json, JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { identifier, identityFields, itemsPointer, selects } from '../../judge/index.js';
import type { Property } from '../property.js';
import { contrast } from '../questions/contrast.js';
import {
  asParameter,
  type FilterParameter,
  filterValues,
  isFilter,
  takesList,
  UNHEARD_OF,
} from '../questions/filter-values.js';
import { spread } from '../questions/random.js';
import { itemsIn, successBodyOf } from '../questions/result.js';

/** Where a filter may stand in for the key of a lookup: the same entries, asked for without the key. */
export const filterWithoutKey: Property = {
  name: 'filter-without-key',
  class: 'filters',
  statement: 'Where a filter may stand in for the key of a lookup, entries are asked for without the key.',
  cost: 20,
  compares: {
    provenance: { kind: 'documented', where: 'Request parameters' },
    severity: 'error',
    remedy: 'an entity with entries that can be named',
  },
  applies: (contract) => substitutes(contract).length > 0,
  run: async (session) => {
    const { contract } = session;
    const key = contract.lookup?.key;
    const identify = identifier(identityFields(contract));
    for (const collection of spread(await session.collections(), 6)) {
      const base = Object.fromEntries(Object.entries(collection.base).filter(([name]) => name !== key));
      for (const parameter of substitutes(contract)) {
        const values = filterValues(session, parameter, collection).filter(
          // Values that nothing has name no entity either.
          (value) => collection.items.some((item) => writeExact(item).includes(JSON.stringify(String(value)))),
        );
        const wrap = (list: readonly Json[]): JsonObject => {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, asParameter(session, parameter, list));
          return filters;
        };
        if (values.length === 0) continue;
        if (takesList(session, parameter)) {
          session.runs++;
          // A server that shows the unheard-of beside what is known has to know it by itself, too: that the judge sees.
          const beside = [values[0] as Json, UNHEARD_OF];
          for (const list of [beside, [UNHEARD_OF], beside]) await session.ask({ ...base, ...wrap(list) });
        }
        await session.forAll({
          label: `${parameter.name} instead of ${JSON.stringify(collection.base)}`,
          always: [...spread(values, 4).map((value) => [value]), ...(takesList(session, parameter) ? [values] : [])],
          ask: async (list) => {
            const isNamed = (item: Json) =>
              list.some((value) => selects(parameter.filter, [value], item, { now: 0 }) === true);
            const named = async (request: JsonObject) => {
              const { answer } = await session.ask(request);
              const body = successBodyOf(session.operation, answer);
              if (body === undefined) return undefined;
              const items = itemsIn(session.operation, body).filter(isNamed);
              return { answer, items, names: new Set(items.map(identify)) };
            };
            const result = await contrast(session, {
              usual: () => named(collection.base),
              other: () => named({ ...base, ...wrap(list) }),
              isSame: (one, other) => [...one.names].every((name) => other.names.has(name)),
            });
            if (result === undefined) return;
            session.complain({
              answer: result.other.answer,
              path: itemsPointer(contract) ?? '',
              message: `lacks an entry that ${parameter.name} names`,
              expected: result.usual.items.find((item) => !result.other.names.has(identify(item))) ?? null,
              actual: undefined,
            });
          },
        });
      }
    }
  },
};

/** Filters of which one, or the key, has to be there. */
function substitutes({ lookup, atLeastOneOf, parameters }: Contract): FilterParameter[] {
  if (lookup === undefined) return [];
  return parameters
    .filter(isFilter)
    .filter(({ name }) => atLeastOneOf.some((names) => names.includes(lookup.key) && names.includes(name)));
}
