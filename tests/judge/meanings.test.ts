import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { codesFor, type Exchange, Judge } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { errorsOf, type Ways } from './list-server.js';

const created = 1_700_000_000_000;
const tasks = contractOf('DescribeProcessTasks');
const details = contractOf('ListOperationProcessDetail');

const names = ['Alpha-host.exe', 'beta host', 'gamma_host', 'ALPHA', 'delta', '203.0.113.7'];
const taskRows: JsonObject[] = Array.from({ length: 30 }, (_, index) => ({
  TaskId: `9000${index}`,
  TaskStatus: [11, 21, 23, 20, 90][index % 5] as number,
  EntityName: names[index % 6] as string,
  EntityType: ['ip', 'file', 'process'][index % 3] as string,
  SceneCode: `event_${['block', 'unblock', 'isolate'][index % 3]}_${index % 7}`,
  SceneName: `scene ${index % 7}`,
  YunCode: ['WAF', 'CFW', 'Aegis'][index % 3] as string,
  EventUuid: `AB${index % 9}-event`,
  GmtCreateMillis: created + index * 61_234,
  GmtModifiedMillis: created + index * 61_234 + 300_017,
  ...(index % 4 === 0 ? {} : { ProcessTime: created + index * 61_234 + 5_001 }),
  ...(index % 5 === 2 ? { RemoveTime: created + index * 61_234 + 120_029 } : {}),
}));
const detailRows: JsonObject[] = Array.from({ length: 30 }, (_, index) => ({
  TaskId: `task-${index % 11}`,
  DetailTaskId: `detail-${index}`,
  StatusCode: index % 5,
  CreateTime: created + index * 61_234,
  ...(index % 5 === 0 ? {} : { StartTime: created + index * 61_234 + 2_003 }),
  ...(index % 5 > 1 ? { EndTime: created + index * 61_234 + 400_009 } : {}),
}));

const moments = [0, 7, 15, 22].map((index) => created + index * 61_234);
const at = (row: JsonObject, field: string) => (typeof row[field] === 'number' ? (row[field] as number) : undefined);
const from = (field: string) => (row: JsonObject, value: Json) => (at(row, field) ?? -1) >= Number(value);
const until = (field: string) => (row: JsonObject, value: Json) =>
  (at(row, field) ?? Number.POSITIVE_INFINITY) <= Number(value);

/** Ranges with ends at, just before and just behind moments that were shown; reversed ones, too. */
function ranges(start: string, end: string, shown: readonly number[] = moments): JsonObject[] {
  return [
    ...shown.flatMap((one) => [-1, 0, 1, 999].flatMap((by) => [{ [start]: one + by }, { [end]: one + by }])),
    ...shown.flatMap((low) => shown.map((high) => ({ [start]: low, [end]: high }))),
  ];
}

const detailTimes = [...moments, ...moments.map((one) => one + 2_003), ...moments.map((one) => one + 400_009)];
const isSwapped = ({ StartTime, EndTime }: JsonObject) => Number(StartTime) > Number(EndTime);

