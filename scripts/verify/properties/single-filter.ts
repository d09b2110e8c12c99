import type { JsonObject } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Property } from '../property.js';
import { asParameter, filterParameters, filterValues } from '../questions/filter-values.js';

/** Each filter alone, with every value that is worth asking for. */
export const singleFilter: Property = {
  name: 'single-filter',
  class: 'filters',
  statement:
    'Each filter is asked for alone: what the server has shown, the rest of an enum, boundaries, and what there is not.',
  cost: 150,
  applies: ({ parameters }) => parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    for (const collection of await session.collections()) {
      for (const parameter of filterParameters(session)) {
        const values = filterValues(session, parameter, collection);
        if (values.length === 0) {
          session.note(`${parameter.name} could not be tried: the server shows no value of it`);
          continue;
        }
        await session.forAll<JsonObject>({
          label: `${parameter.name} of ${JSON.stringify(collection.base)}`,
          always: values.map((value) => {
            const filters: JsonObject = {};
            setOwn(filters, parameter.name, asParameter(session, parameter, [value]));
            return filters;
          }),
          ask: (filters) => session.select(collection, filters),
        });
      }
    }
  },
};
