import { describe, expect, test } from 'vitest';
import { type Exchange, Judge } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { freshOf, outcomeOf, tasks, upTo } from './said.js';

const contract = freshOf(contractOf('ListOperationTask'));

/** Entries 1 and 2 are of the type that the filter asks for, and no others. */
const entries = (ids: readonly number[]) =>
  ids.map((id) => ({ TaskId: `task-${id}`, Type: id < 3 ? 'ROLLBACK' : 'REPAIR', Status: 'INIT' }));
const everything = (last: number) => tasks({}, entries(upTo(last)));
const filtered = (...ids: number[]) => tasks({ Type: 'ROLLBACK' }, entries(ids));

/** What an exchange shows of the filter, once others were seen. */
function shownOfFilter(before: readonly Exchange[], exchange: Exchange): string[] {
  const judge = new Judge(contract);
  for (const one of before) judge.see(one);
  return judge
    .see(exchange)
    .filter(({ rule }) => rule.id === 'filter:Type')
    .map(({ keyword, path }) => `${keyword} ${path}`);
}

/** Entries come in and stay, time and again. */
const moving = [3, 4, 5, 6, 7].map(everything);
const missing = [filtered(1), everything(7)];

/** An answer of which nobody knows what was asked. */
const bare = ({ request: _, ...answer }: Exchange): Exchange => answer;
/** An answer without what it says of its page. */
const without = (exchange: Exchange): Exchange => ({ ...exchange, body: { OperationTasks: [] } });

describe('an exchange shows', () => {
  const mismatch = ['match /OperationTasks/1/Type'];
  test.each<[string, Exchange[], Exchange, string[]]>([
    ['what is wrong with it', [], filtered(1, 3), mismatch],
    ['nothing where nothing is', [], filtered(1, 2), []],
    ['the same again, wherever it is wrong again', [filtered(1, 3), filtered(1, 2)], filtered(1, 3), mismatch],
    [
      'nothing that an earlier one is suspected of, since that was another one',
      [everything(7), filtered(1)],
      everything(7),
      [],
    ],
    [
      'only what is wrong with it, where an earlier one was found to be wrong in between',
      [everything(7), filtered(1), everything(7)],
      tasks({ Type: 'ROLLBACK', PageSize: 50 }, entries([1, 3])),
      mismatch,
    ],
    [
      'what is wrong with it once the data move, so that what was missed before may have been their doing',
      [everything(3), filtered(1), everything(3), ...moving],
      filtered(1, 3),
      mismatch,
    ],
    [
      'what is wrong with it once something that was missed again and again is found',
      [...moving, ...missing, ...missing, ...missing, filtered(1, 2)],
      filtered(1, 3),
      mismatch,
    ],
  ])('%s', (_, before, exchange, want) => {
    expect(shownOfFilter(before, exchange)).toEqual(want);
  });

  test('what breaks a rule together with what came before', () => {
    const judge = new Judge(contract);
    judge.see(tasks({ PageSize: 2 }, entries([1, 2]), { total: 5 }));
    const shown = judge.see(tasks({ CurrentPage: 2, PageSize: 2 }, entries([3]), { total: 5 }));
    expect(shown.map(({ rule, path }) => `${rule.id} ${path}`)).toEqual(['page-full /OperationTasks']);
  });

  /** Behind three entries in pages of two: nothing, as the contract is read first, or the last page once more. */
  const behind = (page: number, ids: readonly number[]) =>
    tasks({ CurrentPage: page, PageSize: 2 }, entries(ids), { total: 3 });
  /** How many answers are found wrong behind the last page. */
  const wrong = (exchanges: readonly Exchange[]) => outcomeOf(contract, 'page-past-end', exchanges).broken;
  const [nothing, lastPage] = [upTo(3).map((id) => behind(id + 2, [])), upTo(9).map((id) => behind(id + 2, [3]))];

  test('nothing in a reading that was contradicted while another one explained everything', () => {
    expect(wrong(lastPage)).toBe(0);
    expect(wrong([...nothing.slice(0, 2), ...lastPage])).toBe(2);
    expect(wrong([...nothing, ...lastPage])).toBe(9);
  });

  /** How often the filter was found to lack an entry. */
  const lacking = (exchanges: readonly Exchange[]) => outcomeOf(contract, 'filter:Type', exchanges).broken;

  test('what it has claimed again and again, though the same question cannot be answered for once', () => {
    const claimed = [...moving, ...missing, ...missing, ...missing];
    const busy: Exchange = { request: { Type: 'ROLLBACK' }, status: 503, body: 'busy' };
    expect(lacking(claimed)).toBe(1);
    expect(lacking([...claimed, busy])).toBe(1);
  });

  const page = (CurrentPage: number, total: number) => tasks({ CurrentPage, PageSize: 1 }, [], { total });
  test.each<[string, Exchange[], number]>([
    ['nothing where totals differ, since the data move', [page(8, 5), page(9, 6)], 0],
    ['what is missing, where totals differ that no request asked for', [bare(page(8, 5)), bare(page(9, 6))], 1],
    [
      'what is missing, where refusals differ in a total',
      [
        { ...page(8, 5), status: 400 },
        { ...page(9, 6), status: 400 },
      ],
      1,
    ],
    ['what is missing, where a total is not stated', [page(8, 3), without(page(9, 3))], 1],
  ])('%s', (_, others, want) => {
    expect(lacking([everything(3), filtered(1), ...others])).toBe(want);
  });
});
