import type { PlainField } from './plain-page.js';

/** Names, types, flags and values as one line each, set in below what they belong to. */
export function outline(fields: readonly PlainField[], depth = 0): string[] {
  return fields.flatMap((field) => [
    `${'  '.repeat(depth)}${field.name || '*'} ${field.type}${field.required === undefined ? '' : field.required ? ' yes' : ' no'}${field.values.length === 0 ? '' : ` ${field.values.map(([value]) => value).join('|')}`}`,
    ...outline(field.fields, depth + 1),
    ...(field.items === undefined ? [] : outline([field.items], depth + 1)),
  ]);
}
