import { describe, expect, test } from 'vitest';
import { type JsonObject, own } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { openDecisions } from '../../scripts/judge/index.js';
import { startMock } from '../../scripts/mock/index.js';
import { call, itemsOf, type Received, totalOf } from '../support/mock-client.js';
import { contractOf, contracts } from '../support/mock-contracts.js';
import { mockReading, records } from './mock-reading.js';

describe('behaviours', () => {
  const tasks = contractOf('ListOperationTask');
  const details = contractOf('ListOperationProcessDetail');
  const given: [string, string, Contract, JsonObject, (received: Received) => void][] = [
    [
      'beyond-end',
      'empty',
      details,
      { CurrentPage: 99, PageSize: 20 },
      ({ body }) => expect(itemsOf(details, body)).toEqual([]),
    ],
    [
      'beyond-end',
      'last-page',
      details,
      { CurrentPage: 99, PageSize: 20 },
      ({ body }) => expect(itemsOf(details, body)).toHaveLength(records % 20),
    ],
    ['beyond-end', 'refused', details, { CurrentPage: 99, PageSize: 20 }, ({ status }) => expect(status).toBe(400)],
    ['beyond-end', 'refused', details, { CurrentPage: 1, PageSize: 20 }, ({ status }) => expect(status).toBe(200)],
    [
      'beyond-end',
      'last-page',
      details,
      { CurrentPage: 2, PageSize: 20 },
      ({ body }) => expect(body).toMatchObject({ PageInfo: { CurrentPage: 2, PageSize: 20, Count: 20 } }),
    ],
    ['unknown-value', 'refused', tasks, { Type: 'NONE' }, ({ status }) => expect(status).toBe(400)],
    ['unknown-value', 'finds-nothing', tasks, { Type: 'NONE' }, ({ body }) => expect(totalOf(tasks, body)).toBe(0)],
    ['letter-case', 'exact', tasks, { Type: 'repair' }, ({ status }) => expect(status).toBe(400)],
    ['letter-case', 'any', tasks, { Type: 'repair' }, ({ body }) => expect(totalOf(tasks, body)).toBeGreaterThan(0)],
    ['no-value', 'null', tasks, {}, ({ body }) => expect(JSON.stringify(body)).toContain('"ErrorCode":null')],
    ['no-value', 'empty', tasks, {}, ({ body }) => expect(JSON.stringify(body)).toContain('"ErrorCode":""')],
  ];
  test.each(given)('%s=%s', async (decision, name, contract, request, check) => {
    const aspect = decision.replace(/-(.)/, (_, letter: string) => letter.toUpperCase());
    const id = openDecisions(contract).find(
      ({ readings: [first] }) => own(first?.behaviour as JsonObject, aspect) !== undefined,
    )?.id;
    const mock = await mockReading(contract, { [id ?? decision]: name });
    check(await call(mock.url, contract, request));
  });

  test.each([
    [{ 'no-such-decision': 'x' }, /no open decision "no-such-decision"; there are/],
    [{ 'beyond-end': 'sideways' }, /the decision beyond-end has no reading "sideways"; it has/],
  ])('%j is refused', async (readings, message) => {
    await expect(startMock({ readings: readings as Record<string, string>, contracts })).rejects.toThrow(message);
  });
});
