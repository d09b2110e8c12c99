import * as plant from '../reference/planting.js';
import type { Refused, Row } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const task = faultsOf('ListOperationTask', 'task');
const detail = faultsOf('ListOperationProcessDetail', 'detail');
const event = faultsOf('DescribeSecurityEventOperationStatus', 'event');
const process = faultsOf('DescribeProcessTasks', 'process');
const log = faultsOf('ListOperationLogsByVaultName', 'log');

/** Defects in the shape of single answers: types, values, envelopes, statuses, bytes. */
export const shapeFaults: readonly Fault[] = [
  task('schema', 'boolean-text', 'SupportRollBack is the text "true" or "false".', (s) =>
    plant.views(s, (row) => {
      row.SupportRollBack = String(row.SupportRollBack);
    }),
  ),
  task('schema', 'boolean-number', 'InstanceFreed is 0 or 1.', (s) =>
    plant.views(s, (row) => {
      row.InstanceFreed = Number(row.InstanceFreed);
    }),
  ),
  task('status', 'support-type-4', 'Three records of 187 have the RepairSupportType 4.', (s) =>
    plant.rows(s, (row, index) => {
      if (index % 70 === 33) row.RepairSupportType = 4;
    }),
  ),
  task('schema', 'half-millisecond', 'LastCheckTime has a fraction in released instances.', (s) =>
    plant.rows(s, (row) => {
      if (row.InstanceFreed && row.LastCheckTime !== undefined) row.LastCheckTime = (row.LastCheckTime as number) + 0.5;
    }),
  ),
  task('schema', 'list-is-object', 'OperationTasks is an object with the numbers of its items as keys.', (s) =>
    plant.bodies(s, (body) => {
      body.OperationTasks = { ...(body.OperationTasks as Row[]) };
    }),
  ),
  task('schema', 'null-item', 'Pages that are not full end in a null.', (s) =>
    plant.bodies(s, (body) => {
      const { Count, PageSize } = body.PageInfo as Row;
      if (Number(Count) > 0 && Number(Count) < Number(PageSize)) (body.OperationTasks as unknown[]).push(null);
    }),
  ),
  task('schema', 'cut-off', 'Bodies of more than 16,000 characters are cut off.', (s) =>
    plant.answers(s, (answer) => {
      const text = JSON.stringify(answer.body);
      return text.length > 16_000 ? { ...answer, body: text.slice(0, 16_000) } : answer;
    }),
  ),
  task('schema', 'total-text-filtered', 'With Type, TotalCount is a text.', (s) =>
    plant.bodies(s, (body, { query }) => {
      const info = body.PageInfo as Row;
      if (query.Type !== undefined) info.TotalCount = String(info.TotalCount);
    }),
  ),
  task('pagination', 'size-echo-20', 'PageSize of the response is always 20.', (s) =>
    plant.bodies(s, (body) => {
      (body.PageInfo as Row).PageSize = 20;
    }),
  ),
  detail('schema', 'time-iso', 'CreateTime is written as 2024-11-12T08:26:40Z.', (s) =>
    plant.views(s, (row) => {
      row.CreateTime = new Date(row.CreateTime as number).toISOString();
    }),
  ),
  detail('schema', 'total-minus-one', 'TotalCount is -1 where nothing matches.', (s) =>
    plant.pages(s, (page) => (page.total === 0 ? { ...page, total: -1 } : page)),
  ),
  detail('schema', 'null-check', 'Lists of three checks have a null among them.', (s) =>
    plant.views(s, (row) => {
      const checks = row.Checks as unknown[] | undefined;
      if (checks?.length === 3) checks[1] = null;
    }),
  ),
  detail('schema', 'code-name', 'StatusCode of subtasks that failed is the text "failed".', (s) =>
    plant.views(s, (row) => {
      if (row.StatusCode === 4) row.StatusCode = 'failed';
    }),
  ),
  detail('pagination', 'count-is-total', 'Count is TotalCount.', (s) =>
    plant.bodies(s, (body) => {
      const info = body.PageInfo as Row;
      info.Count = info.TotalCount;
    }),
  ),
  event('schema', 'double-encoded', 'SecurityEventOperationStatusResponse is a text with JSON.', (s) =>
    plant.bodies(s, (body) => {
      body.SecurityEventOperationStatusResponse = JSON.stringify(body.SecurityEventOperationStatusResponse);
    }),
  ),
  event('status', 'task-failed', 'A task that failed has the TaskStatus Failed, which is that of events.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Failure') one.status = 'Failed';
    }),
  ),
  event('status', 'event-pending', 'Events of a pending task have the Status Pending, which is that of tasks.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Pending') for (const each of one.events) each.status = 'Pending';
    }),
  ),
  event('schema', 'code-number', 'ErrorCode of events that failed is a number.', (s) =>
    plant.bodies(s, (body) => {
      const response = body.SecurityEventOperationStatusResponse as Row;
      for (const one of response.SecurityEventOperationStatuses as Row[])
        if (one.Status === 'Failed' && one.ErrorCode !== undefined) one.ErrorCode = 500;
    }),
  ),
  event('input', 'empty-error', 'Refusals have no body.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: '' })),
  ),
  process('schema', 'page-flat', 'TotalCount, PageNumber and PageSize stand beside ProcessTasks, not in Page.', (s) =>
    plant.bodies(s, ({ Page, ...body }) => ({ ...body, ...(Page as Row) })),
  ),
  process('status', 'trigger-source', 'Tasks of playbooks have the TriggerSource soar_manual.', (s) =>
    plant.views(s, (row) => {
      if (row.TriggerSource === 'soar-manual') row.TriggerSource = 'soar_manual';
    }),
  ),
  process('schema', 'time-text-sorted', 'Sorted by RemoveTime, RemoveTime is a text.', (s) =>
    plant.views(s, (row, { OrderField }) => {
      if (OrderField === 'RemoveTime' && row.RemoveTime !== undefined) row.RemoveTime = String(row.RemoveTime);
    }),
  ),
  process('schema', 'error-object', 'ErrTip is an object with texts in two languages.', (s) =>
    plant.views(s, (row) => {
      if (row.ErrTip !== undefined) row.ErrTip = { zh: '检查', en: row.ErrTip };
    }),
  ),
  process('pagination', 'size-echo-zero', 'Without PageSize the response says PageSize 0.', (s) =>
    plant.bodies(s, (body, { params }) => {
      if (!params.has('PageSize')) (body.Page as Row).PageSize = 0;
    }),
  ),
  log('schema', 'total-missing', 'total_num is missing behind the first page.', (s) =>
    plant.bodies(s, (body, { query }) => {
      if ((query.offset as number) > 0) delete body.total_num;
    }),
  ),
  log('schema', 'host-number', 'host_id is a number.', (s) =>
    plant.views(s, (row) => {
      row.host_id = Number.parseInt(String(row.host_id).slice(-3), 16);
    }),
  ),
  log('schema', 'not-a-number', 'process of skipped tasks is NaN, which is no JSON.', (s) =>
    plant.answers(s, (answer) => ({
      ...answer,
      body:
        answer.status === 200
          ? JSON.stringify(answer.body).replaceAll(
              /"process":0,"status":"skipped"/g,
              '"process":NaN,"status":"skipped"',
            )
          : answer.body,
    })),
  ),
  log('schema', 'no-content', 'Where nothing matches the answer is 204 without a body.', (s) =>
    plant.answers(s, (answer) =>
      answer.status === 200 && (answer.body as Row).total_num === 0 ? { ...answer, status: 204, body: '' } : answer,
    ),
  ),
  log('schema', 'error-list', 'error_info of failed tasks is a list of errors.', (s) =>
    plant.views(s, (row) => {
      if (row.status === 'failed') row.error_info = [row.error_info];
    }),
  ),
  log('schema', 'time-number', 'started_at of running tasks is a number of milliseconds.', (s) =>
    plant.views(s, (row) => {
      if (row.status === 'running') row.started_at = Date.parse(String(row.started_at));
    }),
  ),
  log('input', 'html-error', 'Refusals are pages of HTML.', (s) =>
    plant.errors(s, (answer) => ({
      ...answer,
      headers: { 'content-type': 'text/html' },
      body: '<html><body><h1>400 Bad Request</h1></body></html>',
    })),
  ),
  log('input', 'not-json-label', 'Refusals are labelled text/plain, and are JSON twice over.', (s) => {
    s.refuse = (_: Refused, requestId) => ({
      status: 400,
      headers: { 'content-type': 'text/plain', 'x-request-id': requestId },
      body: JSON.stringify(JSON.stringify({ error_code: 'HSS.0001', error_msg: 'Invalid parameter.' })),
    });
  }),
];
