import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { successBody } from '../../scripts/contract/responses.js';
import { Judge } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';

const contracts = loadContracts(fileURLToPath(new URL('../../specs', import.meta.url)));

interface Refusal {
  readonly request: JsonObject;
  readonly status?: number;
  readonly body: Json;
}

/** What `refusal-code` says of a refusal, after a request that was served. */
function judged(id: string, known: JsonObject, { request, status = 400, body }: Refusal) {
  const contract = contracts.find((one) => one.id === id);
  if (contract === undefined) throw new Error(`no contract ${id}`);
  const judge = new Judge(contract);
  const [sample] = Object.values(successBody(contract).examples);
  if (sample === undefined) throw new Error(`${id} has no sample`);
  judge.see({ request: known, status: 200, body: sample.value });
  judge.see({ request, status, body });
  const outcome = judge.close().rules.find(({ rule }) => rule.id === 'refusal-code');
  if (outcome === undefined) return 'no rule';
  return outcome.judgements.length === 0 ? outcome.compared : 'violated';
}

describe('the code of a refusal', () => {
  const notThere = { Code: 'OperationTaskNotExists' };
  const illegal = { Code: 'IllegalParam' };
  test.each<[string, Refusal, number | 'violated']>([
    ['of a task like the others is the one of what is not there', { request: { TaskId: 12_122 }, body: notThere }, 1],
    ['of a task like the others is no other', { request: { TaskId: 12_122 }, body: illegal }, 'violated'],
    ['comes with its status', { request: { TaskId: 12_122 }, status: 404, body: notThere }, 'violated'],
    ['may be about the form of a task: zero', { request: { TaskId: 0 }, body: illegal }, 1],
    ['may be about the form of a task: below zero', { request: { TaskId: -12_121 }, body: illegal }, 1],
    ['may be about the form of a task: longer than others', { request: { TaskId: 1_212_100 }, body: illegal }, 1],
    ['may be about what else is asked', { request: { TaskId: 12_122, SecurityEventIds: ['1'] }, body: illegal }, 1],
    [
      'is documented for what else is asked',
      { request: { TaskId: 12_121, SecurityEventIds: ['1'] }, body: { Code: 'X' } },
      'violated',
    ],
    ['stands in any field', { request: { TaskId: 12_122 }, body: { error: { code: 'OperationTaskNotExists' } } }, 1],
    ['is missing in what has none', { request: { TaskId: 12_122 }, body: {} }, 'violated'],
    ['is documented for what is missing', { request: {}, body: illegal }, 1],
    ['is no other documented one for what is missing', { request: {}, body: notThere }, 'violated'],
    ['of what is missing may be that of a gateway', { request: {}, body: { Code: 'MissingTaskId' } }, 0],
    ['is no matter of refused credentials', { request: { TaskId: 12_122 }, status: 403, body: { Code: 'X' } }, 0],
    ['is no matter of impatience', { request: { TaskId: 12_122 }, status: 429, body: { Code: 'X' } }, 0],
  ])('%s', (_, refusal, want) => {
    expect(judged('DescribeSecurityEventOperationStatus', { TaskId: 12_121 }, refusal)).toBe(want);
  });

  test.each<[string, Refusal, number | 'violated']>([
    ['of a bad value is the documented one', { request: { PageSize: 'abc' }, body: { Code: 'CspmParamIllegal' } }, 1],
    ['of a bad value is no other', { request: { StatusCodes: [7] }, body: { Code: 'InvalidArgument' } }, 'violated'],
    ['of a value of another type may be that of a gateway', { request: { PageSize: 'abc' }, body: { Code: 'X' } }, 0],
    [
      'of one value of another type, and another bad one',
      { request: { PageSize: 'abc', StatusCodes: [7] }, body: { Code: 'X' } },
      'violated',
    ],
    ['of a number that no gateway holds', { request: { EndTime: '99999999999999999999' }, body: { Code: 'X' } }, 0],
    ['of a good request is not known', { request: { PageSize: 20 }, body: { Code: 'InvalidArgument' } }, 0],
  ])('%s', (_, refusal, want) => {
    expect(judged('ListOperationProcessDetail', {}, refusal)).toBe(want);
  });

  test.each([
    [12_122, 'violated'],
    [1_212_100, 1],
  ])('of %i is told by the example of the page, where no task was found yet', (TaskId, want) => {
    const known = { SecurityEventIds: ['12321'] };
    expect(judged('DescribeSecurityEventOperationStatus', known, { request: { TaskId }, body: illegal })).toBe(want);
  });

  test('is no rule where the page documents none', () => {
    expect(judged('DescribeProcessTasks', {}, { request: { PageSize: 'abc' }, body: { Code: 'Any' } })).toBe('no rule');
  });
});
