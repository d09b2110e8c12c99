import { setOwn } from '../../base/json.js';
import type { Property } from '../property.js';

/** The same entries in every language, and in none. */
export const languages: Property = {
  name: 'languages',
  class: 'cross-response',
  statement: 'Everything is read in every language, and without one.',
  cost: 12,
  applies: ({ parameters }) => parameters.some((parameter) => parameter.language !== undefined),
  run: async (session) => {
    const { contract, operation } = session;
    for (const collection of (await session.collections()).slice(0, 4)) {
      for (const parameter of contract.parameters) {
        if (parameter.language === undefined) continue;
        const values = operation.known.allowed(parameter.name) ?? operation.known.of(parameter.name);
        for (const value of [...values, undefined, ...values.slice(0, 1)]) {
          session.runs++;
          const filters = {};
          if (value !== undefined) setOwn(filters, parameter.name, value);
          await session.select(collection, filters);
        }
      }
    }
  },
};
