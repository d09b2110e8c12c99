import { startReference } from '../reference/server.js';
import type { Running } from '../support/running.js';
import { memoryFaults, requestFaults } from './behaviours.js';
import { describeProcessTasksFaults } from './describe-process-tasks.js';
import { describeProcessTasksRequestFaults } from './describe-process-tasks-requests.js';
import { describeSecurityEventOperationStatusFaults } from './describe-security-event-operation-status.js';
import type { Fault } from './fault.js';
import { listOperationLogsFaults } from './list-operation-logs.js';
import { listOperationProcessDetailFaults } from './list-operation-process-detail.js';
import { listOperationTaskFaults } from './list-operation-task.js';
import { listOperationTaskRequestFaults } from './list-operation-task-requests.js';
import { selectionFaults } from './selections.js';
import { shapeFaults } from './shapes.js';
import { sortFaults, walkFaults } from './walks.js';

export type { Fault, FaultClass } from './fault.js';

/** Every defect of the bench, operation by operation. */
export const faults: readonly Fault[] = [
  ...listOperationTaskFaults,
  ...listOperationTaskRequestFaults,
  ...listOperationProcessDetailFaults,
  ...describeSecurityEventOperationStatusFaults,
  ...describeProcessTasksFaults,
  ...describeProcessTasksRequestFaults,
  ...listOperationLogsFaults,
  ...shapeFaults,
  ...walkFaults,
  ...sortFaults,
  ...selectionFaults,
  ...memoryFaults,
  ...requestFaults,
];

/**
 * Starts the reference server with one defect planted.
 *
 * @throws Error where no defect has the id.
 */
export async function startFaulty(id: string): Promise<Running & { fault: Fault }> {
  const fault = faults.find((candidate) => candidate.id === id);
  if (fault === undefined) throw new Error(`there is no fault "${id}"`);
  return { ...(await startReference({ difference: fault })), fault };
}
