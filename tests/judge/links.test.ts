import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, said, tasks } from './said.js';

const details = contractOf('ListOperationProcessDetail');
const status = contractOf('DescribeSecurityEventOperationStatus');
const task = contractOf('ListOperationTask');

function detail(item: JsonObject) {
  const PageInfo = { CurrentPage: 1, PageSize: 20, TotalCount: 1, Count: 1 };
  return answered({}, { ProcessDetails: [{ TaskId: 't', DetailTaskId: 'd', ...item }], PageInfo });
}

function events(TaskStatus: string, statuses: readonly string[], request: JsonObject = { TaskId: 1 }) {
  const SecurityEventOperationStatuses = statuses.map((Status, index) => ({ SecurityEventId: `e${index}`, Status }));
  return answered(request, { SecurityEventOperationStatusResponse: { TaskStatus, SecurityEventOperationStatuses } });
}

describe('values that go together', () => {
  test.each<[string, JsonObject, string[], number]>([
    ['subtask-times-in-order', { CreateTime: 1, StartTime: 2, EndTime: 3 }, [], 1],
    ['subtask-times-in-order', { CreateTime: 2, StartTime: 2, EndTime: 2 }, [], 1],
    [
      'subtask-times-in-order',
      { CreateTime: 1, StartTime: 3, EndTime: 2 },
      [
        'warning /ProcessDetails/0/EndTime: breaks "A subtask is created before it starts, and starts before it ends.": it is before /StartTime; expected 3, found 2',
      ],
      1,
    ],
    [
      'subtask-times-in-order',
      { CreateTime: 3, StartTime: 2, EndTime: 1 },
      [
        'warning /ProcessDetails/0/StartTime: breaks "A subtask is created before it starts, and starts before it ends.": it is before /CreateTime; expected 3, found 2',
        'warning /ProcessDetails/0/EndTime: breaks "A subtask is created before it starts, and starts before it ends.": it is before /StartTime; expected 2, found 1',
      ],
      1,
    ],
    [
      'subtask-times-in-order',
      { CreateTime: 3, EndTime: 1 },
      [
        'warning /ProcessDetails/0/EndTime: breaks "A subtask is created before it starts, and starts before it ends.": it is before /CreateTime; expected 3, found 1',
      ],
      1,
    ],
    ['subtask-times-in-order', { EndTime: 1 }, [], 0],
    [
      'subtask-times-in-order',
      { CreateTime: '2026-01-02T00:00:00Z', StartTime: '2026-01-01T00:00:00Z' },
      [
        'warning /ProcessDetails/0/StartTime: breaks "A subtask is created before it starts, and starts before it ends.": it is before /CreateTime; expected "2026-01-02T00:00:00Z", found "2026-01-01T00:00:00Z"',
      ],
      1,
    ],
    ['subtask-times-in-order', { CreateTime: '2026-01-02T00:00:00Z', StartTime: '2026-01-02T02:00:00+01:00' }, [], 1],
    ['subtask-times-in-order', { CreateTime: 'later', StartTime: 'now' }, [], 1],
    ['not-started-without-start-time', { StatusCode: 0 }, [], 1],
    [
      'not-started-without-start-time',
      { StatusCode: 0, StartTime: 7 },
      [
        'warning /ProcessDetails/0/StartTime: breaks "A subtask that has not started has no start time." where /StatusCode is 0; expected "no value", found 7',
      ],
      1,
    ],
    ['not-started-without-start-time', { StatusCode: 0, StartTime: 0 }, [], 1],
    ['not-started-without-start-time', { StatusCode: 0, StartTime: '' }, [], 1],
    ['not-started-without-start-time', { StatusCode: 0, StartTime: null }, [], 1],
    ['not-started-without-start-time', { StatusCode: 1, StartTime: 7 }, [], 0],
    ['ids-trimmed', { TaskId: 'a b' }, [], 1],
    [
      'ids-trimmed',
      { TaskId: 'a\n' },
      [
        'warning /ProcessDetails/0/TaskId: breaks "The IDs of task and subtask have no white space at either end."; expected "a", found "a\\n"',
      ],
      1,
    ],
    [
      'ids-trimmed',
      { TaskId: ' a', DetailTaskId: 'b\u3000' },
      [
        'warning /ProcessDetails/0/TaskId: breaks "The IDs of task and subtask have no white space at either end."; expected "a", found " a"',
        'warning /ProcessDetails/0/DetailTaskId: breaks "The IDs of task and subtask have no white space at either end."; expected "b", found "b　"',
      ],
      1,
    ],
    ['ids-trimmed', { TaskId: '' }, [], 1],
  ])('%s: %j', (rule, item, want, compared) => {
    expect(said(details, rule, [detail(item)])).toEqual(want);
    expect(outcomeOf(details, rule, [detail(item)]).compared).toBe(compared);
  });

  test.each<[JsonObject, string[]]>([
    [{ RepairSupportType: 1, SupportRollBack: true }, []],
    [
      { RepairSupportType: 1, SupportRollBack: false },
      [
        'error /OperationTasks/1/SupportRollBack: breaks "A check item of repair type 1 supports repair and rollback, so SupportRollBack is true." where /RepairSupportType is 1; expected true, found false',
      ],
    ],
    [{ RepairSupportType: 2, SupportRollBack: false }, []],
    [{ RepairSupportType: 1 }, []],
  ])('one value that follows from another: %j', (item, want) => {
    expect(said(task, 'rollback-supported-by-type-1', [tasks({}, [1, { TaskId: 't', ...item }])])).toEqual(want);
  });

  test.each<[string, string, string[], string[]]>([
    ['success-handled-every-event', 'Success', ['Success', 'Success'], []],
    [
      'success-handled-every-event',
      'Success',
      ['Success', 'Failed', 'Processing'],
      [
        'warning /SecurityEventOperationStatusResponse/SecurityEventOperationStatuses/1/Status: breaks "A task that succeeded has handled each of its events." where /SecurityEventOperationStatusResponse/TaskStatus is "Success"; expected "Success", found "Failed"',
        'warning /SecurityEventOperationStatusResponse/SecurityEventOperationStatuses/2/Status: breaks "A task that succeeded has handled each of its events." where /SecurityEventOperationStatusResponse/TaskStatus is "Success"; expected "Success", found "Processing"',
      ],
    ],
    ['success-handled-every-event', 'Failure', ['Failed'], []],
    ['failure-has-a-failed-event', 'Failure', ['Success', 'Failed'], []],
    [
      'failure-has-a-failed-event',
      'Failure',
      ['Success', 'Success'],
      [
        'warning /SecurityEventOperationStatusResponse/SecurityEventOperationStatuses/*/Status: breaks "A task that failed has at least one event that could not be handled, unless SecurityEventIds names only others." where /SecurityEventOperationStatusResponse/TaskStatus is "Failure"; expected ["Failed"], found ["Success","Success"]',
      ],
    ],
    ['failure-has-a-failed-event', 'Failure', [], []],
    [
      'finished-task-left-no-event',
      'Failure',
      ['Failed', 'Processing'],
      [
        'warning /SecurityEventOperationStatusResponse/SecurityEventOperationStatuses/1/Status: breaks "A task that is over has no event that is still being handled." where /SecurityEventOperationStatusResponse/TaskStatus is "Failure"; expected ["Success","Failed"], found "Processing"',
      ],
    ],
    ['finished-task-left-no-event', 'Processing', ['Processing'], []],
  ])('%s: %s of %j', (rule, of, statuses, want) => {
    expect(said(status, rule, [events(of, statuses)])).toEqual(want);
  });

  test('that some entry is such and such is not said of those that a filter leaves', () => {
    const asked = { TaskId: 1, SecurityEventIds: ['e0'] };
    expect(said(status, 'failure-has-a-failed-event', [events('Failure', ['Success'], asked)])).toEqual([]);
    expect(said(status, 'success-handled-every-event', [events('Success', ['Failed'], asked)])).toEqual([
      'warning /SecurityEventOperationStatusResponse/SecurityEventOperationStatuses/0/Status: breaks "A task that succeeded has handled each of its events." where /SecurityEventOperationStatusResponse/TaskStatus is "Success"; expected "Success", found "Failed"',
    ]);
  });
});
