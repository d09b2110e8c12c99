import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { Judge } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';

const contract = contractOf('DescribeSecurityEventOperationStatus');
let calls = 0;

function served(events: readonly string[]): JsonObject {
  return {
    RequestId: `6C3A1B2E-0000-5000-8000-0000000000${10 + calls++}`,
    SecurityEventOperationStatusResponse: {
      TaskStatus: 'Success',
      SecurityEventOperationStatuses: events.map((id) => ({ SecurityEventId: id, Status: 'Success' })),
    },
  };
}

test.each<[string, string[], number]>([
  ['the events of another task may be refused', ['900'], 0],
  ['its own have to be known', ['100'], 1],
  ['its own beside those of another may be refused', ['100', '900'], 0],
])('asked for a task, %s', (_, ids, want) => {
  const judge = new Judge(contract);
  judge.see({ request: { TaskId: 12121 }, status: 200, body: served(['100', '101']) });
  judge.see({ request: { TaskId: 12122 }, status: 200, body: served(['900', '901']) });
  judge.see({ request: { TaskId: 12121, SecurityEventIds: ids }, status: 400, body: { Code: 'IllegalParam' } });
  judge.see({ request: { TaskId: 12121 }, status: 200, body: served(['100', '101']) });
  judge.see({ request: { TaskId: 12121, SecurityEventIds: ids }, status: 400, body: { Code: 'IllegalParam' } });
  const outcome = judge.close().rules.find(({ rule }) => rule.id === 'valid-input');
  expect(Math.min(outcome?.judgements.length ?? 0, 1)).toBe(want);
});
