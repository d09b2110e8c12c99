import * as plant from '../reference/planting.js';
import type { Refused, Row } from '../reference/service.js';
import * as change from './changes.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('ListOperationTask', 'task');
const info = (body: Row) => body.PageInfo as Row;
const errors = ['ErrorCode', 'ErrorMsg'];
const noOrder = 'The page states no order.';
const noBound = 'The page states no largest PageSize, nor what becomes of a larger one.';
const noEnd = 'The page does not say what a page behind the end shows.';
const noForm = 'The page does not say how a task without an error shows it.';
const noMoment = 'The page does not say that the list keeps still.';

/** What comes after a status when work goes on. */
const next: Readonly<Record<string, string>> = {
  INIT: 'THROTTLING',
  THROTTLING: 'IN_BACKUP',
  IN_BACKUP: 'BACKED_UP',
  BACKED_UP: 'REPAIRING',
  REPAIRING: 'REPAIR_SUCCESS',
  REPAIR_SUCCESS: 'REPAIR_SUCCESS_VERIFYING',
  REPAIR_SUCCESS_VERIFYING: 'REPAIR_SUCCESS_VERIFIED',
  ROLL_BACK_INIT: 'ROLL_BACKING',
  ROLL_BACKING: 'ROLL_BACKED',
  ROLL_BACKED: 'ROLL_BACK_VERIFYING',
  ROLL_BACK_VERIFYING: 'ROLL_BACK_VERIFIED',
};

/** Moves the first records of some statuses on. */
function finishTasks(rows: Row[], count: number): void {
  for (const row of rows.filter(({ Status }) => Object.hasOwn(next, String(Status))).slice(0, count)) {
    row.Status = next[String(row.Status)];
  }
}

