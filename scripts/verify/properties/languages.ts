import type { Json } from '../../base/json.js';
import { setOwn } from '../../base/json.js';
import type { Property } from '../property.js';
import type { Collection } from '../questions/result.js';
import { filtersOfEach } from '../questions/valid-requests.js';
import type { Session } from '../session.js';

/** Values of each filter that are asked for in each language. */
const VALUES = 8;

/** The same entries in every language, and in none; and filters select the same in each. */
export const languages: Property = {
  name: 'languages',
  class: 'cross-response',
  statement: 'Everything is read in every language and without one, and filters are asked for in each.',
  cost: 40,
  applies: ({ parameters }) => parameters.some((parameter) => parameter.language !== undefined),
  run: async (session) => {
    const { contract, operation } = session;
    for (const collection of (await session.collections()).slice(0, 4)) {
      for (const { name, language } of contract.parameters) {
        if (language === undefined) continue;
        const values = operation.known.allowed(name) ?? operation.known.of(name);
        for (const value of [...values, undefined, ...values.slice(0, 1)]) {
          session.runs++;
          await session.select(collection, inLanguage({}, name, value));
        }
        await filteredIn(session, collection, name, values);
      }
    }
  },
};

/** Every filter in each language. */
async function filteredIn(
  session: Session,
  collection: Collection,
  name: string,
  values: readonly Json[],
): Promise<void> {
  const filters = filtersOfEach(session, collection, VALUES);
  await session.forAll({
    label: `filters by ${name} of ${JSON.stringify(collection.base)}`,
    always: filters.flatMap((one) => values.map((value) => inLanguage(one, name, value))),
    ask: (request) => session.select(collection, request),
  });
}

function inLanguage<T extends object>(request: T, name: string, value: Json | undefined): T {
  const copy = { ...request };
  if (value !== undefined) setOwn(copy as never, name, value);
  return copy;
}
