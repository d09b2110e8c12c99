import { createHash } from 'node:crypto';
import { rpcParams, rpcRefusals } from '../alibaba.js';
import { anyObject, anyOf, equals } from '../filters.js';
import { listOrCommas, long, objects, oneOf, otherwise, positive, text } from '../readers.js';
import { type ListService, listService, type Row } from '../service.js';

const statuses: readonly (readonly [string, string, string])[] = [
  ['INIT', '初始化', 'Initialization'],
  ['FAIL', '处理失败', 'Processing failed'],
  ['THROTTLING', '并发修复中', 'Repairing concurrently'],
  ['IN_BACKUP', '备份中', 'Backing up'],
  ['BACKED_UP', '已备份', 'Backed up'],
  ['BACKUP_FAIL', '备份失败', 'Backup failed'],
  ['REPAIRING', '修复中', 'Repairing'],
  ['REPAIR_SUCCESS', '修复成功', 'Repair succeeded'],
  ['REPAIR_FAIL', '修复失败', 'Repair failed'],
  ['REPAIR_SUCCESS_VERIFYING', '修复成功验证中', 'Verifying repair success'],
  ['REPAIR_SUCCESS_UNVERIFIED', '修复成功验证失败', 'Verification of repair success failed'],
  ['REPAIR_SUCCESS_VERIFIED', '修复成功已验证', 'Verification of repair success succeeded'],
  ['REPAIR_RE_EXECUTE', '重新执行修复', 'Re-executing repair'],
  ['ROLL_BACKING', '回滚中', 'Rolling back'],
  ['ROLL_BACKED', '已回滚', 'Rolled back'],
  ['ROLL_BACK_FAIL', '回滚失败', 'Rollback failed'],
  ['ROLL_BACK_INIT', '发起回滚', 'Initiating rollback'],
  ['ROLL_BACK_VERIFYING', '回滚验证中', 'Verifying rollback success'],
  ['ROLL_BACK_UNVERIFIED', '回滚验证失败', 'Verification of rollback success failed'],
  ['ROLL_BACK_VERIFIED', '回滚已验证', 'Verification of rollback success succeeded'],
];
const failed = [
  'FAIL',
  'BACKUP_FAIL',
  'REPAIR_FAIL',
  'REPAIR_SUCCESS_UNVERIFIED',
  'ROLL_BACK_FAIL',
  'ROLL_BACK_UNVERIFIED',
];
const checks: readonly (readonly [number, string, string])[] = [
  [0, '账号安全检查', 'Account security'],
  [3, '开启恶意主机行为防御', 'Enable malicious host behavior defense'],
  [76, '云盘加密', 'Disk encryption'],
  [133, '安全中心客户端状态检查', 'Check for Security Center Agent Status'],
  [151, '日志审计', 'Audit logs'],
  [9_007_199_254_740_000, '跨域访问', 'Cross-origin access'],
];
const regions = ['cn-hangzhou', 'cn-shenzhen', 'cn-beijing', 'ap-southeast-1'];
const errors = [
  ['BackUpScriptError', 'backUp script error'],
  ['InstanceNotFound', 'instance not found'],
  ['RepairTimeout', 'repair timed out'],
];

function rowAt(index: number): Row {
  const [status] = statuses[(index * 3) % statuses.length] as readonly [string, string, string];
  const [checkId] = checks[index % checks.length] as readonly [number, string, string];
  const support = 1 + (checks.findIndex(([id]) => id === checkId) % 3);
  const error = errors[index % errors.length] as string[];
  const checked = 1_723_173_101_000 + index * 61_000;
  return {
    TaskId: createHash('md5').update(`task ${index}`).digest('hex'),
    RootTaskId: createHash('md5')
      .update(`root ${Math.floor(index / 9)}`)
      .digest('hex'),
    Type: status.startsWith('ROLL_') ? 'ROLLBACK' : 'REPAIR',
    Status: status,
    RiskLevel: ['high', 'medium', 'low'][Math.floor(index / 4) % 3],
    CheckId: checkId,
    RegionId: regions[Math.floor(index / 2) % regions.length],
    InstanceId: `i-wz9abo6wgjmh4yep${String((index * 5) % 23).padStart(4, '0')}`,
    ...(index % 11 === 5 ? {} : { LastCheckTime: checked, DealTime: checked + 10 }),
    RepairSupportType: support,
    SupportRollBack: support === 1 || (support === 3 && index % 2 === 0),
    InstanceFreed: index % 7 === 0,
    ...(failed.includes(status) ? { ErrorCode: error[0], ErrorMsg: error[1] } : {}),
  };
}

/** Lists the tasks of the cloud product configuration check. */
export function listOperationTask(): ListService {
  return listService({
    id: 'ListOperationTask',
    count: 187,
    make: rowAt,
    collect: rpcParams,
    readers: {
      CurrentPage: otherwise(1, positive),
      PageSize: otherwise(20, positive),
      TaskId: text,
      Type: oneOf('REPAIR', 'ROLLBACK'),
      CheckId: long,
      OperationTaskInstances: objects('Vendor', 'RegionId', 'InstanceId'),
      Statuses: listOrCommas(oneOf(...statuses.map(([status]) => status))),
      Lang: otherwise('zh', oneOf('zh', 'en')),
    },
    filters: {
      TaskId: equals('TaskId'),
      Type: equals('Type'),
      CheckId: equals('CheckId'),
      // The vendor of an instance is not kept with the task.
      OperationTaskInstances: anyObject('RegionId', 'InstanceId'),
      Statuses: anyOf('Status'),
    },
    order: (rows) => rows,
    window: ({ CurrentPage, PageSize }) => ({
      start: ((CurrentPage as number) - 1) * (PageSize as number),
      size: PageSize as number,
    }),
    view: (row, { Lang }) => {
      const language = Lang === 'en' ? 2 : 1;
      return {
        ...row,
        CheckShowName: checks.find(([id]) => id === row.CheckId)?.[language],
        StatusShowName: statuses.find(([status]) => status === row.Status)?.[language],
      };
    },
    envelope: ({ items, total }, { query, requestId }) => ({
      RequestId: requestId,
      OperationTasks: items,
      PageInfo: {
        CurrentPage: query.CurrentPage,
        PageSize: query.PageSize,
        TotalCount: total,
        Count: items.length,
      },
    }),
    refuse: rpcRefusals({
      invalid: [400, 'InvalidParameter', 'The specified parameter %p is not valid.'],
      missing: [400, 'MissingParameter', 'The parameter %p is mandatory for this action.'],
      'unknown-entity': [400, 'InvalidParameter', 'The specified parameter %p is not valid.'],
    }),
  });
}
