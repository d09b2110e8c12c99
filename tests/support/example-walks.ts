import type { Contract, Example } from '../../scripts/contract/contract.js';
import { type PageRequest, pagerOf } from '../../scripts/contract/pager.js';
import { successBody } from '../../scripts/contract/responses.js';

/** An example that answers a known request. */
export interface Page {
  readonly name: string;
  readonly request: NonNullable<Example['request']>;
  readonly response: Example['value'];
}

/**
 * The walks that the examples of a contract hold: pages of one request, which differ in their position alone, follow one
 * another from the first page on, and agree about the total. Walks of a single page are left out.
 */
export function exampleWalks(contract: Contract): Page[][] {
  const { pagination } = contract;
  const pager = pagerOf(contract);
  if (pagination === undefined || pager === undefined) return [];
  const groups = new Map<string, Page[]>();
  for (const [name, { request, value: response }] of Object.entries(successBody(contract).examples)) {
    if (request === undefined) continue;
    const { [pagination.request.position]: _, ...others } = request;
    const key = JSON.stringify([Object.entries(others).sort(), pager.total(response) ?? null]);
    groups.set(key, [...(groups.get(key) ?? []), { name, request, response }]);
  }
  return [...groups.values()]
    .map((pages) => {
      const isOf = (wanted: PageRequest) => (page: Page) =>
        pager.requested(page.request)?.position === wanted.position && !walk.includes(page);
      const walk: Page[] = [];
      let page = pages.find(({ request }) => {
        const asked = pager.requested(request);
        return asked !== undefined && pager.isFirst(asked);
      });
      while (page !== undefined) {
        walk.push(page);
        const asked = pager.requested(page.request) as PageRequest;
        const next = pager.after(asked) ?? pager.next(asked, page.response);
        page = next && pages.find(isOf(next));
      }
      return walk;
    })
    .filter((walk) => walk.length > 1);
}
