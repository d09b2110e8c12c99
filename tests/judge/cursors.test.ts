import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { Judge } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';

const contract = loadContracts(fileURLToPath(new URL('../cursors/specs', import.meta.url))).find(
  ({ id }) => id === 'ListQuarantinedFiles',
);

/** What the judge says of pages, each with the marker that is asked for and the one that leads on. */
function said(pages: readonly { marker?: string; next?: string; count: number; limit?: number }[]): string[] {
  if (contract === undefined) throw new Error('there is no such contract');
  const judge = new Judge(contract);
  let file = 0;
  for (const { marker, next, count, limit } of pages) {
    const files = Array.from({ length: count }, () => ({
      file_id: `f-${(++file).toString(16).padStart(16, '0')}`,
      state: 'isolated',
      size: 1,
    }));
    const request: JsonObject = { project_id: 'p' };
    if (marker !== undefined) request.marker = marker;
    if (limit !== undefined) request.limit = limit;
    const info = { current_count: count, ...(next === undefined ? {} : { next_marker: next }) };
    judge.see({ request, status: 200, contentType: 'application/json', body: { files, page_info: info } });
  }
  const { rules } = judge.close();
  return rules.flatMap(({ judgements }) => judgements.map(({ rule, severity }) => `${severity} ${rule.id}`));
}

describe('pages that lead from one to the next', () => {
  test.each([
    [
      'come to an end',
      [
        { next: 'a', count: 5 },
        { marker: 'a', next: 'b', count: 5 },
        { marker: 'b', count: 2 },
      ],
      [],
    ],
    [
      'may be empty in between',
      [
        { next: 'a', count: 5 },
        { marker: 'a', next: 'b', count: 0 },
        { marker: 'b', count: 2 },
      ],
      [],
    ],
    [
      'never end where one leads to itself',
      [
        { next: 'a', count: 5 },
        { marker: 'a', next: 'a', count: 0 },
      ],
      ['warning sequence-end'],
    ],
    [
      'never end where one leads back',
      [
        { next: 'a', count: 5 },
        { marker: 'a', next: 'b', count: 5 },
        { marker: 'b', next: 'a', count: 0 },
      ],
      ['warning sequence-end'],
    ],
  ])('%s', (_, pages, want) => {
    expect(said(pages.map((page) => ({ limit: 5, ...page })))).toEqual(want);
  });

  test.each([
    [10, []],
    [3, []],
    [11, ['error page-default']],
  ])('a page of %i is judged by the default size, where none is asked for', (count, want) => {
    expect(
      said([{ count, ...(count > 3 ? { next: 'a' } : {}) }]).filter((one) => one.endsWith('page-default')),
    ).toEqual(want);
  });
});
