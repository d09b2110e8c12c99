import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { check } from '../../scripts/check/check.js';
import { broken, checkText, contracts, fileWith } from './support.js';

let number = 0;

/** A line with a page of records whose ids are given. */
function page(position: number, ids: number[], total: number, more: JsonObject = {}, size = 2): string {
  const line = {
    operation: 'ListOperationTask',
    request: { CurrentPage: position, PageSize: size, ...more },
    response: {
      status: 200,
      body: {
        RequestId: `R-${++number}`,
        OperationTasks: ids.map((id) => ({ TaskId: `task-${id}`, Status: 'INIT' })),
        PageInfo: { CurrentPage: position, PageSize: size, TotalCount: total, Count: ids.length },
      },
    },
  };
  return `${JSON.stringify(line)}\n`;
}

test.each<[string, string[], string[]]>([
  ['a whole walk', [page(1, [1, 2], 5), page(2, [3, 4], 5), page(3, [5], 5)], []],
  ['a record on two pages', [page(1, [1, 2], 4), page(2, [2, 3], 4)], ['sequence-overlap']],
  ['a record twice on one page', [page(1, [1, 1], 4)], ['sequence-overlap']],
  ['a total that changes once, as data may', [page(1, [1, 2], 5), page(2, [3, 4], 6)], []],
  [
    'a total that comes and goes with the pages',
    [1, 2, 3].flatMap(() => [page(1, [1, 2], 5), page(2, [3, 4], 6)]),
    ['sequence-total'],
  ],
  [
    'two walks of one query, one after the other',
    [page(1, [1, 2], 4), page(2, [3, 4], 4), page(1, [1, 2], 4), page(2, [3, 4], 4)],
    [],
  ],
  [
    'two walks of different queries in turns',
    [
      page(1, [1, 2], 4),
      page(1, [1, 2], 4, { Type: 'REPAIR' }),
      page(2, [3, 4], 4),
      page(2, [3, 4], 4, { Type: 'REPAIR' }),
    ],
    [],
  ],
  [
    'the same query with its keys in another order',
    [page(1, [1, 2], 4, { Type: 'REPAIR', Lang: 'en' }), page(2, [2, 3], 4, { Lang: 'en', Type: 'REPAIR' })],
    ['sequence-overlap'],
  ],
  ['a page asked for twice', [page(1, [1, 2], 5), page(2, [3, 4], 5), page(2, [3, 4], 5), page(3, [5], 5)], []],
  ['a page without the one before', [page(1, [1, 2], 8), page(3, [1, 2], 8)], []],
  ['a walk in another page size', [page(1, [1, 2], 4), page(2, [2, 3, 4], 6, {}, 3)], []],
])('%s', async (_, lines, want) => {
  const report = await checkText(lines.join(''));
  expect(broken(report).map((name) => name.split(' ')[1])).toEqual(want);
});

test('a replay line shows the walk again', async () => {
  const report = await checkText([page(1, [9], 1, { CheckId: 7 }), page(1, [1, 2], 4), page(2, [2, 3], 4)].join(''));
  expect(report.violations[0]).toMatchObject({
    recorded: { unit: 'line', number: 3 },
    replay: expect.stringContaining('--lines 1-3 --operation ListOperationTask'),
  });
  const text = [page(1, [9], 1, { CheckId: 7 }), page(1, [1, 2], 4), page(2, [2, 3], 4)].join('');
  expect(broken(await checkText(text, { lines: { from: 2, to: 3 } }))).toEqual(['ListOperationTask sequence-overlap']);
  expect(broken(await checkText(text, { lines: { from: 3, to: 3 } }))).toEqual([]);
});

test('a request id that came before', async () => {
  const line = page(1, [1], 1);
  expect(broken(await checkText(line + line))).toEqual(['ListOperationTask request-id']);
});

test('more walks than are followed are no fault', async () => {
  const lines = Array.from({ length: 1_000 }, (_, index) => page(1, [1, 2], 9, { CheckId: index }));
  const report = await checkText(lines.join(''));
  expect(report.ok).toBe(true);
});

test('what is noted of a rule is noted of each file, and of twenty at most', async () => {
  // In each file, data change underneath one of the comparisons; of those, there is one more than in the file before.
  const files = Array.from({ length: 25 }, (_, index) => {
    const calm = Array.from({ length: index + 1 }, (_, of) =>
      [page(1, [1, 2], 4, { Type: `T${of}` }), page(2, [3, 4], 4, { Type: `T${of}` })].join(''),
    );
    return fileWith([...calm, page(1, [1, 2], 5), page(2, [3, 4], 6), page(1, [1, 2], 6)].join(''));
  });
  const report = await check({ contracts, files });
  const notes = report.operations[0]?.properties.find(({ name }) => name === 'sequence-total')?.notes;
  const changed = (count: number) => `the data changed underneath in 1 of ${count} comparisons`;
  expect(notes).toEqual(Array.from({ length: 20 }, (_, index) => changed(index + 2)));
});
