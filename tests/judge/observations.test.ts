import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { contractOf } from '../support/mock-contracts.js';
import { judgedOf, type Ways } from './list-server.js';

const contract = contractOf('ListOperationTask');
const rows: JsonObject[] = Array.from({ length: 12 }, (_, index) => ({
  TaskId: ['A00', 'a00', 'B00', 'b00'][index % 4] + String(index >> 2),
  Type: index % 2 === 0 ? 'REPAIR' : 'ROLLBACK',
  Status: 'INIT',
}));
const questions = [{ Type: 'ROLLBACK' }, { Type: 'repair' }, { Statuses: ['init'] }, { TaskId: 'A001' }];
const refuses = ({ Type, Statuses }: JsonObject) => Type === 'repair' || Statuses !== undefined;

/** What is observed of a decision where a server selects in some ways. */
function observed(decision: string, ways: Ways) {
  return judgedOf(contract, rows, ways, questions).observations.find((one) => one.decision === decision);
}

describe('what is said of a reading', () => {
  test('tells what speaks against the others', () => {
    const { reading, evidence } = observed('text-match:TaskId', {}) ?? {};
    expect(reading).toBe('exact');
    expect(evidence).toContain('lacks an entry that matches TaskId="A001"');
  });

  test('is not what breaks the rule in every reading', () => {
    const { reading, evidence } = observed('letter-case:Type', { refuses, selects: { Type: () => true } }) ?? {};
    expect(reading).toBe('exact');
    expect(evidence).toContain('a value that is not listed is refused (Type');
  });

  test('is one line that can be read', () => {
    const { observations } = judgedOf(contract, rows, { refuses }, questions);
    for (const { decision, evidence } of observations) expect(evidence.length, decision).toBeLessThan(250);
  });
});
