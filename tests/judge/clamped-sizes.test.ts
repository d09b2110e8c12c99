import { expect, test } from 'vitest';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, upTo } from './said.js';

const contract = contractOf('ListOperationProcessDetail');
const size = contract.parameters.find(({ name }) => name === 'PageSize');
const shown = Math.max(...(size?.examples ?? []).map(Number), Number(size?.schema.default ?? 0));

test.each([
  [shown, shown - 1, 1],
  [3 * shown, shown - 1, 1],
  [3 * shown, shown, 0],
  [3 * shown, 2 * shown, 0],
])(
  'asked for pages of %i, a server that serves %i may do so, or not: the page shows what each has to serve',
  (PageSize, count, want) => {
    const page = answered(
      { PageSize },
      {
        ProcessDetails: upTo(count).map((id) => ({ DetailTaskId: `sub-${id}`, TaskId: 'task-1', StatusCode: 1 })),
        PageInfo: { CurrentPage: 1, PageSize, TotalCount: 100, Count: count },
      },
    );
    expect(outcomeOf(contract, 'page-full', [page]).broken).toBe(want);
  },
);
