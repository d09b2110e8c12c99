import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { clone } from '../../scripts/base/json.js';
import { put, remove } from '../../scripts/base/pointer.js';

/** Values that are wrong in most places. */
const wrong = fc.oneof(
  fc.constantFrom<Json>(null, true, '', 'abc', 0, -1, 1.5, 1e21, 2 ** 31, 999_999_999_999, 10 ** 13, [], {}, [null]),
  fc.integer(),
  fc.string({ maxLength: 12, unit: 'grapheme-ascii' }),
  // Texts that some readers take for numbers, booleans or steps of a path, and others do not.
  fc.constantFrom<Json>(
    ' ',
    ' 5',
    '5 ',
    '+5',
    '05',
    '5.0',
    '1e3',
    '0x10',
    '1e999',
    'true',
    'False',
    '.',
    '..',
    2 ** 60,
  ),
);

/**
 * Copies of a JSON value with one to three places exchanged, removed or added.
 *
 * @param names names that are set beside those that the value has; for requests, those of all parameters
 */
export function mutated(value: Json, names: readonly string[]): fc.Arbitrary<Json> {
  const places = [...placesIn(value), ...names.map((name) => `/${name}`)];
  if (places.length === 0) return wrong;
  const change = fc.record({
    place: fc.constantFrom(...places),
    kind: fc.constantFrom('exchange', 'exchange', 'remove', 'add'),
    value: wrong,
  });
  return fc.array(change, { minLength: 1, maxLength: 3 }).map((changes) => {
    const copy = clone(value);
    for (const { place, kind, value: other } of changes) {
      if (kind === 'remove') remove(copy, place);
      else put(copy, kind === 'add' ? `${place}x` : place, clone(other));
    }
    return copy;
  });
}

function placesIn(value: Json, at = ''): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value as JsonObject | Json[]).flatMap(([key, part]) => {
    const here = `${at}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return [here, ...placesIn(part, here)];
  });
}
