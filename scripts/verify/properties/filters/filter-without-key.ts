import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../base/json.js';
import { setOwn } from '../../../base/json.js';
import type { Contract, Parameter } from '../../../contract/contract.js';
import { collectionsOf } from '../../collection.js';
import { asParameter, filterValues, takesList } from '../../filter-values.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';

/** Where a filter may stand in for the key of a lookup, it selects the same entries without the key as with it. */
export const filterWithoutKey: Property = {
  name: 'filter-without-key',
  class: 'filters',
  severity: 'error',
  statement: 'Where the entity is not named, the entries are exactly those that the filter names.',
  source: 'documented: the parameters of which at least one is needed; the contract states what each does alone',
  applies: (contract) => substitutes(contract).length > 0,
  run: async (session) => {
    const { contract } = session;
    const key = contract.lookup?.key;
    for (const collection of spread(await collectionsOf(session), 6)) {
      const base = Object.fromEntries(Object.entries(collection.base).filter(([name]) => name !== key));
      for (const parameter of substitutes(contract)) {
        const values = filterValues(session, parameter, { ...collection, complete: false }).filter(
          // Values that nothing has name no entity either.
          (value) => collection.items.some((item) => JSON.stringify(item).includes(JSON.stringify(String(value)))),
        );
        if (values.length === 0) continue;
        const wrap = (list: readonly Json[]): JsonObject => {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, asParameter(session, parameter, list));
          return filters;
        };
        await session.forAll({
          label: `${parameter.name} instead of ${JSON.stringify(collection.base)}`,
          cases: fc.constantFrom(...values).map((value) => [value]),
          always: [...spread(values, 4).map((value) => [value]), ...(takesList(session, parameter) ? [values] : [])],
          runs: 0,
          judge: (list) => judgeFilters(session, { ...collection, base }, wrap(list)),
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