/** Conforming variants of ListOperationTask. */
export const listOperationTaskVariants: readonly Variant[] = [
  variant('paging', 'clamp-50', 'A PageSize above 50 is taken as 50, and repeated as 50.', noBound, (s) =>
    change.clamp(s, 'PageSize', 50, 'as taken'),
  ),
  variant('paging', 'clamp-50-asked', 'A PageSize above 50 is taken as 50, and repeated as asked.', noBound, (s) =>
    change.clamp(s, 'PageSize', 50, 'as asked'),
  ),
  variant('paging', 'refuse-200', 'A PageSize above 200 is refused.', noBound, (s) =>
    change.refuse(s, ({ PageSize }) => ((PageSize as number) > 200 ? 'PageSize' : undefined)),
  ),
  variant('paging', 'refuse-20', 'A PageSize above 20, the largest that the page shows, is refused.', noBound, (s) =>
    change.refuse(s, ({ PageSize }) => ((PageSize as number) > 20 ? 'PageSize' : undefined)),
  ),
  variant(
    'paging',
    'last-page',
    'Behind the end the last page is shown, and CurrentPage is that of the last page.',
    noEnd,
    (s) => change.lastPage(s, 'CurrentPage', 'as taken'),
  ),
  variant('paging', 'past-end-refused', 'A page behind the end is refused.', noEnd, (s) =>
    change.refusePastEnd(s, 'CurrentPage'),
  ),
  variant('paging', 'deep-refused', 'A CurrentPage above 100 is refused.', 'The page states no last page.', (s) =>
    change.refuse(s, ({ CurrentPage }) => ((CurrentPage as number) > 100 ? 'CurrentPage' : undefined)),
  ),
  variant('paging', 'default-50', 'Without PageSize a page has 50 records.', 'The page states no default.', (s) =>
    change.standard(s, 'PageSize', '50'),
  ),
  variant(
    'paging',
    'zero-is-first',
    'CurrentPage 0 and less is the first page.',
    'The page states no least page.',
    (s) => change.forgiveZero(s, 'CurrentPage', 1),
  ),
  variant('paging', 'no-count', 'PageInfo has no Count.', 'No response element is said to be always there.', (s) =>
    plant.bodies(s, (body) => {
      delete info(body).Count;
    }),
  ),
  variant('meaning', 'status-unknown', 'An unknown status finds nothing.', 'No error is stated for it.', (s) => {
    plant.reader(s, 'Statuses', (own) => (params, name) => {
      try {
        return own(params, name);
      } catch {
        return ['none'];
      }
    });
  }),
  variant('meaning', 'type-unknown', 'An unknown Type finds nothing.', 'No error is stated for it.', (s) => {
    plant.reader(s, 'Type', () => (params, name) => params.get(name));
  }),
  variant('meaning', 'any-case', 'Type and Statuses are taken in any case.', 'The page is silent about case.', (s) => {
    change.anyCase(s, 'Type', (text) => text.toUpperCase());
    change.anyCase(s, 'Statuses', (text) => text.toUpperCase());
  }),
  variant(
    'meaning',
    'id-any-case',
    'TaskId is compared without regard to case.',
    'The page is silent about case.',
    (s) => {
      s.filters.TaskId = change.matchAnyCase('TaskId');
    },
  ),
  variant('meaning', 'id-trimmed', 'Blanks around a TaskId are cut off.', 'The page is silent about blanks.', (s) =>
    plant.reader(s, 'TaskId', () => (params, name) => params.get(name)?.trim()),
  ),
  variant('meaning', 'empty-is-absent', 'An empty TaskId is no TaskId.', 'The page is silent about empty texts.', (s) =>
    plant.reader(s, 'TaskId', () => (params, name) => params.get(name) || undefined),
  ),
  variant(
    'meaning',
    'other-vendor',
    'Instances of another vendor than ALIYUN match nothing.',
    'The vendor of an instance is not shown in the response; its only example is ALIYUN.',
    (s) =>
      plant.filter(
        s,
        'OperationTaskInstances',
        (own) => (row, value, query) =>
          own(
            row,
            (value as Row[]).filter(({ Vendor }) => Vendor === undefined || Vendor === 'ALIYUN'),
            query,
          ),
      ),
  ),
  variant(
    'meaning',
    'not-translated',
    'In English, names stay Chinese.',
    'It is not said which texts Lang changes.',
    (s) => {
      const before = s.view;
      s.view = (row, query) => before(row, { ...query, Lang: 'zh' });
    },
  ),
  variant(
    'meaning',
    'status-name-of-step',
    'StatusShowName names the step before.',
    'The sample shows REPAIRING with "Rollback verified".',
    (s) =>
      plant.views(s, (row, { Lang }) => {
        row.StatusShowName = Lang === 'en' ? 'Rollback verified' : '回滚已验证';
      }),
  ),
  variant('refusal', 'malformed-id', 'A TaskId that is no 32 hex digits is refused.', 'Not every text is an id.', (s) =>
    change.refuseUnlike(s, 'TaskId', /^[0-9a-f]{32}$/),
  ),
  variant('refusal', 'unknown-id', 'A TaskId that no task has is refused.', 'No answer is stated for it.', (s) =>
    change.refuse(s, ({ TaskId }) =>
      TaskId === undefined || s.rows.some((row) => row.TaskId === TaskId) ? undefined : 'TaskId',
    ),
  ),
  variant(
    'refusal',
    'unknown-check',
    'A CheckId that is none of the catalog is refused.',
    'No answer is stated.',
    (s) =>
      change.refuse(s, ({ CheckId }) =>
        CheckId === undefined || s.rows.some((row) => row.CheckId === CheckId) ? undefined : 'CheckId',
      ),
  ),
  variant('refusal', 'negative-check', 'A negative CheckId is refused.', 'No check item has one.', (s) =>
    change.refuse(s, ({ CheckId }) => ((CheckId as number) < 0 ? 'CheckId' : undefined)),
  ),
  variant(
    'refusal',
    'unknown-region',
    'An instance in a region that does not exist is refused.',
    'Not every text is a region.',
    (s) =>
      change.refuse(s, ({ OperationTaskInstances }) =>
        (OperationTaskInstances as Row[] | undefined)?.every(
          ({ RegionId }) => RegionId === undefined || /^(cn|ap)-[a-z]+(-\d)?$/.test(String(RegionId)),
        ) === false
          ? 'OperationTaskInstances'
          : undefined,
      ),
  ),
  variant(
    'refusal',
    'long-text-refused',
    'Texts of more than 128 characters are refused.',
    'No length is stated.',
    (s) => change.refuseLong(s, 128),
  ),
  variant(
    'refusal',
    'long-text-414',
    'A query string of more than 1,000 characters is refused with 414.',
    'No length is stated.',
    (s) => {
      const before = s.admit;
      s.admit = (incoming, requestId) =>
        incoming.query.length > 1_000
          ? {
              status: 414,
              headers: { 'content-type': 'application/json' },
              body: {
                Code: 'RequestUriTooLong',
                Message: 'The request URI is too long.',
                RequestId: requestId,
              },
            }
          : before(incoming, requestId);
    },
  ),
  variant(
    'refusal',
    'many-statuses',
    'A status that is given twice is refused.',
    'Nothing is said of repeated values.',
    (s) =>
      change.refuse(s, ({ Statuses }) =>
        Array.isArray(Statuses) && new Set(Statuses).size < Statuses.length ? 'Statuses' : undefined,
      ),
  ),
  variant('value', 'null', 'ErrorCode and ErrorMsg are null where there is no error.', noForm, (s) =>
    change.absentAs(s, null, ...errors),
  ),
  variant('value', 'empty', 'ErrorCode and ErrorMsg are empty where there is no error.', noForm, (s) =>
    change.absentAs(s, '', ...errors),
  ),
  variant(
    'value',
    'zero',
    'LastCheckTime and DealTime are 0 where there is none.',
    'No form for "no time" is stated.',
    (s) => change.absentAs(s, 0, 'LastCheckTime', 'DealTime'),
  ),
  variant(
    'value',
    'null-time',
    'LastCheckTime and DealTime are null where there is none.',
    'No form for "no time" is stated.',
    (s) => change.absentAs(s, null, 'LastCheckTime', 'DealTime'),
  ),
  variant(
    'value',
    'masked',
    'Ids end in **** as in the sample, and are looked up so.',
    'The sample shows them so.',
    (s) =>
      plant.rows(s, (row) => {
        for (const id of ['TaskId', 'RootTaskId']) row[id] = `${String(row[id]).slice(0, 28)}****`;
        row.InstanceId = `${String(row.InstanceId).slice(0, 18)}****`;
      }),
  ),
  variant(
    'value',
    'other-ids',
    'Ids of tasks are numbers in text, instances are am-… and others.',
    'The form of ids is not stated; request and sample differ.',
    (s) =>
      plant.rows(s, (row, index) => {
        row.TaskId = String(900_000_000_000_000_000n + BigInt(index));
        row.InstanceId = index % 2 === 0 ? `am-bp1vy2yaj1nvx${index % 23}` : `acs:oss:${index % 9}:bucket/名`;
      }),
  ),
  variant(
    'value',
    'sparse',
    'A task has its TaskId, Type and Status, and nothing else.',
    'No response element is said to be always there.',
    (s) =>
      plant.views(s, (row) => {
        for (const key of Object.keys(row)) if (!['TaskId', 'Type', 'Status'].includes(key)) delete row[key];
      }),
  ),
  variant('value', 'rich', 'Every task has every field.', 'The sample has an error in a running task.', (s) =>
    plant.rows(s, (row) => {
      row.LastCheckTime ??= 1_723_173_101_000;
      row.DealTime ??= 1_723_173_101_010;
      row.ErrorCode ??= 'BackUpScriptError';
      row.ErrorMsg ??= 'backUp script error';
    }),
  ),
  variant(
    'value',
    'undeclared',
    'Tasks and PageInfo have fields that the page does not know.',
    'Vendors add fields.',
    (s) => {
      plant.views(s, (row) => Object.assign(row, { FlowId: 17, Extra: { Tags: ['a'] } }));
      plant.bodies(s, (body) => {
        info(body).NextToken = '';
      });
    },
  ),
  variant(
    'value',
    'big-check',
    'CheckId is beyond 2^53, two of them equal as doubles.',
    'integer, of no stated size.',
    (s) => {
      plant.rows(s, (row, index) => {
        row.CheckName = row.CheckId;
        row.CheckId = 9_223_372_036_854_775_000n + BigInt(index % 6);
      });
      const before = s.view;
      s.view = (row, query) => {
        const { CheckName, ...shown } = before({ ...row, CheckId: row.CheckName }, query);
        return { ...shown, CheckId: row.CheckId };
      };
      plant.reader(s, 'CheckId', (own) => (params, name) => {
        own(params, name);
        return params.has(name) ? BigInt(params.get(name) as string) : undefined;
      });
      s.filters.CheckId = (row, value) => BigInt(row.CheckId as bigint) === value;
    },
  ),
  variant(
    'value',
    'odd-names',
    'Names have line breaks, markup and emoji; messages are long.',
    'Texts are texts.',
    (s) =>
      plant.views(s, (row) => {
        row.CheckShowName = '<b>Prüfung</b> "5"\r\n🛡️ \u202Eabc';
        if (row.ErrorMsg !== undefined) row.ErrorMsg = 'x'.repeat(3_000);
      }),
  ),
  variant(
    'links',
    'sample-error',
    'A running repair keeps the error of its last try.',
    'The sample shows it so.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.Status === 'REPAIRING')
          Object.assign(row, { ErrorCode: 'BackUpScriptError', ErrorMsg: 'backUp script error' });
      }),
  ),
  variant('links', 'no-error', 'Failed tasks have no error.', 'It is not said which tasks have one.', (s) =>
    plant.rows(s, (row) => {
      for (const field of errors) delete row[field];
    }),
  ),
  variant(
    'links',
    'type-of-order',
    'Tasks that roll back by themselves after a failed repair are of the type REPAIR.',
    'Type and Status are not linked on the page.',
    (s) =>
      plant.rows(s, (row, index) => {
        if (index % 3 === 0) row.Type = 'REPAIR';
      }),
  ),
  variant('links', 'dealt-before-check', 'DealTime is before LastCheckTime.', 'No order of the two is stated.', (s) =>
    plant.rows(s, (row) => {
      if (row.DealTime !== undefined) row.DealTime = (row.DealTime as number) - 86_400_000;
    }),
  ),
  variant(
    'links',
    'same-root',
    'A task without a main task is its own RootTaskId.',
    'It is not said which tasks have one.',
    (s) =>
      plant.rows(s, (row) => {
        row.RootTaskId = row.TaskId;
      }),
  ),
  variant('order', 'by-id', 'Tasks are sorted by TaskId.', noOrder, (s) =>
    change.orderBy(s, (row) => String(row.TaskId)),
  ),
  variant('order', 'newest', 'Tasks are sorted by DealTime, the latest first.', noOrder, (s) =>
    change.orderBy(s, (row) => Number(row.DealTime ?? 0), true),
  ),
  variant('order', 'scattered', 'Tasks are in no order that one could see, but always in the same.', noOrder, (s) =>
    change.orderBy(s, (row) => change.scatter(String(row.TaskId))),
  ),
  variant('order', 'by-index', 'With Statuses tasks are sorted by status, without by id.', noOrder, (s) => {
    s.order = (rows, { Statuses }) =>
      [...rows].sort((a, b) => {
        const [x, y] = [a, b].map((row) => `${Statuses === undefined ? '' : row.Status} ${row.TaskId}`);
        return String(x) < String(y) ? -1 : 1;
      });
  }),
  variant('live', 'arrivals', 'With every 20th request a task comes in at the front.', noMoment, (s) =>
    change.every(s, 20, (time) => s.rows.unshift(s.make(1_000 + time))),
  ),
  variant('live', 'arrivals-often', 'With every 3rd request a task comes in at the end.', noMoment, (s) =>
    change.every(s, 3, (time) => s.rows.push(s.make(1_000 + time))),
  ),
  variant('live', 'finishing', 'With every 4th request two tasks go on to their next status.', noMoment, (s) =>
    change.every(s, 4, () => finishTasks(s.rows, 2)),
  ),
  variant('live', 'deletions', 'With every 25th request a task is gone.', noMoment, (s) =>
    change.every(s, 25, () => s.rows.splice(s.rows.length >> 1, 1)),
  ),
  variant(
    'live',
    'touched',
    'Tasks move to the front when their status changes, which one does with every 9th request.',
    noMoment,
    (s) =>
      change.every(s, 9, (time) => {
        const [row] = s.rows.splice((time * 31) % s.rows.length, 1);
        if (row === undefined) return;
        finishTasks([row], 1);
        row.DealTime = 1_723_200_000_000 + time;
        s.rows.unshift(row);
      }),
  ),
  variant('records', 'none', 'There are no tasks.', 'An account may be new.', (s) => {
    s.rows = [];
  }),
  variant('records', 'one', 'There is one task.', 'An account may be new.', (s) => {
    s.rows = s.rows.slice(0, 1);
  }),
  variant(
    'records',
    'three-alike',
    'There are three tasks, alike but for their ids.',
    'An account may be new.',
    (s) => {
      const [first] = s.rows;
      s.rows = [0, 1, 2].map((index) => ({ ...first, TaskId: s.make(index).TaskId }));
    },
  ),
  variant('records', 'all-failed', 'Every task is FAIL.', 'A fleet may have one sort of task only.', (s) => {
    const first = s.rows.find(({ Status }) => Status === 'FAIL');
    plant.rows(s, (row) =>
      Object.assign(row, { Status: 'FAIL', Type: 'REPAIR', ErrorCode: first?.ErrorCode, ErrorMsg: first?.ErrorMsg }),
    );
  }),
  variant('records', 'twelve-thousand', 'There are 12,000 tasks.', 'A fleet may be large.', (s) => {
    change.many(s, 12_000);
  }),
  variant('error', 'code-422', 'Bad values are refused with 422.', 'Only 403 and 500 are documented.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, status: 422 })),
  ),
  variant('error', 'more-keys', 'Errors have further keys.', 'The form of an error is not on the page.', (s) =>
    plant.errors(s, (answer) => ({
      ...answer,
      body: { ...(answer.body as Row), Recommend: 'https://api.example.com/diagnose?q=1', AccessDeniedDetail: null },
    })),
  ),
  variant(
    'error',
    'own-codes',
    'Each parameter has an error code of its own.',
    'Codes for bad parameters are not on the page.',
    (s) => {
      const before = s.refuse;
      s.refuse = (refused, requestId) => {
        const answer = before(refused, requestId);
        return { ...answer, body: { ...(answer.body as Row), Code: `Invalid${refused.parameter}.Malformed` } };
      };
    },
  ),
  variant(
    'error',
    'own-body',
    'Errors come as {code, message, requestId}.',
    'The form of an error is not on the page.',
    (s) => {
      s.refuse = (refused: Refused, requestId) => ({
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: { code: 'CspmParamIllegal', message: `The parameter is not legal. ${refused.parameter}.`, requestId },
      });
    },
  ),
];
