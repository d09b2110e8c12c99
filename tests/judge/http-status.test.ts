import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { type Exchange, Judge } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';

const contract = loadContracts(fileURLToPath(new URL('../../specs', import.meta.url))).find(
  ({ id }) => id === 'ListOperationLogsByVaultName',
);

test.each<[string, Exchange[], string[]]>([
  ['a documented status', [{ request: {}, status: 500, body: {} }], []],
  ['a client error as an object', [{ request: {}, status: 418, body: {} }], []],
  ['a client error that is no object', [{ request: {}, status: 418, body: 'tea' }], ['error']],
  ['another failure', [{ request: {}, status: 501, body: {} }], ['error']],
  ['a gateway that fails once', [{ request: {}, status: 502, body: '<html>' }], ['warning']],
  [
    'a gateway that fails whenever the same is asked',
    [
      { request: {}, status: 504 },
      { request: {}, status: 502 },
    ],
    ['warning', 'error'],
  ],
  [
    'unavailable for a moment',
    [
      { request: { limit: 1 }, status: 503 },
      { request: { limit: 1 }, status: 200 },
    ],
    ['warning'],
  ],
  [
    'unavailable for a moment, twice',
    [
      { request: { limit: 1 }, status: 503 },
      { request: { limit: 2 }, status: 503 },
    ],
    ['warning', 'warning'],
  ],
  [
    'unavailable whenever the same is asked',
    [
      { request: { limit: 1 }, status: 503 },
      { request: { limit: 1 }, status: 503 },
    ],
    ['warning', 'error'],
  ],
])('%s', (_, exchanges, want) => {
  if (contract === undefined) throw new Error('no contract');
  const judge = new Judge(contract);
  for (const exchange of exchanges) judge.see(exchange);
  const outcome = judge.close().rules.find(({ rule }) => rule.id === 'http-status');
  expect(outcome?.judgements.map(({ severity }) => severity)).toEqual(want);
  expect(outcome?.compared).toBe(exchanges.length);
});
