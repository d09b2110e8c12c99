import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { verify } from '../../scripts/verify/index.js';
import { knownValues } from '../../scripts/verify/questions/known-values.js';
import { protocolOf } from '../../scripts/wire/index.js';
import { contracts } from '../support/mock-contracts.js';
import { startSmall } from './command/servers.js';

// 2^53 + 1 is the first integer that a number cannot hold.
test.each([
  ['DescribeSecurityEventOperationStatus', 'TaskId', '9007199254740993'],
  ['ListOperationProcessDetail', 'StartTime', '18446744073709551615'],
  ['ListOperationProcessDetail', 'StatusCodes', '-9007199254740993'],
  ['ListOperationTask', 'Statuses', '9007199254740993'],
  ['ListOperationLogsByVaultName', 'offset', '9007199254740993'],
])('--value %s.%s=%s travels exactly', (id, name, text) => {
  const contract = contracts.find((one) => one.id === id);
  if (contract === undefined) throw new Error(id);
  const [value] = knownValues(contract, { [name]: [text] }, 1).of(name);
  const sent = protocolOf(contract).encode(contract, { [name]: value as Json });
  expect(decodeURIComponent(sent.target)).toMatch(new RegExp(`[?&]${name}(?:\\.1)?=${text}(?:&|$)`));
});

test('an integer that a number holds is one', () => {
  const contract = contracts.find(({ id }) => id === 'ListOperationProcessDetail');
  if (contract === undefined) throw new Error('no contract');
  expect(knownValues(contract, { StartTime: ['1731469330000'] }, 1).of('StartTime')).toEqual([1731469330000]);
});

describe('ids beyond 2^53', () => {
  /** A server that shows the id 9007199254740993, and finds it under the numbers that are given. */
  const withLongIds = (found: readonly string[]) =>
    startSmall({
      plant: ({ ListOperationTask }) => {
        const { after } = ListOperationTask;
        const read = ListOperationTask.readers.CheckId;
        ListOperationTask.readers.CheckId = (params, name) => {
          const text = params.get(name) ?? '';
          if (found.includes(text)) return 9_007_199_254_740_000;
          return text.length >= 16 ? -1 : read?.(params, name);
        };
        ListOperationTask.after = (answer, seen) => {
          const { body, ...rest } = after(answer, seen);
          const text = typeof body === 'string' ? body : JSON.stringify(body);
          return { ...rest, body: text.replaceAll('9007199254740000', '9007199254740993') };
        };
      },
    });
  const options = { contracts: contracts.filter(({ id }) => id === 'ListOperationTask'), seed: 5, runs: 1 };

  test('are asked for and compared exactly', async () => {
    const url = await withLongIds(['9007199254740993']);
    const { violations, operations } = await verify({ url, ...options, properties: ['single-filter'] });
    expect(violations).toEqual([]);
    const held = operations[0]?.properties.find(({ name }) => name === 'filter:CheckId');
    expect(held).toMatchObject({ outcome: 'held' });
  });

  test('are not taken for their neighbours', async () => {
    const url = await withLongIds(['9007199254740992', '9007199254740993']);
    const values = { ListOperationTask: { CheckId: ['9007199254740992'] } };
    const { violations } = await verify({ url, ...options, values, properties: ['filter:CheckId'] });
    expect(JSON.stringify(violations)).toContain('9007199254740993');
  });
});
