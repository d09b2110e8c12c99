import { Client, type Question, type Reply } from './client.js';

type Row = Readonly<Record<string, unknown>>;

/** What an application has to know of an operation that lists. */
interface Listing {
  readonly rows: (body: Reply['body']) => unknown;
  readonly total: (body: Reply['body']) => unknown;
  /** Parameters of a page: from 0, of a size. */
  readonly page: (index: number, size: number) => Question;
  /** For each filter, what an application takes from a record to find it again. */
  readonly filters: Readonly<Record<string, (row: Row) => unknown>>;
  /** Filters that take several values. */
  readonly several: readonly string[];
  /** Time ranges: two parameters, and the field that their times are taken from. */
  readonly ranges: readonly (readonly [string, string, string])[];
  /** Further questions that are asked page by page. */
  readonly walks: readonly Question[];
  /** Questions that are mistakes, or near to one. */
  readonly odd: readonly Question[];
}

const objectAt = (body: Reply['body'], key: string) => (body[key] ?? {}) as Record<string, unknown>;
const byNumber = (page: string) => (index: number, size: number) => ({ [page]: index + 1, PageSize: size });
const field = (name: string) => (row: Row) => row[name];
const fields = (...names: string[]) => Object.fromEntries(names.map((name) => [name, field(name)]));

const listings: Readonly<Record<string, Listing>> = {
  ListOperationTask: {
    rows: (body) => body.OperationTasks,
    total: (body) => objectAt(body, 'PageInfo').TotalCount,
    page: byNumber('CurrentPage'),
    filters: {
      ...fields('TaskId', 'Type', 'CheckId'),
      Statuses: field('Status'),
      OperationTaskInstances: ({ RegionId, InstanceId }) =>
        RegionId && InstanceId ? { Vendor: 'ALIYUN', RegionId, InstanceId } : undefined,
    },
    several: ['Statuses', 'OperationTaskInstances'],
    ranges: [],
    walks: [
      { Lang: 'en' },
      { Lang: 'zh' },
      { Statuses: ['INIT', 'FAIL', 'REPAIR_SUCCESS'] },
      { Type: 'ROLLBACK', Lang: 'en' },
    ],
    odd: [
      { PageSize: 0 },
      { PageSize: 'x' },
      { Type: 'OTHER' },
      { Statuses: ['OTHER'] },
      { CheckId: 0 },
      { TaskId: 'none' },
      { Lang: 'xx' },
    ],
  },
  ListOperationProcessDetail: {
    rows: (body) => body.ProcessDetails,
    total: (body) => objectAt(body, 'PageInfo').TotalCount,
    page: byNumber('CurrentPage'),
    filters: { TaskIds: field('TaskId'), StatusCodes: field('StatusCode') },
    several: ['TaskIds', 'StatusCodes'],
    ranges: [['StartTime', 'EndTime', 'CreateTime']],
    walks: [{ Lang: 'en' }, { Lang: 'zh' }, { StatusCodes: [0, 1, 4] }, { StatusCodes: [0] }],
    odd: [
      { CurrentPage: 0 },
      { StatusCodes: [9] },
      { Lang: 'xx' },
      { StartTime: 'x' },
      { TaskIds: ['none'] },
      { PageSize: 1 },
    ],
  },
  DescribeProcessTasks: {
    rows: (body) => body.ProcessTasks,
    total: (body) => objectAt(body, 'Page').TotalCount,
    page: byNumber('PageNumber'),
    filters: fields(
      ...['ProcessStrategyUuid', 'EntityName', 'EntityType', 'SceneCode', 'TaskStatus', 'Scope', 'Source', 'YunCode'],
      ...['TaskId', 'EntityUuid', 'EventUuid', 'TriggerSource', 'ReqUuid'],
    ),
    several: ['TaskStatus', 'Source', 'YunCode'],
    ranges: [
      ['ProcessActionStart', 'ProcessActionEnd', 'ProcessTime'],
      ['ProcessRemoveStart', 'ProcessRemoveEnd', 'RemoveTime'],
    ],
    walks: [
      { Direction: 'asc' },
      { Direction: 'desc' },
      ...['gmtCreate', 'GmtModifiedMillis', 'ProcessTime', 'RemoveTime'].flatMap((OrderField) => [
        { OrderField, Direction: 'asc' },
        { OrderField, Direction: 'desc' },
        { OrderField },
      ]),
      { OrderField: 'GmtModifiedMillis', Direction: 'asc', YunCode: ['WAF', 'CFW'] },
      { ParamContent: 'waf' },
      { ParamContent: 'exe' },
      { ParamContent: '127' },
    ],
    odd: [
      { PageSize: 0 },
      { TaskStatus: 'x' },
      { TaskStatus: ['OTHER'] },
      { Source: ['OTHER'] },
      { YunCode: ['OTHER'] },
      { TriggerSource: 'other' },
      { EntityType: 'other' },
      { EntityType: 'host' },
      { Direction: 'up' },
      { TaskId: 'none' },
      { ParamContent: 'nothing has this' },
    ],
  },
  ListOperationLogsByVaultName: {
    rows: (body) => body.data_list,
    total: (body) => body.total_num,
    page: (index, size) => ({ offset: index * size, limit: size }),
    filters: { status: field('status'), resource_name: field('host_name') },
    several: [],
    ranges: [],
    walks: [{ last_days: 1 }, { last_days: 7 }, { last_days: 30 }, { enterprise_project_id: 'all_granted_eps' }],
    odd: [
      { limit: 0, offset: 0 },
      { offset: -1, limit: 10 },
      { offset: 0 },
      { limit: 10 },
      { offset: 3, limit: 7 },
      { offset: 0, limit: 9, resource_name: 'none has this' },
      { offset: 0, limit: 9, status: 'other' },
    ],
  },
};

