import * as plant from '../reference/planting.js';
import { jsonList } from '../reference/readers.js';
import { Refused, type Row } from '../reference/service.js';
import { compareRows, sortField } from '../reference/services/describe-process-tasks.js';
import * as change from './changes.js';
import { describeProcessTasksRequestVariants } from './describe-process-tasks-requests.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('DescribeProcessTasks', 'process');
const noForm = 'The page does not say how a task without it shows it.';
const noOrder = 'The page states a default direction, but no default field.';
const sample = 'The sample shows it so.';
const quiet = 'The page does not say that the list keeps still.';
const noLength = 'No response element is said to be always there.';
const times = ['ProcessTime', 'RemoveTime'];

/** A task that has just been made: later than all that the reference has. */
function newTask(make: (index: number) => Row, time: number): Row {
  const created = 1_700_100_000_000 + time * 1_000;
  const { RemoveTime: _, ...row } = make(1_000 + time);
  return {
    ...row,
    TaskStatus: 11,
    GmtCreateMillis: created,
    GmtModifiedMillis: created,
    ProcessTime: created + 500,
    ErrCode: undefined,
    ErrMsg: undefined,
    ErrTip: undefined,
  };
}

/** Moves the first tasks in progress on: blocked, then unblocked. */
function advanceProcessTasks(rows: Row[], count: number, now: number): void {
  for (const row of rows.filter(({ TaskStatus }) => [11, 21].includes(TaskStatus as number)).slice(0, count)) {
    if (row.TaskStatus === 11) Object.assign(row, { TaskStatus: 21, GmtModifiedMillis: now });
    else
      Object.assign(row, {
        TaskStatus: 23,
        GmtModifiedMillis: now,
        RemoveTime: now,
        ProcessTime: row.ProcessTime ?? now,
      });
  }
}

