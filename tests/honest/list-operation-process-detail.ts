import * as plant from '../reference/planting.js';
import { long } from '../reference/readers.js';
import { Refused, type Row } from '../reference/service.js';
import * as change from './changes.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('ListOperationProcessDetail', 'detail');
const noField = 'The page does not say which time "the time range to query" looks at.';
const noEnds = 'The page does not say whether the ends belong to the range.';
const noBound = 'The page states no largest PageSize, nor what becomes of a larger one.';
const noForm = 'The page does not say how a subtask without a time shows it.';
const sample = 'The sample shows it so.';
const quiet = 'The page does not say that the list keeps still.';

/** Starts, or ends, subtasks. */
function advanceSubtasks(rows: Row[], count: number): void {
  for (const row of rows.filter(({ StatusCode }) => Number(StatusCode) < 2).slice(0, count)) {
    const created = row.CreateTime as number;
    if (row.StatusCode === 0) Object.assign(row, { StatusCode: 1, StartTime: created + 2_000 });
    else Object.assign(row, { StatusCode: 2, EndTime: created + 90_000 });
  }
}

/** Conforming variants of ListOperationProcessDetail. */
export const listOperationProcessDetailVariants: readonly Variant[] = [
  variant('meaning', 'range-on-start', 'The time range looks at StartTime.', noField, (s) => {
    s.filters.StartTime = change.range.from('StartTime');
    s.filters.EndTime = change.range.until('StartTime');
  }),
  variant('meaning', 'range-on-end', 'The time range looks at EndTime.', noField, (s) => {
    s.filters.StartTime = change.range.from('EndTime');
    s.filters.EndTime = change.range.until('EndTime');
  }),
  variant('meaning', 'range-contains', 'Subtasks start and end within the time range.', noField, (s) => {
    s.filters.StartTime = change.range.from('StartTime');
    s.filters.EndTime = change.range.until('EndTime');
  }),
  variant(
    'meaning',
    'range-overlaps',
    'Subtasks run at some time of the range; those that have not ended go on.',
    noField,
    (s) => {
      s.filters.StartTime = (row, value) =>
        row.StartTime !== undefined && (row.EndTime === undefined || (row.EndTime as number) >= (value as number));
      s.filters.EndTime = (row, value) => row.StartTime !== undefined && (row.StartTime as number) <= (value as number);
    },
  ),
  variant('meaning', 'range-half-open', 'A subtask created exactly at EndTime is not in the range.', noEnds, (s) => {
    s.filters.EndTime = change.range.until('CreateTime', false);
  }),
  variant(
    'meaning',
    'range-open',
    'Subtasks created exactly at StartTime or EndTime are not in the range.',
    noEnds,
    (s) => {
      s.filters.StartTime = change.range.from('CreateTime', false);
      s.filters.EndTime = change.range.until('CreateTime', false);
    },
  ),
  variant('meaning', 'range-seconds', 'The time range is compared in whole seconds.', noEnds, (s) => {
    const second = (value: unknown) => Math.floor((value as number) / 1000);
    s.filters.StartTime = (row, value) => second(row.CreateTime) >= second(value);
    s.filters.EndTime = (row, value) => second(row.CreateTime) <= second(value);
  }),
  variant(
    'meaning',
    'any-moment',
    'A time of any size is taken, also 0 and negative ones.',
    'long, in milliseconds; no bounds.',
    (s) => {
      plant.reader(s, 'StartTime', () => long);
      plant.reader(s, 'EndTime', () => long);
    },
  ),
  variant(
    'meaning',
    'ids-of-parents',
    'TaskIds are those of operation tasks; TaskId of a subtask is its own.',
    'TaskIds: "operation tasks", TaskId: "subtask".',
    (s) => {
      const parents = new Map(
        s.rows.map((row, index) => [`${String(row.TaskId).slice(0, -4)}${1000 + index}`, row.TaskId]),
      );
      plant.rows(s, (row, index) => {
        row.TaskId = `${String(row.TaskId).slice(0, -4)}${1000 + index}`;
      });
      s.filters.TaskIds = (row, value) => (value as unknown[]).includes(parents.get(String(row.TaskId)));
    },
  ),
  variant(
    'meaning',
    'ids-of-either',
    'TaskIds finds TaskId and DetailTaskId.',
    'Both are "the ID of the operation subtask".',
    (s) => {
      s.filters.TaskIds = (row, value) =>
        [row.TaskId, row.DetailTaskId].some((id) => (value as unknown[]).includes(id));
    },
  ),
  variant(
    'meaning',
    'ids-any-case',
    'TaskIds are compared without regard to case.',
    'The page is silent about case.',
    (s) => {
      s.filters.TaskIds = (row, value) =>
        (value as string[]).some((id) => id.toLowerCase() === String(row.TaskId).toLowerCase());
    },
  ),
  variant('meaning', 'code-unknown', 'An unknown status code finds nothing.', 'No error is stated for it.', (s) => {
    plant.reader(s, 'StatusCodes', (own) => (params, name) => {
      const known = new Map([...params].map(([key, text]) => [key, /^-?\d{1,9}$/.test(text) ? '0' : text]));
      return own(known, name) === undefined
        ? undefined
        : [...params].filter(([key]) => key.startsWith(`${name}.`)).map(([, text]) => text);
    });
  }),
  variant('refusal', 'reversed', 'A time range that ends before it starts is refused.', 'It means nothing.', (s) =>
    change.refuseReversed(s, 'StartTime', 'EndTime'),
  ),
  variant(
    'meaning',
    'reversed-turned',
    'A time range that ends before it starts is taken the other way round.',
    'It means nothing.',
    (s) => change.turnReversed(s, 'StartTime', 'EndTime'),
  ),
  variant('refusal', '30-days', 'A time range of more than 30 days is refused.', 'No widest range is stated.', (s) =>
    change.refuseWider(s, 'StartTime', 'EndTime', 30),
  ),
  variant(
    'refusal',
    'unknown-task',
    'An unknown id in TaskIds is refused, also as one of two.',
    'No answer is stated for it.',
    (s) => {
      const known = new Set(s.rows.map(({ TaskId }) => TaskId));
      change.refuse(s, ({ TaskIds }) =>
        ((TaskIds as string[] | undefined) ?? []).every((id) => known.has(id)) ? undefined : 'TaskIds',
      );
    },
  ),
  variant(
    'refusal',
    'foreign-task',
    'An unknown id in TaskIds is one of another account: 403 NoPermission.',
    'Documented: "caller has no permission".',
    (s) => {
      const known = new Set(s.rows.map(({ TaskId }) => TaskId));
      const before = s.refuse;
      change.refuse(s, ({ TaskIds }) =>
        ((TaskIds as string[] | undefined) ?? []).every((id) => known.has(id)) ? undefined : 'TaskIds.foreign',
      );
      s.refuse = (refused, requestId) => {
        if (refused.parameter !== 'TaskIds.foreign') return before(refused, requestId);
        const answer = before(new Refused('invalid', 'TaskIds'), requestId);
        return {
          ...answer,
          status: 403,
          body: { ...(answer.body as Row), Code: 'NoPermission', Message: 'caller has no permission' },
        };
      };
    },
  ),
  variant('refusal', 'malformed-id', 'An id in TaskIds that is no UUID is refused.', 'Not every text is an id.', (s) =>
    change.refuseUnlike(s, 'TaskIds', /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
  ),
  variant('refusal', 'long-text', 'Texts of more than 64 characters are refused.', 'No length is stated.', (s) =>
    change.refuseLong(s, 64),
  ),
  variant('refusal', 'many-ids', 'More than two TaskIds are refused.', 'No largest number is stated.', (s) =>
    change.refuse(s, ({ TaskIds }) => (((TaskIds as unknown[] | undefined)?.length ?? 0) > 2 ? 'TaskIds' : undefined)),
  ),
  variant('paging', 'clamp-100', 'A PageSize above 100 is taken as 100, and repeated as 100.', noBound, (s) =>
    change.clamp(s, 'PageSize', 100, 'as taken'),
  ),
  variant('paging', 'clamp-50-asked', 'A PageSize above 50 is taken as 50, and repeated as asked.', noBound, (s) =>
    change.clamp(s, 'PageSize', 50, 'as asked'),
  ),
  variant('paging', 'refuse-200', 'A PageSize above 200 is refused.', noBound, (s) =>
    change.refuse(s, ({ PageSize }) => ((PageSize as number) > 200 ? 'PageSize' : undefined)),
  ),
  variant(
    'paging',
    'last-page',
    'Behind the end the last page is shown, CurrentPage is as asked.',
    'The page does not say what is there.',
    (s) => change.lastPage(s, 'CurrentPage', 'as asked'),
  ),
  variant(
    'paging',
    'default-10',
    'Without PageSize a page has 10 records.',
    'PageSize has no default on the page.',
    (s) => change.standard(s, 'PageSize', '10'),
  ),
  variant(
    'paging',
    'size-zero-is-20',
    'A PageSize of 0 and less is 20.',
    'The page states no smallest PageSize.',
    (s) => change.forgiveZero(s, 'PageSize', 20),
  ),
  variant('value', 'null-times', 'StartTime and EndTime are null where there is none.', noForm, (s) =>
    change.absentAs(s, null, 'StartTime', 'EndTime'),
  ),
  variant('value', 'zero-times', 'StartTime and EndTime are 0 where there is none.', noForm, (s) =>
    change.absentAs(s, 0, 'StartTime', 'EndTime'),
  ),
  variant(
    'value',
    'empty-checks',
    'Checks is an empty list where there is none.',
    'No form for "no checks" is stated.',
    (s) =>
      plant.views(s, (row) => {
        row.Checks ??= [];
      }),
  ),
  variant(
    'value',
    'asset-codes',
    'AssetVendor, AssetType and AssetSubType have other values, also -1 and large ones.',
    'Their values are not listed.',
    (s) =>
      plant.rows(s, (row, index) =>
        Object.assign(row, { AssetVendor: -1, AssetType: 1_000_000 + index, AssetSubType: 255 }),
      ),
  ),
  variant(
    'value',
    'sparse',
    'A subtask has TaskId, DetailTaskId and StatusCode only.',
    'No response element is said to be always there.',
    (s) =>
      plant.views(s, (row) => {
        for (const key of Object.keys(row))
          if (!['TaskId', 'DetailTaskId', 'StatusCode'].includes(key)) delete row[key];
      }),
  ),
  variant(
    'value',
    'undeclared',
    'Subtasks and checks have fields that the page does not know.',
    'Vendors add fields.',
    (s) =>
      plant.views(s, (row) => {
        row.ErrorMessage = 'none';
        for (const check of (row.Checks as Row[] | undefined) ?? []) check.CheckType = 'CIS';
      }),
  ),
  variant('value', 'big-check', 'CheckId of a check is beyond 2^53.', 'long: 64 bits.', (s) =>
    plant.views(s, (row) => {
      for (const [index, check] of ((row.Checks as Row[] | undefined) ?? []).entries())
        check.CheckId = 9_223_372_036_854_775_800n + BigInt(index);
    }),
  ),
  variant(
    'value',
    'masked',
    'Ids end in *** as in the sample, and are looked up so.',
    'The sample shows them so.',
    (s) =>
      plant.rows(s, (row) => {
        for (const id of ['TaskId', 'DetailTaskId']) row[id] = `${String(row[id]).slice(0, 33)}***`;
      }),
  ),
  variant('links', 'newline', 'TaskId ends in a line feed, and is found with it and without.', sample, (s) => {
    plant.views(s, (row) => {
      row.TaskId = `${row.TaskId}\n`;
    });
    s.filters.TaskIds = (row, value) => (value as string[]).some((id) => id.trim() === row.TaskId);
  }),
  variant('links', 'started-not-started', 'Subtasks that have not started have a StartTime.', sample, (s) =>
    plant.rows(s, (row) => {
      row.StartTime ??= (row.CreateTime as number) + 5_000;
    }),
  ),
  variant('links', 'sample-times', 'StartTime is after EndTime, which is CreateTime, in every subtask.', sample, (s) =>
    plant.rows(s, (row) => {
      row.EndTime = row.CreateTime;
      row.StartTime = (row.CreateTime as number) + 23_791_423_000;
    }),
  ),
  variant(
    'links',
    'ends-planned',
    'Running subtasks have an EndTime, when they will be broken off.',
    'It is not said which subtasks have one.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.StatusCode === 1) row.EndTime = (row.StartTime as number) + 3_600_000;
      }),
  ),
  variant(
    'links',
    'created-late',
    'CreateTime is when the record was written: after EndTime.',
    'No order of the times is stated.',
    (s) =>
      plant.rows(s, (row) => {
        row.CreateTime =
          Math.max(...['CreateTime', 'StartTime', 'EndTime'].map((key) => Number(row[key] ?? 0))) + 60_000;
      }),
  ),
  variant(
    'links',
    'one-id',
    'TaskId and DetailTaskId are the same.',
    'Both are "the ID of the operation subtask".',
    (s) =>
      plant.rows(s, (row) => {
        row.TaskId = row.DetailTaskId;
      }),
  ),
  variant('order', 'newest', 'Subtasks are sorted by CreateTime, the latest first.', 'The page states no order.', (s) =>
    change.orderBy(s, (row) => row.CreateTime as number, true),
  ),
  variant(
    'order',
    'scattered',
    'Subtasks are in no order that one could see, but always in the same.',
    'The page states no order.',
    (s) => change.orderBy(s, (row) => change.scatter(String(row.DetailTaskId))),
  ),
  variant('live', 'arrivals', 'With every 15th request a subtask comes in at the front.', quiet, (s) =>
    change.every(s, 15, (time) => s.rows.unshift(s.make(1_000 + time))),
  ),
  variant('live', 'finishing', 'With every 3rd request a subtask starts or ends.', quiet, (s) =>
    change.every(s, 3, () => advanceSubtasks(s.rows, 1)),
  ),
  variant('live', 'all', 'Subtasks come in, start, end and go, with every 7th request.', quiet, (s) =>
    change.every(s, 7, (time) => {
      advanceSubtasks(s.rows, 2);
      if (time % 2 === 0) s.rows.push(s.make(1_000 + time));
      else s.rows.splice((time * 7) % s.rows.length, 1);
    }),
  ),
  variant('records', 'none', 'There are no subtasks.', 'An account may be new.', (s) => {
    s.rows = [];
  }),
  variant('records', 'one', 'There is one subtask.', 'An account may be new.', (s) => {
    s.rows = s.rows.slice(0, 1);
  }),
  variant(
    'records',
    'three-alike',
    'There are three subtasks of one moment, alike but for their ids.',
    'They may be created at once.',
    (s) => {
      const [first] = s.rows;
      s.rows = [0, 1, 2].map((index) => ({ ...first, DetailTaskId: s.make(index).DetailTaskId }));
    },
  ),
  variant('records', 'twelve-thousand', 'There are 12,000 subtasks.', 'A fleet may be large.', (s) => {
    change.many(s, 12_000);
  }),
  variant(
    'error',
    'literal',
    'The message of a refusal is "The parameter is not legal. %s.".',
    'The page has it so.',
    (s) =>
      plant.errors(s, (answer) => ({
        ...answer,
        body: { ...(answer.body as Row), Message: 'The parameter is not legal. %s.' },
      })),
  ),
  variant('error', 'more-keys', 'Errors have further keys.', 'The form of an error is not on the page.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { ...(answer.body as Row), Recommend: '', Success: false } })),
  ),
];
