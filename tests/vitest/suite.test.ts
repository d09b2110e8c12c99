import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { successBody } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import type { PropertyResult } from '../../scripts/report/index.js';
import { contractSuite } from '../../scripts/vitest/index.js';
import { startReference } from '../reference/server.js';

const server = await startReference();
afterAll(() => server.close());

const seen: { name: string; result: PropertyResult | undefined; isSkipped: boolean; note: unknown }[] = [];

describe('as a user writes it', () => {
  afterEach(({ task }) => {
    const { pending, note } = (task.result ?? {}) as { pending?: boolean; note?: string };
    seen.push({ name: task.name, result: task.meta.contract, isSkipped: pending === true, note });
  });
  contractSuite({ url: server.url, operations: ['ListOperationLogsByVaultName'], seed: 1, runs: 5 });
});

test('each test has the result of its own property, and is skipped, with the reason, where that says nothing', () => {
  expect(seen.length).toBeGreaterThan(10);
  for (const { name, result, isSkipped, note } of seen) {
    expect(result?.name).toBe(name);
    const saysNothing = result?.outcome !== 'held';
    expect({ name, isSkipped }).toEqual({ name, isSkipped: saysNothing });
    if (saysNothing) expect(note).toBe(result?.notes.join('; '));
  }
  expect(seen.some(({ isSkipped }) => isSkipped)).toBe(true);
});

describe('toMatchContract', () => {
  const contract = loadContracts('specs').find(({ id }) => id === 'ListOperationTask');
  const { value } = successBody(contract as never).examples['first-page'] ?? { value: null };

  test('passes a response that keeps its schema and its invariants', () => {
    expect(value).toMatchContract('ListOperationTask');
  });

  test('passes what is only a warning: a field that the page does not list', () => {
    expect({ ...(value as object), Unlisted: 1 }).toMatchContract('ListOperationTask');
    expect(() => expect(value).not.toMatchContract('ListOperationTask')).toThrow(
      'expected the value not to be a response of ListOperationTask',
    );
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
