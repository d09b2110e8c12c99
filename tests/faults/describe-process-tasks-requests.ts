import { rpcParams } from '../reference/alibaba.js';
import * as plant from '../reference/planting.js';
import { type Fault, faultsOf } from './fault.js';

const fault = faultsOf('DescribeProcessTasks', 'process');

/** Defects of DescribeProcessTasks in how it takes requests. */
export const describeProcessTasksRequestFaults: readonly Fault[] = [
  fault('input', 'json-crash', 'TaskStatus that is no JSON is an internal error.', (s) =>
    plant.crash(s, 'TaskStatus', (text) => !/^\s*\[.*\]\s*$/s.test(text)),
  ),
  fault('input', 'json-forgiven', 'A YunCode that is no JSON is ignored.', (s) =>
    plant.reader(
      s,
      'YunCode',
      (own) => (params, name) => (params.get(name)?.startsWith('[') ? own(params, name) : undefined),
    ),
  ),
  fault('input', 'direction-forgiven', 'An unknown Direction is taken as desc.', (s) => plant.forgive(s, 'Direction')),
  fault('input', 'unlisted-crash', 'A value that no enum lists is an internal error.', (s) =>
    plant.crashAtUnlisted(s, 'TaskStatus', 'Source', 'YunCode', 'EntityType', 'TriggerSource'),
  ),
  fault('input', 'page-zero', 'PageNumber 0 is the first page.', (s) =>
    plant.reader(s, 'PageNumber', (own) => (params, name) => (params.get(name) === '0' ? 1 : own(params, name))),
  ),
  fault('input', 'source-forgiven', 'An unknown value in Source is ignored.', (s) => plant.forgive(s, 'Source')),
  fault('input', 'case-forgiven', 'EntityType is accepted in upper case.', (s) =>
    plant.reader(s, 'EntityType', (own) => (params, name) => {
      const text = params.get(name);
      return own(text === undefined ? params : new Map([[name, text.toLowerCase()]]), name);
    }),
  ),
  fault('input', 'size-text', 'A PageSize that is no number is taken as the default.', (s) =>
    plant.forgive(s, 'PageSize'),
  ),
  fault('input', 'long-crash', 'A ParamContent of more than 1000 characters is an internal error.', (s) =>
    plant.crash(s, 'ParamContent', (text) => text.length > 1000),
  ),
  fault('wire', 'form-ignored', 'The fields of a form body are ignored, except the action.', (s) =>
    plant.wire(s, (_, { query }) => new Map(new URLSearchParams(query))),
  ),
  fault('wire', 'get-json', 'In a GET, parameters with JSON are ignored.', (s) =>
    plant.wire(s, (params, { method }) =>
      method === 'GET' ? new Map([...params].filter(([, value]) => !value.startsWith('['))) : params,
    ),
  ),
  fault('wire', 'header-action', 'An action in a header is not found.', (s) =>
    plant.hide(s, ({ named }) => named === 'header'),
  ),
  fault('wire', 'form-plus', 'In a form body, + is not read as a blank.', (s) => {
    s.collect = (incoming) => rpcParams({ ...incoming, body: incoming.body.replaceAll('+', '%2B') });
  }),
];