describe('what pages leave open of filters is no error, in whichever way it is done', () => {
  const given: [string, Ways, JsonObject[]][] = [
    [
      'a subtask under way at some time of the range',
      {
        selects: {
          StartTime: (row, value) =>
            row.StartTime !== undefined && (at(row, 'EndTime') ?? Number.POSITIVE_INFINITY) >= Number(value),
          EndTime: until('StartTime'),
        },
      },
      ranges('StartTime', 'EndTime', detailTimes),
    ],
    [
      'from creation to end',
      { selects: { StartTime: from('EndTime'), EndTime: until('CreateTime') } },
      ranges('StartTime', 'EndTime', detailTimes),
    ],
    [
      'rounded to whole seconds',
      {
        selects: {
          StartTime: (row, value) => Math.round(Number(row.CreateTime) / 1000) >= Math.round(Number(value) / 1000),
          EndTime: (row, value) => Math.round(Number(row.CreateTime) / 1000) <= Math.round(Number(value) / 1000),
        },
      },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'reversed ranges are turned round',
      {
        selects: {
          StartTime: (row, value, { EndTime = Number.POSITIVE_INFINITY as Json }) =>
            Number(row.CreateTime) >= Math.min(Number(value), Number(EndTime)),
          EndTime: (row, value, { StartTime = 0 }) =>
            Number(row.CreateTime) <= Math.max(Number(value), Number(StartTime)),
        },
      },
      ranges('StartTime', 'EndTime'),
    ],
    ['reversed ranges are refused', { refuses: isSwapped }, ranges('StartTime', 'EndTime')],
    [
      'ranges of nothing, and of more than an hour, are refused',
      { refuses: ({ StartTime, EndTime }) => Number(EndTime) - Number(StartTime) <= 0 },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'ids of something that is not shown',
      { selects: { TaskIds: () => false } },
      ['task-1', 'task-2', 'none'].map((id) => ({ TaskIds: [id], StatusCodes: [1] })),
    ],
    [
      'ids of either kind, in any case',
      {
        selects: {
          TaskIds: (row, value) => [value].flat().some((id) => [row.TaskId, row.DetailTaskId].includes(id as string)),
        },
      },
      ['task-1', 'detail-3', 'none'].map((id) => ({ TaskIds: [id] })),
    ],
    [
      'ids in any case',
      {
        selects: {
          TaskIds: (row, value) =>
            [value].flat().some((id) => String(row.TaskId).toUpperCase() === String(id).toUpperCase()),
        },
      },
      ['task-1', 'TASK-1', 'Task-9'].map((id) => ({ TaskIds: [id] })),
    ],
    [
      'more than two ids, and any id twice, are refused',
      { refuses: ({ TaskIds = [] }) => (TaskIds as Json[]).length > 2 || new Set(TaskIds as Json[]).size === 1 },
      [{ TaskIds: ['task-1', 'task-2', 'task-3'] }, { TaskIds: ['task-1', 'task-1'] }],
    ],
    [
      'a deep page is refused though it is there',
      { refuses: ({ CurrentPage }) => Number(CurrentPage) > 20 },
      [
        { CurrentPage: 15, PageSize: 2 },
        { CurrentPage: 25, PageSize: 1 },
        { CurrentPage: 900, PageSize: 20 },
      ],
    ],
    [
      'a page behind the end is empty, one far behind it is refused',
      { refuses: ({ CurrentPage }) => Number(CurrentPage) > 100 },
      [{ CurrentPage: 30 }, { CurrentPage: 900 }, { CurrentPage: 80 }, { CurrentPage: 101, PageSize: 1 }],
    ],
    [
      'no size is the usual one',
      { size: (asked) => (asked === undefined || asked < 1 ? 20 : asked) },
      [{ PageSize: 0 }, { PageSize: -7 }],
    ],
    ['a negative size is the smallest', { size: (asked) => Math.max(1, asked ?? 20) }, [{ PageSize: -7 }]],
    ['an unknown code finds nothing', {}, [{ StatusCodes: [9] }, { StatusCodes: [17] }]],
    [
      'an unknown code is refused',
      { refuses: ({ StatusCodes = [] }) => (StatusCodes as number[]).some((code) => code > 4) },
      [{ StatusCodes: [9] }, { StatusCodes: [17] }, { StatusCodes: [1, 17] }],
    ],
  ];
  test.each(given)('%s', (_, ways, asked) => {
    expect(errorsOf(details, detailRows, ways, asked)).toEqual([]);
  });

  const scenes = ['event', 'block', 'BLOCK', 'event_block_0', 'lock', '_0', ' event_block_0', 'EVENT_BLOCK_0'];
  const text = (test: (text: string, wanted: string) => boolean, field: string) => (row: JsonObject, value: Json) =>
    test(String(row[field] ?? ''), String(value));
  const keyword =
    (test: (text: string, wanted: string) => boolean, ...fields: string[]) =>
    (row: JsonObject, value: Json) =>
      fields.some((field) => test(String(row[field] ?? ''), String(value)));
  const spellings: [string, (text: string, wanted: string) => boolean][] = [
    ['exact', (one, wanted) => one === wanted],
    ['any case', (one, wanted) => one.toLowerCase() === wanted.toLowerCase()],
    ['beginning', (one, wanted) => one.startsWith(wanted)],
    ['part', (one, wanted) => one.includes(wanted)],
    ['part in any case', (one, wanted) => one.toLowerCase().includes(wanted.toLowerCase())],
    ['trimmed', (one, wanted) => one === wanted.trim()],
    [
      'with wildcards',
      (one, wanted) => new RegExp(wanted.replaceAll('_', '.').replaceAll('%', '.*'), 'i').test(one.toLowerCase()),
    ],
  ];
  test.each(spellings)('SceneCode, and EventUuid, are compared: %s', (_, test) => {
    const selects = { SceneCode: text(test, 'SceneCode'), EventUuid: text(test, 'EventUuid') };
    const asked = [
      ...scenes.map((SceneCode) => ({ SceneCode })),
      ...['AB1-event', 'ab1-EVENT', 'AB1', 'event', 'none'].map((EventUuid) => ({ EventUuid })),
    ];
    expect(errorsOf(tasks, taskRows, { selects }, asked)).toEqual([]);
  });

  const fields = ['EntityName', 'SceneCode', 'SceneName', 'InputParams'];
  test.each<[string, Ways, JsonObject[]]>([
    [
      'a keyword is looked for in more fields, in any case',
      {
        selects: {
          ParamContent: keyword(
            (one, wanted) => one.toLowerCase().includes(wanted.toLowerCase()),
            ...[...fields, 'EntityType', 'EventUuid', 'YunCode'],
          ),
        },
      },
      ['waf', 'event', 'ip', 'host', 'alpha', 'none', 'AB'].map((ParamContent) => ({ ParamContent })),
    ],
    [
      'a keyword with wildcards',
      {
        selects: {
          ParamContent: keyword(
            (one, wanted) => new RegExp(wanted.replaceAll('_', '.').replaceAll('%', '.*')).test(one),
            ...fields,
          ),
        },
      },
      ['gamma_host', 'beta_host', '%', 'b%host', '_', 'block'].map((ParamContent) => ({ ParamContent })),
    ],
    [
      'short keywords are refused',
      { refuses: ({ ParamContent }) => ParamContent !== undefined && String(ParamContent).length < 5 },
      [{ ParamContent: 'AL' }, { ParamContent: 'host' }],
    ],
    [
      'a name that is no address is refused for addresses',
      { refuses: ({ EntityType, EntityName }) => EntityType === 'ip' && /[a-z]/i.test(String(EntityName ?? '1')) },
      names
        .map((EntityName) => ({ EntityType: 'ip', EntityName }))
        .filter(({ EntityName }) => EntityName === 'beta host'),
    ],
    [
      'EntityType in any case, YunCode as spelled, other values find nothing or are refused',
      {
        selects: { EntityType: (row, value) => row.EntityType === String(value).toLowerCase() },
        refuses: ({ YunCode = [] }) => (YunCode as string[]).some((one) => !['WAF', 'CFW', 'Aegis'].includes(one)),
      },
      [
        ...['IP', 'ip', 'File', 'host', 'PROCESS'].map((EntityType) => ({ EntityType })),
        ...['waf', 'WAF', 'none'].map((one) => ({ YunCode: [one] })),
        { YunCode: ['WAF', 'none'] },
      ],
    ],
    [
      'the removal of a kind of tasks only',
      {
        selects: {
          ProcessRemoveStart: (row, value) => row.EntityType === 'ip' && from('RemoveTime')(row, value),
          ProcessRemoveEnd: (row, value) => row.EntityType === 'ip' && until('RemoveTime')(row, value),
        },
      },
      ranges(
        'ProcessRemoveStart',
        'ProcessRemoveEnd',
        moments.map((one) => one + 120_029),
      ),
    ],
    [
      'at work in the range, from creation to last change',
      { selects: { ProcessActionStart: from('GmtModifiedMillis'), ProcessActionEnd: until('GmtCreateMillis') } },
      ranges('ProcessActionStart', 'ProcessActionEnd', [...moments, ...moments.map((one) => one + 300_017)]),
    ],
    [
      'without a range, the latest only',
      {
        selects: {
          // Every request has a size: it stands for what is left out.
          TaskStatus: (row, value, { ProcessActionStart }) =>
            [value].flat().map(Number).includes(Number(row.TaskStatus)) &&
            (ProcessActionStart !== undefined || Number(row.GmtCreateMillis) > created + 600_000),
          ProcessActionStart: from('GmtCreateMillis'),
        },
      },
      [{ ProcessActionStart: created, TaskStatus: ['11'] }],
    ],
  ])('%s', (_, ways, asked) => {
    expect(errorsOf(tasks, taskRows, ways, asked)).toEqual([]);
  });
});

