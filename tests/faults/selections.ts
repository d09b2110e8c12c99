import * as plant from '../reference/planting.js';
import { DAY } from '../reference/services/list-operation-logs.js';
import { type Fault, faultsOf } from './fault.js';

const task = faultsOf('ListOperationTask', 'task');
const detail = faultsOf('ListOperationProcessDetail', 'detail');
const event = faultsOf('DescribeSecurityEventOperationStatus', 'event');
const process = faultsOf('DescribeProcessTasks', 'process');
const log = faultsOf('ListOperationLogsByVaultName', 'log');
const isListed = (list: unknown, value: unknown) => (list as unknown[]).map(String).includes(String(value));

/** Defects in what a filter selects, alone or beside another parameter. */
export const selectionFaults: readonly Fault[] = [
  task('filters', 'statuses-excluded', 'Several Statuses are those that are left out.', (s) =>
    plant.filter(
      s,
      'Statuses',
      (own) => (row, value, query) => (value as unknown[]).length > 1 !== own(row, value, query),
    ),
  ),
  task('filters', 'type-in-chinese-only', 'In English Type selects nothing.', (s) =>
    plant.filter(s, 'Type', (own) => (row, value, query) => query.Lang === 'en' || own(row, value, query)),
  ),
  task(
    'filters',
    'neighbour',
    'A filter for one CheckId finds the tasks of the check item before, too, in one region.',
    (s) =>
      plant.filter(
        s,
        'CheckId',
        (own) => (row, value, query) =>
          own(row, value, query) || (row.RegionId === 'cn-beijing' && row.CheckId === 3 && value === 76),
      ),
  ),
  task('filters', 'status-family', 'A status finds all statuses that begin like it.', (s) =>
    plant.filter(
      s,
      'Statuses',
      () => (row, value) => (value as string[]).some((status) => String(row.Status).startsWith(status)),
    ),
  ),
  task('filters', 'freed-hidden', 'With a filter for a status, released instances are left out.', (s) =>
    plant.filter(
      s,
      'Statuses',
      (own) => (row, value, query) => own(row, value, query) && (row.InstanceFreed !== true || row.Type === 'REPAIR'),
    ),
  ),
  detail('filters', 'code-or-less', 'A single status code selects it and all below.', (s) =>
    plant.filter(s, 'StatusCodes', (own) => (row, value, query) => {
      const [first, ...rest] = value as unknown[];
      return rest.length > 0 ? own(row, value, query) : Number(row.StatusCode) <= Number(first);
    }),
  ),
  detail('filters', 'end-alone', 'EndTime without StartTime selects nothing.', (s) =>
    plant.filter(s, 'EndTime', (own) => (row, value, query) => query.StartTime === undefined || own(row, value, query)),
  ),
  detail('filters', 'range-in-seconds', 'StartTime and EndTime are read as seconds.', (s) => {
    for (const name of ['StartTime', 'EndTime'])
      plant.filter(s, name, (own) => (row, value, query) => own(row, (value as number) * 1000, query));
  }),
  detail('filters', 'range-either', 'StartTime and EndTime together select what either selects.', (s) =>
    plant.either(s, 'StartTime', 'EndTime'),
  ),
  detail('filters', 'end-to-the-day', 'EndTime is rounded down to a whole day.', (s) =>
    plant.filter(
      s,
      'EndTime',
      (own) => (row, value, query) => own(row, Math.floor((value as number) / DAY) * DAY, query),
    ),
  ),
  event('filters', 'next-task', 'For TaskId 12122 the events of the next task are told.', (s) => {
    const before = s.select;
    const [, , next] = s.tasks;
    s.select = (one, query) => before(query.TaskId === 12_122 && next !== undefined ? next : one, query);
  }),
  event('filters', 'handled-hidden', 'Asked for events, those that were handled are left out.', (s) => {
    const before = s.select;
    s.select = (one, query) =>
      before(one, query).filter(({ status }) => query.SecurityEventIds === undefined || status !== 'Success');
  }),
  event('filters', 'five-at-most', 'Of a task only the first five events are told.', (s) => {
    const before = s.select;
    s.select = (one, query) => before(one, query).slice(0, 5);
  }),
  event('filters', 'prefix', 'An event is found by the first four digits of its id.', (s) => {
    s.find = ({ TaskId, SecurityEventIds }) =>
      s.tasks.find((one) =>
        TaskId === undefined
          ? one.events.some(({ id }) =>
              (SecurityEventIds as string[]).some((asked) => id.startsWith(asked.slice(0, 4))),
            )
          : one.id === TaskId,
      );
    s.select = (one, { SecurityEventIds }) =>
      one.events.filter(
        ({ id }) =>
          SecurityEventIds === undefined ||
          (SecurityEventIds as string[]).some((asked) => id.startsWith(asked.slice(0, 4))),
      );
  }),
  process('filters', 'status-22-is-23', 'TaskStatus 22 finds 23, and 23 finds 22.', (s) =>
    plant.filter(s, 'TaskStatus', () => (row, value) => {
      const turned = { 22: 23, 23: 22 }[row.TaskStatus as number] ?? row.TaskStatus;
      return isListed(value, turned);
    }),
  ),
  process('filters', 'source-prefix', 'Source custom finds custom_alert, too.', (s) =>
    plant.filter(
      s,
      'Source',
      () => (row, value) => (value as string[]).some((source) => String(row.Source).startsWith(source)),
    ),
  ),
  process('filters', 'trigger-prefix', 'TriggerSource custom finds custom_alert, too.', (s) =>
    plant.filter(s, 'TriggerSource', () => (row, value) => String(row.TriggerSource).startsWith(String(value))),
  ),
  process('filters', 'files-are-processes', 'EntityType file finds processes, too.', (s) =>
    plant.filter(
      s,
      'EntityType',
      (own) => (row, value, query) => own(row, value, query) || (value === 'file' && row.EntityType === 'process'),
    ),
  ),
  process('filters', 'cloud-last', 'Of the list in YunCode only the last value counts.', (s) =>
    plant.filter(s, 'YunCode', (own) => (row, value, query) => own(row, (value as unknown[]).slice(-1), query)),
  ),
  process('filters', 'action-in-seconds', 'The action range is read as seconds.', (s) => {
    for (const name of ['ProcessActionStart', 'ProcessActionEnd'])
      plant.filter(s, name, (own) => (row, value, query) => own(row, (value as number) * 1000, query));
  }),
  process('filters', 'action-either', 'ProcessActionStart and -End together select what either selects.', (s) =>
    plant.either(s, 'ProcessActionStart', 'ProcessActionEnd'),
  ),
  process('filters', 'remove-start-turned', 'ProcessRemoveStart selects what was unblocked before it.', (s) =>
    plant.filter(
      s,
      'ProcessRemoveStart',
      () => (row, value) => typeof row.RemoveTime === 'number' && row.RemoveTime <= (value as number),
    ),
  ),
  process('filters', 'cloud-or-status', 'YunCode and TaskStatus together select what either selects.', (s) =>
    plant.either(s, 'YunCode', 'TaskStatus'),
  ),
  process('filters', 'content-not-in-names', 'ParamContent does not look at names of entities.', (s) => {
    s.filters.ParamContent = (row, value) =>
      ['SceneCode', 'SceneName', 'InputParams'].some((name) => String(row[name] ?? '').includes(String(value)));
  }),
  process('filters', 'strategy-with-scene', 'ProcessStrategyUuid is forgotten where SceneCode is given.', (s) =>
    plant.filter(
      s,
      'ProcessStrategyUuid',
      (own) => (row, value, query) => query.SceneCode !== undefined || own(row, value, query),
    ),
  ),
  process('filters', 'sorted-unfiltered', 'With OrderField EntityType selects nothing.', (s) =>
    plant.filter(
      s,
      'EntityType',
      (own) => (row, value, query) => query.OrderField !== undefined || own(row, value, query),
    ),
  ),
  log('filters', 'failed-and-timeout', 'status failed finds tasks that timed out, too.', (s) =>
    plant.filter(
      s,
      'status',
      (own) => (row, value, query) => own(row, value, query) || (value === 'failed' && row.status === 'timeout'),
    ),
  ),
  log('filters', 'name-with-days', 'resource_name is forgotten where last_days is given.', (s) =>
    plant.filter(
      s,
      'resource_name',
      (own) => (row, value, query) => query.last_days !== undefined || own(row, value, query),
    ),
  ),
  log('filters', 'days-turned', 'last_days finds what is older.', (s) =>
    plant.filter(
      s,
      'last_days',
      (own) => (row, value, query) => row.started_at !== undefined && !own(row, value, query),
    ),
  ),
  log('filters', 'days-capped', 'A last_days above 7 is 7.', (s) =>
    plant.filter(s, 'last_days', (own) => (row, value, query) => own(row, Math.min(7, value as number), query)),
  ),
  log('filters', 'name-of-backup', 'resource_name is compared with the name of the backup.', (s) =>
    plant.filter(s, 'resource_name', () => (row, value) => row.backup_name === value),
  ),
];
