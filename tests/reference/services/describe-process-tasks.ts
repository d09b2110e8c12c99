import { rpcParams, rpcRefusals } from '../alibaba.js';
import { anyOf, equals, from, until, within } from '../filters.js';
import { jsonList, moment, oneOf, otherwise, positive, text } from '../readers.js';
import { type ListService, listService, type Row } from '../service.js';
import { uuid } from '../uuid.js';

const statuses = [11, 21, 22, 23, 24, 20, 90, 91, 92];
const sources = ['system', 'custom', 'custom_alert', 'soar-manual', 'soar-mdr'];
const entities: readonly (readonly [string, string])[] = [
  ['127.0.0.1', 'ip'],
  ['203.0.113.7', 'ip'],
  ['Dropper.exe', 'file'],
  ['dropper.exe', 'file'],
  ['/tmp/run me.sh', 'file'],
  ['挖矿进程', 'process'],
  ['kworker+x', 'process'],
];
const scenes = ['waf', 'cfw', 'aegis', 'mail'];
const COUNT = 211;

function rowAt(index: number): Row {
  const status = statuses[(index * 5) % statuses.length] as number;
  const [name, type] = entities[(index * 3) % entities.length] as readonly [string, string];
  const scene = scenes[index % scenes.length];
  // In another order than the rows; every tenth shares its moment with another one.
  const place = (index * 89) % COUNT;
  const created = 1_700_031_183_572 + (place % 10 === 0 ? place + 1 : place) * 60_000;
  const processed = created + 500 + (index % 7) * 90_000;
  const removed = processed + 3_600_000 + (index % 5) * 600_000;
  const hasRemoval = [23, 91, 92].includes(status) && index % 4 !== 1;
  const processes = index % 12 !== 4 || hasRemoval;
  return {
    TaskId: `1500000000000${String(95_000 + index)}`,
    ...(index % 9 === 2 ? {} : { Creator: `12300000${index % 3}` }),
    GmtCreateMillis: created,
    GmtModifiedMillis: (hasRemoval ? removed : created) + (index % 6) * 1_000,
    YunCode: ['WAF', 'CFW', 'Aegis'][Math.floor(index / 3) % 3],
    EntityName: name,
    EntityType: type,
    TaskStatus: status,
    Scope: `12500000${index % 4}`,
    ...(index % 8 === 3 ? {} : { InputParams: JSON.stringify({ groupuuid: uuid(`group ${index % 6}`) }) }),
    SceneCode: `event_${scene}_whole_process`,
    SceneName: `${scene}_whole_process`,
    ...(processes ? { ProcessTime: processed } : {}),
    ...(hasRemoval ? { RemoveTime: removed } : {}),
    ProcessStrategyUuid: `${uuid(`strategy ${index % 7}`)}_0001`,
    Source: sources[index % sources.length],
    ...([90, 91, 92].includes(status)
      ? {
          ErrCode: 'sts_openapi.Info.DefenseSceneNotSupported',
          ErrMsg: 'ParamError : The parameters of your request are invalid',
          ErrTip: 'Verify that the input parameters of the components are correct',
        }
      : {}),
    EntityUuid: uuid(`entity ${(index * 3) % 13}`),
    EventUuid: uuid(`event ${index % 17}`),
    ReqUuid: uuid(`run ${Math.floor(index / 5)}`),
    TriggerSource: sources[(index * 2) % sources.length],
  };
}

const fields: Readonly<Record<string, string>> = {
  gmtCreate: 'GmtCreateMillis',
  GmtCreateMillis: 'GmtCreateMillis',
  GmtModifiedMillis: 'GmtModifiedMillis',
  ProcessTime: 'ProcessTime',
  RemoveTime: 'RemoveTime',
};

/** The response's field that an OrderField means; texts that it does not know mean the creation. */
export function sortField(orderField: unknown): string {
  return (
    (typeof orderField === 'string' && Object.hasOwn(fields, orderField) && fields[orderField]) || 'GmtCreateMillis'
  );
}

/** Compares two rows by a time; rows without it come last in either direction, and ties go by TaskId. */
export function compareRows(a: Row, b: Row, field: string, ascending: boolean): number {
  const [x, y] = [a[field], b[field]];
  if (typeof x === 'number' && typeof y === 'number' && x !== y) return ascending ? x - y : y - x;
  if ((typeof x === 'number') !== (typeof y === 'number')) return typeof x === 'number' ? -1 : 1;
  return String(a.TaskId) < String(b.TaskId) ? -1 : 1;
}

/** Lists response tasks. */
export function describeProcessTasks(): ListService {
  const source = oneOf(...sources);
  return listService({
    id: 'DescribeProcessTasks',
    count: COUNT,
    make: rowAt,
    collect: rpcParams,
    readers: {
      ProcessStrategyUuid: text,
      EntityName: text,
      EntityType: oneOf('ip', 'file', 'process'),
      SceneCode: text,
      TaskStatus: jsonList(oneOf(...statuses.map(String))),
      Scope: text,
      Source: jsonList(source),
      ProcessActionStart: moment,
      ProcessActionEnd: moment,
      ProcessRemoveStart: moment,
      ProcessRemoveEnd: moment,
      ParamContent: text,
      PageSize: otherwise(10, positive),
      PageNumber: otherwise(1, positive),
      YunCode: jsonList(oneOf('WAF', 'CFW', 'Aegis')),
      TaskId: text,
      OrderField: text,
      Direction: otherwise('desc', oneOf('desc', 'asc')),
      EntityUuid: text,
      EventUuid: text,
      TriggerSource: source,
      ReqUuid: text,
    },
    filters: {
      ProcessStrategyUuid: equals('ProcessStrategyUuid'),
      EntityName: equals('EntityName'),
      EntityType: equals('EntityType'),
      SceneCode: equals('SceneCode'),
      TaskStatus: anyOf('TaskStatus'),
      Scope: equals('Scope'),
      Source: anyOf('Source'),
      ProcessActionStart: from('ProcessTime'),
      ProcessActionEnd: until('ProcessTime'),
      ProcessRemoveStart: from('RemoveTime'),
      ProcessRemoveEnd: until('RemoveTime'),
      ParamContent: within('EntityName', 'SceneCode', 'SceneName', 'InputParams'),
      YunCode: anyOf('YunCode'),
      TaskId: equals('TaskId'),
      EntityUuid: equals('EntityUuid'),
      EventUuid: equals('EventUuid'),
      TriggerSource: equals('TriggerSource'),
      ReqUuid: equals('ReqUuid'),
    },
    order: (rows, { OrderField, Direction }) => {
      const field = sortField(OrderField);
      return [...rows].sort((a, b) => compareRows(a, b, field, Direction === 'asc'));
    },
    window: ({ PageNumber, PageSize }) => ({
      start: ((PageNumber as number) - 1) * (PageSize as number),
      size: PageSize as number,
    }),
    view: (row) => ({ ...row }),
    envelope: ({ items, total }, { query, requestId }) => ({
      RequestId: requestId,
      ProcessTasks: items,
      Page: { TotalCount: total, PageNumber: query.PageNumber, PageSize: query.PageSize },
    }),
    refuse: rpcRefusals({
      invalid: [400, 'InvalidParameter', 'The specified parameter %p is not valid.'],
      missing: [400, 'MissingParameter', 'The parameter %p is mandatory for this action.'],
      'unknown-entity': [400, 'InvalidParameter', 'The specified parameter %p is not valid.'],
    }),
  });
}
