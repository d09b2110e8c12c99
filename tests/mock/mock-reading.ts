import { onTestFinished } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';

/** The time of the mocks. */
export const now = Date.parse('2026-03-01T12:00:00Z');
/** More than a server serves on one page that is read as one which serves no larger ones. */
export const records = 70;

/** A mock of one operation, for the test that runs: those of others would have to be made for each reading, too. */
export async function mockReading(contract: Contract, readings: Record<string, string>): Promise<Mock> {
  const mock = await startMock({ readings, records, now, contracts: [contract] });
  onTestFinished(() => mock.close());
  return mock;
}
