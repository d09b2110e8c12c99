import { restError } from '../reference/huawei.js';
import * as plant from '../reference/planting.js';
import type { Row } from '../reference/service.js';
import { DAY, stamp } from '../reference/services/list-operation-logs.js';
import * as change from './changes.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('ListOperationLogsByVaultName', 'log');
const noMatch = '"Server name": the page does not say how it is compared.';
const noDays = '"Query time range": neither the time that it looks at nor what a day is.';
const noForm = 'The page does not say how a task without it shows it.';
const noBound = 'The page states no largest limit, nor what becomes of a larger one.';
const noError = 'The page documents no error.';
const quiet = 'The page does not say that the list keeps still.';
const started = (row: Row) => (typeof row.started_at === 'string' ? Date.parse(row.started_at) : Number.NaN);
const midnight = (moment: number, zone = 0) => Math.floor((moment + zone) / DAY) * DAY - zone;

/** Starts waiting tasks, brings running ones on, and ends them. */
function advanceLogs(rows: Row[], count: number): void {
  for (const row of rows.filter(({ status }) => ['waiting', 'running'].includes(String(status))).slice(0, count)) {
    const progress = Number(row.process ?? 0);
    if (row.status === 'waiting') Object.assign(row, { status: 'running', process: 0, started_at: stamp(Date.now()) });
    else if (progress < 50) row.process = progress + 50;
    else Object.assign(row, { status: 'success', process: 100, ended_at: stamp(Date.now()) });
  }
}

