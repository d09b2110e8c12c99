import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { contractOf } from '../support/mock-contracts.js';
import { errorsOf } from './list-server.js';

const logs = contractOf('ListOperationLogsByVaultName');

/** Servers of which one's name is the beginning of the others'; each has failed and succeeded. */
const rows: JsonObject[] = ['web-1', 'web-10', 'web-11'].flatMap((host_name, index) =>
  ['failed', 'success'].map((status, turn) => ({
    host_id: `host-${index}`,
    host_name,
    backup_name: 'autobk',
    status,
    started_at: new Date(1_700_000_000_000 + index * 61_000 + turn * 7_000).toISOString(),
  })),
);
const [byName, both] = [{ resource_name: 'web-1' }, { resource_name: 'web-1', status: 'failed' }];

/** Rules of which a server breaks one, which takes the beginning of a name, and shows only whole names where filters meet. */
function brokenBy(asked: readonly JsonObject[]): string[] {
  const errors = errorsOf(
    logs,
    rows,
    {
      selects: {
        resource_name: (row, value, { status }) =>
          String(row.host_name).startsWith(String(value)) && !(status !== undefined && row.host_name !== 'web-1'),
      },
    },
    asked,
  );
  return [...new Set(errors.map((error) => error.split(':')[0] as string))];
}

test.each<[string, JsonObject[], string[]]>([
  ['as soon as an answer has decided what it selects', [both, byName, both], ['conjunction']],
  ['not where nothing has decided it', [both, both], []],
])('an entry that a filter of several readings selects is missed %s', (_, asked, want) => {
  expect(brokenBy(asked)).toEqual(want);
});
