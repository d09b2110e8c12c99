import { Readable } from 'node:stream';
import { describe, expect, onTestFinished, test } from 'vitest';
import { check } from '../../scripts/check/check.js';
import { contracts } from './support.js';

const body = { total_num: 0, data_list: [] };
const line = { operation: 'ListOperationLogsByVaultName', response: { status: 200, headers: {}, body } };

/** Judges what comes through a pipe, in pieces of a size. */
async function checkPieces(text: string, size: number) {
  const stdin = Object.getOwnPropertyDescriptor(process, 'stdin') as PropertyDescriptor;
  onTestFinished(() => void Object.defineProperty(process, 'stdin', stdin));
  const bytes = Buffer.from(text);
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  );
  Object.defineProperty(process, 'stdin', { configurable: true, value: Readable.from(pieces) });
  const told: (string | number)[] = [];
  const report = await check({
    files: ['-'],
    contracts,
    onRecording: (_, { unit, number }) => told.push(`${unit} ${number}`),
    onProgress: (_, seen) => told.push(seen),
  });
  return { report, told };
}

describe('the format of what comes through a pipe is told from enough of it', () => {
  test.each<[what: string, text: string, requests: number]>([
    ['a body over several lines', JSON.stringify(line, null, 2), 1],
    ['an array over several lines', JSON.stringify([line, line], null, 2), 2],
    ['NDJSON', `${JSON.stringify(line)}\n${JSON.stringify(line)}\n`, 2],
  ])('%s', async (_, text, requests) => {
    for (const size of [1, 7, 1000]) {
      const { report } = await checkPieces(text, size);
      expect(report).toMatchObject({ violations: [], unreadable: [], operations: [{ requests }] });
    }
  });
});

test('what has come is judged before the rest comes', async () => {
  const long = JSON.stringify({ ...line, request: { note: 'x'.repeat(20_000) } });
  const { told } = await checkPieces(`${long}\n`.repeat(10), 32_768);
  // Two pieces, to tell the format; then lines as soon as they are whole.
  expect(told.indexOf('line 1')).toBeLessThan(told.indexOf(65_536));
  expect(told.indexOf('line 9')).toBeGreaterThan(told.indexOf(131_072));
});
