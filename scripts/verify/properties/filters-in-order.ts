import type { Property } from '../property.js';
import { filterParameters } from '../questions/filter-values.js';
import { directionsOf, inOrder } from '../questions/orders.js';
import { filtersOfEach } from '../questions/valid-requests.js';

/** Filters and orders together: neither may be forgotten beside the other. */
export const filtersInOrder: Property = {
  name: 'filters-in-order',
  class: 'sort',
  statement: 'Each filter is asked for together with an order, every order in turn.',
  cost: 40,
  applies: ({ sort, pagination, parameters }) =>
    sort !== undefined && pagination !== undefined && parameters.some(({ filter }) => filter !== undefined),
  run: async (session) => {
    const { contract } = session;
    const [whole] = await session.collections();
    if (contract.sort === undefined || whole === undefined || filterParameters(session).length === 0) return;
    const directions = directionsOf(contract);
    const orders = Object.keys(contract.sort.fields).flatMap((by) =>
      directions.map((direction) => ({ by, direction })),
    );
    await session.forAll({
      label: 'filters in order',
      always: filtersOfEach(session, whole, 2).map((filters, index) =>
        inOrder(contract, filters, orders[index % orders.length] ?? {}),
      ),
      ask: (filters) => session.select(whole, filters),
    });
  },
};
