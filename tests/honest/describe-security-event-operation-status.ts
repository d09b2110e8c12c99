import * as plant from '../reference/planting.js';
import { type LookupService, Refused, type Row, type SecurityTask } from '../reference/service.js';
import * as change from './changes.js';
import { type Variant, variantsOf } from './variant.js';

const variant = variantsOf('DescribeSecurityEventOperationStatus', 'event');
const task = (body: Row) => body.SecurityEventOperationStatusResponse as Row;
const events = (body: Row) => task(body).SecurityEventOperationStatuses as Row[];
const both = 'The page does not say what TaskId and SecurityEventIds mean together.';
const noLink = "The page does not say how a task's status follows from its events'.";
const noForm = 'The page does not say which events have an ErrorCode.';
const live = 'The operation exists to be asked until the status changes.';

/** Handles the next event of every task, and closes tasks that have none left. */
function advanceTasks(tasks: SecurityTask[]): void {
  for (const one of tasks) {
    const open = one.events.find(({ status }) => status === 'Processing');
    if (open !== undefined) Object.assign(open, { status: 'Success', code: 'ignore.Success' });
    const isOpen = one.events.some(({ status }) => status === 'Processing');
    if (one.status === 'Pending' && open !== undefined) one.status = 'Processing';
    if (one.status === 'Processing' && !isOpen) {
      one.status = one.events.some(({ status }) => status === 'Failed') ? 'Failure' : 'Success';
    }
  }
}

function unknownEvents(s: LookupService, ids: unknown): string[] {
  const known = new Set(s.tasks.flatMap((one) => one.events.map(({ id }) => id)));
  return ((ids as string[] | undefined) ?? []).filter((id) => !known.has(id));
}

