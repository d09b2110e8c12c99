import { expect, test } from 'vitest';
import { Purse } from '../../scripts/verify/purse.js';
import type { Answer } from '../../scripts/verify/transport/answer.js';

const timeout = { kind: 'no-reply', reason: 'timeout' } as Answer;

test('an allowance is spent request by request', () => {
  const purse = new Purse(2);
  purse.take();
  expect(purse.left).toBe(1);
  purse.take();
  expect(() => purse.take()).toThrow(expect.objectContaining({ spent: 'requests' }));
  expect(new Purse().left).toBe(Number.POSITIVE_INFINITY);
});

test('a server that is silent twice is not waited for again', () => {
  const purse = new Purse();
  purse.saw(timeout);
  purse.take();
  purse.saw(timeout);
  expect(purse.waits).toBe(2);
  expect(() => purse.take()).toThrow(expect.objectContaining({ spent: 'silence' }));
});

test.each([
  { kind: 'reply', status: 500 },
  { kind: 'reply', status: 200, reason: 'timeout' },
  { kind: 'no-reply', reason: 'reset' },
  { kind: 'no-reply', reason: 'unreachable' },
])('%j is no silence', (answer) => {
  const purse = new Purse();
  for (let time = 0; time < 5; time++) purse.saw(answer as Answer);
  expect(purse.waits).toBe(0);
  purse.take();
});
