import * as fc from 'fast-check';
import type { JsonObject } from '../../../base/json.js';
import { setOwn } from '../../../base/json.js';
import { collectionsOf } from '../../collection.js';
import { asParameter, filterValues } from '../../filter-values.js';
import { judgeFilters } from '../../oracle.js';
import type { Property } from '../../property.js';
import { filterParameters } from '../../selection.js';

/** Each filter alone: all that is returned matches, nothing that matches is missing, and the total follows. */
export const singleFilter: Property = {
  name: 'single-filter',
  class: 'filters',
  severity: 'error',
  statement: 'A filter alone returns exactly the matching entries of the whole result, and the total is their number.',
  source:
    'documented: each parameter restricts the result to what it names; the fields compared are those of the contract',
  applies: ({ parameters }) => parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    for (const collection of await collectionsOf(session)) {
      for (const parameter of filterParameters(session)) {
        const values = filterValues(session, parameter, collection);
        if (values.length === 0) {
          session.note(`${parameter.name} could not be tried: the server shows no value of it`);
          continue;
        }
        await session.forAll<JsonObject>({
          label: `${parameter.name} of ${JSON.stringify(collection.base)}`,
          cases: fc.constant({}),
          always: values.map((value) => {
            const filters: JsonObject = {};
            setOwn(filters, parameter.name, asParameter(session, parameter, [value]));
            return filters;
          }),
          runs: 0,
          judge: (filters) => judgeFilters(session, collection, filters),
        });
      }
    }
  },
};
