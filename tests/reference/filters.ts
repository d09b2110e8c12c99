import type { Filter, Row } from './service.js';

/** The field is the value. */
export function equals(field: string): Filter {
  return (row, value) => row[field] === value;
}

/** The field is one of the values, compared as text. */
export function anyOf(field: string): Filter {
  return (row, value) => (value as unknown[]).some((one) => String(one) === String(row[field]));
}

/** The field is the value or more; rows without it are left out. */
export function from(field: string): Filter {
  return (row, value) => typeof row[field] === 'number' && row[field] >= (value as number);
}

/** The field is the value or less; rows without it are left out. */
export function until(field: string): Filter {
  return (row, value) => typeof row[field] === 'number' && row[field] <= (value as number);
}

/** The value is a part of one of the fields. */
export function within(...fields: string[]): Filter {
  return (row, value) => fields.some((field) => typeof row[field] === 'string' && row[field].includes(value as string));
}

/** All properties of one of the objects that rows have too are those of the row. */
export function anyObject(...fields: string[]): Filter {
  return (row, value) =>
    (value as Row[]).some((object) =>
      fields.every((field) => object[field] === undefined || object[field] === row[field]),
    );
}
