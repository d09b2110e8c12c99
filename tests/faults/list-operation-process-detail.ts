import * as plant from '../reference/planting.js';
import { Refused, type Row } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('ListOperationProcessDetail', 'detail');
const info = (body: Row) => body.PageInfo as Row;

/** Defects of ListOperationProcessDetail. */
export const listOperationProcessDetailFaults: readonly Fault[] = [
  fault('schema', 'check-id-text', 'CheckId of a check is a text.', (s) =>
    plant.views(s, (row) => {
      for (const check of (row.Checks ?? []) as Row[]) check.CheckId = String(check.CheckId);
    }),
  ),
  fault('schema', 'id-missing', 'One record of 163 has no DetailTaskId.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 88) delete row.DetailTaskId;
    }),
  ),
  fault('schema', 'times-text', 'Times of subtasks that timed out are texts.', (s) =>
    plant.views(s, (row) => {
      if (row.StatusCode === 3) row.EndTime = new Date(row.EndTime as number).toISOString();
    }),
  ),
  fault('schema', 'single-check-object', 'A single check is an object instead of a list.', (s) =>
    plant.views(s, (row) => {
      const checks = row.Checks as Row[] | undefined;
      if (checks?.length === 1) row.Checks = checks[0];
    }),
  ),
  fault('schema', 'null-list', 'ProcessDetails is null where nothing matches.', (s) =>
    plant.bodies(s, (body) => {
      if (info(body).TotalCount === 0) body.ProcessDetails = null;
    }),
  ),
  fault('status', 'undocumented-status', 'One record of 163 has the status code 5.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 131) row.StatusCode = 5;
    }),
  ),
  fault('status', 'text-filtered', 'Under a filter for status 3 the code is shown as -3.', (s) =>
    plant.views(s, (row, { StatusCodes }) => {
      if ((StatusCodes as string[] | undefined)?.includes('3') && row.StatusCode === 3) row.StatusCode = -3;
    }),
  ),
  fault('pagination', 'late-overlap', 'Pages from the third on begin one record too early.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: start >= 2 * size ? start - 1 : start, size })),
  ),
  fault('pagination', 'one-too-many', 'A page has one record more than PageSize.', (s) =>
    plant.pages(s, (page, { query }) => ({
      ...page,
      items: plant.shown(s, plant.selected(s, query), page.start, page.size + 1, query),
    })),
  ),
  fault('pagination', 'one-is-two', 'PageSize 1 gives two records.', (s) =>
    plant.windows(s, ({ start, size }) => (size === 1 ? { start, size: 2 } : { start, size })),
  ),
  fault('pagination', 'fixed-stride', 'The n-th page begins at record 20 n, whatever the PageSize.', (s) =>
    plant.windows(s, ({ size }, { CurrentPage }) => ({ start: ((CurrentPage as number) - 1) * 20, size })),
  ),
  fault('pagination', 'default-size', 'Without PageSize a page has 10 records, and says so.', (s) =>
    plant.wire(s, (params) => (params.has('PageSize') ? params : params.set('PageSize', '10'))),
  ),
  fault('pagination', 'past-end-error', 'A page behind the end is an error.', (s) =>
    plant.answers(s, (answer, { requestId }) => {
      const body = answer.body as Row;
      if (answer.status !== 200 || (body.ProcessDetails as Row[]).length > 0 || info(body).TotalCount === 0)
        return answer;
      const code = { RequestId: requestId, HostId: 'tds.aliyuncs.com', Code: 'CspmParamIllegal', Message: 'no page' };
      return { ...answer, status: 400, body: code };
    }),
  ),
  fault('pagination', 'whole-crash', 'A page that holds the whole result is an internal error.', (s) =>
    plant.answers(s, (answer, { query }) =>
      answer.status === 200 && (query.PageSize as number) >= 163
        ? { status: 500, headers: { 'content-type': 'text/plain' }, body: 'out of range' }
        : answer,
    ),
  ),
  fault('pagination', 'total-minus', 'TotalCount is one less than the records of a walk.', (s) =>
    plant.pages(s, (page) => ({ ...page, total: Math.max(0, page.total - 1) })),
  ),
  fault('pagination', 'duplicate', 'One record stands on two pages.', (s) => {
    s.rows[100] = s.rows[20] as Row;
  }),
  fault('filters', 'status-zero', 'Status code 0 is dropped from StatusCodes.', (s) =>
    plant.filter(s, 'StatusCodes', (own) => (row, value, query) => {
      const codes = (value as string[]).filter((code) => Number(code));
      return codes.length === 0 || own(row, codes, query);
    }),
  ),
  fault('filters', 'start-exclusive', 'A subtask created exactly at StartTime is left out.', (s) =>
    plant.filter(s, 'StartTime', (own) => (row, value, query) => own(row, (value as number) + 1, query)),
  ),
  fault('filters', 'end-exclusive', 'A subtask created exactly at EndTime is left out.', (s) =>
    plant.filter(s, 'EndTime', (own) => (row, value, query) => own(row, (value as number) - 1, query)),
  ),
  fault('filters', 'start-ignored', 'StartTime selects nothing where EndTime is given too.', (s) =>
    plant.filter(s, 'StartTime', (own) => (row, value, query) => query.EndTime !== undefined || own(row, value, query)),
  ),
  fault('filters', 'start-is-end', 'StartTime selects what is older.', (s) =>
    plant.filter(s, 'StartTime', () => (row, value) => (row.CreateTime as number) <= (value as number)),
  ),
  fault('filters', 'task-ids-first', 'Of several TaskIds only the first counts.', (s) =>
    plant.filter(s, 'TaskIds', (own) => (row, value, query) => own(row, (value as unknown[]).slice(0, 1), query)),
  ),
  fault('filters', 'three-values', 'Three or more StatusCodes select nothing at all.', (s) =>
    plant.filter(
      s,
      'StatusCodes',
      (own) => (row, value, query) => (value as unknown[]).length < 3 && own(row, value, query),
    ),
  ),
  fault('filters', 'task-ids-ignored', 'TaskIds selects nothing.', (s) => plant.ignore(s, 'TaskIds')),
  fault('filters', 'disjunction', 'TaskIds and StatusCodes together select what either selects.', (s) =>
    plant.either(s, 'TaskIds', 'StatusCodes'),
  ),
  fault('filters', 'total-unfiltered', 'TotalCount is that of all subtasks, whatever is filtered.', plant.totalOfAll),
  fault('input', 'start-forgiven', 'A StartTime that is no number is ignored.', (s) => plant.forgive(s, 'StartTime')),
  fault('input', 'status-forgiven', 'An unknown status code is ignored.', (s) => plant.forgive(s, 'StatusCodes')),
  fault('input', 'unlisted-crash', 'A status code that is not listed is an internal error.', (s) =>
    plant.crash(s, 'StatusCodes', (text) => /^[5-9]$/.test(text)),
  ),
  fault('input', 'negative-crash', 'A negative status code is an internal error.', (s) =>
    plant.crash(s, 'StatusCodes', (text) => text.startsWith('-')),
  ),
  fault('input', 'size-zero', 'PageSize 0 means everything.', (s) => {
    plant.reader(s, 'PageSize', (own) => (params, name) => (params.get(name) === '0' ? 163 : own(params, name)));
  }),
  fault('input', 'wrong-code', 'A bad parameter is reported with another code than the documented one.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { ...(answer.body as Row), Code: 'InvalidArgument' } })),
  ),
  fault('input', 'language-forgiven', 'An unknown Lang is taken as zh.', (s) => plant.forgive(s, 'Lang')),
  fault('input', 'valid-refused', 'StatusCodes with all five codes are refused.', (s) => {
    s.check = ({ StatusCodes }) => {
      if ((StatusCodes as unknown[] | undefined)?.length === 5) throw new Refused('invalid', 'StatusCodes');
    };
  }),
  fault('wire', 'get-refused', 'GET is not answered.', (s) => plant.hide(s, ({ method }) => method === 'GET')),
  fault('wire', 'post-query-ignored', 'In a POST, the query string is ignored.', (s) =>
    plant.wire(s, (params, { method, query }) => {
      if (method !== 'POST') return params;
      for (const name of new URLSearchParams(query).keys()) params.delete(name);
      return params;
    }),
  ),
  fault('wire', 'header-action', 'An action in a header is not found.', (s) =>
    plant.hide(s, ({ named }) => named === 'header'),
  ),
  fault('wire', 'form-lists', 'Of a list in a form body only the first element arrives.', (s) =>
    plant.wire(s, (params, { body }) => {
      for (const name of new URLSearchParams(body).keys()) if (/\.(?!1$)\d+$/.test(name)) params.delete(name);
      return params;
    }),
  ),
  fault('cross-response', 'request-id-repeats', 'The same question gets the same RequestId again.', (s) =>
    plant.bodies(s, (body, { params }) => {
      body.RequestId = `ID-${[...params].map(([name, value]) => `${name}.${value}`).join('.')}`;
    }),
  ),
  fault('cross-response', 'second-empty', 'Every fifth answer has no records on its page.', (s) =>
    plant.bodies(s, (body, { number }) => {
      if (number % 5 !== 0) return;
      body.ProcessDetails = [];
      info(body).Count = 0;
      info(body).TotalCount = 0;
    }),
  ),
  fault('cross-response', 'language-drops', 'In English, subtasks without checks are left out.', (s) => {
    const before = s.match;
    s.match = (row, query) => before(row, query) && !(query.Lang === 'en' && row.Checks === undefined);
  }),
  fault('cross-response', 'asset-differs', 'Asked for by TaskIds, a subtask has another asset type.', (s) =>
    plant.views(s, (row, { TaskIds }) => {
      if (TaskIds !== undefined && row.AssetType !== undefined) row.AssetType = 99;
    }),
  ),
  fault('links', 'end-before-start', 'One record of 163 ends before it starts.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 137)
        Object.assign(row, { StatusCode: 2, StartTime: row.CreateTime, EndTime: (row.CreateTime as number) - 1 });
    }),
  ),
  fault('links', 'not-started-with-start', 'A subtask that has not started has a StartTime.', (s) =>
    plant.rows(s, (row) => {
      if (row.StatusCode === 0) row.StartTime = row.CreateTime;
    }),
  ),
  fault('links', 'running-with-end', 'A running subtask has an EndTime.', (s) =>
    plant.rows(s, (row) => {
      if (row.StatusCode === 1) row.EndTime = (row.StartTime as number) + 1;
    }),
  ),
  fault('links', 'id-with-newline', 'DetailTaskId ends in a line feed.', (s) =>
    plant.rows(s, (row) => {
      row.DetailTaskId = `${row.DetailTaskId}\n`;
    }),
  ),
];
