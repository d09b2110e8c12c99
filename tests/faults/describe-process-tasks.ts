import * as plant from '../reference/planting.js';
import type { Row } from '../reference/service.js';
import { compareRows, sortField } from '../reference/services/describe-process-tasks.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('DescribeProcessTasks', 'process');
const page = (body: Row) => body.Page as Row;

/** Defects of DescribeProcessTasks. */
export const describeProcessTasksFaults: readonly Fault[] = [
  fault('schema', 'status-text', 'TaskStatus is a text.', (s) =>
    plant.views(s, (row) => {
      row.TaskStatus = String(row.TaskStatus);
    }),
  ),
  fault('schema', 'params-object', 'InputParams is an object instead of its text.', (s) =>
    plant.views(s, (row) => {
      if (row.InputParams !== undefined) row.InputParams = JSON.parse(row.InputParams as string);
    }),
  ),
  fault('schema', 'null-time', 'RemoveTime is null where there is none.', (s) =>
    plant.views(s, (row) => {
      row.RemoveTime ??= null;
    }),
  ),
  fault('schema', 'seconds', 'One record of 211 has its creation in seconds.', (s) =>
    plant.views(s, (row) => {
      if (String(row.TaskId).endsWith('95150'))
        row.GmtCreateMillis = Math.floor((row.GmtCreateMillis as number) / 1000);
    }),
  ),
  fault('schema', 'total-text', 'TotalCount is a text.', (s) =>
    plant.bodies(s, (body) => {
      page(body).TotalCount = String(page(body).TotalCount);
    }),
  ),
  fault('schema', 'id-missing', 'One record of 211 has no TaskId.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 190) delete row.TaskId;
    }),
  ),
  fault('status', 'undocumented-status', 'One record of 211 has the status 93.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 55) row.TaskStatus = 93;
    }),
  ),
  fault('status', 'undocumented-source', 'One record of 211 has the source soar_auto.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 160) row.Source = 'soar_auto';
    }),
  ),
  fault('status', 'undocumented-entity', 'Under a filter for Aegis, files are of the type domain.', (s) =>
    plant.views(s, (row, { YunCode }) => {
      if ((YunCode as string[] | undefined)?.includes('Aegis') && row.EntityType === 'file') row.EntityType = 'domain';
    }),
  ),
  fault('pagination', 'default-size', 'Without PageSize a page has 20 records.', (s) =>
    plant.wire(s, (params) => (params.has('PageSize') ? params : params.set('PageSize', '20'))),
  ),
  fault('pagination', 'overlap', 'A page repeats the last record of the page before.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.max(0, start - (start > 0 ? 1 : 0)), size })),
  ),
  fault('pagination', 'total-capped', 'TotalCount is never more than 100.', (s) =>
    plant.pages(s, (one) => ({ ...one, total: Math.min(100, one.total) })),
  ),
  fault('pagination', 'size-capped', 'A PageSize above 100 is taken as 100, and repeated as 100.', (s) =>
    plant.reader(s, 'PageSize', (own) => (params, name) => Math.min(100, own(params, name) as number)),
  ),
  fault('pagination', 'last-page-lost', 'A last page that is not full is empty.', (s) =>
    plant.pages(s, (one) => (one.items.length < one.size && one.start > 0 ? { ...one, items: [] } : one)),
  ),
  fault('pagination', 'echo-one', 'PageNumber of the response is always 1.', (s) =>
    plant.bodies(s, (body) => {
      page(body).PageNumber = 1;
    }),
  ),
  fault('pagination', 'past-end', 'A page behind the end shows the first page.', (s) =>
    plant.pages(s, (one, { query }) =>
      one.items.length > 0 || one.total === 0
        ? one
        : { ...one, items: plant.shown(s, plant.selected(s, query), 0, one.size, query) },
    ),
  ),
  fault('filters', 'status-first', 'Of the list in TaskStatus only the first value counts.', (s) =>
    plant.filter(s, 'TaskStatus', (own) => (row, value, query) => own(row, (value as unknown[]).slice(0, 1), query)),
  ),
  fault('filters', 'source-several', 'A Source list of several values is ignored.', (s) =>
    plant.filter(
      s,
      'Source',
      (own) => (row, value, query) => (value as unknown[]).length > 1 || own(row, value, query),
    ),
  ),
  fault('filters', 'yun-code-ignored', 'YunCode selects nothing.', (s) => plant.ignore(s, 'YunCode')),
  fault('filters', 'action-end-exclusive', 'A task delivered exactly at ProcessActionEnd is left out.', (s) =>
    plant.filter(s, 'ProcessActionEnd', (own) => (row, value, query) => own(row, (value as number) - 1, query)),
  ),
  fault('filters', 'remove-start-ignored', 'ProcessRemoveStart selects nothing.', (s) =>
    plant.ignore(s, 'ProcessRemoveStart'),
  ),
  fault('filters', 'remove-end-ignored', 'ProcessRemoveEnd selects nothing.', (s) =>
    plant.ignore(s, 'ProcessRemoveEnd'),
  ),
  fault('filters', 'remove-end-absent', 'Tasks without RemoveTime are before any ProcessRemoveEnd.', (s) =>
    plant.filter(
      s,
      'ProcessRemoveEnd',
      (own) => (row, value, query) => row.RemoveTime === undefined || own(row, value, query),
    ),
  ),
  fault('filters', 'content-prefix', 'ParamContent finds beginnings only.', (s) =>
    plant.filter(
      s,
      'ParamContent',
      () => (row, value) =>
        ['EntityName', 'SceneCode', 'SceneName', 'InputParams'].some((field) =>
          String(row[field] ?? '').startsWith(value as string),
        ),
    ),
  ),
  fault('filters', 'content-entity-only', 'ParamContent looks at EntityName only.', (s) =>
    plant.filter(s, 'ParamContent', () => (row, value) => String(row.EntityName).includes(value as string)),
  ),
  fault('filters', 'name-without-case', 'EntityName is compared without regard to case.', (s) =>
    plant.filter(
      s,
      'EntityName',
      () => (row, value) => String(row.EntityName).toLowerCase() === (value as string).toLowerCase(),
    ),
  ),
  fault('filters', 'event-uuid-ignored', 'EventUuid selects nothing.', (s) => plant.ignore(s, 'EventUuid')),
  fault('filters', 'trigger-is-source', 'TriggerSource selects by Source.', (s) =>
    plant.filter(s, 'TriggerSource', () => (row, value) => row.Source === value),
  ),
  fault('filters', 'scope-drops', 'Scope and EntityType together: EntityType is forgotten.', (s) =>
    plant.filter(s, 'EntityType', (own) => (row, value, query) => query.Scope !== undefined || own(row, value, query)),
  ),
  fault('filters', 'req-uuid-empty', 'ReqUuid finds nothing.', (s) => plant.filter(s, 'ReqUuid', () => () => false)),
  fault('filters', 'total-unfiltered', 'TotalCount is that of all tasks, whatever is filtered.', plant.totalOfAll),
  fault('sort', 'asc-ignored', 'Direction asc is ignored.', (s) => {
    const before = s.order;
    s.order = (rows, query) => before(rows, { ...query, Direction: 'desc' });
  }),
  fault('sort', 'default-asc', 'Without Direction the order is ascending.', (s) =>
    plant.wire(s, (params) => (params.has('Direction') ? params : params.set('Direction', 'asc'))),
  ),
  fault('sort', 'per-page', 'Each page is sorted by itself.', (s) => {
    const before = s.order;
    s.order = (rows) => rows;
    plant.pages(s, (one, { query }) => ({ ...one, items: before(one.items, query) }));
  }),
  fault('sort', 'field-ignored', 'OrderField is ignored.', (s) => {
    const before = s.order;
    s.order = (rows, query) => before(rows, { ...query, OrderField: undefined });
  }),
  fault('sort', 'wrong-field', 'OrderField GmtModifiedMillis sorts by creation.', (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      before(rows, query.OrderField === 'GmtModifiedMillis' ? { ...query, OrderField: 'gmtCreate' } : query);
  }),
  fault('sort', 'default-field', 'Without OrderField tasks are sorted by TaskId.', (s) => {
    const before = s.order;
    s.order = (rows, query) =>
      query.OrderField === undefined
        ? [...rows].sort((a, b) => (String(a.TaskId) < String(b.TaskId) ? 1 : -1))
        : before(rows, query);
  }),
  fault('sort', 'one-misplaced', 'The newest task comes last.', (s) => {
    const before = s.order;
    s.order = (rows, query) => {
      const [first, ...rest] = before(rows, query);
      return query.Direction === 'asc' || first === undefined ? before(rows, query) : [...rest, first];
    };
  }),
  fault('sort', 'unstable', 'Tasks of the same moment change places with every request.', (s) => {
    let count = 0;
    s.order = (rows, { OrderField, Direction }) => {
      const turn = ++count % 2 === 0 ? 1 : -1;
      const field = sortField(OrderField);
      return [...rows].sort((a, b) =>
        a[field] === b[field] ? turn * compareRows(a, b, 'none', true) : compareRows(a, b, field, Direction === 'asc'),
      );
    };
  }),
  fault('cross-response', 'constant-request-id', 'RequestId is always the same.', (s) =>
    plant.bodies(s, (body) => {
      body.RequestId = 'E7698CFB-4E1C-5840-8EC9-691B86729E94';
    }),
  ),
  fault('cross-response', 'status-differs', 'Asked for by TaskId, a blocked entity is Complete.', (s) =>
    plant.views(s, (row, { TaskId }) => {
      if (TaskId !== undefined) row.Creator = 'unknown';
    }),
  ),
  fault('cross-response', 'set-changes', 'Every fourth answer leaves out the tasks on processes.', (s) => {
    const before = s.page;
    s.page = (seen) => {
      if (seen.number % 4 !== 0) return before(seen);
      const all = s.rows;
      s.rows = all.filter((row) => row.EntityType !== 'process');
      try {
        return before(seen);
      } finally {
        s.rows = all;
      }
    };
  }),
  fault('links', 'modified-before-created', 'One record of 211 is modified before it is created.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 66) row.GmtModifiedMillis = (row.GmtCreateMillis as number) - 1;
    }),
  ),
  fault('links', 'removed-in-progress', 'A task in progress has a RemoveTime.', (s) =>
    plant.rows(s, (row) => {
      if (row.TaskStatus === 11) row.RemoveTime = (row.GmtCreateMillis as number) + 7_200_000;
    }),
  ),
  fault('links', 'error-of-success', 'Successful tasks have an empty ErrCode.', (s) =>
    plant.rows(s, (row) => {
      if (row.TaskStatus === 20) row.ErrCode = '';
    }),
  ),
  fault('links', 'uuid-with-newline', 'EventUuid ends in a line feed.', (s) =>
    plant.rows(s, (row) => {
      row.EventUuid = `${row.EventUuid}\n`;
    }),
  ),
  fault('links', 'delivered-before-created', 'Tasks of AlertRule are delivered before they are created.', (s) =>
    plant.rows(s, (row) => {
      if (row.Source === 'custom_alert' && row.ProcessTime) row.ProcessTime = (row.GmtCreateMillis as number) - 60_000;
    }),
  ),
];
