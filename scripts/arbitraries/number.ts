import * as fc from 'fast-check';
import type { JsonSchema } from '../base/json.js';
import { integerLimits } from '../contract/formats.js';
import type { DrawContext } from './draw-context.js';
import { commonMultiple } from './flatten.js';

/** What realistic numbers without an upper limit and an example stay below, so that people can read them. */
const READABLE = 10_000;

/** How far from a multiple another one is taken that all validators take for one. */
const NEIGHBOURS = [0, 1, -1, 2, -2, 3, -3, 4, -4];

/**
 * The numbers of a schema: whole ones for `integer`. fast-check prefers the limits and what is near zero.
 *
 * @throws Impossible where the limits leave none.
 */
export function numberArbitrary(
  schema: JsonSchema,
  type: 'integer' | 'number',
  context: DrawContext,
): fc.Arbitrary<number> {
  const limits = limitsOf(schema, context);
  const none = () => context.effort.fail(context.pointer, 'its limits leave no number');
  const multipleOf = typeof schema.multipleOf === 'number' && schema.multipleOf > 0 ? schema.multipleOf : undefined;
  const isWhole = type === 'integer' || schema.format === 'int32' || schema.format === 'int64';
  if (limits.min > limits.max) throw none();
  const wanted = multipleOf ?? (isWhole ? 1 : decimalsOf(limits, context));
  const step = isWhole && wanted !== undefined ? commonMultiple(wanted, 1) : wanted;
  if (step === undefined && wanted !== undefined) throw none();
  if (step === undefined) {
    if (limits.min === limits.max && (limits.open.minExcluded || limits.open.maxExcluded)) throw none();
    return doubles(limits);
  }
  let min = Math.ceil(limits.min / step);
  let max = Math.floor(limits.max / step);
  if (limits.open.minExcluded && min * step <= limits.min) min++;
  if (limits.open.maxExcluded && max * step >= limits.max) max--;
  if (min > Number.MAX_SAFE_INTEGER || max < Number.MIN_SAFE_INTEGER) {
    // Numbers of this size are whole, and most of them multiples of what is small.
    return doubles(limits);
  }
  min = Math.max(min, Number.MIN_SAFE_INTEGER);
  max = Math.min(max, Number.MAX_SAFE_INTEGER);
  if (min > max) throw none();
  const digits = decimalsIn(step);
  const multiple = (count: number) => {
    const value = count * step;
    // 3 * 0.1 is 0.30000000000000004; the number that is meant is the shorter one.
    return (digits > 0 && Math.abs(value) < 1e15 ? Number(value.toFixed(digits)) : value) + 0;
  };
  const counts = fc.integer({ min, max });
  if (multipleOf === undefined) return counts.map(multiple);
  // Of 59.66 floating-point arithmetic has it that it is no multiple of 0.01, and many a validator believes that.
  return counts.map((count) => {
    const near = NEIGHBOURS.map((distance) => count + distance).filter((one) => one >= min && one <= max);
    return multiple(near.find((one) => Number.isInteger(multiple(one) / multipleOf)) ?? count);
  });
}

/** Decimals of a number as it is written, in either notation; 0 where they are more than can be rounded to. */
function decimalsIn(value: number): number {
  const [, decimals = '', exponent = '0'] = /^\d+(?:\.(\d+))?(?:e(.*))?$/.exec(String(value)) ?? [];
  const count = decimals.length - Number(exponent);
  return count <= 100 ? count : 0;
}

function doubles({ min, max, open }: Limits): fc.Arbitrary<number> {
  // JSON has no negative zero.
  return fc.double({ ...open, min, max, noNaN: true }).map((value) => value + 0);
}

interface Limits {
  readonly min: number;
  readonly max: number;
  readonly open: { readonly minExcluded: boolean; readonly maxExcluded: boolean };
}

function limitsOf(schema: JsonSchema, context: DrawContext): Limits {
  const format = typeof schema.format === 'string' ? integerLimits[schema.format] : undefined;
  let low = format?.[0] ?? Number.NEGATIVE_INFINITY;
  let high = format?.[1] ?? Number.POSITIVE_INFINITY;
  const bound = (key: string) => (typeof schema[key] === 'number' ? (schema[key] as number) : undefined);
  const above = bound('exclusiveMinimum');
  const below = bound('exclusiveMaximum');
  low = Math.max(low, above ?? low, bound('minimum') ?? low);
  high = Math.min(high, below ?? high, bound('maximum') ?? high);
  if (context.texts === 'realistic') [low, high] = readable(low, high, context.example);
  else [low, high] = finite(low, high);
  return { min: low, max: high, open: { minExcluded: above === low, maxExcluded: below === high } };
}

/** Numbers as large as the example's, or small ones; within the limits. */
function readable(low: number, high: number, example: unknown): [number, number] {
  let [from, to] = [0, READABLE];
  if (typeof example === 'number' && Number.isFinite(example)) {
    const size = 10 ** Math.floor(Math.log10(Math.max(1, Math.abs(example))));
    [from, to] = size === 1 ? [0, 9] : [size, size * 10 - 1];
    if (example < 0) [from, to] = [-to, -from];
  }
  if (to < low) return finite(low, Math.min(high, low + READABLE));
  if (from > high) return finite(Math.max(low, high - READABLE), high);
  return [Math.max(from, low), Math.min(to, high)];
}

function finite(low: number, high: number): [number, number] {
  // Beyond what is safe only where the limits demand it.
  const from = low === Number.NEGATIVE_INFINITY ? Math.min(Number.MIN_SAFE_INTEGER, high) : low;
  const to = high === Number.POSITIVE_INFINITY ? Math.max(Number.MAX_SAFE_INTEGER, low) : high;
  return [from, to];
}

/** The step of numbers that have as many decimals as the example, or two; undefined where the limits are too near for it. */
function decimalsOf({ min, max }: Limits, { texts, example }: DrawContext): number | undefined {
  if (texts !== 'realistic') return undefined;
  const decimals = typeof example === 'number' ? (String(example).split('.')[1] ?? '').length : 2;
  const step = decimals > 12 ? 0 : 10 ** -decimals;
  return max - min < 10 * step || step === 0 || Math.abs(max) > 1e12 || Math.abs(min) > 1e12 ? undefined : step;
}
