import * as fc from 'fast-check';
import type { JsonObject } from '../../../base/json.js';
import { pageInvariants } from '../../../contract/invariants/page.js';
import { identityOf } from '../../../contract/invariants/sequence.js';
import { type PageRequest, pagerOf } from '../../../contract/pager.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain, complaintsOf } from '../../complaint.js';
import { successOf } from '../../judge.js';
import { itemsOf } from '../../pages.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { selectFrom } from '../../selection.js';
import { drawnFilters, singleFilters } from '../../valid-requests.js';

/** Any page of any size is the stretch of the whole that its number says, and says of itself what it is. */
export const pageWindow: Property = {
  name: 'page-window',
  class: 'pagination',
  severity: 'error',
  statement:
    'A page echoes what was asked for, counts its entries, has its size, and holds its stretch of the whole result.',
  source:
    'documented: the page and its size are parameters, and the response repeats them with the count and the total',
  applies: (contract) => pagerOf(contract)?.hasRandomAccess === true,
  run: async (session) => {
    const { contract } = session;
    const { pagination } = contract;
    const pager = pagerOf(contract);
    const [whole] = await collectionsOf(session);
    if (pagination === undefined || pager === undefined || whole === undefined) return;
    const invariants = pageInvariants(contract).filter((invariant) => invariant.severity === 'error');
    const count = whole.items.length;
    const pageAt = (start: number, size: number) => pager.at(start, size) as PageRequest;
    const judge = async (page: PageRequest, filters: JsonObject = {}, all = whole.items): Promise<Complaint[]> => {
      const request = pager.request(page, { ...whole.base, ...filters });
      const success = successOf(contract, await session.ask(request));
      if ('complaint' in success) return [success.complaint];
      const { reply, body } = success;
      for (const invariant of invariants) {
        const found = invariant.judge({ request, response: body });
        if (found.length > 0) return complaintsOf(reply, found);
      }
      const window = pager.windowOf(page, all.length);
      if (!whole.complete || window === undefined) return [];
      const { start, count: length } = window;
      const wanted = all.slice(start, start + length).map((item) => identityOf(item, pagination.identity));
      const items = itemsOf(contract, body);
      const given = items.map((item) => identityOf(item, pagination.identity));
      const place = Math.max(
        0,
        wanted.findIndex((name, index) => given[index] !== name),
      );
      if (JSON.stringify(wanted) === JSON.stringify(given)) return [];
      const path = `${pagination.response.items}/${place}`;
      const message = `is not entry ${start + place} of the whole result`;
      return [complain(reply, message, all[start + place] ?? null, items[place] ?? null, path)];
    };
    const sizes = [1, 2, 3, 7, 10, 20, 50, 100, count - 1, count, count + 1, 1_000].filter((size) => size >= 1);
    const starts = [0, 1, 9, 10, 11, 19, 20, 50, 99, 100, count - 2, count - 1].filter((start) => start >= 0);
    const always = new Map<string, PageRequest>();
    for (const size of sizes) {
      for (const start of [0, size, count - 1]) {
        if (start < 0 || start >= Math.max(1, count)) continue;
        const page = pageAt(start, size);
        always.set(JSON.stringify(page), page);
      }
    }
    for (const start of starts) {
      const page = pageAt(start, 10);
      if (start < count) always.set(JSON.stringify(page), page);
    }
    await session.forAll({
      label: 'pages',
      cases: fc
        .record({
          size: fc.integer({ min: 1, max: Math.max(2, Math.min(1_000, count + 5)) }),
          start: fc.nat(Math.max(1, count)),
        })
        .map(({ size, start }) => pageAt(start, size)),
      always: [...always.values()],
      judge: (page) => judge(page),
    });
    // A filtered result has pages like any other; what is on them is taken from the server itself.
    await session.forAll({
      label: 'pages of filtered results',
      cases: fc.record({
        filters: drawnFilters(session, whole),
        size: fc.integer({ min: 1, max: 9 }),
        page: fc.nat(2),
      }),
      always: spread(singleFilters(session, whole), 16).map((filters) => ({ filters, size: 2, page: 1 })),
      runs: Math.ceil(session.operation.settings.runs / 4),
      judge: async ({ filters, size, page }) => {
        const all = await selectFrom(session, whole, filters);
        if ('complaint' in all) return [all.complaint];
        return judge(pageAt(page * size, size), filters, [...all.items]);
      },
    });
  },
};
