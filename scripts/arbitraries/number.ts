import * as fc from 'fast-check';
import type { JsonSchema } from '../base/json.js';
import { integerLimits } from '../contract/formats.js';
import type { DrawOptions } from './draw-context.js';

/** What realistic numbers without an upper limit stay below, so that people can read them. */
const READABLE = 10_000;

/** The numbers of a schema: whole ones for `integer`. fast-check prefers the limits and what is near zero. */
export function numberArbitrary(
  schema: JsonSchema,
  type: 'integer' | 'number',
  options: DrawOptions,
): fc.Arbitrary<number> {
  const step = typeof schema.multipleOf === 'number' ? schema.multipleOf : type === 'integer' ? 1 : undefined;
  const limits = limitsOf(schema, options);
  if (step === undefined) {
    return fc
      .double({ ...limits.open, min: limits.min, max: limits.max, noNaN: true, noDefaultInfinity: true })
      .map((value) => value + 0); // JSON has no negative zero
  }
  let min = Math.ceil(limits.min / step);
  let max = Math.floor(limits.max / step);
  if (limits.open.minExcluded && min * step === limits.min) min++;
  if (limits.open.maxExcluded && max * step === limits.max) max--;
  min = Math.max(min, Number.MIN_SAFE_INTEGER);
  max = Math.min(max, Number.MAX_SAFE_INTEGER);
  return fc.integer({ min, max }).map((count) => count * step + 0);
}

interface Limits {
  readonly min: number;
  readonly max: number;
  readonly open: { readonly minExcluded: boolean; readonly maxExcluded: boolean };
}

function limitsOf(schema: JsonSchema, options: DrawOptions): Limits {
  const format = typeof schema.format === 'string' ? integerLimits[schema.format] : undefined;
  const [low, high] = format ?? [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
  const bound = (key: string) => (typeof schema[key] === 'number' ? (schema[key] as number) : undefined);
  const above = bound('exclusiveMinimum');
  const below = bound('exclusiveMaximum');
  const realistic = options.texts === 'realistic';
  const min = Math.max(above ?? low, bound('minimum') ?? (realistic ? 0 : low));
  const max = Math.min(below ?? high, bound('maximum') ?? (realistic ? Math.max(min, 0) + READABLE : high));
  return {
    min,
    max: Math.max(min, max),
    open: { minExcluded: above !== undefined && above === min, maxExcluded: below !== undefined && below === max },
  };
}
