import { isDeepStrictEqual } from 'node:util';
import { isObject, type JsonObject } from '../../../base/json.js';
import type { Contract } from '../../../contract/contract.js';
import { identityOf } from '../../../contract/invariants/sequence.js';
import { pagerOf } from '../../../contract/pager.js';
import { byIdentity, type Collection, collectionsOf } from '../../collection.js';
import { type Complaint, complain } from '../../complaint.js';
import { successOf } from '../../judge.js';
import { identityFields, itemsOf, itemsPointer } from '../../pages.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { directionsOf, inOrder } from '../../sorted.js';
import { validRequests } from '../../valid-requests.js';

/** An entry is the same wherever it is met. */
export const entityAgreement: Property = {
  name: 'entity-agreement',
  class: 'cross-response',
  severity: 'error',
  statement: 'An entry has the same fields with the same values in every response.',
  source: 'inferred: every response speaks of the same entry, and filters, order and paging do not change it',
  applies: (contract) => itemsPointer(contract) !== undefined,
  run: async (session) => {
    const { contract } = session;
    const collections = await collectionsOf(session);
    // One entity may be part of several others, so it is compared within the collection that the request names.
    const keyOf = (request: object) =>
      JSON.stringify(contract.lookup && Object.entries(request).find(([name]) => name === contract.lookup?.key));
    const known = new Map(collections.map((one) => [keyOf(one.base), byIdentity(session, one.items)]));
    const pointer = itemsPointer(contract) ?? '';
    const { cases, always, runs } = await validRequests(session);
    await session.forAll({
      label: 'entries',
      cases,
      always: [...pagesOf(contract, collections), ...always],
      runs,
      judge: async (request): Promise<Complaint[]> => {
        const success = successOf(contract, await session.ask(request, { isShared: true }));
        if ('complaint' in success) return [];
        for (const [index, item] of itemsOf(contract, success.body).entries()) {
          const before = known.get(keyOf(request))?.get(identityOf(item, identityFields(contract)));
          if (before === undefined || isDeepStrictEqual(before, item)) continue;
          const field =
            isObject(before) && isObject(item)
              ? [...new Set([...Object.keys(before), ...Object.keys(item)])].find(
                  (key) => !isDeepStrictEqual(before[key], item[key]),
                )
              : undefined;
          const path = `${pointer}/${index}${field === undefined ? '' : `/${field}`}`;
          const [expected, actual] =
            field === undefined || !isObject(before) || !isObject(item) ? [before, item] : [before[field], item[field]];
          return [
            complain(
              success.reply,
              'differs from an earlier response about the same entry',
              expected ?? null,
              actual,
              path,
            ),
          ];
        }
        return [];
      },
    });
  },
};

/** Pages of all sizes, and all of them in every order. */
function pagesOf(contract: Contract, collections: readonly Collection[]): JsonObject[] {
  const { sort } = contract;
  const pager = pagerOf(contract);
  if (pager === undefined) return [];
  return collections.flatMap(({ base, items }) => {
    const sizes = [...new Set([1, 2, 3, 10, 20, 100, 1_000].map((size) => Math.min(size, Math.max(1, items.length))))];
    const pages = sizes.flatMap((size) => {
      const count = Math.ceil(items.length / size);
      const numbers = spread([...new Array(count).keys()], size === 1 ? 200 : size < 5 ? 8 : 2);
      return numbers.map((number) => pager.request(pager.at(number * size, size) ?? pager.first(size), base));
    });
    const orders = Object.keys(sort?.fields ?? {}).flatMap((by) =>
      directionsOf(contract).map((direction) =>
        pager.request(pager.first(20), inOrder(contract, base, { by, direction })),
      ),
    );
    return [...pages, ...spread(orders, 10)];
  });
}
