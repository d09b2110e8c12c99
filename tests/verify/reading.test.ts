import { expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { verify } from '../../scripts/verify/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { serve } from './transport/serve.js';

const task = contractOf('ListOperationTask');
const log = contractOf('ListOperationLogsByVaultName');

/** A question about a list: where the page begins or its number, how large it is, and all else. */
interface Asked {
  readonly position: number;
  readonly size: number;
  readonly more: ReadonlyMap<string, string>;
}

/** A list of so many entries; what is answered in another way, by status. */
interface List {
  readonly count: number;
  readonly refuse?: (asked: Asked) => number | undefined;
  /** Entries of a page at most. */
  readonly cap?: number;
  /** What is said of the number of entries. */
  readonly total?: number | undefined;
}

const entryOf = (index: number) => ({ TaskId: `task ${index}`, Status: 'INIT', host_id: `h${index}` });

/** What is asked of a list when everything is to be read: `position/size`, with the names of other parameters. */
async function read(contract: Contract, { count, refuse, cap = 1e9, total = count }: List) {
  const { position: number = '', size: length = '' } = contract.pagination?.request ?? {};
  const isOffset = contract.pagination?.style === 'offset';
  const asked: string[] = [];
  const url = await serve((request, response) => {
    const all = new URL(request.url ?? '', 'http://h').searchParams;
    const [position, size] = [number, length].map((name) => Number(all.get(name))) as [number, number];
    const more = new Map([...all].filter(([name]) => ![number, length].includes(name)));
    asked.push([`${position}/${size}`, ...more.keys()].join(' '));
    const status = refuse?.({ position, size, more }) ?? 200;
    const start = isOffset ? position : (position - 1) * size;
    const end = Math.min(start + Math.min(size, cap), count);
    const entries = Array.from({ length: Math.max(0, end - start) }, (_, index) => entryOf(start + index));
    const PageInfo = { CurrentPage: position, PageSize: size, TotalCount: total, Count: entries.length };
    const body = isOffset
      ? { data_list: entries, total_num: total }
      : { RequestId: `${asked.length}`, OperationTasks: entries, PageInfo };
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(status === 200 ? body : { Code: 'InvalidParameter', Message: 'm' }));
  });
  const report = await verify({ url, contracts: [contract], properties: ['everything'], seed: 1, runs: 1 });
  const notes = new Set(report.operations[0]?.properties.flatMap((property) => property.notes));
  return { asked, notes: [...notes].filter((note) => /read|entries/.test(note)) };
}

/** The contract with another example of the page size. */
const withSize = (size: number): Contract => ({
  ...task,
  parameters: task.parameters.map((one) => (one.name === 'PageSize' ? { ...one, examples: [size] } : one)),
});

const larger = (most: number) => ({
  refuse: ({ size }: Asked) => (size > most ? 400 : undefined),
});

