import { describe, expect, test } from 'vitest';
import { type Exchange, Judge, type JudgeOptions, judgeAlone } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { tasks } from './said.js';

const contract = contractOf('ListOperationTask');

/** Behind the last page comes the last page: the contract is not read so as it stands, but may be. */
const pastEnd = () =>
  tasks({ CurrentPage: 5, PageSize: 2 }, [{ TaskId: 'task-3', Type: 'REPAIR', Status: 'INIT' }], { total: 3 });

/** Whether pages beyond the end are found wrong. */
function isPastEndWrong(judge: Judge, exchange: Exchange): boolean {
  judge.see(exchange);
  return judge.close().rules.some(({ rule, broken }) => rule.id === 'page-past-end' && broken > 0);
}

describe('an exchange by itself', () => {
  test('is read in every admissible way', () => {
    const wrong = judgeAlone({ ...contract }, pastEnd()).filter(({ broken }) => broken > 0);
    expect(wrong.map(({ rule }) => rule.id)).toEqual([]);
  });

  const asItStands: JudgeOptions = { asItStands: true };
  test.each<[string, JudgeOptions[], boolean]>([
    ['as it stands', [asItStands], true],
    ['in every way', [{}], false],
    ['in every way, once it was read as it stands', [asItStands, {}], false],
    ['as it stands, once it was read in every way', [{}, asItStands], true],
  ])('%s', (_, ways, want) => {
    // What a judge makes of a contract is kept for this contract.
    const mine = { ...contract };
    expect(ways.map((options) => isPastEndWrong(new Judge(mine, options), pastEnd())).at(-1)).toBe(want);
  });
});
