import { afterAll, describe, expect, test } from 'vitest';
import { loadContracts } from '../../scripts/contract/load.js';
import { successBody } from '../../scripts/contract/responses.js';
import { contractSuite } from '../../scripts/vitest/index.js';
import { startReference } from '../reference/server.js';

const server = await startReference();
afterAll(() => server.close());

describe('as a user writes it', () => {
  contractSuite({ url: server.url, operations: ['DescribeSecurityEventOperationStatus'], seed: 1, runs: 5 });
});

describe('toMatchContract', () => {
  const contract = loadContracts('specs').find(({ id }) => id === 'ListOperationTask');
  const { value } = successBody(contract as never).examples['first-page'] ?? { value: null };

  test('passes a response that keeps its schema and its invariants', () => {
    expect(value).toMatchContract('ListOperationTask');
  });

  test('says where another value does not', () => {
    const broken = structuredClone(value) as { OperationTasks: { Status: string }[]; PageInfo: { Count: number } };
    broken.PageInfo.Count = 7;
    expect(() => expect(broken).toMatchContract('ListOperationTask')).toThrow(/PageInfo\/Count .*expected 2, found 7/);
    (broken.OperationTasks[0] as { Status: string }).Status = 'DONE';
    expect(() => expect(broken).toMatchContract('ListOperationTask')).toThrow(/Status .*found "DONE"/);
    expect(broken).not.toMatchContract('ListOperationTask');
  });
});
