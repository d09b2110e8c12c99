import * as plant from '../reference/planting.js';
import type { Row } from '../reference/service.js';
import { DAY, stamp } from '../reference/services/list-operation-logs.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('ListOperationLogsByVaultName', 'log');

/** Defects of ListOperationLogsByVaultName. */
export const listOperationLogsFaults: readonly Fault[] = [
  fault('schema', 'process-text', 'process is a text with a percent sign.', (s) =>
    plant.views(s, (row) => {
      if (row.process !== undefined) row.process = `${row.process}%`;
    }),
  ),
  fault('schema', 'local-time', 'ended_at has a blank and no time zone.', (s) =>
    plant.views(s, (row) => {
      if (row.ended_at) row.ended_at = String(row.ended_at).replace('T', ' ').replace('Z', '');
    }),
  ),
  fault('schema', 'error-text', 'One record of 158 has a text for error_info.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 92) row.error_info = 'restoration failed';
    }),
  ),
  fault('schema', 'null-list', 'data_list is null where it is empty.', (s) =>
    plant.bodies(s, (body) => {
      if ((body.data_list as Row[]).length === 0) body.data_list = null;
    }),
  ),
  fault('schema', 'over-100', 'One record of 158 has come to 101 percent.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 111) row.process = 101;
    }),
  ),
  fault('schema', 'envelope', 'The answer is wrapped in {data: …}.', (s) =>
    plant.bodies(s, (body) => ({ data: body })),
  ),
  fault('schema', 'error-envelope', 'Errors come as {code, message}.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { code: 'HSS.0001', message: 'Invalid parameter.' } })),
  ),
  fault('status', 'stray-colon', 'A task that timed out has the status "timeout:".', (s) =>
    plant.views(s, (row) => {
      if (row.status === 'timeout') row.status = 'timeout:';
    }),
  ),
  fault('status', 'undocumented-status', 'One record of 158 has the status cancelled.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 140) row.status = 'cancelled';
    }),
  ),
  fault('status', 'capital-filtered', 'Under a filter for running, the status is shown as Running.', (s) =>
    plant.views(s, (row, { status }) => {
      if (status === 'running') row.status = 'Running';
    }),
  ),
  fault('pagination', 'offset-is-page', 'offset is taken as the number of a page.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: start * size, size })),
  ),
  fault('pagination', 'offset-off-by-one', 'offset n skips n - 1 records.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.max(0, start - 1), size })),
  ),
  fault('pagination', 'offset-rounded', 'offset is rounded down to a multiple of limit.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.floor(start / size) * size, size })),
  ),
  fault('pagination', 'limit-capped', 'A limit above 100 is silently taken as 100.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start, size: Math.min(100, size) })),
  ),
  fault('pagination', 'total-of-page', 'total_num is the number of records on the page.', (s) =>
    plant.bodies(s, (body) => {
      body.total_num = (body.data_list as Row[]).length;
    }),
  ),
  fault('pagination', 'past-end-crash', 'An offset behind the end is an internal error.', (s) =>
    plant.answers(s, (answer, { query }) =>
      answer.status === 200 && (query.offset as number) > (answer.body as { total_num: number }).total_num
        ? { status: 500, headers: { 'content-type': 'text/plain' }, body: 'index out of range' }
        : answer,
    ),
  ),
  fault('pagination', 'limit-one-empty', 'A limit of 1 gives no records.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start, size: size === 1 ? 0 : size })),
  ),
  fault('pagination', 'offset-ignored-filtered', 'offset is ignored where status is given.', (s) =>
    plant.windows(s, ({ start, size }, { status }) => ({ start: status === undefined ? start : 0, size })),
  ),
  fault('filters', 'status-ignored', 'status selects nothing.', (s) => plant.ignore(s, 'status')),
  fault('filters', 'name-substring', 'resource_name finds names that contain it.', (s) =>
    plant.filter(s, 'resource_name', () => (row, value) => String(row.host_name ?? '').includes(value as string)),
  ),
  fault('filters', 'name-without-case', 'resource_name is compared without regard to case.', (s) =>
    plant.filter(
      s,
      'resource_name',
      () => (row, value) => String(row.host_name ?? '').toLowerCase() === (value as string).toLowerCase(),
    ),
  ),
  fault('filters', 'days-ignored', 'last_days selects nothing.', (s) => plant.ignore(s, 'last_days')),
  fault('filters', 'days-are-hours', 'last_days counts hours.', (s) =>
    plant.filter(s, 'last_days', (own) => (row, value, query) => own(row, (value as number) / 24, query)),
  ),
  fault('filters', 'days-are-weeks', 'last_days counts weeks.', (s) =>
    plant.filter(s, 'last_days', (own) => (row, value, query) => own(row, (value as number) * 7, query)),
  ),
  fault('filters', 'days-unstarted', 'Tasks that have not started are within any last_days.', (s) =>
    plant.filter(
      s,
      'last_days',
      (own) => (row, value, query) => row.started_at === undefined || own(row, value, query),
    ),
  ),
  fault('filters', 'disjunction', 'status and resource_name together select what either selects.', (s) =>
    plant.either(s, 'status', 'resource_name'),
  ),
  fault('filters', 'total-unfiltered', 'total_num is that of all tasks, whatever is filtered.', plant.totalOfAll),
  fault('filters', 'waiting-lost', 'A filter for waiting finds nothing.', (s) =>
    plant.filter(s, 'status', (own) => (row, value, query) => value !== 'waiting' && own(row, value, query)),
  ),
  fault('input', 'offset-optional', 'A missing offset is taken as 0.', (s) =>
    plant.reader(s, 'offset', (own) => (params, name) => (params.has(name) ? own(params, name) : 0)),
  ),
  fault('input', 'limit-optional', 'A missing limit is taken as 10.', (s) =>
    plant.reader(s, 'limit', (own) => (params, name) => (params.has(name) ? own(params, name) : 10)),
  ),
  fault('input', 'limit-zero', 'limit 0 is taken as 10.', (s) =>
    plant.reader(s, 'limit', (own) => (params, name) => (params.get(name) === '0' ? 10 : own(params, name))),
  ),
  fault('input', 'negative-offset', 'A negative offset is taken as 0.', (s) =>
    plant.reader(s, 'offset', (own) => (params, name) => (params.get(name)?.startsWith('-') ? 0 : own(params, name))),
  ),
  fault('input', 'negative-crash', 'A negative limit is an internal error.', (s) =>
    plant.crash(s, 'limit', (text) => text.startsWith('-')),
  ),
  fault('input', 'status-forgiven', 'An unknown status is ignored.', (s) => plant.forgive(s, 'status')),
  fault('input', 'unlisted-crash', 'A status that is not listed is an internal error.', (s) =>
    plant.crashAtUnlisted(s, 'status'),
  ),
  fault('input', 'days-zero', 'last_days 0 is taken as no last_days.', (s) =>
    plant.reader(s, 'last_days', (own) => (params, name) => (params.get(name) === '0' ? undefined : own(params, name))),
  ),
  fault('input', 'offset-zero-refused', 'offset 0 is refused as missing.', (s) =>
    plant.reader(s, 'offset', (own) => (params, name) => {
      const text = params.get(name);
      return own(Number(text) === 0 ? new Map() : params, name);
    }),
  ),
  fault('input', 'text-crash', 'A limit that is no number is an internal error.', (s) =>
    plant.crash(s, 'limit', (text) => Number.isNaN(Number(text))),
  ),
  fault('input', 'status-422', 'Bad parameters are answered with status 422.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, status: 422 })),
  ),
  fault('input', 'long-project', 'A project_id of 257 characters is accepted.', (s) =>
    plant.reader(s, 'project_id', () => (params, name) => params.get(name)),
  ),
  fault('wire', 'not-decoded', 'resource_name is not percent-decoded.', (s) =>
    plant.wire(s, (params, { query }) => {
      const raw = /(?:^|&)resource_name=([^&]*)/.exec(query)?.[1];
      return raw === undefined ? params : params.set('resource_name', raw);
    }),
  ),
  fault('wire', 'plus-kept', 'A percent-encoded + is read as a blank.', (s) =>
    plant.wire(s, (params) => {
      const name = params.get('resource_name');
      return name === undefined ? params : params.set('resource_name', name.replaceAll('+', ' '));
    }),
  ),
  fault('cross-response', 'order-changes', 'Every second answer lists the tasks the other way round.', plant.flip),
  fault('cross-response', 'process-differs', 'With a limit of 1, progress is shown as 0.', (s) =>
    plant.views(s, (row, { limit, status }) => {
      if (limit === 1 && status === undefined && row.status === 'failed') row.process = 0;
    }),
  ),
  fault('cross-response', 'total-flickers', 'Every third answer has one record less.', (s) =>
    plant.pages(s, (page, { number }) =>
      number % 3 === 0 ? { ...page, total: Math.max(0, page.total - 1), items: page.items.slice(0, -1) } : page,
    ),
  ),
  fault('links', 'success-at-90', 'A task that succeeded stays at 90 percent.', (s) =>
    plant.rows(s, (row, index) => {
      if (row.status === 'success' && index > 100) row.process = 90;
    }),
  ),
  fault('links', 'end-before-start', 'One record of 158 ends a day before it starts.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 124) row.ended_at = stamp(Date.parse(row.started_at as string) - DAY);
    }),
  ),
  fault('links', 'success-with-code', 'Tasks that succeeded have the error code 0.', (s) =>
    plant.rows(s, (row) => {
      if (row.status === 'success') row.error_info = { code: '0', message: '' };
    }),
  ),
  fault('links', 'success-with-message', 'Tasks that succeeded have the error message "success".', (s) =>
    plant.rows(s, (row) => {
      if (row.status === 'success') row.error_info = { code: '', message: 'success' };
    }),
  ),
];