/** Conforming variants of DescribeProcessTasks. */
export const describeProcessTasksVariants: readonly Variant[] = [
  ...describeProcessTasksRequestVariants,
  variant(
    'paging',
    'clamp-100',
    'A PageSize above 100 is taken as 100, and repeated as 100.',
    'No largest is stated.',
    (s) => change.clamp(s, 'PageSize', 100, 'as taken'),
  ),
  variant(
    'paging',
    'clamp-50',
    'A PageSize above 50 is taken as 50, and repeated as 50.',
    'No largest is stated.',
    (s) => change.clamp(s, 'PageSize', 50, 'as taken'),
  ),
  variant('paging', 'refuse-200', 'A PageSize above 200 is refused.', 'No largest is stated.', (s) =>
    change.refuse(s, ({ PageSize }) => ((PageSize as number) > 200 ? 'PageSize' : undefined)),
  ),
  variant(
    'paging',
    'window-1000',
    'There are 1,200 tasks; a page that ends behind the thousandth is refused.',
    'The page states no last page.',
    (s) => {
      s.rows = Array.from({ length: 1_200 }, (_, index) => s.make(index));
      change.refuse(s, ({ PageNumber, PageSize }) =>
        (PageNumber as number) * (PageSize as number) > 1_000 ? 'PageNumber' : undefined,
      );
    },
  ),
  variant('paging', 'default-20', 'Without PageSize a page has 20 records.', 'Documented, beside 10.', (s) =>
    change.standard(s, 'PageSize', '20'),
  ),
  variant(
    'paging',
    'last-page-shown',
    'Behind the end the last page is shown, PageNumber is that of the last page.',
    'The page does not say what is there.',
    (s) => change.lastPage(s, 'PageNumber', 'as taken'),
  ),
  variant(
    'paging',
    'past-end-refused',
    'A page behind the end is refused.',
    'The page does not say what is there.',
    (s) => change.refusePastEnd(s, 'PageNumber'),
  ),
  variant(
    'paging',
    'zero-is-first',
    'A PageNumber of 0 and less is the first page.',
    'The page states no least page.',
    (s) => change.forgiveZero(s, 'PageNumber', 1),
  ),
  variant('order', 'default-modified', 'Without OrderField the last modified comes first.', noOrder, (s) => {
    const before = s.order;
    s.order = (rows, query) => before(rows, { ...query, OrderField: query.OrderField ?? 'GmtModifiedMillis' });
  }),
  variant('order', 'default-id', 'Without OrderField tasks are sorted by TaskId, descending.', noOrder, (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      query.OrderField === undefined
        ? [...rows].sort(
            (a, b) => (String(a.TaskId) < String(b.TaskId) ? 1 : -1) * (query.Direction === 'asc' ? -1 : 1),
          )
        : before(rows, query);
  }),
  variant(
    'order',
    'default-none',
    'Without OrderField tasks are in no order, and Direction has no effect.',
    noOrder,
    (s) => {
      const before = s.order;
      s.order = (rows, query) =>
        query.OrderField === undefined
          ? [...rows].sort((a, b) => change.scatter(String(a.TaskId)) - change.scatter(String(b.TaskId)))
          : before(rows, query);
    },
  ),
  variant(
    'order',
    'absent-first',
    'Tasks without the time that is sorted by come first.',
    'Their place is not stated.',
    (s) => {
      const before = s.order;
      s.order = (rows, query) => {
        const has = (row: Row) => row[sortField(query.OrderField)] !== undefined;
        return [
          ...before(
            rows.filter((row) => !has(row)),
            query,
          ),
          ...before(rows.filter(has), query),
        ];
      };
    },
  ),
  variant(
    'order',
    'null-first',
    'Tasks without the time that is sorted by come first when it ascends, and show it as null.',
    'Their place is not stated.',
    (s) => {
      const before = s.order;
      s.order = (rows, query) => {
        const ordered = before(rows, query);
        const has = (row: Row) => row[sortField(query.OrderField)] !== undefined;
        const [known, unknown] = [ordered.filter(has), ordered.filter((row) => !has(row))];
        return query.Direction === 'asc' ? [...unknown, ...known] : [...known, ...unknown];
      };
      change.absentAs(s, null, ...times);
    },
  ),
  variant(
    'order',
    'absent-is-zero',
    'Tasks without the time that is sorted by are sorted as if it were 0.',
    'Their place is not stated.',
    (s) => {
      s.order = (rows, { OrderField, Direction }) => {
        const field = sortField(OrderField);
        const turn = Direction === 'asc' ? 1 : -1;
        return [...rows].sort(
          (a, b) => turn * (Number(a[field] ?? 0) - Number(b[field] ?? 0)) || compareRows(a, b, 'none', true),
        );
      };
    },
  ),
  variant(
    'order',
    'ties-turned',
    'Tasks of the same moment are sorted by TaskId in the same direction.',
    'The order of ties is not stated.',
    (s) => {
      s.order = (rows, { OrderField, Direction }) => {
        const field = sortField(OrderField);
        const turn = Direction === 'asc' ? 1 : -1;
        return [...rows].sort((a, b) =>
          a[field] === b[field] ? turn * compareRows(a, b, 'none', true) : compareRows(a, b, field, turn === 1),
        );
      };
    },
  ),
  variant(
    'order',
    'any-field',
    'OrderField may be any field of the response; texts are compared without case.',
    '"You can obtain the field from the response."',
    (s) => {
      const before = s.order;
      s.order = (rows, query) => {
        const field = String(query.OrderField);
        if (!rows.some((row) => typeof row[field] === 'string')) return before(rows, query);
        const turn = query.Direction === 'asc' ? 1 : -1;
        const key = (row: Row) => String(row[field] ?? '').toLowerCase();
        return [...rows].sort(
          (a, b) => turn * (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0) || compareRows(a, b, 'none', true),
        );
      };
    },
  ),
  variant('value', 'null', 'ProcessTime, RemoveTime and the error fields are null where there is none.', noForm, (s) =>
    change.absentAs(s, null, ...times, 'ErrCode', 'ErrMsg', 'ErrTip', 'Creator', 'InputParams'),
  ),
  variant('value', 'empty', 'Error fields, Creator and InputParams are empty where there is none.', noForm, (s) =>
    change.absentAs(s, '', 'ErrCode', 'ErrMsg', 'ErrTip', 'Creator', 'InputParams'),
  ),
  variant('value', 'zero', 'ProcessTime and RemoveTime are 0 where there is none.', noForm, (s) =>
    change.absentAs(s, 0, ...times),
  ),
  variant('value', 'sparse', 'A task has TaskId, TaskStatus and GmtCreateMillis only.', noLength, (s) =>
    plant.views(s, (row) => {
      for (const key of Object.keys(row))
        if (!['TaskId', 'TaskStatus', 'GmtCreateMillis'].includes(key)) delete row[key];
    }),
  ),
  variant('value', 'rich', 'Every task has every field.', sample, (s) =>
    plant.rows(s, (row) => {
      row.Creator ??= '123000009';
      row.InputParams ??= '{}';
      row.ProcessTime ??= row.GmtCreateMillis;
      row.RemoveTime ??= row.GmtModifiedMillis;
      row.ErrCode ??= 'sts_openapi.Info.DefenseSceneNotSupported';
      row.ErrMsg ??= 'ParamError : The parameters of your request are invalid';
      row.ErrTip ??= 'Verify that the input parameters of the components are correct';
    }),
  ),
  variant('value', 'params-no-json', 'InputParams is no JSON, or cut off.', 'string; its form is not stated.', (s) =>
    plant.rows(s, (row, index) => {
      if (row.InputParams !== undefined) row.InputParams = index % 2 ? 'ip=1.2.3.4;ttl=3600' : '{"groupuuid":"c6a9b1';
    }),
  ),
  variant(
    'value',
    'other-codes',
    'Responses have entity types, services and sources that no filter lists.',
    'The values of the response are not listed.',
    (s) =>
      plant.rows(s, (row, index) => {
        if (index % 9 === 1) row.EntityType = 'domain';
        if (index % 9 === 4) row.YunCode = 'DDOS';
        if (index % 9 === 7) row.Source = 'soar-auto';
      }),
  ),
  variant('value', 'names-masked', 'Names of entities are masked: 203.0.113.x.', sample, (s) =>
    plant.rows(s, (row) => {
      row.EntityName = String(row.EntityName).replace(/\d+$/, 'x');
    }),
  ),
  variant(
    'value',
    'ids-other',
    'Ids of tasks, strategies and accounts have other forms.',
    'string; no form is stated.',
    (s) =>
      plant.rows(s, (row, index) => {
        row.TaskId = `rt-${index}-${change.scatter(String(index))}`;
        row.ProcessStrategyUuid = `strategy_${index % 7}`;
        row.Scope = `acs:ram::${index % 4}:root`;
      }),
  ),
  variant(
    'value',
    'undeclared',
    'Tasks and Page have fields that the page does not know.',
    'Vendors add fields.',
    (s) => {
      plant.views(s, (row) => Object.assign(row, { Remark: null, OpLevel: 2, TaskParam: { a: [1] } }));
      plant.bodies(s, (body) => {
        (body.Page as Row).Count = 1;
      });
    },
  ),
  variant(
    'links',
    'newlines',
    'EntityUuid, EventUuid and ReqUuid end in a line feed, and are found with it and without.',
    sample,
    (s) => {
      const fields = ['EntityUuid', 'EventUuid', 'ReqUuid'];
      plant.views(s, (row) => {
        for (const field of fields) row[field] = `${row[field]}\n`;
      });
      for (const field of fields) s.filters[field] = (row, value) => String(value).trim() === row[field];
    },
  ),
  variant('links', 'sample', 'Tasks in progress have a RemoveTime and an error.', sample, (s) =>
    plant.rows(s, (row) => {
      if (row.TaskStatus !== 11) return;
      row.RemoveTime = row.ProcessTime ?? row.GmtCreateMillis;
      Object.assign(row, {
        ErrCode: 'sts_openapi.Info.DefenseSceneNotSupported',
        ErrMsg: 'ParamError',
        ErrTip: 'Verify',
      });
    }),
  ),
  variant(
    'links',
    'success-code',
    'Successful tasks have the ErrCode "success".',
    'It is not said which tasks have one.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.TaskStatus === 20) row.ErrCode = 'success';
      }),
  ),
  variant('links', 'failed-without', 'Failed tasks have no error.', 'It is not said which tasks have one.', (s) =>
    plant.rows(s, (row) => {
      for (const field of ['ErrCode', 'ErrMsg', 'ErrTip']) delete row[field];
    }),
  ),
  variant(
    'links',
    'planned',
    'RemoveTime is when an entity will be unblocked: blocked ones have it.',
    'The page does not say which tasks have it.',
    (s) =>
      plant.rows(s, (row) => {
        if ([21, 22].includes(row.TaskStatus as number))
          row.RemoveTime = (row.GmtModifiedMillis as number) + 86_400_000;
      }),
  ),
  variant(
    'links',
    'clocks',
    'ProcessTime is of another clock, two minutes behind GmtCreateMillis.',
    'No order of the times is stated.',
    (s) =>
      plant.rows(s, (row) => {
        if (row.ProcessTime !== undefined) row.ProcessTime = (row.GmtCreateMillis as number) - 120_000;
      }),
  ),
  variant(
    'links',
    'imported',
    'GmtCreateMillis is when the record was written, after GmtModifiedMillis.',
    'No order of the times is stated.',
    (s) =>
      plant.rows(s, (row) => {
        row.GmtModifiedMillis = (row.GmtCreateMillis as number) - 3_600_000;
      }),
  ),
  variant('live', 'arrivals', 'With every 20th request a task comes in, the newest.', quiet, (s) =>
    change.every(s, 20, (time) => s.rows.push(newTask(s.make, time))),
  ),
  variant('live', 'finishing', 'With every 3rd request a task is blocked or unblocked.', quiet, (s) =>
    change.every(s, 3, (time) => advanceProcessTasks(s.rows, 1, 1_700_200_000_000 + time)),
  ),
  variant('live', 'all', 'With every 6th request a task comes in, one goes on, and the oldest is gone.', quiet, (s) =>
    change.every(s, 6, (time) => {
      s.rows.push(newTask(s.make, time));
      advanceProcessTasks(s.rows, 1, 1_700_200_000_000 + time);
      s.rows.shift();
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
    'There are three tasks of one moment, alike but for their ids.',
    'They may be created at once.',
    (s) => {
      const [first] = s.rows;
      s.rows = [0, 1, 2].map((index) => ({ ...first, TaskId: s.make(index).TaskId }));
    },
  ),
  variant(
    'records',
    'one-moment',
    'All tasks were created, changed and delivered in one moment.',
    'They may be created at once.',
    (s) =>
      plant.rows(s, (row) => {
        row.GmtCreateMillis = row.GmtModifiedMillis = 1_700_031_183_572;
        if (row.ProcessTime !== undefined) row.ProcessTime = 1_700_031_183_572;
        if (row.RemoveTime !== undefined) row.RemoveTime = 1_700_031_183_572;
      }),
  ),
  variant('records', 'twelve-thousand', 'There are 12,000 tasks.', 'A fleet may be large.', (s) => {
    change.many(s, 12_000);
  }),
  variant('error', 'code-422', 'Bad values are refused with 422.', 'The page has no table of errors.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, status: 422 })),
  ),
  variant(
    'error',
    'own-body',
    'Errors come as {Success, ErrorCode, ErrorMessage}.',
    'The page has no table of errors.',
    (s) => {
      s.refuse = (refused: Refused) => ({
        status: 400,
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        body: { Success: false, ErrorCode: 'ParamError', ErrorMessage: refused.parameter },
      });
    },
  ),
  variant(
    'error',
    'not-acceptable',
    'Bad values are refused with 406 and a body of one key.',
    'The page has no table of errors.',
    (s) => plant.errors(s, (answer) => ({ ...answer, status: 406, body: { Message: 'not acceptable' } })),
  ),
  variant(
    'meaning',
    'json-of-numbers',
    'TaskStatus is read as JSON of numbers, too.',
    '"A string in an array format".',
    (s) =>
      plant.reader(s, 'TaskStatus', (own) => (params, name) => {
        const text = params.get(name);
        const numbers = text !== undefined && /^\s*\[\s*\d+(\s*,\s*\d+)*\s*\]\s*$/.test(text);
        return own(numbers ? new Map([[name, text.replaceAll(/\d+/g, '"$&"')]]) : params, name);
      }),
  ),
  variant(
    'refusal',
    'empty-list',
    'An empty list in TaskStatus, Source or YunCode is refused.',
    'Nothing is said of empty lists.',
    (s) => {
      for (const name of ['TaskStatus', 'Source', 'YunCode']) {
        plant.reader(s, name, (own) => (params, key) => {
          if (/^\s*\[\s*\]\s*$/.test(params.get(key) ?? '')) throw new Refused('invalid', key);
          return own(params, key);
        });
      }
    },
  ),
  variant(
    'meaning',
    'empty-list-nothing',
    'An empty list in TaskStatus, Source or YunCode finds nothing.',
    'Nothing is said of empty lists.',
    (s) => {
      for (const name of ['TaskStatus', 'Source', 'YunCode']) {
        plant.reader(
          s,
          name,
          (own) => (params, key) => (/^\s*\[\s*\]\s*$/.test(params.get(key) ?? '') ? [] : own(params, key)),
        );
      }
    },
  ),
  variant(
    'meaning',
    'values-unknown',
    'Unknown values in TaskStatus, Source, YunCode, EntityType and TriggerSource find nothing.',
    'No error is stated for them.',
    (s) => {
      for (const name of ['TaskStatus', 'Source', 'YunCode'])
        plant.reader(s, name, () => jsonList((params, key) => params.get(key)));
      for (const name of ['EntityType', 'TriggerSource']) plant.reader(s, name, () => (params, key) => params.get(key));
    },
  ),
  variant(
    'meaning',
    'any-case',
    'EntityType, YunCode and Direction are taken in any case.',
    'The page is silent about case.',
    (s) => {
      change.anyCase(s, 'EntityType', (text) => text.toLowerCase());
      change.anyCase(s, 'Direction', (text) => text.toLowerCase());
      change.anyCase(s, 'YunCode', (text) =>
        text.replace(/waf/gi, 'WAF').replace(/cfw/gi, 'CFW').replace(/aegis/gi, 'Aegis'),
      );
    },
  ),
];
