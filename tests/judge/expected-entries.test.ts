import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Exchange } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, tasks, upTo } from './said.js';

describe('of what a filter selects, a result has to show', () => {
  const entry = (id: number) => ({ TaskId: `task-${id}`, Type: 'ROLLBACK', Status: 'INIT' });
  const page = (number: number, ids: readonly number[]) =>
    tasks({ Type: 'ROLLBACK', CurrentPage: number, PageSize: 2 }, ids.map(entry), { total: 3 });
  const everything = () => tasks({}, upTo(4).map(entry));
  const [first, last] = [page(1, [1, 2]), page(2, [3])];

  test.each<[string, Exchange[], number]>([
    ['what was shown before', [everything(), first, last, everything()], 1],
    ['nothing that was first shown while it was read', [first, everything(), last], 0],
  ])('%s', (_, exchanges, want) => {
    expect(outcomeOf(contractOf('ListOperationTask'), 'filter:Type', exchanges).broken).toBe(want);
  });

  const details = contractOf('ListOperationProcessDetail');
  const detail = (id: number) => ({
    DetailTaskId: `sub-${id}`,
    TaskId: 'task-1',
    StatusCode: 1,
    CreateTime: id * 1000,
  });
  const listed = (request: JsonObject, ids: readonly number[]) =>
    answered(request, {
      ProcessDetails: ids.map(detail),
      PageInfo: { CurrentPage: 1, PageSize: 20, TotalCount: ids.length, Count: ids.length },
    });
  const range = { StartTime: 0, EndTime: 10_000 };
  const both = { TaskIds: ['task-1', 'task-2'] };
  const asked = { TaskIds: ['task-1'] };

  test.each<[string, Exchange[], number]>([
    ['nothing that only a range has shown', [listed(range, [1, 2]), listed(asked, [2]), listed(range, [1, 2])], 0],
    ['what was shown without a range', [listed(both, [1, 2]), listed(asked, [2]), listed(both, [1, 2])], 1],
  ])('%s', (_, exchanges, want) => {
    expect(outcomeOf(details, 'filter:TaskIds', exchanges).broken).toBe(want);
  });
});
