import type { JsonObject } from '../../base/json.js';
import { pagerOf } from '../../contract/pager.js';
import type { Property } from '../property.js';

/** Requests without page, without size, and without both. */
export const pageDefaults: Property = {
  name: 'page-defaults',
  class: 'pagination',
  statement: 'Page and page size are left out, alone and together.',
  cost: 3,
  applies: (contract) => optional(contract).length > 0,
  run: async (session) => {
    const { contract } = session;
    const pager = pagerOf(contract);
    const [whole] = await session.collections();
    if (pager === undefined || whole === undefined) return;
    const full = pager.request(pager.at(7, 7) ?? pager.first(7));
    const names = optional(contract);
    for (const left of [names, ...(names.length > 1 ? names.map((name) => [name]) : [])]) {
      session.runs++;
      const paging: JsonObject = Object.fromEntries(Object.entries(full).filter(([name]) => !left.includes(name)));
      await session.ask({ ...whole.base, ...paging });
    }
  },
};

/** The paging parameters that may be left out. */
function optional({ pagination, parameters }: Parameters<Property['applies']>[0]): string[] {
  const names = Object.values(pagination?.request ?? {});
  return parameters.filter(({ name, required }) => !required && names.includes(name)).map(({ name }) => name);
}
