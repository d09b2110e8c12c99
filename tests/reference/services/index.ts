import type { ListService, LookupService } from '../service.js';
import { describeProcessTasks } from './describe-process-tasks.js';
import { describeSecurityEventOperationStatus } from './describe-security-event-operation-status.js';
import { listOperationLogs } from './list-operation-logs.js';
import { listOperationProcessDetail } from './list-operation-process-detail.js';
import { listOperationTask } from './list-operation-task.js';

/** The operations of the reference, by name. */
export interface Services {
  ListOperationTask: ListService;
  ListOperationProcessDetail: ListService;
  DescribeSecurityEventOperationStatus: LookupService;
  DescribeProcessTasks: ListService;
  ListOperationLogsByVaultName: ListService;
}

/** Makes all operations anew. */
export function createServices(now: number): Services {
  return {
    ListOperationTask: listOperationTask(),
    ListOperationProcessDetail: listOperationProcessDetail(),
    DescribeSecurityEventOperationStatus: describeSecurityEventOperationStatus(),
    DescribeProcessTasks: describeProcessTasks(),
    ListOperationLogsByVaultName: listOperationLogs(now),
  };
}