describe('what no single reading explains is an error', () => {
  const given: [string, RegExp, Ways, JsonObject[]][] = [
    [
      'a bound that selects nothing',
      /^filter:(?:StartTime|EndTime)/,
      { selects: { StartTime: () => true } },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'a bound read as seconds',
      /^filter:StartTime/,
      { selects: { StartTime: (row, value) => Number(row.CreateTime) >= Number(value) * 1000 } },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'a bound that is rounded to the day',
      /^filter:(?:StartTime|EndTime)/,
      {
        selects: {
          EndTime: (row, value) => Number(row.CreateTime) <= Math.floor(Number(value) / 86_400_000) * 86_400_000,
        },
      },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'either bound will do',
      /^filter:(?:StartTime|EndTime)/,
      {
        selects: {
          StartTime: (row, value, { EndTime }) =>
            EndTime !== undefined
              ? from('CreateTime')(row, value) || until('CreateTime')(row, EndTime)
              : from('CreateTime')(row, value),
          EndTime: (row, value, { StartTime }) =>
            StartTime !== undefined
              ? from('CreateTime')(row, StartTime) || until('CreateTime')(row, value)
              : until('CreateTime')(row, value),
        },
      },
      ranges('StartTime', 'EndTime'),
    ],
    [
      'ids that select nothing',
      /^filter:TaskIds/,
      { selects: { TaskIds: () => true } },
      [{ TaskIds: ['task-1'] }, { TaskIds: ['task-2'] }],
    ],
    [
      'of several ids the first',
      /^filter:TaskIds/,
      { selects: { TaskIds: (row, value) => row.TaskId === (value as Json[])[0] } },
      [{ TaskIds: ['task-1'] }, { TaskIds: ['task-1', 'task-2'] }],
    ],
    [
      'all listed codes together are refused',
      /^valid-input/,
      { refuses: ({ StatusCodes = [] }) => (StatusCodes as Json[]).length === 5 },
      [{ StatusCodes: [0, 1, 2, 3, 4], PageSize: 20 }],
    ],
    [
      'what is shown is refused',
      /^valid-input/,
      { refuses: ({ TaskIds }) => TaskIds !== undefined },
      [{ TaskIds: ['task-1'], PageSize: 20 }],
    ],
    [
      'an unknown code beside a known one is forgotten, alone it is refused',
      /^unlisted:StatusCodes/,
      { refuses: ({ StatusCodes = [] }) => Number((StatusCodes as Json[])[0]) > 4 },
      [{ StatusCodes: [9] }, { StatusCodes: [1, 9] }],
    ],
    [
      'an unknown code selects nothing',
      /^filter:StatusCodes/,
      {
        selects: {
          StatusCodes: (row, value) =>
            (value as number[])[0] === 9 || (value as number[]).includes(Number(row.StatusCode)),
        },
      },
      [{ StatusCodes: [9] }, { StatusCodes: [1] }],
    ],
    ['no size is everything', /^page-size/, { size: (asked) => (asked === 0 ? 30 : (asked ?? 20)) }, [{ PageSize: 0 }]],
    [
      'a page behind the end is refused, one behind it is empty',
      /^page-refusal/,
      { refuses: ({ CurrentPage }) => CurrentPage === 50 },
      [
        { CurrentPage: 50, PageSize: 20 },
        { CurrentPage: 90, PageSize: 20 },
      ],
    ],
  ];
  test.each(given)('%s', (_, rule, ways, asked) => {
    const errors = errorsOf(details, detailRows, ways, asked);
    expect(errors).toContainEqual(expect.stringMatching(rule));
  });
});

