import type { Json, JsonSchema } from '../../base/json.js';
import { own } from '../../base/json.js';
import type { Contract, Parameter } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';

/** A value that a parameter must not have. */
export interface InvalidValue {
  readonly value: Json;
  /** The value is the text on the wire, although the parameter is JSON there. */
  readonly isRaw: boolean;
  /** The contract only infers that it is invalid, so that a server may take it. */
  readonly isDisputable: boolean;
}

/** Beyond any integer type that a server could use. */
export const OVERFLOW = '99999999999999999999';

const LONG = 'x'.repeat(300);

/**
 * Values that the contract's schema of a parameter rules out: outside of the enum, below the minimum, fractions,
 * overflows, letters instead of numbers, malformed JSON, texts that are too long.
 *
 * @param known a good value of a number, so that one that is only half read is not mistaken for another wrong one
 */
export function invalidValues(contract: Contract, parameter: Parameter, known: Json = 12): InvalidValue[] {
  const schema = resolveSchema(parameter.schema, contract.definitions) ?? {};
  const items = resolveSchema(own(schema, 'items'), contract.definitions);
  const isPosition = Object.values(contract.pagination?.request ?? {}).includes(parameter.name);
  const wrap = (value: Json, isDisputable = false): InvalidValue => ({ value, isRaw: false, isDisputable });
  const raw = (value: string): InvalidValue => ({ value, isRaw: true, isDisputable: false });
  if (items === undefined) return invalidScalars(schema, isPosition, known).map(([value, open]) => wrap(value, open));

  const valid = (own(items, 'enum') as Json[] | undefined)?.[0];
  const lists = invalidScalars(items, false, 12).flatMap(([value, open]) => [
    wrap([value], open),
    ...(valid === undefined ? [] : [wrap([valid, value], open), wrap([value, valid], open)]),
  ]);
  if (parameter.encoding !== 'json') return lists;
  const broken = ['[', 'not json', '{"a":1}', '[1,', '"'];
  return [...lists, ...broken.map(raw)];
}

/** Each with whether it may be taken nevertheless. */
function invalidScalars(schema: JsonSchema, isPosition: boolean, known: Json): [Json, boolean][] {
  const values = own(schema, 'enum');
  const type = own(schema, 'type');
  const isNumber = type === 'integer' || type === 'number';
  const found: [Json, boolean][] = [];
  const add = (value: Json, isDisputable = false) => found.push([value, isDisputable]);
  if (Array.isArray(values)) {
    const texts = values.map(String);
    const swapped = texts.map((text) => (text === text.toUpperCase() ? text.toLowerCase() : text.toUpperCase()));
    const other = swapped.find((text) => !texts.includes(text));
    if (isNumber) {
      const numbers = values.filter((value) => typeof value === 'number');
      for (const value of [Math.max(...numbers) + 1, Math.min(...numbers) - 1, 'abc', '1.5', OVERFLOW]) add(value);
    } else {
      for (const value of ['NO_SUCH_VALUE', `${texts[0]}~`, LONG, '無效值-é✓']) add(value);
      if (other !== undefined) add(other);
    }
    return found;
  }
  const inferred = own(schema, 'x-inferred');
  if (isNumber) {
    add('abc');
    add(`${String(known)}abc`);
    // A number may be as large as it likes.
    if (type === 'integer') add(OVERFLOW, !isPosition && own(inferred, 'format') !== undefined);
    if (type === 'integer') add(`${String(known)}.5`);
    for (const [limit, beyond] of [
      ['minimum', (value: number) => [value - 1, -1, -(2 ** 31) - 1].filter((one) => one < value)],
      ['maximum', (value: number) => [value + 1]],
    ] as const) {
      const bound = own(schema, limit);
      if (typeof bound !== 'number') continue;
      // Where pages begin follows from the paging itself, whether or not the page says so.
      const isDisputable = !isPosition && own(inferred, limit) !== undefined;
      for (const value of beyond(bound)) add(value, isDisputable);
    }
  } else if (type === 'boolean') {
    add('maybe');
  } else if (type === 'string') {
    const maximum = own(schema, 'maxLength');
    if (typeof maximum === 'number' && maximum < 4_000)
      add('x'.repeat(maximum + 1), own(inferred, 'maxLength') !== undefined);
  }
  return found;
}
