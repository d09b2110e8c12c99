import * as plant from '../reference/planting.js';
import type { Row } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('ListOperationTask', 'task');
const info = (body: Row) => body.PageInfo as Row;

/** Defects of ListOperationTask. */
export const listOperationTaskFaults: readonly Fault[] = [
  fault('schema', 'check-id-text', 'CheckId is a text.', (s) =>
    plant.views(s, (row) => {
      row.CheckId = String(row.CheckId);
    }),
  ),
  fault('schema', 'status-missing', 'One record of 187 has no Status.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 143) delete row.Status;
    }),
  ),
  fault('schema', 'region-null', 'RegionId is null in one record of 187.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 101) row.RegionId = null;
    }),
  ),
  fault('schema', 'seconds', 'DealTime is in seconds where the instance was released.', (s) =>
    plant.rows(s, (row) => {
      if (row.InstanceFreed && row.DealTime) row.DealTime = Math.floor((row.DealTime as number) / 1000);
    }),
  ),
  fault('schema', 'content-type', 'Answers are labelled text/html.', (s) =>
    plant.answers(s, (answer) => ({ ...answer, headers: { ...answer.headers, 'content-type': 'text/html' } })),
  ),
  fault('schema', 'error-envelope', 'Errors come as {code, msg}.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { code: 400, msg: 'bad request' } })),
  ),
  fault('schema', 'page-info-missing', 'PageInfo is missing where nothing matches.', (s) =>
    plant.bodies(s, (body) => {
      if (info(body).TotalCount === 0) delete body.PageInfo;
    }),
  ),
  fault('status', 'undocumented-status', 'One record of 187 has the status REPAIR_PAUSED.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 150) row.Status = 'REPAIR_PAUSED';
    }),
  ),
  fault('status', 'lower-case-filtered', 'Under a Statuses filter for FAIL, the status is shown as "fail".', (s) =>
    plant.views(s, (row, { Statuses }) => {
      if ((Statuses as string[] | undefined)?.includes('FAIL') && row.Status === 'FAIL') row.Status = 'fail';
    }),
  ),
  fault('status', 'undocumented-type', 'One record of 187 has the type CHECK.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 77) row.Type = 'CHECK';
    }),
  ),
  fault('status', 'undocumented-risk', 'Two records of 187 have the risk level critical.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 12 || index === 170) row.RiskLevel = 'critical';
    }),
  ),
  fault('pagination', 'overlap', 'Pages from the second on begin one record too early.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: Math.max(0, start - (start > 0 ? 1 : 0)), size })),
  ),
  fault('pagination', 'gap', 'Pages from the second on begin one record too late.', (s) =>
    plant.windows(s, ({ start, size }) => ({ start: start > 0 ? start + 1 : 0, size })),
  ),
  fault('pagination', 'total-of-page', 'TotalCount is the number of records on the page.', (s) =>
    plant.bodies(s, (body) => {
      info(body).TotalCount = info(body).Count;
    }),
  ),
  fault('pagination', 'padded', 'The last page is filled up with the first records.', (s) =>
    plant.pages(s, (page, { query }) => {
      const missing = page.size - page.items.length;
      if (page.items.length === 0 || missing <= 0) return page;
      const padding = plant.shown(s, plant.selected(s, query), 0, missing, query);
      return { ...page, items: [...page.items, ...padding] };
    }),
  ),
  fault('pagination', 'capped', 'A PageSize above 50 is silently taken as 50, and repeated as asked.', (s) =>
    plant.windows(s, ({ size }, { CurrentPage }) => ({
      start: ((CurrentPage as number) - 1) * Math.min(size, 50),
      size: Math.min(size, 50),
    })),
  ),
  fault('pagination', 'default-size', 'Without PageSize a page has 10 records.', (s) =>
    plant.wire(s, (params) => (params.has('PageSize') ? params : params.set('PageSize', '10'))),
  ),
  fault('pagination', 'past-end', 'Behind the end, the last page is shown again.', (s) =>
    plant.pages(s, (page, { query }) => {
      if (page.items.length > 0 || page.total === 0) return page;
      const start = Math.floor((page.total - 1) / page.size) * page.size;
      return { ...page, items: plant.shown(s, plant.selected(s, query), start, page.size, query) };
    }),
  ),
  fault('pagination', 'count-is-size', 'Count is the PageSize, also on the last page.', (s) =>
    plant.bodies(s, (body) => {
      info(body).Count = info(body).PageSize;
    }),
  ),
  fault('pagination', 'drift', 'TotalCount is one more on every page after the first.', (s) =>
    plant.pages(s, (page) => ({ ...page, total: page.total + (page.start > 0 ? 1 : 0) })),
  ),
  fault('pagination', 'zero-based-echo', 'CurrentPage of the response counts from 0.', (s) =>
    plant.bodies(s, (body) => {
      info(body).CurrentPage = (info(body).CurrentPage as number) - 1;
    }),
  ),
  fault('pagination', 'last-lost', 'The last record of a result is never shown, but counted.', (s) =>
    plant.pages(s, (page) => ({ ...page, items: page.items.slice(0, Math.max(0, page.total - 1 - page.start)) })),
  ),
  fault('filters', 'type-ignored', 'Type selects nothing.', (s) => plant.ignore(s, 'Type')),
  fault('filters', 'statuses-first', 'Of several Statuses only the first counts.', (s) =>
    plant.filter(s, 'Statuses', (own) => (row, value, query) => own(row, (value as unknown[]).slice(0, 1), query)),
  ),
  fault('filters', 'statuses-last', 'Of several Statuses only the last counts.', (s) =>
    plant.filter(s, 'Statuses', (own) => (row, value, query) => own(row, (value as unknown[]).slice(-1), query)),
  ),
  fault('filters', 'check-id-zero', 'CheckId 0 is taken as no CheckId.', (s) =>
    plant.filter(s, 'CheckId', (own) => (row, value, query) => !value || own(row, value, query)),
  ),
  fault('filters', 'check-id-32-bit', 'CheckId is cut to 32 bits before it is compared.', (s) =>
    plant.filter(s, 'CheckId', (own) => (row, value, query) => own(row, (value as number) | 0, query)),
  ),
  fault('filters', 'total-unfiltered', 'TotalCount is that of all tasks, whatever is filtered.', plant.totalOfAll),
  fault('filters', 'instances-or', 'One property of an instance is enough to match.', (s) =>
    plant.filter(
      s,
      'OperationTaskInstances',
      () => (row, value) =>
        (value as Row[]).some(({ RegionId, InstanceId }) => RegionId === row.RegionId || InstanceId === row.InstanceId),
    ),
  ),
  fault('filters', 'instances-first', 'Of several instances only the first counts.', (s) =>
    plant.filter(
      s,
      'OperationTaskInstances',
      (own) => (row, value, query) => own(row, (value as Row[]).slice(0, 1), query),
    ),
  ),
  fault('filters', 'instances-region', 'RegionId of an instance is not looked at.', (s) =>
    plant.filter(
      s,
      'OperationTaskInstances',
      (own) => (row, value, query) =>
        own(
          row,
          (value as Row[]).map(({ RegionId, ...rest }) => rest),
          query,
        ),
    ),
  ),
  fault('filters', 'disjunction', 'Type and Statuses together select what either selects.', (s) =>
    plant.either(s, 'Type', 'Statuses'),
  ),
  fault('filters', 'first-page-only', 'Statuses is forgotten from the second page on.', (s) =>
    plant.filter(
      s,
      'Statuses',
      (own) => (row, value, query) => (query.CurrentPage as number) > 1 || own(row, value, query),
    ),
  ),
  fault('cross-response', 'constant-request-id', 'RequestId is always the same.', (s) =>
    plant.bodies(s, (body) => {
      body.RequestId = '3956048F-9D73-5EDB-834B-4827BB480000';
    }),
  ),
  fault('cross-response', 'order-changes', 'Every second answer lists the tasks the other way round.', plant.flip),
  fault('cross-response', 'language-drops', 'In English, tasks of one check item are left out.', (s) => {
    const before = s.match;
    s.match = (row, query) => before(row, query) && !(query.Lang === 'en' && row.CheckId === 151);
  }),
  fault('cross-response', 'status-differs', 'Asked for by TaskId, a task has another risk level.', (s) =>
    plant.views(s, (row, { TaskId }) => {
      if (TaskId !== undefined) row.RiskLevel = row.RiskLevel === 'high' ? 'low' : 'high';
    }),
  ),
  fault('links', 'rollback-unsupported', 'One record of repair type 1 does not support rollback.', (s) =>
    plant.rows(s, (row, index) => {
      if (index === 120) Object.assign(row, { RepairSupportType: 1, SupportRollBack: false });
    }),
  ),
  fault('links', 'rollback-of-type-2', 'Repair type 2 supports rollback in released instances.', (s) =>
    plant.rows(s, (row) => {
      if (row.RepairSupportType === 2 && row.InstanceFreed) row.SupportRollBack = true;
    }),
  ),
  fault('links', 'error-of-success', 'A verified rollback keeps the error of the attempt before.', (s) =>
    plant.rows(s, (row) => {
      if (row.Status === 'ROLL_BACK_VERIFIED') Object.assign(row, { ErrorCode: 'Timeout', ErrorMsg: 'timed out' });
    }),
  ),
];
