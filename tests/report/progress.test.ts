import { describe, expect, it } from 'vitest';
import { advanceText, Progress } from '../../scripts/report/index.js';

/** A terminal that keeps what is written, and a clock that a test turns. */
function terminal(isTTY: boolean, columns = 80) {
  const written: string[] = [];
  let time = 0;
  const progress = new Progress({ isTTY, columns, write: (text) => written.push(text) }, () => time);
  return { progress, written, at: (milliseconds: number) => (time = milliseconds) };
}

describe('progress', () => {
  it('is shown after two seconds, four times a second, and removed at the end', () => {
    const { progress, written, at } = terminal(true);
    for (let time = 0; time < 3_000; time += 50) {
      at(time);
      progress.update((elapsed) => `at ${elapsed}`);
    }
    expect(written).toEqual(['at 2000', 'at 2250', 'at 2500', 'at 2750'].map((text) => `\r\u001b[K${text}`));
    progress.clear();
    progress.clear();
    expect(written.slice(4)).toEqual(['\r\u001b[K']);
  });

  it('is not shown by what is no terminal, nor by a short run', () => {
    const none = terminal(false);
    none.at(9_000);
    none.progress.update(() => 'x');
    const short = terminal(true);
    short.at(1_999);
    short.progress.update(() => 'x');
    short.progress.clear();
    expect([none.written, short.written]).toEqual([[], []]);
  });

  it('is one line that the terminal does not break, whatever a server calls things', () => {
    const { progress, written, at } = terminal(true, 20);
    at(2_000);
    progress.update(() => `a\n\u001b[2J${'b'.repeat(100)}`);
    expect(written).toEqual(['\r\u001b[Ka\\u000a\\u001b[2Jbbb']);
  });

  it.each([
    {
      given: { done: 3, total: 12, requests: 50 },
      elapsed: 5_000,
      want: '3 of 12 properties, 50 requests (10/s), about 15 s left',
    },
    {
      given: { done: 0, total: 12, requests: 0, now: 'page-window' },
      elapsed: 2_000,
      want: '0 of 12 properties, 0 requests (0/s), page-window',
    },
    {
      given: { done: 1, total: 100, requests: 90, maxRequests: 100 },
      elapsed: 90_000,
      want: '1 of 100 properties, 90 requests (1/s), about 10 s left',
    },
    { given: { done: 1, total: 10 }, elapsed: 60_000, want: '1 of 10 properties, about 9 min left' },
    { given: { done: 5_000 }, elapsed: 2_000, want: '5,000 properties' },
  ])('says $want', ({ given, elapsed, want }) => {
    expect(advanceText(given, 'properties', elapsed)).toBe(want);
  });
});
