import * as plant from '../reference/planting.js';
import { Refused, type Row, type SecurityEvent } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('DescribeSecurityEventOperationStatus', 'event');
const task = (body: Row) => body.SecurityEventOperationStatusResponse as Row;
const events = (body: Row) => task(body).SecurityEventOperationStatuses as Row[];

/** Defects of DescribeSecurityEventOperationStatus. */
export const describeSecurityEventOperationStatusFaults: readonly Fault[] = [
  fault('schema', 'task-status-missing', 'TaskStatus is missing.', (s) =>
    plant.bodies(s, (body) => {
      delete task(body).TaskStatus;
    }),
  ),
  fault('schema', 'null-list', 'The list of events is null where it is empty.', (s) =>
    plant.bodies(s, (body) => {
      if (events(body).length === 0) task(body).SecurityEventOperationStatuses = null;
    }),
  ),
  fault('schema', 'id-number', 'SecurityEventId is a number.', (s) =>
    plant.bodies(s, (body) => {
      for (const event of events(body)) event.SecurityEventId = Number(event.SecurityEventId);
    }),
  ),
  fault('schema', 'request-id-missing', 'RequestId is missing.', (s) =>
    plant.bodies(s, (body) => {
      delete body.RequestId;
    }),
  ),
  fault('schema', 'error-envelope', 'Errors have their fields in lower case.', (s) =>
    plant.errors(s, (answer) => ({
      ...answer,
      body: Object.fromEntries(Object.entries(answer.body as Row).map(([key, value]) => [key.toLowerCase(), value])),
    })),
  ),
  fault('schema', 'single-object', 'A single event is an object instead of a list.', (s) =>
    plant.bodies(s, (body) => {
      if (events(body).length === 1) task(body).SecurityEventOperationStatuses = events(body)[0];
    }),
  ),
  fault('status', 'undocumented-event', 'One event of a task has the status Ignored.', (s) =>
    plant.tasks(s, ({ events }) => {
      for (const event of events) if (event.id === '12325') event.status = 'Ignored';
    }),
  ),
  fault('status', 'lower-case', 'The status of a running task is shown in lower case.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Processing') one.status = 'processing';
    }),
  ),
  fault('status', 'narrowed', 'Asked for by SecurityEventIds, a failed event is shown as Failure.', (s) =>
    plant.bodies(s, (body, { query }) => {
      for (const event of events(body))
        if (query.SecurityEventIds && event.Status === 'Failed') event.Status = 'Failure';
    }),
  ),
  fault('filters', 'events-ignored', 'SecurityEventIds does not narrow the list.', (s) => {
    s.select = (one) => one.events;
  }),
  fault('filters', 'events-first', 'Of several SecurityEventIds only the first counts.', (s) => {
    s.select = (one, { SecurityEventIds: ids }) =>
      one.events.filter(({ id }) => ids === undefined || (ids as string[])[0] === id);
  }),
  fault('filters', 'events-last', 'Of several SecurityEventIds only the last counts.', (s) => {
    s.select = (one, { SecurityEventIds: ids }) =>
      one.events.filter(({ id }) => ids === undefined || (ids as string[]).at(-1) === id);
  }),
  fault('filters', 'events-without-task', 'Without TaskId, all events of the task are listed.', (s) => {
    const before = s.select;
    s.select = (one, query) => (query.TaskId === undefined ? one.events : before(one, query));
  }),
  fault('filters', 'unknown-invented', 'An unknown event is listed as Processing.', (s) => {
    const before = s.select;
    s.select = (one, query) => {
      const found = before(one, query);
      const known = new Set(found.map(({ id }) => id));
      const unknown = ((query.SecurityEventIds ?? []) as string[]).filter((id) => !known.has(id));
      return [...found, ...unknown.map((id): SecurityEvent => ({ id, status: 'Processing' }))];
    };
  }),
  fault('filters', 'empty-if-task', 'TaskId and SecurityEventIds together list nothing.', (s) => {
    const before = s.select;
    s.select = (one, query) => (query.TaskId !== undefined && query.SecurityEventIds ? [] : before(one, query));
  }),
  fault('input', 'nothing-asked', 'A request without TaskId and SecurityEventIds is answered.', (s) => {
    s.check = (query) => {
      if (query.TaskId === undefined && query.SecurityEventIds === undefined) query.TaskId = 12121;
    };
  }),
  fault('input', 'unknown-task-empty', 'An unknown task is answered as an empty pending one.', (s) => {
    const before = s.find;
    s.find = (query) => before(query) ?? { id: 0, status: 'Pending', events: [] };
  }),
  fault('input', 'unknown-task-404', 'An unknown task is reported with status 404.', (s) =>
    plant.errors(s, (answer) =>
      (answer.body as Row).Code === 'OperationTaskNotExists' ? { ...answer, status: 404 } : answer,
    ),
  ),
  fault('input', 'zero-crash', 'TaskId 0 is an internal error.', (s) =>
    plant.crash(s, 'TaskId', (text) => text === '0'),
  ),
  fault('input', 'text-crash', 'A TaskId that is no number is an internal error.', (s) =>
    plant.crash(s, 'TaskId', (text) => !/^-?\d+$/.test(text)),
  ),
  fault('input', 'fraction', 'A fractional TaskId is cut to a whole one.', (s) =>
    plant.reader(s, 'TaskId', (own) => (params, name) => {
      const text = params.get(name);
      return own(text === undefined ? params : new Map([[name, text.replace(/\..*$/, '')]]), name);
    }),
  ),
  fault('input', 'trailing-text', 'Text behind the digits of a TaskId is ignored.', (s) =>
    plant.reader(s, 'TaskId', (own) => (params, name) => {
      const digits = /^\s*-?\d+/.exec(params.get(name) ?? '')?.[0];
      return own(digits === undefined ? params : new Map([[name, digits.trim()]]), name);
    }),
  ),
  fault('input', 'overflow', 'A TaskId beyond 64 bits is taken as an unknown one, and that as success.', (s) =>
    plant.reader(
      s,
      'TaskId',
      (own) => (params, name) => (Math.abs(Number(params.get(name))) > 2 ** 63 ? 12121 : own(params, name)),
    ),
  ),
  fault('input', 'long-ip-refused', 'A SourceIp of more than 15 characters is refused.', (s) =>
    plant.reader(s, 'SourceIp', (own) => (params, name) => {
      if ((params.get(name)?.length ?? 0) > 15) throw new Refused('invalid', name);
      return own(params, name);
    }),
  ),
  fault('input', 'non-ascii-crash', 'A SecurityEventId with other than ASCII characters is an internal error.', (s) =>
    plant.crash(s, 'SecurityEventIds', (text) => /[^\0-\x7f]/.test(text)),
  ),
  fault('input', 'missing-code', 'An unknown task is reported with the code IllegalParam.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { ...(answer.body as Row), Code: 'IllegalParam' } })),
  ),
  fault('wire', 'get-lists', 'In a GET, SecurityEventIds is ignored.', (s) =>
    plant.wire(s, (params, { method }) =>
      method === 'GET' ? new Map([...params].filter(([name]) => !name.startsWith('SecurityEventIds.'))) : params,
    ),
  ),
  fault('wire', 'form-refused', 'Parameters in a form body are ignored, except the action.', (s) =>
    plant.wire(s, (_, { query }) => new Map(new URLSearchParams(query))),
  ),
  fault('wire', 'query-action', 'An action in the query string is not found.', (s) =>
    plant.hide(s, ({ named }) => named === 'query'),
  ),
  fault('wire', 'first-index', 'Of a list only the element with index 1 arrives.', (s) =>
    plant.wire(s, (params) => new Map([...params].filter(([name]) => !/\.(?!1$)\d+$/.test(name)))),
  ),
  fault('cross-response', 'constant-request-id', 'RequestId is always the same.', (s) =>
    plant.bodies(s, (body) => {
      body.RequestId = '1683940A-E4AE-4473-8C40-F4075434B76B';
    }),
  ),
  fault('cross-response', 'status-flips', 'Every second answer calls a handled event Failed.', (s) =>
    plant.bodies(s, (body, { number }) => {
      const event = events(body)[0];
      if (number % 2 === 0 && event?.Status === 'Success') event.Status = 'Failed';
    }),
  ),
  fault(
    'cross-response',
    'narrowed-differs',
    'Asked for by SecurityEventIds, a handled event is still Processing.',
    (s) =>
      plant.bodies(s, (body, { query }) => {
        for (const event of events(body))
          if (query.SecurityEventIds && event.Status === 'Success') event.Status = 'Processing';
      }),
  ),
  fault('cross-response', 'list-shrinks', 'Every third answer lacks the last event.', (s) =>
    plant.bodies(s, (body, { number }) => {
      if (number % 3 === 0) events(body).pop();
    }),
  ),
  fault('links', 'success-unfinished', 'A task is called Success while some of its events are Processing.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Processing') one.status = 'Success';
    }),
  ),
  fault('links', 'pending-handled', 'A task is called Pending although it has handled events.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Processing') one.status = 'Pending';
    }),
  ),
  fault('links', 'failure-unfinished', 'A task is called Failure while some of its events are Processing.', (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Processing') one.status = 'Failure';
    }),
  ),
  fault('links', 'success-with-failed', 'A task is called Success with one event that failed.', (s) =>
    plant.tasks(s, (one) => {
      if (one.id !== 12121) return;
      one.status = 'Success';
      for (const event of one.events) if (event.status === 'Processing') event.status = 'Success';
    }),
  ),
];
