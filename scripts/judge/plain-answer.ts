import { hashOf, hashOfNumbers } from '../base/hash.js';
import { clone, isObject, type Json, jsonText, own } from '../base/json.js';
import { at, parsePointer, put } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { callIdPointer } from './call-id.js';
import { identifier, identityFields, itemsPointer } from './identity.js';

/**
 * What a successful body says of the data: without the name of the call, and without the marker or token itself that
 * leads on, which may be another one in every answer. Where there are no pages, no order of the entries is promised.
 */
export function plainAnswerOf(contract: Contract): (body: Json) => Json {
  const { pagination } = contract;
  const [callId] = parsePointer(callIdPointer(contract) ?? '');
  const next = pagination?.response.next;
  const list = pagination === undefined ? itemsPointer(contract) : undefined;
  const identify = identifier(identityFields(contract));
  return (body) => {
    if (!isObject(body)) return body;
    let plain: Json = body;
    if (callId !== undefined && own(body, callId) !== undefined) {
      const { [callId]: _, ...rest } = body;
      plain = rest;
    }
    const leads = next === undefined ? undefined : at(plain, next);
    const items = list === undefined ? undefined : at(plain, list);
    if (leads === undefined && !Array.isArray(items)) return plain;
    plain = clone(plain);
    if (next !== undefined && leads !== undefined) put(plain, next, leads !== null && leads !== '');
    if (list !== undefined && Array.isArray(items)) put(plain, list, inOrder(items, identify));
    return plain;
  };
}

/** What stands for an answer: for its content, whatever the order of its entries, and for all of it. */
export interface AnswerDigest {
  /** Made when it is asked for: of nearly all answers that come again it is known already. */
  readonly contentOf: () => number;
  readonly digest: number;
}

/** Makes what stands for a successful body, given what stands for each of its entries. */
export function answerDigest(contract: Contract): (body: Json, digests: readonly number[]) => AnswerDigest {
  const plainOf = plainAnswerOf(contract);
  const pointer = itemsPointer(contract);
  const steps = parsePointer(pointer ?? '');
  const isPaged = contract.pagination !== undefined;
  return (body, digests) => {
    const plain = plainOf(body);
    if (digests.length < 2 || pointer === undefined || !isObject(plain)) {
      const digest = hashOf(jsonText(plain));
      return { contentOf: () => digest, digest };
    }
    const rest = jsonText(withNull(plain, steps));
    // Without pages, no order of the entries is promised.
    const contentOf = () => hashOf(rest, hashOfNumbers([...digests].sort((a, b) => a - b)));
    return { contentOf, digest: isPaged ? hashOf(rest, hashOfNumbers(digests)) : contentOf() };
  };
}

/** A copy with null at a place; what does not lead there is not copied, since lists of entries are long. */
function withNull(value: Json, [step, ...rest]: readonly string[]): Json {
  if (step === undefined) return null;
  return isObject(value) && Object.hasOwn(value, step)
    ? { ...value, [step]: withNull(value[step] as Json, rest) }
    : value;
}

function inOrder(items: readonly Json[], identify: (item: Json) => string): Json[] {
  return items
    .map((item) => ({ item, name: identify(item) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ item }) => item);
}