const RPC_PAGES = new Set(['ListOperationTask', 'ListOperationProcessDetail', 'DescribeProcessTasks']);

/** What an application does with an operation: walks, filters, sorts, looks up, repeats itself and errs. */
export async function useOperation(url: string, operation: string): Promise<void> {
  const client = new Client(url);
  const listing = listings[operation];
  if (listing !== undefined) await useListing(client, operation, listing);
  else if (operation === 'DescribeSecurityEventOperationStatus') await lookUp(client);
  else await useCursors(client, operation);
}

async function useListing(client: Client, operation: string, listing: Listing): Promise<void> {
  const walk = async (question: Question, size: number, most: number): Promise<Row[]> => {
    const seen: Row[] = [];
    for (let index = 0; index < most; index++) {
      const { status, body } = await client.ask(operation, { ...question, ...listing.page(index, size) });
      const rows = listing.rows(body);
      if (status !== 200 || !Array.isArray(rows)) break;
      seen.push(...rows.filter((row): row is Row => typeof row === 'object' && row !== null));
      if (rows.length === 0 || (index + 1) * size >= Number(listing.total(body) ?? 0)) break;
    }
    return seen;
  };

  if (RPC_PAGES.has(operation)) for (let time = 0; time < 2; time++) await client.ask(operation, {});
  const rows = await walk({}, 20, 12);
  await walk({}, 50, 5);
  await walk({}, 7, 3);
  for (const index of [0, 40]) await client.ask(operation, listing.page(index, 150));
  for (const question of listing.walks) await walk(question, 20, 4);

  const found: Question[] = [];
  for (const [name, take] of Object.entries(listing.filters)) {
    const values = distinct(rows.map(take).filter((value) => value !== undefined && value !== null && value !== ''));
    const isList = listing.several.includes(name);
    for (const value of [...values.slice(0, 2), ...values.slice(2).slice(-1)]) {
      const question = { [name]: isList ? [value] : value };
      found.push(question);
      await walk(question, 20, 3);
    }
    if (isList && values.length > 2) await walk({ [name]: [values[2], values[0]] }, 10, 4);
    if (isList && values.length > 4) await walk({ [name]: values.slice(1, 5) }, 10, 3);
  }
  for (let index = 0; index + 1 < found.length; index += 3) await walk({ ...found[index], ...found[index + 1] }, 20, 2);
  for (const row of [rows[0], rows[11], rows.at(-1)]) {
    if (row === undefined) continue;
    // What one record has, together.
    const pairs = Object.entries(listing.filters).flatMap(([name, take]) => {
      const value = take(row);
      if (value === undefined || value === null || value === '') return [];
      return [{ [name]: listing.several.includes(name) ? [value] : value }];
    });
    for (let index = 0; index + 1 < Math.min(8, pairs.length); index += 2)
      await walk({ ...pairs[index], ...pairs[index + 1] }, 20, 2);
  }
  for (const [start, end, name] of listing.ranges) {
    const times = rows.map(field(name)).filter((time): time is number => typeof time === 'number' && time > 0);
    times.sort((a, b) => a - b);
    const [low, high] = [times[Math.floor(times.length / 4)], times[Math.floor(times.length / 2)]];
    if (low === undefined || high === undefined) continue;
    for (const question of [
      { [start]: low },
      { [end]: high },
      { [start]: low, [end]: high },
      { [start]: high, [end]: low },
    ])
      await walk(question, 20, 4);
  }
  for (const question of listing.odd) await client.ask(operation, question);
  await walk({}, 20, 2);
}

