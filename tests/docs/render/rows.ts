import type { PlainField } from '../plain-page.js';
import { type Description, describe, type Style } from './description.js';

/** A row of a table as it is written down. */
export interface WrittenRow {
  readonly name: string;
  readonly type: string;
  readonly required?: string | undefined;
  readonly description: Description;
  readonly example: string;
  readonly depth: number;
}

/** The type in the words of a vendor. */
function typeWord(type: string, vendor: 'alibaba' | 'huawei'): string {
  if (vendor === 'alibaba') return type === 'integer/int64' ? 'long' : type;
  const capital = (word: string) => word.slice(0, 1).toUpperCase() + word.slice(1);
  const array = /^array<(?:object:(\w+)|(\w+))>$/.exec(type);
  if (array !== null) return array[1] !== undefined ? `Array of ${array[1]} objects` : `Array of ${array[2]}s`;
  const object = /^object:(\w+)$/.exec(type);
  return object !== null ? `${object[1]} object` : capital(type);
}

export function rowOf(field: PlainField, style: Style, depth: number): WrittenRow {
  const vendor = style === 'alibaba' ? 'alibaba' : 'huawei';
  return {
    name: field.name,
    type: typeWord(field.type, vendor),
    required: field.required === undefined ? undefined : field.required ? 'Yes' : 'No',
    description: field.prose === '' ? { lead: [], bullets: [], tail: [] } : describe(field, style),
    example: field.example === undefined ? '' : String(field.example),
    depth,
  };
}

/** The rows of Alibaba Cloud's one table: what stands below a field follows it. */
export function flatRows(fields: readonly PlainField[], depth = 0): WrittenRow[] {
  return fields.flatMap((field) => [
    rowOf(field, 'alibaba', depth),
    ...(field.items === undefined
      ? []
      : [rowOf(field.items, 'alibaba', depth + 1), ...flatRows(field.items.fields, depth + 2)]),
    ...flatRows(field.fields, depth + 1),
  ]);
}

/** The tables of Huawei Cloud below a first one: one for each object that a field refers to. */
export function namedTables(fields: readonly PlainField[]): { name: string; fields: readonly PlainField[] }[] {
  return fields.flatMap((field) => {
    const holder = field.items ?? field;
    const name = /:(\w+)/.exec(holder.type)?.[1];
    return name === undefined ? [] : [{ name, fields: holder.fields }, ...namedTables(holder.fields)];
  });
}