/** Conforming variants of ListOperationLogsByVaultName. */
export const listOperationLogsVariants: readonly Variant[] = [
  variant('meaning', 'name-part', 'resource_name finds names that contain it.', noMatch, (s) => {
    s.filters.resource_name = change.matchPart('host_name');
  }),
  variant('meaning', 'name-any-case', 'resource_name is compared without regard to case.', noMatch, (s) => {
    s.filters.resource_name = change.matchAnyCase('host_name');
  }),
  variant('meaning', 'name-prefix', 'resource_name finds names that begin with it.', noMatch, (s) => {
    s.filters.resource_name = change.matchPrefix('host_name');
  }),
  variant('meaning', 'name-part-any-case', 'resource_name finds names that contain it in any case.', noMatch, (s) => {
    s.filters.resource_name = (row, value) =>
      String(row.host_name ?? '')
        .toLowerCase()
        .includes(String(value).toLowerCase());
  }),
  variant('meaning', 'name-empty', 'An empty resource_name is none.', 'The page is silent about empty texts.', (s) =>
    plant.reader(s, 'resource_name', () => (params, name) => params.get(name) || undefined),
  ),
  variant('meaning', 'days-calendar', 'last_days counts calendar days in UTC, today as the first.', noDays, (s) => {
    s.filters.last_days = (row, value) => started(row) >= midnight(Date.now()) - ((value as number) - 1) * DAY;
  }),
  variant(
    'meaning',
    'days-calendar-beijing',
    'last_days counts calendar days in UTC+8, and today beside them.',
    noDays,
    (s) => {
      s.filters.last_days = (row, value) => started(row) >= midnight(Date.now(), DAY / 3) - (value as number) * DAY;
    },
  ),
  variant('meaning', 'days-on-end', 'last_days looks at ended_at.', noDays, (s) => {
    s.filters.last_days = (row, value) =>
      typeof row.ended_at === 'string' && Date.parse(row.ended_at) >= Date.now() - (value as number) * DAY;
  }),
  variant('meaning', 'days-on-either', 'last_days finds tasks that started or ended in it.', noDays, (s) => {
    s.filters.last_days = (row, value) =>
      [row.started_at, row.ended_at].some(
        (time) => typeof time === 'string' && Date.parse(time) >= Date.now() - (value as number) * DAY,
      );
  }),
  variant(
    'meaning',
    'days-on-record',
    'last_days looks at when a task was recorded, which is not shown: waiting ones are found.',
    noDays,
    (s) => {
      const recorded = new Map(
        s.rows.map((row, index) => [row.backup_name, started(row) || Date.now() - (index % 40) * 1.5 * DAY - DAY / 4]),
      );
      s.filters.last_days = (row, value) =>
        (recorded.get(row.backup_name) as number) >= Date.now() - (value as number) * DAY;
    },
  ),
  variant(
    'meaning',
    'days-30',
    'Without last_days, the last 30 days are listed, and what has not started.',
    'last_days has no default on the page.',
    (s) => {
      const before = s.match;
      s.match = (row, query) =>
        before(row, query) &&
        (query.last_days !== undefined || row.started_at === undefined || started(row) >= Date.now() - 30 * DAY);
    },
  ),
  variant('meaning', 'days-none', 'A last_days of 0 is none.', 'The page states no least number of days.', (s) =>
    plant.reader(s, 'last_days', (own) => (params, name) => (params.get(name) === '0' ? undefined : own(params, name))),
  ),
  variant('meaning', 'status-unknown', 'An unknown status finds nothing.', 'No error is stated for it.', (s) =>
    plant.reader(s, 'status', () => (params, name) => params.get(name)),
  ),
  variant('meaning', 'status-any-case', 'status is taken in any case.', 'The page is silent about case.', (s) =>
    change.anyCase(s, 'status', (text) => text.toLowerCase()),
  ),
  variant(
    'meaning',
    'status-colon',
    'status is taken with the colon of the page, too: "timeout:".',
    'The page lists it so.',
    (s) => change.anyCase(s, 'status', (text) => text.replace(/:$/, '')),
  ),
  variant(
    'meaning',
    'enterprise',
    'Enterprise project 0 is the default; all_granted_eps shows the other projects too.',
    'The page says so.',
    (s) => {
      const others = Array.from({ length: 40 }, (_, index) => ({
        ...s.make(500 + index),
        backup_name: `other_${index}`,
      }));
      const own = s.rows;
      const before = s.page;
      s.page = (seen) => {
        const project = seen.query.enterprise_project_id ?? '0';
        s.rows = project === 'all_granted_eps' ? [...own, ...others] : project === '0' ? own : [];
        return before(seen);
      };
    },
  ),
  variant(
    'refusal',
    'enterprise-unknown',
    'An enterprise project that does not exist is refused with 403.',
    noError,
    (s) => {
      const before = s.admit;
      s.admit = (incoming, requestId) => {
        const project = new URLSearchParams(incoming.query).get('enterprise_project_id') ?? '0';
        return ['0', 'all_granted_eps'].includes(project) || project.length > 256 || project === ''
          ? before(incoming, requestId)
          : restError(403, 'HSS.1059', 'No permission for the enterprise project.', requestId);
      };
    },
  ),
  variant(
    'refusal',
    'project-form',
    'A project_id that is no 32 hex digits is refused.',
    'Not every text is an id.',
    (s) => change.refuseUnlike(s, 'project_id', /^[0-9a-f]{32}$/),
  ),
  variant('refusal', 'project-foreign', 'A project_id other than one is refused with 401.', noError, (s) => {
    const before = s.admit;
    s.admit = (incoming, requestId) =>
      incoming.path.includes('/4154501ffc6f4bba8ff5de2fed6f0001/')
        ? before(incoming, requestId)
        : restError(401, 'APIGW.0307', 'The token must be updated.', requestId);
  }),
  variant('refusal', 'days-30-most', 'A last_days of more than 30 is refused.', 'No most is stated.', (s) =>
    change.refuse(s, ({ last_days }) => ((last_days as number) > 30 ? 'last_days' : undefined)),
  ),
  variant(
    'refusal',
    'long-name',
    'A resource_name of more than 63 characters is refused.',
    'No length is stated.',
    (s) => change.refuseUnlike(s, 'resource_name', /^.{0,63}$/su),
  ),
  variant(
    'refusal',
    'long-project-unknown',
    'A project_id of more than 256 characters is one that no project has.',
    'The length is stated, and not what becomes of a longer one.',
    (s) => {
      plant.reader(s, 'project_id', () => (params, name) => params.get(name));
      const before = s.order;
      s.order = (rows, query) => (String(query.project_id).length > 256 ? [] : before(rows, query));
    },
  ),
  variant(
    'refusal',
    'name-characters',
    'A resource_name with other than letters, digits, blanks and -_.+&= is refused.',
    'No form is stated.',
    (s) => change.refuseUnlike(s, 'resource_name', /^[\p{L}\p{N} _.+&=-]*$/u),
  ),
  variant('refusal', 'deep', 'An offset above 2,000 is refused.', 'No largest offset is stated.', (s) =>
    change.refuse(s, ({ offset }) => ((offset as number) > 2_000 ? 'offset' : undefined)),
  ),
  variant('paging', 'refuse-200', 'A limit above 200 is refused.', noBound, (s) =>
    change.refuse(s, ({ limit }) => ((limit as number) > 200 ? 'limit' : undefined)),
  ),
  variant('paging', 'clamp-200', 'A limit above 200 is taken as 200.', noBound, (s) =>
    change.clamp(s, 'limit', 200, 'as asked'),
  ),
  variant('paging', 'clamp-50', 'A limit above 50 is taken as 50.', noBound, (s) =>
    change.clamp(s, 'limit', 50, 'as asked'),
  ),
  variant(
    'paging',
    'last-page',
    'Behind the end the last page is shown.',
    'The page does not say what is there.',
    (s) => change.lastPage(s, 'offset', 'as asked'),
  ),
  variant(
    'paging',
    'past-end-refused',
    'An offset behind the end is refused.',
    'The page does not say what is there.',
    (s) => change.refusePastEnd(s, 'offset'),
  ),
  variant(
    'paging',
    'negative',
    'A negative offset is 0, a limit of 0 and less is 10.',
    'No bounds are stated.',
    (s) => {
      plant.reader(
        s,
        'offset',
        (own) => (params, name) => (/^-\d{1,9}$/.test(params.get(name) ?? '') ? 0 : own(params, name)),
      );
      plant.reader(
        s,
        'limit',
        (own) => (params, name) => (/^(-\d{1,9}|0)$/.test(params.get(name) ?? '') ? 10 : own(params, name)),
      );
    },
  ),
  variant('value', 'null', 'Whatever a task does not have is null.', noForm, (s) =>
    change.absentAs(s, null, 'host_name', 'process', 'started_at', 'ended_at', 'error_info'),
  ),
  variant('value', 'empty', 'Names and times that a task does not have are empty.', noForm, (s) =>
    change.absentAs(s, '', 'host_name', 'started_at', 'ended_at'),
  ),
  variant('value', 'zero', 'process is 0 where nothing is known of it.', noForm, (s) =>
    change.absentAs(s, 0, 'process'),
  ),
  variant(
    'value',
    'error-always',
    'Every task has an error_info, with empty texts where there is no error.',
    'The sample shows it so.',
    (s) =>
      plant.views(s, (row) => {
        row.error_info ??= { code: '', message: '' };
      }),
  ),
  variant('value', 'error-object-empty', 'error_info is an empty object where there is no error.', noForm, (s) =>
    plant.views(s, (row) => {
      if ((row.error_info as Row | undefined)?.code === '') row.error_info = {};
    }),
  ),
  variant(
    'value',
    'sparse',
    'A task has host_id, backup_name and status only.',
    'No response parameter is said to be always there.',
    (s) =>
      plant.views(s, (row) => {
        for (const key of Object.keys(row)) if (!['host_id', 'backup_name', 'status'].includes(key)) delete row[key];
      }),
  ),
  variant(
    'value',
    'time-zone',
    'Times have a zone: 2025-03-06T13:26:18+08:00.',
    'String; the form of a time is not stated.',
    (s) =>
      plant.views(s, (row) => {
        for (const key of ['started_at', 'ended_at'])
          if (row[key] !== undefined) row[key] = stamp(Date.parse(String(row[key])) + DAY / 3).replace('Z', '+08:00');
      }),
  ),
  variant('value', 'time-fraction', 'Times have milliseconds.', 'String; the form of a time is not stated.', (s) =>
    plant.views(s, (row) => {
      for (const key of ['started_at', 'ended_at'])
        if (row[key] !== undefined) row[key] = String(row[key]).replace('Z', '.123Z');
    }),
  ),
  variant(
    'value',
    'undeclared',
    'Tasks and body have fields that the page does not know.',
    'Vendors add fields.',
    (s) => {
      plant.views(s, (row) => Object.assign(row, { vault_id: '1', policy: { name: null } }));
      plant.bodies(s, (body) => Object.assign(body, { page_info: { count: 1 } }));
    },
  ),
  variant('value', 'hosts-alike', 'All servers have the same name.', 'Names need not differ.', (s) =>
    plant.rows(s, (row) => {
      row.host_name = 'ecs-test';
    }),
  ),
  variant(
    'links',
    'success-unrounded',
    'A task that succeeded stays at 99 percent.',
    'status and process are not linked on the page.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.status === 'success' && row.process !== undefined) row.process = 99;
      }),
  ),
  variant(
    'links',
    'success-code',
    'Tasks that succeeded have an error_info with code "0" and message "success".',
    '"Failure information"; the sample has one on success.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.status === 'success') row.error_info = { code: '0', message: 'success' };
      }),
  ),
  variant('links', 'failed-without', 'Failed tasks have no error_info.', 'It is not said which tasks have one.', (s) =>
    plant.rows(s, (row) => {
      if (row.status === 'failed') delete row.error_info;
    }),
  ),
  variant('links', 'no-end', 'No task has an ended_at.', 'The sample, a success, has none.', (s) =>
    plant.rows(s, (row) => {
      delete row.ended_at;
    }),
  ),
  variant(
    'links',
    'planned',
    'Waiting tasks have a started_at in the future.',
    'It is not said which tasks have one.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.status === 'waiting') row.started_at = stamp(Date.now() + DAY / 3);
      }),
  ),
  variant(
    'links',
    'end-expected',
    'Running tasks have an ended_at, when they are expected to end.',
    'It is not said which tasks have one.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.status === 'running') row.ended_at = stamp(Date.now() + DAY / 24);
      }),
  ),
  variant('order', 'newest', 'Tasks are sorted by started_at, the latest first.', 'The page states no order.', (s) =>
    change.orderBy(s, (row) => started(row) || 0, true),
  ),
  variant(
    'order',
    'scattered',
    'Tasks are in no order that one could see, but always in the same.',
    'The page states no order.',
    (s) => change.orderBy(s, (row) => change.scatter(String(row.backup_name))),
  ),
  variant('live', 'arrivals', 'With every 12th request a task comes in at the front.', quiet, (s) =>
    change.every(s, 12, (time) =>
      s.rows.unshift({ ...s.make(1_000 + time), started_at: undefined, ended_at: undefined, status: 'waiting' }),
    ),
  ),
  variant('live', 'finishing', 'With every 2nd request a task starts, goes on, or ends.', quiet, (s) =>
    change.every(s, 2, () => advanceLogs(s.rows, 1)),
  ),
  variant('live', 'deletions', 'With every 20th request the last task is gone.', quiet, (s) =>
    change.every(s, 20, () => s.rows.pop()),
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
    'There are three tasks of one server and moment, alike but for the backup.',
    'They may start at once.',
    (s) => {
      const [first] = s.rows;
      s.rows = [0, 1, 2].map((index) => ({ ...first, backup_name: `autobk_${index}` }));
    },
  ),
  variant(
    'records',
    'identical',
    'There are three tasks that are the same in every field.',
    'No field is said to be unique.',
    (s) => {
      const [first] = s.rows;
      s.rows = [0, 1, 2].map(() => ({ ...first }));
    },
  ),
  variant('records', 'twelve-thousand', 'There are 12,000 tasks.', 'A fleet may be large.', (s) => {
    change.many(s, 12_000);
  }),
  variant('error', 'code-422', 'Bad values are refused with 422.', noError, (s) =>
    plant.errors(s, (answer) => ({ ...answer, status: 422 })),
  ),
  variant('error', 'nested', 'Errors come as {error: {code, message}}.', noError, (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { error: { code: 'HSS.0001', message: 'Invalid parameter.' } } })),
  ),
  variant('error', 'more-keys', 'Errors have further keys.', noError, (s) =>
    plant.errors(s, (answer) => ({
      ...answer,
      body: { ...(answer.body as Row), request_id: 'a', encoded_authorization_message: '', details: [] },
    })),
  ),
];
