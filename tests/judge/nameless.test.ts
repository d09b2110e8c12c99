import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { contractOf } from '../support/mock-contracts.js';
import { errorsOf, type Ways } from './list-server.js';
import { upTo } from './said.js';

const logs = contractOf('ListOperationLogsByVaultName');

/** Of these, only what has begun has a start, which is a part of its identity; and what waits is alike. */
const rows: JsonObject[] = Array.from({ length: 30 }, (_, index) => ({
  host_id: `host-${index % 4}`,
  host_name: `name-${index % 4}`,
  backup_name: 'autobk',
  status: ['success', 'waiting', 'failed'][index % 3] as string,
  ...(index % 3 === 1 ? {} : { started_at: new Date(1_700_000_000_000 + index * 61_000).toISOString() }),
}));
const asked = [{ status: 'waiting' }, { status: 'failed' }, { status: 'waiting', resource_name: 'name-1' }];

describe('entries that lack a part of their identity', () => {
  test.each<[string, Ways, string]>([
    [
      'that a filter loses',
      { selects: { status: (row, value) => value !== 'waiting' && row.status === value } },
      'filter',
    ],
    [
      'that are lost where filters meet',
      {
        selects: {
          status: (row, value, request) =>
            row.status === value && !(value === 'waiting' && request.resource_name !== undefined),
        },
      },
      'conjunction',
    ],
  ])('%s are missed', (_, ways, rule) => {
    expect(errorsOf(logs, rows, ways, asked).join()).toContain(rule);
  });

  test.each<[string, Ways]>([
    ['as they are', {}],
    [
      'with their fields in another order',
      {
        view: (row, request) =>
          request.status === undefined ? row : Object.fromEntries(Object.entries(row).reverse() as [string, string][]),
      },
    ],
  ])('that are found %s are not missed', (_, ways) => {
    expect(errorsOf(logs, rows, ways, asked)).toEqual([]);
  });

  test('and are read over several pages are not missed on the last of them', () => {
    const waiting = upTo(24).map((id) => ({ host_id: `host-${id}`, backup_name: 'autobk', status: 'waiting' }));
    const pages = [0, 10, 20].map((offset) => ({ status: 'waiting', offset, limit: 10 }));
    expect(errorsOf(logs, waiting, {}, pages)).toEqual([]);
    // They are looked for, though: one that is lost is missed where all are on one page.
    const loses: Ways = { selects: { status: (row) => row.host_id !== 'host-7' } };
    expect(errorsOf(logs, waiting, loses, [{ status: 'waiting' }]).join()).toContain('filter');
  });

  test('do not hide that others come in and stay', () => {
    const growing = [...rows];
    const failed = { status: 'failed' };
    let times = 0;
    const ways: Ways = {
      refuses: ({ status }) => {
        if (status === undefined) growing.unshift({ ...rows[0], backup_name: `autobk-${growing.length}` });
        else times++;
        return false;
      },
      // Of what fails, one is away for a moment.
      selects: { status: (row, value) => row.status === value && !(times === 2 && row === rows[2]) },
    };
    expect(errorsOf(logs, growing, ways, [failed, {}, {}, failed, {}, {}, failed])).toEqual([]);
  });
});
