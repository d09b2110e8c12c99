import { type Json, type JsonObject, own, setOwn } from '../../scripts/base/json.js';
import { at, put } from '../../scripts/base/pointer.js';
import type { Contract } from '../../scripts/contract/contract.js';
import type { Exchange, Judged, Judgement } from '../../scripts/judge/index.js';
import { codesFor, Judge } from '../../scripts/judge/index.js';
import { freshOf } from './said.js';

type Row = JsonObject;

/** What a server in memory does in its own way; everything else it does as the contract says. */
export interface Ways {
  /** Whether a parameter selects a row. Default: its field equals the value, or any of the values. */
  readonly selects?: Readonly<Record<string, (row: Row, value: Json, request: JsonObject) => boolean>>;
  /** Whether a request is refused. Default: never. */
  refuses?(request: JsonObject): boolean;
  /** How a row is shown. Default: as it is. */
  readonly view?: (row: Row, request: JsonObject) => Row;
  /** The size of a page where none is asked for, or none that can be. Default: 20. */
  readonly size?: (asked: number | undefined) => number;
}

/** The errors of a server in memory: rule and message of each. */
export function errorsOf(contract: Contract, rows: readonly Row[], ways: Ways, asked: readonly JsonObject[]): string[] {
  return judgedOf(contract, rows, ways, asked)
    .rules.flatMap(({ judgements }) => judgements)
    .filter(({ severity }: Judgement) => severity === 'error')
    .map(({ rule, message }) => `${rule.id}: ${message}`);
}

/** Lets the judge see a server in memory: everything first, and last, and between them what is asked. */
export function judgedOf(contract: Contract, rows: readonly Row[], ways: Ways, asked: readonly JsonObject[]): Judged {
  const judge = new Judge(freshOf(contract));
  const least: JsonObject =
    contract.id === 'ListOperationLogsByVaultName' ? { project_id: 'p', offset: 0, limit: 200 } : {};
  const size = contract.pagination?.request.size ?? '';
  const all = { ...least, [size]: 200 };
  for (const request of [all, ...asked.map((one) => ({ ...least, [size]: 200, ...one })), all, all])
    judge.see(answer(contract, rows, ways, request));
  return judge.close();
}

let calls = 0;

function answer(contract: Contract, rows: readonly Row[], ways: Ways, request: JsonObject): Exchange {
  const contentType = 'application/json';
  if (ways.refuses?.(request) === true) {
    const [documented] = codesFor(contract, ['invalid-parameter']);
    const { status, code } = documented ?? { status: 400, code: 'InvalidParameter' };
    const body = { RequestId: `r-${++calls}`, HostId: 'host', Code: code, Message: 'It is refused.' };
    return { request, status, contentType, body };
  }
  const { pagination } = contract;
  if (pagination === undefined) throw new Error(`${contract.id} has no pages`);
  const { request: names, response } = pagination;
  const found = rows.filter((row) =>
    contract.parameters.every(({ name, filter }) => {
      const value = own(request, name);
      if (value === undefined || filter === undefined) return true;
      const own_ = ways.selects?.[name];
      if (own_ !== undefined) return own_(row, value, request);
      const field = 'field' in filter ? at(row, filter.field) : undefined;
      if (filter.match === 'from') return typeof field === 'number' && field >= Number(value);
      if (filter.match === 'until') return typeof field === 'number' && field <= Number(value);
      return [value].flat().some((one) => String(one) === String(field));
    }),
  );
  const asked = own(request, names.size) as number | undefined;
  const size = ways.size?.(asked) ?? asked ?? 20;
  const position = (own(request, names.position) ?? (pagination.style === 'offset' ? 0 : 1)) as number;
  const start = pagination.style === 'offset' ? position : (position - 1) * size;
  const items = found.slice(start, start + size).map((row) => ways.view?.(row, request) ?? row);
  const body: JsonObject = pagination.style === 'offset' ? {} : { RequestId: `r-${++calls}` };
  for (const [pointer, value] of [
    [response.items, items],
    [response.total, found.length],
    [response.position, position],
    [response.size, size],
    [response.count, items.length],
  ] as const) {
    if (pointer === undefined) continue;
    const [parent = ''] = pointer.slice(1).split('/');
    if (pointer.lastIndexOf('/') > 0 && own(body, parent) === undefined) setOwn(body, parent, {});
    put(body, pointer, value);
  }
  return { request, status: 200, contentType, body };
}
