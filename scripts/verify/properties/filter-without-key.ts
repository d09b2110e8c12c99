import { writeExact } from '../../base/exact.js';
import type { Json, JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Contract, Filter, Parameter } from '../../contract/contract.js';
import { identifier, identityFields, itemsPointer, selects } from '../../judge/index.js';
import type { Property } from '../property.js';
import { itemsIn, successBodyOf } from '../questions/everything.js';
import { asParameter, filterValues, takesList } from '../questions/filter-values.js';
import { spread } from '../questions/random.js';

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
        if (values.length === 0) continue;
        const wrap = (list: readonly Json[]): JsonObject => {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, asParameter(session, parameter, list));
          return filters;
        };
        await session.forAll({
          label: `${parameter.name} instead of ${JSON.stringify(collection.base)}`,
          always: [...spread(values, 4).map((value) => [value]), ...(takesList(session, parameter) ? [values] : [])],
          ask: async (list) => {
            const { answer } = await session.ask({ ...base, ...wrap(list) });
            const body = successBodyOf(session.operation, answer);
            if (body === undefined) return;
            const shown = new Set(itemsIn(session.operation, body).map(identify));
            for (const item of collection.items) {
              if (!list.some((value) => selects(parameter.filter as Filter, [value], item, { now: 0 }) === true))
                continue;
              session.compared++;
              if (shown.has(identify(item))) continue;
              session.complain({
                answer,
                path: itemsPointer(contract) ?? '',
                message: `lacks an entry that ${parameter.name} names`,
                expected: item,
                actual: undefined,
              });
              return;
            }
          },
        });
      }
    }
  },
};

/** Filters of which one, or the key, has to be there. */
function substitutes({ lookup, atLeastOneOf, parameters }: Contract): Parameter[] {
  return parameters.filter(
    ({ name, filter }) =>
      lookup !== undefined &&
      filter !== undefined &&
      atLeastOneOf.some((names) => names.includes(lookup.key) && names.includes(name)),
  );
}
