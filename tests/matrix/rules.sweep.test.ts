import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { rulesOf } from '../../scripts/judge/index.js';
import { loadContracts } from '../../scripts/load/load.js';
import { recordApplication } from './application-traffic.js';
import { byJudge } from './by-judge.js';
import { suites } from './suites.js';
import { FAILED } from './verdict.js';

/**
 * For each rule, by id, a server of the suites that it has something to say about, in the traffic of an application. A
 * rule that a new contract or a new file brings needs a line here: a rule that nothing breaks might as well be empty.
 */
const broken: Readonly<Record<string, string>> = {
  conjunction: 'detail-range-in-seconds',
  'documented-values': 'detail-code-name',
  'entity-agreement': 'event-narrowed-differs',
  'error-code-only-on-failure': 'process-rich',
  'error-message-only-on-failure': 'process-rich',
  'error-schema': 'task-content-type',
  'error-tip-only-on-failure': 'process-rich',
  'failure-has-a-failed-event': 'event-next-task',
  'filter:CheckId': 'task-order-changes',
  'filter:EndTime': 'detail-range-in-seconds',
  'filter:EntityName': 'process-form-ignored',
  'filter:EntityType': 'process-form-ignored',
  'filter:EntityUuid': 'process-form-ignored',
  'filter:EventUuid': 'process-form-ignored',
  'filter:OperationTaskInstances': 'task-instances-or',
  'filter:ParamContent': 'process-form-ignored',
  'filter:ProcessActionEnd': 'process-form-ignored',
  'filter:ProcessActionStart': 'process-action-in-seconds',
  'filter:ProcessRemoveEnd': 'process-remove-end-ignored',
  'filter:ProcessRemoveStart': 'process-remove-start-ignored',
  'filter:ProcessStrategyUuid': 'process-form-ignored',
  'filter:ReqUuid': 'process-req-uuid-empty',
  'filter:SceneCode': 'process-form-ignored',
  'filter:Scope': 'process-form-ignored',
  'filter:SecurityEventIds': 'event-events-first',
  'filter:Source': 'process-form-ignored',
  'filter:StartTime': 'detail-range-in-seconds',
  'filter:StatusCodes': 'detail-code-name',
  'filter:Statuses': 'task-order-changes',
  'filter:TaskId': 'process-form-ignored',
  'filter:TaskIds': 'detail-task-ids-first',
  'filter:TaskStatus': 'process-form-ignored',
  'filter:TriggerSource': 'process-form-ignored',
  'filter:Type': 'task-order-changes',
  'filter:YunCode': 'process-form-ignored',
  'filter:last_days': 'log-days-are-hours',
  'filter:resource_name': 'log-disjunction',
  'filter:status': 'log-total-of-page',
  'filtered-total': 'task-gap',
  'finished-task-left-no-event': 'event-narrowed-differs',
  'http-status': 'all-unavailable',
  'ids-trimmed': 'detail-id-with-newline',
  'invalid-input': 'process-form-ignored',
  'language:Lang': 'task-not-translated',
  'missing-input': 'event-nothing-asked',
  'modified-after-created': 'process-modified-before-created',
  'not-started-without-end-time': 'detail-sample-times',
  'not-started-without-start-time': 'detail-sample-times',
  'page-count': 'task-count-is-size',
  'page-default': 'task-zero-based-echo',
  'page-echo': 'process-form-ignored',
  'page-full': 'task-gap',
  'page-partition': 'task-order-changes',
  'page-past-end': 'process-past-end',
  'page-refusal': 'detail-get-refused',
  'page-size': 'process-form-ignored',
  'page-total': 'process-overlap',
  'page-window': 'detail-fixed-stride',
  'part-of-whole': 'log-total-of-page',
  'pending-handled-nothing-yet': 'event-event-pending',
  'refusal-code': 'detail-get-refused',
  'remove-time-needs-something-to-remove': 'process-rich',
  'remove-time-only-after-removal': 'process-rich',
  'request-id': 'detail-request-id-repeats',
  'response-schema': 'task-boolean-text',
  'rollback-supported-by-type-1': 'task-boolean-text',
  'rollback-unsupported-by-type-2': 'task-boolean-text',
  'running-without-end-time': 'detail-sample-times',
  'same-answer': 'event-task-goes-back',
  'sequence-gap': 'process-overlap',
  'sequence-overlap': 'process-overlap',
  'sequence-total': 'detail-second-empty',
  'sort-default': 'process-form-ignored',
  'sort-direction-default': 'process-form-ignored',
  'sort-order': 'process-form-ignored',
  'sort-set': 'process-absent-left-out',
  'subtask-times-in-order': 'detail-sample-times',
  'success-handled-every-event': 'event-narrowed-differs',
  'success-is-complete': 'log-process-text',
  'success-without-error-code': 'log-success-code',
  'success-without-error-message': 'log-success-code',
  'task-times-in-order': 'process-rich',
  'undeclared-fields': 'task-success-with-error',
  'unfinished-without-end': 'log-end-expected',
  'unlisted:Direction': 'process-direction-forgiven',
  'unlisted:EntityType': 'process-unlisted-crash',
  'unlisted:Lang': 'detail-language-forgiven',
  'unlisted:Source': 'process-unlisted-crash',
  'unlisted:StatusCodes': 'detail-unlisted-crash',
  'unlisted:Statuses': 'task-unlisted-crash',
  'unlisted:TaskStatus': 'process-unlisted-crash',
  'unlisted:TriggerSource': 'process-unlisted-crash',
  'unlisted:Type': 'task-unlisted-crash',
  'unlisted:YunCode': 'process-unlisted-crash',
  'unlisted:status': 'log-unlisted-crash',
  'uuids-trimmed': 'process-newlines',
  'valid-input': 'detail-get-refused',
};

const contracts = loadContracts(fileURLToPath(new URL('../../specs', import.meta.url)));
const servers = [...suites.faults, ...suites.honest];

/** What the judge says of a server: with all of its rules, and without those that the server is there for. */
interface Said {
  readonly all: readonly string[];
  readonly rest: readonly string[];
}
const known = new Map<string, Promise<Said>>();

function saidOf(id: string): Promise<Said> {
  const said = known.get(id) ?? judged(id);
  known.set(id, said);
  return said;
}

async function judged(id: string): Promise<Said> {
  const server = servers.find((one) => one.id === id);
  if (server === undefined) throw new Error(`the suites have no server "${id}"`);
  const recorded = await recordApplication(server);
  const own = contracts.filter((contract) => server.operations.includes(contract.id));
  const named = (without: readonly string[]) => {
    const { errors, warnings, examples } = byJudge(recorded, own, { without });
    if (errors.includes(FAILED)) throw new Error(examples[FAILED]);
    return [...errors, ...warnings];
  };
  return { all: named([]), rest: named(Object.keys(broken).filter((rule) => broken[rule] === id)) };
}

test('no two servers have the same id', () => {
  const ids = servers.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('every rule of the packaged contracts has a server that breaks it', () => {
  const ids = contracts.flatMap((contract) => rulesOf(contract).map(({ id }) => id));
  expect(Object.keys(broken).sort()).toEqual([...new Set(ids)].sort());
});

describe.each(Object.entries(broken))('%s', (rule, server) => {
  test(`is broken by ${server}, and says nothing where it is made empty`, async () => {
    const { all, rest } = await saidOf(server);
    expect(all).toContain(rule);
    expect(rest).not.toContain(rule);
  });
});