describe('entities that go', () => {
  const events = contractOf('DescribeSecurityEventOperationStatus');
  const success = (request: JsonObject, call: number): Exchange => ({
    request,
    status: 200,
    contentType: 'application/json',
    body: {
      RequestId: `r-${call}`,
      SecurityEventOperationStatusResponse: {
        TaskStatus: 'Success',
        SecurityEventOperationStatuses: [{ SecurityEventId: '1', Status: 'Success', ErrorCode: 'ignore.Success' }],
      },
    },
  });
  const [notFound] = codesFor(events, ['not-found']);
  const refusal = (request: JsonObject, call: number): Exchange => ({
    request,
    status: notFound?.status,
    contentType: 'application/json',
    body: { RequestId: `r-${call}`, HostId: 'h', Code: notFound?.code ?? '', Message: 'None.' },
  });
  const [byTask, byEvent]: JsonObject[] = [{ TaskId: 7 }, { SecurityEventIds: ['1'] }];
  test.each<[string, ((request: JsonObject, call: number) => Exchange)[], number]>([
    ['one that is gone is no error', [success, success, refusal, refusal], 0],
    ['one that is gone and there again is', [success, refusal, success], 1],
    ['one that was never there is none', [refusal, refusal], 0],
  ])('%s', (_, answers, want) => {
    for (const request of [byTask, byEvent] as JsonObject[]) {
      const judge = new Judge(events);
      for (const [call, answer] of answers.entries()) judge.see(answer(request, call));
      const found = judge.close().rules.find(({ rule }) => rule.id === 'valid-input');
      expect(found?.judgements).toHaveLength(want);
    }
  });
});

