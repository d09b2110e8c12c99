import { rpcParams, rpcRefusals } from '../alibaba.js';
import { list, long, text } from '../readers.js';
import { type LookupService, Refused, type SecurityEvent, type SecurityTask } from '../service.js';

function event(id: number, status: string, code?: string): SecurityEvent {
  return { id: String(id), status, ...(code === undefined ? {} : { code }) };
}

function createTasks(): SecurityTask[] {
  return [
    {
      id: 12121,
      status: 'Processing',
      events: [
        event(12315, 'Success', 'ignore.Success'),
        event(12316, 'Processing'),
        event(12319, 'Failed', 'offline_handled.Failed'),
        event(12320, 'Processing'),
        event(12324, 'Success', 'ignore.Success'),
        event(12325, 'Success', 'kill.Success'),
        event(12326, 'Processing'),
      ],
    },
    {
      id: 12122,
      status: 'Failure',
      events: [event(12317, 'Failed', 'quara.Failed'), event(12318, 'Failed'), event(12327, 'Failed', 'quara.Failed')],
    },
    {
      id: 12128,
      status: 'Success',
      events: [
        event(12321, 'Success', 'ignore.Success'),
        event(12322, 'Success', 'ignore.Success'),
        event(12323, 'Success', 'kill.Success'),
      ],
    },
    { id: 12130, status: 'Pending', events: [event(12330, 'Processing'), event(12331, 'Processing')] },
    { id: 12131, status: 'Pending', events: [] },
  ];
}

/** Tells the status of a task and of its events. */
export function describeSecurityEventOperationStatus(): LookupService {
  const service: LookupService = {
    id: 'DescribeSecurityEventOperationStatus',
    tasks: createTasks(),
    collect: rpcParams,
    readers: { SourceIp: text, TaskId: long, SecurityEventIds: list(text) },
    check: ({ TaskId, SecurityEventIds }) => {
      if (TaskId === undefined && SecurityEventIds === undefined) throw new Refused('missing', 'TaskId');
    },
    admit: () => undefined,
    after: (answer) => answer,
    find: ({ TaskId, SecurityEventIds }) =>
      TaskId === undefined
        ? service.tasks.find((task) => task.events.some(({ id }) => (SecurityEventIds as string[]).includes(id)))
        : service.tasks.find((task) => task.id === TaskId),
    select: (task, { SecurityEventIds }) =>
      task.events.filter(({ id }) => SecurityEventIds === undefined || (SecurityEventIds as string[]).includes(id)),
    answer: ({ query, requestId }) => {
      const task = service.find(query);
      if (task === undefined) throw new Refused('unknown-entity', 'TaskId');
      return {
        RequestId: requestId,
        SecurityEventOperationStatusResponse: {
          TaskStatus: task.status,
          SecurityEventOperationStatuses: service.select(task, query).map(({ id, status, code }) => ({
            Status: status,
            SecurityEventId: id,
            ...(code === undefined ? {} : { ErrorCode: code }),
          })),
        },
      };
    },
    refuse: rpcRefusals({
      invalid: [400, 'IllegalParam', 'Illegal param'],
      missing: [400, 'IllegalParam', 'Illegal param'],
      'unknown-entity': [400, 'OperationTaskNotExists', 'The specified operation task does not exist'],
    }),
  };
  return service;
}
