import { hashOf } from '../../base/hash.js';
import { clone, isObject, type Json } from '../../base/json.js';
import { put, reader, select } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { canonical } from '../../contract/satisfies.js';
import { identifier, identityFields } from '../identity.js';

/** An item without the texts that are in a language. */
export function contentReader({ parameters }: Contract): (item: Json) => Json {
  const fields = parameters.flatMap(({ language }) => language?.fields ?? []);
  if (fields.length === 0) return (item) => item;
  return (item) => {
    if (!isObject(item)) return item;
    const copy = fields.every((field) => !field.includes('/', 1)) ? { ...item } : clone(item);
    for (const field of fields) for (const { path } of select(copy, field)) put(copy, path, null);
    return copy;
  };
}

/** Identities of items that have all of their identity's fields. */
export function identityReader(contract: Contract): (item: Json) => string | undefined {
  const fields = identityFields(contract);
  const identify = identifier(fields);
  const [first, ...others] = fields.map(reader);
  if (first === undefined) return () => undefined;
  return (item) =>
    first(item) === undefined || others.some((read) => read(item) === undefined) ? undefined : identify(item);
}

/** What names an item that lacks a field of its identity: all of its content. Undefined where items have no identity. */
export function contentName(contract: Contract): (item: Json) => string | undefined {
  if (identityFields(contract).length === 0) return () => undefined;
  const contentOf = contentReader(contract);
  return (item) => `\u0003${hashOf(canonical(contentOf(item)))}`;
}
