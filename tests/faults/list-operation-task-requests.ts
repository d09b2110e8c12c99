import * as plant from '../reference/planting.js';
import { numbered } from '../reference/readers.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('ListOperationTask', 'task');

/** Defects of ListOperationTask in how it takes requests. */
export const listOperationTaskRequestFaults: readonly Fault[] = [
  fault('input', 'type-forgiven', 'An unknown Type is ignored.', (s) => plant.forgive(s, 'Type')),
  fault('input', 'unlisted-crash', 'A Type or status that is not listed is an internal error.', (s) =>
    plant.crashAtUnlisted(s, 'Type', 'Statuses'),
  ),
  fault('input', 'page-zero-crash', 'CurrentPage 0 is an internal error.', (s) =>
    plant.crash(s, 'CurrentPage', (text) => text === '0'),
  ),
  fault('input', 'negative-size', 'A negative PageSize is taken as the default.', (s) =>
    plant.reader(
      s,
      'PageSize',
      (own) => (params, name) => (params.get(name)?.startsWith('-') ? 20 : own(params, name)),
    ),
  ),
  fault('input', 'fraction', 'A fractional PageSize is cut to a whole one.', (s) =>
    plant.reader(s, 'PageSize', (own) => (params, name) => {
      const text = params.get(name);
      return own(text === undefined ? params : new Map([[name, text.replace(/\..*$/, '')]]), name);
    }),
  ),
  fault('input', 'check-id-forgiven', 'A CheckId that is no number is ignored.', (s) => plant.forgive(s, 'CheckId')),
  fault('input', 'page-overflow', 'A CurrentPage beyond 31 bits is an internal error.', (s) =>
    plant.crash(s, 'CurrentPage', (text) => Number(text) > 2_147_483_647),
  ),
  fault('input', 'second-status-unchecked', 'Only the first of the Statuses is checked.', (s) =>
    plant.reader(s, 'Statuses', (own) => (params, name) => {
      const all = numbered(params, name);
      if (all === undefined) return own(params, name);
      own(new Map([[`${name}.1`, all[0] as string]]), name);
      return all;
    }),
  ),
  fault('input', 'long-text', 'A TaskId of more than 255 characters is an internal error.', (s) =>
    plant.crash(s, 'TaskId', (text) => text.length > 255),
  ),
  fault('input', 'non-ascii', 'A TaskId with other than ASCII characters is an internal error.', (s) =>
    plant.crash(s, 'TaskId', (text) => /[^\0-\x7f]/.test(text)),
  ),
  fault('input', 'success-with-error', 'Errors are sent with HTTP status 200.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, status: 200 })),
  ),
  fault('input', 'plain-text-error', 'Errors are sent as plain text.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, headers: { 'content-type': 'text/plain' }, body: 'Bad Request' })),
  ),
  fault('wire', 'no-commas', 'Statuses with commas are taken as one status.', (s) =>
    plant.reader(s, 'Statuses', (own) => (params, name) => {
      const text = params.get(name);
      return own(text?.includes(',') ? new Map([[`${name}.1`, text]]) : params, name);
    }),
  ),
  fault('wire', 'form-ignored', 'The fields of a form body are ignored, except the action.', (s) =>
    plant.wire(s, (_, { query }) => new Map(new URLSearchParams(query))),
  ),
  fault('wire', 'query-action', 'An action in the query string is not found.', (s) =>
    plant.hide(s, ({ named }) => named === 'query'),
  ),
  fault('wire', 'post-refused', 'POST is not answered.', (s) => plant.hide(s, ({ method }) => method === 'POST')),
  fault(
    'wire',
    'zero-based-list',
    'Lists are read from index 0 on, so that Statuses.1 without Statuses.0 is no list.',
    (s) => plant.wire(s, (params) => new Map([...params].filter(([name]) => !name.startsWith('Statuses.')))),
  ),
];
