import { type Running, startReference } from '../reference/server.js';
import { allOperationsVariants } from './all-operations.js';
import { describeProcessTasksVariants } from './describe-process-tasks.js';
import { describeSecurityEventOperationStatusVariants } from './describe-security-event-operation-status.js';
import { listOperationLogsVariants } from './list-operation-logs.js';
import { listOperationProcessDetailVariants } from './list-operation-process-detail.js';
import { listOperationTaskVariants } from './list-operation-task.js';
import type { Variant } from './variant.js';

export type { Variant, VariantKind } from './variant.js';

/** Every conforming variant, operation by operation. */
export const variants: readonly Variant[] = [
  ...listOperationTaskVariants,
  ...listOperationProcessDetailVariants,
  ...describeSecurityEventOperationStatusVariants,
  ...describeProcessTasksVariants,
  ...listOperationLogsVariants,
  ...allOperationsVariants,
];

/**
 * Starts the reference server with the one difference of a variant.
 *
 * @throws Error where no variant has the id.
 */
export async function startVariant(id: string): Promise<Running & { variant: Variant }> {
  const variant = variants.find((candidate) => candidate.id === id);
  if (variant === undefined) throw new Error(`there is no variant "${id}"`);
  return { ...(await startReference({ difference: variant })), variant };
}
