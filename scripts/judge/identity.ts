import { writeExact } from '../base/exact.js';
import type { Json } from '../base/json.js';
import { reader } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';

/** Where the entries of an operation's answer stand; undefined where it answers with no list. */
export function itemsPointer({ pagination, lookup }: Contract): string | undefined {
  return pagination?.response.items ?? lookup?.items;
}

/** Pointers into an entry that together tell it from others. */
export function identityFields({ pagination, lookup }: Contract): readonly string[] {
  return pagination?.identity ?? lookup?.identity ?? [];
}

/** The identity of an entry as one text, prepared for many entries: the values of its identity fields, in order. */
export function identifier(identity: readonly string[]): (item: Json) => string {
  const [first, ...others] = identity.map(reader);
  if (first === undefined) return () => '';
  return (item) => {
    let name = nameOf(first(item));
    for (const read of others) name += `\u0000${nameOf(read(item))}`;
    return name;
  };
}

/** Texts as they are; a control character tells all else from them, so that `1` is not `"1"`. */
function nameOf(value: Json | undefined): string {
  if (typeof value === 'string') return value;
  return `\u0001${writeExact(value ?? null)}`;
}
