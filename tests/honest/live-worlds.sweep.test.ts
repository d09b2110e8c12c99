import { describe, expect, test } from 'vitest';
import { judgeServer } from '../matrix/judge-server.js';
import { contractsOf } from '../support/contracts-of.js';
import { liveWorlds } from './live-worlds.js';

/** Run by default: worlds that are small, of each kind of pages. All of them take an hour. */
const chosen = new Set([
  'ListQuarantinedFiles anywhere',
  'ListQuarantinedFiles flips',
  'ListQuarantinedFiles moved-up',
  'ListScanReports as-many',
  'ListOperationLogsByVaultName as-many',
  'DescribeSecurityEventOperationStatus event-gone',
  'ListOperationLogsByVaultName mock --live',
]);

test('there are worlds of every operation', () => {
  expect(new Set(liveWorlds.flatMap(({ operations }) => operations)).size).toBe(7);
  expect(new Set(liveWorlds.map(({ id }) => id)).size).toBe(liveWorlds.length);
});

describe.each(liveWorlds.filter(({ id }) => chosen.has(id)).map((world) => [world.id, world] as const))(
  '%s',
  (_, world) => {
    test('is accused by neither verify nor check', { timeout: 240_000 }, async () => {
      const verdicts = await judgeServer(
        world,
        { seed: 1, instruments: ['verify', 'check-verify', 'check-har'], verify: { runs: 2, maxRequests: 400 } },
        contractsOf(world.specs),
      );
      for (const [name, { errors, examples }] of Object.entries(verdicts))
        expect(errors, `${name} ${JSON.stringify(examples)}`).toEqual([]);
    });
  },
);
