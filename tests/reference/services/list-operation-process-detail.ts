import { rpcParams, rpcRefusals } from '../alibaba.js';
import { anyOf, from, until } from '../filters.js';
import { list, moment, oneOf, otherwise, positive, text } from '../readers.js';
import { type ListService, listService, type Row } from '../service.js';
import { uuid } from '../uuid.js';

const checks: readonly (readonly [number, string, string])[] = [
  [133, '安全中心客户端状态检查', 'Check for Security Center Agent Status'],
  [0, '账号安全检查', 'Account security'],
  [76, '云盘加密', 'Disk encryption'],
];

function rowAt(index: number): Row {
  const code = (index * 2) % 5;
  const created = 1_731_400_000_000 + ((index * 37) % 163) * 733_000;
  const started = created + 1_000 + (index % 4) * 500;
  return {
    TaskId: uuid(`operation ${(index * 7) % 12}`),
    DetailTaskId: uuid(`detail ${index}`),
    StatusCode: code,
    ...(index % 13 === 6 ? {} : { AssetVendor: index % 3, AssetType: 8 + (index % 2), AssetSubType: index % 4 }),
    ...(index % 10 === 9
      ? {}
      : { Checks: checks.slice(0, index % 4).map(([id, zh, en]) => ({ CheckId: id, zh, en })) }),
    CreateTime: created,
    ...(code > 0 ? { StartTime: started } : {}),
    ...(code > 1 ? { EndTime: started + (index % 5) * 60_000 } : {}),
  };
}

/** Lists the subtasks of operation tasks. */
export function listOperationProcessDetail(): ListService {
  return listService({
    id: 'ListOperationProcessDetail',
    count: 163,
    make: rowAt,
    collect: rpcParams,
    readers: {
      TaskIds: list(text),
      StatusCodes: list(oneOf('0', '1', '2', '3', '4')),
      StartTime: moment,
      EndTime: moment,
      CurrentPage: otherwise(1, positive),
      PageSize: otherwise(20, positive),
      Lang: otherwise('zh', oneOf('zh', 'en')),
    },
    filters: {
      TaskIds: anyOf('TaskId'),
      StatusCodes: anyOf('StatusCode'),
      StartTime: from('CreateTime'),
      EndTime: until('CreateTime'),
    },
    order: (rows) => rows,
    window: ({ CurrentPage, PageSize }) => ({
      start: ((CurrentPage as number) - 1) * (PageSize as number),
      size: PageSize as number,
    }),
    view: (row, { Lang }) => ({
      ...row,
      ...(row.Checks === undefined
        ? {}
        : {
            Checks: (row.Checks as Row[]).map(({ CheckId, zh, en }) => ({
              CheckId,
              CheckShowName: Lang === 'en' ? en : zh,
            })),
          }),
    }),
    envelope: ({ items, total }, { query, requestId }) => ({
      ProcessDetails: items,
      PageInfo: {
        CurrentPage: query.CurrentPage,
        PageSize: query.PageSize,
        TotalCount: total,
        Count: items.length,
      },
      RequestId: requestId,
    }),
    refuse: rpcRefusals({
      invalid: [400, 'CspmParamIllegal', 'The parameter is not legal. %p.'],
      missing: [400, 'MissingParameter', 'The parameter %p is mandatory for this action.'],
      'unknown-entity': [400, 'CspmParamIllegal', 'The parameter is not legal. %p.'],
    }),
  });
}