/** Lists that go on from a marker or a token, to their ends. */
async function useCursors(client: Client, operation: string): Promise<void> {
  const isMarker = operation === 'ListQuarantinedFiles';
  const [position, size] = isMarker ? ['marker', 'limit'] : ['NextToken', 'MaxResults'];
  const walk = async (question: Question) => {
    let next: unknown;
    for (let page = 0; page < 12; page++) {
      const { status, body } = await client.ask(operation, next ? { ...question, [position]: next } : question);
      next = isMarker ? objectAt(body, 'page_info').next_marker : body.NextToken;
      if (status !== 200 || !next) break;
    }
  };
  const filters = isMarker
    ? ['isolated', 'restoring', 'restored', 'deleted'].map((state) => ({ state }))
    : [['high'], ['low'], ['medium', 'high'], ['high', 'low', 'medium']].map((Levels) => ({ Levels }));
  for (const count of [undefined, 10, 7, 30, 44, 100]) await walk(count === undefined ? {} : { [size]: count });
  for (const filter of filters) for (const count of [5, 20]) await walk({ ...filter, [size]: count });
  for (const odd of [
    { [size]: 0 },
    { [size]: 101 },
    { [position]: 'made-up' },
    isMarker ? { state: 'x' } : { Levels: ['x'] },
  ])
    await client.ask(operation, odd);
  for (let time = 0; time < 3; time++) await walk({});
}

async function lookUp(client: Client): Promise<void> {
  const operation = 'DescribeSecurityEventOperationStatus';
  const questions: Question[] = [
    ...[12_121, 12_122, 12_128, 12_130, 12_131].map((TaskId) => ({ TaskId })),
    ...['12315', '12316', '12321', '12330'].map((id) => ({ SecurityEventIds: [id] })),
    { SecurityEventIds: ['12315', '12319'] },
    { SecurityEventIds: ['12319', '12315', '12324'] },
    { SecurityEventIds: ['12315', 'none'] },
    { SecurityEventIds: ['none'] },
    { TaskId: 12_121, SecurityEventIds: ['12315'] },
    { TaskId: 12_121, SecurityEventIds: ['12320', '12325'] },
    { TaskId: 12_121, SecurityEventIds: ['12321'] },
    { TaskId: 12_128, SecurityEventIds: ['12321', '12322', '12323'], SourceIp: '192.168.0.1' },
    { TaskId: 1 },
    { TaskId: 'x' },
    {},
  ];
  for (let time = 0; time < 3; time++) for (const question of questions) await client.ask(operation, question);
}

function distinct(values: readonly unknown[]): unknown[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