test('beside a key that wins, named events are all that the entity has, or it is an error', () => {
  const events = contractOf('DescribeSecurityEventOperationStatus');
  const told = (request: JsonObject, call: number, ...ids: string[]): Exchange => ({
    request,
    status: 200,
    contentType: 'application/json',
    body: {
      RequestId: `r-${call}`,
      SecurityEventOperationStatusResponse: {
        TaskStatus: 'Success',
        SecurityEventOperationStatuses: ids.map((SecurityEventId) => ({ SecurityEventId, Status: 'Success' })),
      },
    },
  });
  const errors = (...named: string[]) => {
    const judge = new Judge(events);
    judge.see(told({ TaskId: 7 }, 1, '11', '12', '21'));
    judge.see(told({ TaskId: 7, SecurityEventIds: ['11'] }, 2, ...named));
    judge.see(told({ SecurityEventIds: ['11'] }, 3, ...named));
    judge.see(told({ TaskId: 7 }, 4, '11', '12', '21'));
    return judge
      .close()
      .rules.filter(({ rule: { id }, judgements }) => id === 'filter:SecurityEventIds' && judgements.length > 0).length;
  };
  expect([errors('11'), errors('11', '12', '21'), errors('11', '12')]).toEqual([0, 0, 1]);
});

test('where only the list of values is inferred, a value of another type than the page states is an error', () => {
  const told = (TaskStatus: Json) => {
    const judge = new Judge(tasks);
    const Page = { TotalCount: 1, PageNumber: 1, PageSize: 20 };
    const body = { RequestId: 'r', ProcessTasks: [{ TaskId: '1', TaskStatus }], Page };
    judge.see({ request: {}, status: 200, contentType: 'application/json', body });
    return judge
      .close()
      .rules.flatMap(({ judgements }) => judgements.map(({ severity, keyword }) => `${severity} ${keyword}`));
  };
  expect([told(20), told(77), told('20')]).toEqual([[], ['warning enum'], ['error type', 'warning enum']]);
});
