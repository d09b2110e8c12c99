import type { Json, JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { identityOf } from '../contract/invariants/sequence.js';
import { schemaAt } from '../contract/schema-at.js';
import type { Collection } from './collection.js';
import { type Complaint, complain } from './complaint.js';
import { rank } from './matches.js';
import type { Session } from './session.js';
import { type Walk, walk } from './walk.js';

/** An order to ask for; what is left out is left to the server. */
export interface Order {
  readonly by?: string;
  readonly direction?: string;
}

/** The values of the parameter that chooses the direction, the default last. */
export function directionsOf(contract: Contract): string[] {
  const { sort } = contract;
  if (sort === undefined) return [];
  const values = own(schemaAt(contract.request, contract.definitions, `/${sort.direction}`), 'enum');
  const texts = Array.isArray(values) ? values.map(String) : ['asc', sort.default.direction];
  return texts.sort((a, b) => Number(a === sort.default.direction) - Number(b === sort.default.direction));
}

/** The filters of a collection with an order. */
export function inOrder(contract: Contract, base: JsonObject, { by, direction }: Order): JsonObject {
  const request = { ...base };
  if (contract.sort !== undefined && by !== undefined) setOwn(request, contract.sort.by, by);
  if (contract.sort !== undefined && direction !== undefined) setOwn(request, contract.sort.direction, direction);
  return request;
}

/** Walks through an ordered result, and judges that it is the same set in that order. */
export async function judgeSorted(
  session: Session,
  whole: Collection,
  order: Order,
  size: number,
): Promise<readonly Complaint[]> {
  const { contract } = session;
  const { sort, pagination } = contract;
  if (sort === undefined || pagination === undefined) return [];
  const result = await walk(session, inOrder(contract, whole.base, order), size);
  if (result.complaint !== undefined) return [result.complaint];
  const field = order.by === undefined ? sort.default.field : (sort.fields[order.by] ?? sort.default.field);
  const isDescending = (order.direction ?? sort.default.direction).toLowerCase().startsWith('desc');
  const fault = judgeOrder(contract, result, field, isDescending);
  if (fault !== undefined) return [fault];
  const last = result.steps.at(-1)?.reply;
  if (!whole.complete || !result.complete || last === undefined) return [];
  const names = new Set(result.items.map((item) => identityOf(item, pagination.identity)));
  const lost = whole.items.find((item) => !names.has(identityOf(item, pagination.identity)));
  if (lost !== undefined) return [complain(last, 'an entry is missing from the sorted result', lost, null)];
  return names.size === result.items.length
    ? []
    : [complain(last, 'an entry occurs twice in the sorted result', names.size, result.items.length)];
}

/** The first entry that stands before one that belongs before it. Entries without the field may stand anywhere. */
function judgeOrder(contract: Contract, { steps }: Walk, field: string, isDescending: boolean): Complaint | undefined {
  const items = contract.pagination?.response.items ?? '';
  let before: Json | undefined;
  for (const { response, reply } of steps) {
    const page = at(response, items);
    for (const [index, item] of (Array.isArray(page) ? page : []).entries()) {
      const value = at(item, field);
      if (value === undefined || value === null) continue;
      const order = before === undefined ? 0 : compare(before, value);
      if (isDescending ? order < 0 : order > 0) {
        const direction = isDescending ? 'descending' : 'ascending';
        const expected = `${isDescending ? 'at most' : 'at least'} ${JSON.stringify(before)}`;
        return complain(
          reply,
          `breaks the ${direction} order of ${field}`,
          expected,
          value,
          `${items}/${index}${field}`,
        );
      }
      before = value;
    }
  }
  return undefined;
}

/** Numbers and moments by size. Texts by code point and by language; where these differ, either order is right. */
function compare(one: Json, other: Json): number {
  const [a, b] = [rank(one), rank(other)];
  if (a !== undefined && b !== undefined) return a - b;
  const [left, right] = [String(one), String(other)];
  const byCode = left < right ? -1 : left > right ? 1 : 0;
  return Math.sign(left.localeCompare(right, 'en')) === byCode ? byCode : 0;
}
