import { allOperationsVariants } from './all-operations.js';
import { describeProcessTasksVariants } from './describe-process-tasks.js';
import { describeSecurityEventOperationStatusVariants } from './describe-security-event-operation-status.js';
import { listOperationLogsVariants } from './list-operation-logs.js';
import { listOperationProcessDetailVariants } from './list-operation-process-detail.js';
import { listOperationTaskVariants } from './list-operation-task.js';
import type { Variant } from './variant.js';

/** Every conforming variant, operation by operation. */
export const variants: readonly Variant[] = [
  ...listOperationTaskVariants,
  ...listOperationProcessDetailVariants,
  ...describeSecurityEventOperationStatusVariants,
  ...describeProcessTasksVariants,
  ...listOperationLogsVariants,
  ...allOperationsVariants,
];
