import { equals } from '../filters.js';
import { restError, restParams } from '../huawei.js';
import { oneOf, positive, required, text, textOf, whole } from '../readers.js';
import { type ListService, listService, type Row } from '../service.js';

/** A day, in milliseconds. */
export const DAY = 86_400_000;

const statuses = ['success', 'skipped', 'failed', 'running', 'timeout', 'waiting'];
const hosts = ['ecs-test', 'Ecs-Test', 'ecs test 2', 'db-01', '数据库-02', 'web+1', 'a&b=c', 'cache-9'];

/** A moment as the service writes it: RFC 3339 in UTC, whole seconds. */
export function stamp(moment: number): string {
  return `${new Date(moment).toISOString().slice(0, 19)}Z`;
}

function rowAt(index: number, now: number): Row {
  const status = statuses[index % statuses.length] as string;
  const host = (index * 3) % hosts.length;
  // Six hours away from every boundary of whole days, so that no row crosses one while a test runs.
  const started = now - (index % 40) * 1.5 * DAY - DAY / 4 - index * 1_000;
  const hasStarted = status !== 'waiting' && status !== 'skipped';
  const hasEnded = hasStarted && status !== 'running' && index % 7 !== 2;
  const progress = { success: 100, skipped: 0, waiting: 0, failed: 35 + (index % 50), timeout: 99 }[status];
  return {
    host_id: `c882e0-c4c1-4e89-b99a-f63${host}`,
    ...(index % 15 === 8 ? {} : { host_name: hosts[host] }),
    backup_name: `autobk_${index}`,
    ...(index % 14 === 9 ? {} : { process: progress ?? index % 100 }),
    status,
    ...(hasStarted ? { started_at: stamp(started) } : {}),
    ...(hasEnded ? { ended_at: stamp(started + 600_000 + index * 1_000) } : {}),
    ...(status === 'failed' || status === 'timeout'
      ? { error_info: { code: status === 'failed' ? 'HSS.5001' : 'HSS.5002', message: `restoration ${status}` } }
      : index % 2 === 0
        ? { error_info: { code: '', message: '' } }
        : {}),
  };
}

/** Lists the backup and restoration tasks of a project. */
export function listOperationLogs(now: number): ListService {
  return listService({
    id: 'ListOperationLogsByVaultName',
    count: 158,
    make: (index) => rowAt(index, now),
    collect: restParams,
    readers: {
      project_id: textOf(1, 256),
      enterprise_project_id: textOf(1, 256),
      status: oneOf(...statuses),
      resource_name: text,
      offset: required(whole(0n, 2_147_483_647n)),
      limit: required(positive),
      last_days: positive,
    },
    filters: {
      status: equals('status'),
      resource_name: equals('host_name'),
      last_days: (row, value) =>
        typeof row.started_at === 'string' && Date.parse(row.started_at) >= Date.now() - (value as number) * DAY,
    },
    order: (rows) => rows,
    window: ({ offset, limit }) => ({ start: offset as number, size: limit as number }),
    view: (row) => ({ ...row }),
    envelope: ({ items, total }) => ({ total_num: total, data_list: items }),
    refuse: (_, requestId) => restError(400, 'HSS.0001', 'Invalid parameter.', requestId),
  });
}
