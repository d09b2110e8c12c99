import { expect, test } from 'vitest';
import { listenForInterruption } from '../../../scripts/verify/transport/interruption.js';

test.each(['SIGINT', 'SIGTERM'] as const)('the first %s aborts, the second one ends the process', (name) => {
  const before = process.listenerCount(name);
  const ends: number[] = [];
  const { signal, dispose } = listenForInterruption((code) => ends.push(code));
  process.emit(name);
  expect([signal.aborted, ends]).toEqual([true, []]);
  process.emit(name);
  expect(ends).toEqual([130]);
  dispose();
  expect(process.listenerCount(name)).toBe(before);
});