/** Everything is read, then how large pages may be is found out, then everything is read once more. */
test.each<[what: string, contract: Contract, list: List, want: string, notes: RegExp[]]>([
  ['of a few entries', task, { count: 3 }, '1/50, 1/1000, 1/50', []],
  ['of exactly one page', task, { count: 50 }, '1/50, 1/1000, 1/50', []],
  ['of two pages', task, { count: 51 }, '1/50, 2/50, 1/1000, 1/51', []],
  ['of two pages by offset', log, { count: 51 }, '0/50, 50/50, 0/1000, 0/51', []],
  ['without entries', task, { count: 0 }, '1/50, 1/50', [/^the server shows no entries, so that little/]],
  ['whose pages have 100 entries', task, { count: 3, ...larger(100) }, '1/50, 1/1000, 1/200, 1/100, 1/50', []],
  ['whose pages have 60', task, { count: 3, ...larger(60) }, '1/50, 1/1000, 1/200, 1/100, 1/50, 1/50', []],
  // The page of the documentation shows pages of 10.
  ['whose pages have 20', task, { count: 13, ...larger(20) }, '1/50, 1/10, 2/10, 1/10, 2/10', []],
  [
    ...['whose pages are cut to 30 entries', task, { count: 100, cap: 30 }],
    '1/50, 2/50, 3/50, 4/50, 5/50, 1/1000, 1/30, 2/30, 3/30, 4/30, 1/30, 2/30, 3/30, 4/30',
    [/^of 100 entries, the first 60 were read and are compared$/],
  ] as never,
  // Where a page begins is the client's choice: it goes on where the short page ended.
  [
    ...['by offset whose pages are cut to 30', log, { count: 100, cap: 30 }],
    '0/50, 30/50, 60/50, 90/50, 0/1000, 0/30, 30/30, 60/30, 90/30',
    [],
  ] as never,
  [
    ...['that claims more than it shows', task, { count: 5, total: 7 }],
    '1/50, 2/50, 3/50, 4/50, 1/1000, 1/5, 2/5, 3/5, 4/5, 1/5, 2/5, 3/5, 4/5',
    [/^of 7 entries, the first 5 were read/],
  ] as never,
  [
    ...['by offset that claims entries and shows none', log, { count: 0, total: 1000 }],
    '0/50, 50/50, 100/50, 0/50, 50/50, 100/50, 0/50, 50/50, 100/50',
    [/^the server shows no entries/],
  ] as never,
  // What was read is worth more than smaller pages.
  [
    'whose second page breaks down',
    task,
    { count: 120, refuse: ({ position }) => (position === 2 ? 500 : 200) },
    '1/50, 2/50, 1/1000, 1/50, 2/50, 1/50, 2/50',
    [],
  ],
  [
    'whose second page is refused',
    task,
    { count: 120, refuse: ({ position }) => (position === 2 ? 400 : 200) },
    '1/50, 2/50, 1/1000, 1/50, 2/50, 1/50, 2/50',
    [],
  ],
  ['whose size the page shows as it is tried', withSize(50), { count: 3, refuse: () => 500 }, '1/50', [/status 500$/]],
  ['that breaks down', task, { count: 3, refuse: () => 500 }, '1/50, 1/10', [/^nothing could be read: .*status 500$/]],
  [
    ...['that is refused', task, { count: 3, refuse: () => 400 }],
    // Smaller, with the examples of what can be left out, and behind the first page.
    '1/50, 1/10, 1/10 Lang, 2/10',
    [/^nothing could be read: .*status 400$/],
  ] as never,
  [
    ...[
      'whose first page alone is refused',
      task,
      { count: 30, refuse: ({ position }: Asked) => (position === 1 ? 400 : 200) },
    ],
    '1/50, 1/10, 1/10 Lang, 2/10, 1/10, 2/10',
    [],
  ] as never,
  [
    ...[
      'that wants what can be left out',
      task,
      { count: 3, refuse: ({ more }: Asked) => (more.has('Lang') ? 200 : 400) },
    ],
    '1/50, 1/10, 1/10 Lang, 1/10, 1/10 Lang, 1/10 Lang',
    [],
  ] as never,
])('a list %s is asked for in pages', async (_, contract, list, want, notes) => {
  const found = await read(contract, list);
  expect(found.asked.join(', ')).toBe(want);
  expect(found.notes).toHaveLength(notes.length);
  for (const [index, note] of notes.entries()) expect(found.notes[index]).toMatch(note);
});

test('a list that claims a billion entries, and shows one on each page, is not read for ever', async () => {
  const { asked, notes } = await read(task, { count: 1e9, cap: 1 });
  const pages = Array.from({ length: 120 }, (_, index) => `${index + 1}/50`);
  expect(asked.slice(0, 122)).toEqual([...pages, '1/1000', '1/1']);
  expect(asked.length).toBeLessThan(400);
  expect(notes).toEqual(['of 1000000000 entries, the first 120 were read and are compared']);
});