/** Conforming variants of DescribeSecurityEventOperationStatus. */
export const describeSecurityEventOperationStatusVariants: readonly Variant[] = [
  variant('meaning', 'task-wins', 'With TaskId, SecurityEventIds is not looked at.', both, (s) => {
    const before = s.select;
    s.select = (one, query) =>
      before(one, query.TaskId === undefined ? query : { ...query, SecurityEventIds: undefined });
  }),
  variant('meaning', 'events-win', 'With SecurityEventIds, TaskId is not looked at.', both, (s) => {
    const before = s.find;
    s.find = (query) => before(query.SecurityEventIds === undefined ? query : { ...query, TaskId: undefined });
  }),
  variant(
    'meaning',
    'whole-task',
    'Asked for an event, all events of its task are told.',
    'The sample asks for 12315 and tells 12321; the operation "queries the events of the same rule".',
    (s) => {
      const before = s.select;
      s.select = (one, query) => before(one, { ...query, SecurityEventIds: undefined });
    },
  ),
  variant(
    'meaning',
    'latest-task',
    'Asked for events of several tasks, the latest of the tasks is told.',
    'It is not said which one is.',
    (s) => {
      const before = s.find;
      s.find = (query) => {
        if (query.TaskId !== undefined) return before(query);
        return s.tasks.findLast((one) =>
          one.events.some(({ id }) => (query.SecurityEventIds as string[]).includes(id)),
        );
      };
    },
  ),
  variant(
    'meaning',
    'twice',
    'An event that is asked for twice is told twice.',
    'Nothing is said of repeated ids.',
    (s) => {
      const before = s.select;
      s.select = (one, query) =>
        before(one, query).flatMap((event) => {
          const ids = (query.SecurityEventIds as string[] | undefined) ?? [event.id];
          return ids.filter((id) => id === event.id).map(() => event);
        });
    },
  ),
  variant(
    'meaning',
    'unknown-event-empty',
    'Events that no task has: an empty list, and no TaskStatus.',
    'No answer is stated for them.',
    (s) => {
      const before = s.answer;
      s.answer = (seen) =>
        seen.query.TaskId === undefined && s.find(seen.query) === undefined
          ? { RequestId: seen.requestId, SecurityEventOperationStatusResponse: { SecurityEventOperationStatuses: [] } }
          : before(seen);
    },
  ),
  variant(
    'meaning',
    'unknown-event-success',
    'Events that no task has: an empty list of a task in Success.',
    'No answer is stated for them.',
    (s) => {
      const before = s.answer;
      s.answer = (seen) =>
        seen.query.TaskId === undefined && s.find(seen.query) === undefined
          ? {
              RequestId: seen.requestId,
              SecurityEventOperationStatusResponse: { TaskStatus: 'Success', SecurityEventOperationStatuses: [] },
            }
          : before(seen);
    },
  ),
  variant(
    'refusal',
    'one-unknown',
    'One unknown event of several is refused with IllegalParam.',
    'No answer is stated for it.',
    (s) =>
      change.refuse(s, ({ SecurityEventIds }) =>
        unknownEvents(s, SecurityEventIds).length > 0 ? 'SecurityEventIds' : undefined,
      ),
  ),
  variant(
    'refusal',
    'foreign-event',
    'Events that are not those of the TaskId are refused with IllegalParam.',
    both,
    (s) =>
      change.refuse(s, ({ TaskId, SecurityEventIds }) => {
        const own = s.tasks.find(({ id }) => id === TaskId)?.events.map(({ id }) => id) ?? [];
        const asked = (SecurityEventIds as string[] | undefined) ?? [];
        return own.length === 0 || asked.every((id) => own.includes(id)) ? undefined : 'SecurityEventIds';
      }),
  ),
  variant(
    'refusal',
    'several-tasks',
    'Events of more than one task are refused with IllegalParam.',
    'The answer tells of one task.',
    (s) =>
      change.refuse(s, ({ SecurityEventIds }) => {
        const asked = (SecurityEventIds as string[] | undefined) ?? [];
        const hit = s.tasks.filter((one) => one.events.some(({ id }) => asked.includes(id)));
        return hit.length > 1 ? 'SecurityEventIds' : undefined;
      }),
  ),
  variant(
    'refusal',
    'malformed-event',
    'A SecurityEventId that is no number is refused with IllegalParam.',
    'Not every text is an id.',
    (s) => change.refuseUnlike(s, 'SecurityEventIds', /^\d{1,18}$/),
  ),
  variant(
    'refusal',
    'malformed-ip',
    'A SourceIp that is no IPv4 address is refused with IllegalParam.',
    'Not every text is an address.',
    (s) => change.refuseUnlike(s, 'SourceIp', /^\d{1,3}(\.(\d{1,3}|XX)){3}$/),
  ),
  variant(
    'refusal',
    'long-ip',
    'A SourceIp of more than 15 characters is refused with IllegalParam.',
    'No address has more.',
    (s) => change.refuseUnlike(s, 'SourceIp', /^.{0,15}$/su),
  ),
  variant(
    'refusal',
    'long-text',
    'Texts of more than 32 characters are refused with IllegalParam.',
    'No length is stated.',
    (s) => change.refuseLong(s, 32),
  ),
  variant(
    'refusal',
    'no-task-zero',
    'A TaskId of 0 and less is refused with IllegalParam.',
    'No task has one; both codes are documented.',
    (s) => change.refuse(s, ({ TaskId }) => ((TaskId as number) <= 0 ? 'TaskId' : undefined)),
  ),
  variant(
    'refusal',
    'many-events',
    'More than two SecurityEventIds are refused with IllegalParam.',
    'No largest number is stated.',
    (s) =>
      change.refuse(s, ({ SecurityEventIds }) =>
        ((SecurityEventIds as unknown[] | undefined)?.length ?? 0) > 2 ? 'SecurityEventIds' : undefined,
      ),
  ),
  variant('value', 'null-code', 'ErrorCode is null where there is none.', noForm, (s) =>
    plant.bodies(s, (body) => {
      for (const event of events(body)) event.ErrorCode ??= null;
    }),
  ),
  variant('value', 'empty-code', 'ErrorCode is empty where there is none.', noForm, (s) =>
    plant.bodies(s, (body) => {
      for (const event of events(body)) event.ErrorCode ??= '';
    }),
  ),
  variant('value', 'no-codes', 'No event has an ErrorCode.', noForm, (s) =>
    plant.tasks(s, (one) => {
      for (const event of one.events) delete event.code;
    }),
  ),
  variant('value', 'same-code', 'Every event has the ErrorCode "200".', noForm, (s) =>
    plant.tasks(s, (one) => {
      for (const event of one.events) event.code = '200';
    }),
  ),
  variant('value', 'big-task', 'TaskId is beyond 2^53, two of them equal as doubles.', 'long: 64 bits.', (s) => {
    const ids = new Map(s.tasks.map((one, index) => [9_223_372_036_854_775_000n + BigInt(index), one]));
    plant.reader(s, 'TaskId', (own) => (params, name) => {
      own(params, name);
      return params.has(name) ? BigInt(params.get(name) as string) : undefined;
    });
    const before = s.find;
    s.find = (query) =>
      query.TaskId === undefined
        ? before(query)
        : (ids.get(query.TaskId as bigint) ?? s.tasks.find(({ id }) => BigInt(id) === query.TaskId));
  }),
  variant('value', 'text-ids', 'Ids of events are other texts.', 'string; no form is stated.', (s) =>
    plant.tasks(s, (one) => {
      for (const event of one.events) if (Number(event.id) > 12_321) event.id = `e-${event.id}/ö ${event.id}`;
    }),
  ),
  variant(
    'value',
    'undeclared',
    'Task and events have fields that the page does not know.',
    'Vendors add fields.',
    (s) =>
      plant.bodies(s, (body) => {
        task(body).TaskId = 12_121;
        for (const event of events(body)) event.Uuid = 'a';
      }),
  ),
  variant(
    'value',
    'no-list',
    'A task without events has no list.',
    'No response element is said to be always there.',
    (s) =>
      plant.bodies(s, (body) => {
        if (events(body).length === 0) delete task(body).SecurityEventOperationStatuses;
      }),
  ),
  variant('links', 'partly', 'A task is Success when most of its events are.', noLink, (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Success' && one.events[0] !== undefined) one.events[0].status = 'Failed';
    }),
  ),
  variant('links', 'early', 'A task is Success as soon as its events are handed over.', noLink, (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Processing') one.status = 'Success';
    }),
  ),
  variant('links', 'late', 'A task stays Processing, or Pending, after its events are handled.', noLink, (s) =>
    plant.tasks(s, (one) => {
      if (one.status === 'Success') one.status = 'Processing';
      if (one.status === 'Failure') one.status = 'Pending';
    }),
  ),
  variant(
    'order',
    'any',
    'The order of events varies from answer to answer.',
    'No order is stated, and there are no pages.',
    (s) => {
      const before = s.select;
      let count = 0;
      s.select = (one, query) => (++count % 2 === 0 ? before(one, query).toReversed() : before(one, query));
    },
  ),
  variant('live', 'finishing', 'With every 5th request each task handles an event.', live, (s) =>
    change.every(s, 5, () => advanceTasks(s.tasks)),
  ),
  variant('live', 'arrivals', 'With every 10th request each running task finds one more event.', live, (s) =>
    change.every(s, 10, (time) => {
      for (const [index, one] of s.tasks.entries())
        if (one.status === 'Processing' && one.events.length < 60)
          one.events.push({ id: String(20_000 + time * 10 + index), status: 'Processing' });
    }),
  ),
  variant('live', 'tasks-expire', 'After 30 requests the oldest task is forgotten, after 60 the next.', live, (s) => {
    change.every(s, 30, () => {
      if (s.tasks.length > 2) s.tasks.shift();
    });
  }),
  variant('records', 'none', 'There are no tasks.', 'An account may be new.', (s) => {
    s.tasks = [];
  }),
  variant(
    'records',
    'one',
    'There is one task with one event, which no example names.',
    'An account may be new.',
    (s) => {
      s.tasks = [{ id: 77_001, status: 'Processing', events: [{ id: '88001', status: 'Processing' }] }];
    },
  ),
  variant('records', 'twelve-thousand', 'A task has 12,000 events.', 'A rule may match many.', (s) => {
    s.tasks[0]?.events.push(
      ...Array.from({ length: 12_000 }, (_, index) => ({ id: String(500_000 + index), status: 'Processing' })),
    );
  }),
  variant(
    'error',
    'missing-named',
    'A request without both parameters is refused as MissingTaskId.',
    "The gateway's own check comes first.",
    (s) => {
      const before = s.refuse;
      s.refuse = (refused: Refused, requestId) => {
        const answer = before(refused, requestId);
        if (refused.why !== 'missing') return answer;
        return {
          ...answer,
          body: { ...(answer.body as Row), Code: 'MissingTaskId', Message: 'TaskId is mandatory for this action.' },
        };
      };
    },
  ),
  variant(
    'error',
    'unknown-event-own',
    'An unknown event, without TaskId, is refused as IllegalParam.',
    'Both codes are documented; which one is meant is not.',
    (s) => {
      const before = s.find;
      s.find = (query) => {
        const found = before(query);
        if (found === undefined && query.TaskId === undefined) throw new Refused('invalid', 'SecurityEventIds');
        return found;
      };
    },
  ),
  variant('error', 'more-keys', 'Errors have further keys.', 'The form of an error is not on the page.', (s) =>
    plant.errors(s, (answer) => ({ ...answer, body: { ...(answer.body as Row), Recommend: 'https://example.com' } })),
  ),
];
