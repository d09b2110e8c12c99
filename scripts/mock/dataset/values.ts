import type { Json, JsonSchema } from '../../base/json.js';
import { own } from '../../base/json.js';
import { momentOf } from '../../base/moment.js';
import type { Contract } from '../../contract/contract.js';
import type { Field } from './fields.js';
import { Random } from './random.js';
import { likeText, shortTexts, uniqueTexts } from './text.js';

/**
 * Makes values for a field that no other item of the world has. The first ones are the documented examples of requests,
 * so that what a page asks for is found.
 *
 * @param field one whose values can be made up freely; see {@link isFree}
 * @returns the value of an item's number, from 0
 */
export function serialValues(contract: Contract, field: Field, seed: number): (index: number) => Json {
  // An example may name one value twice.
  const wanted = [...new Set(requestedExamples(contract, field.pointer))].filter((value) => fits(field.schema, value));
  const limit = field.schema.maxLength;
  const example = field.schema.format === 'uuid' ? uuid : String(field.schema.example ?? nameOf(field));
  const texts =
    typeof limit === 'number' && example.length + 6 > limit ? textsWithin(limit, seed) : uniqueTexts(example, seed);
  return (index) => {
    if (index < wanted.length) return wanted[index] as Json;
    return field.schema.type === 'integer' ? wholeNumber(field.schema, index, 1) : texts(index);
  };
}

function textsWithin(limit: number, seed: number): (index: number) => string {
  return limit < 9 ? shortTexts(limit, seed) : uniqueTexts('0'.repeat(Math.min(limit, 12)), seed);
}

/** The shape of every UUID. */
const uuid = 'a0000000-0000-4000-8000-000000000000';

/** The values that the items of a world share in a field. Some are the documented examples, of request and response. */
export function poolOf(contract: Contract, field: Field, seed: number, records: number): Json[] {
  const size = Math.min(40, 3 + Math.floor(Math.sqrt(records) / 3));
  const examples = [...requestedExamples(contract, field.pointer), own(field.schema, 'example') ?? null];
  const pool = examples.filter((value) => fits(field.schema, value));
  const shape = String(own(field.schema, 'example') ?? pool[0] ?? nameOf(field));
  for (let index = 1; pool.length < size && index <= 4 * size; index++) {
    const value = field.schema.type === 'integer' ? wholeNumber(field.schema, index, 7) : likeText(shape, seed, index);
    if (fits(field.schema, value)) pool.push(value);
  }
  return [...new Set(pool)];
}

function nameOf(field: Field): string {
  return `${field.pointer.slice(field.pointer.lastIndexOf('/') + 1).toLowerCase()}-000000000`;
}

/** What requests ask for by this field, as the parameters' examples have it. */
function requestedExamples(contract: Contract, pointer: string): Json[] {
  return contract.parameters.flatMap(({ filter, examples, schema }) => {
    if (filter === undefined || !('field' in filter) || filter.field !== pointer) return [];
    if (filter.match !== 'equals' && filter.match !== 'any-of') return [];
    const items = own(own(schema, 'items'), 'example');
    return [...examples.flat(), ...(items === undefined ? [] : [items])] as Json[];
  });
}

function wholeNumber(schema: JsonSchema, index: number, step: number): number {
  const low = Math.max(typeof schema.minimum === 'number' ? schema.minimum : 1, Number.MIN_SAFE_INTEGER);
  const high = Math.min(typeof schema.maximum === 'number' ? schema.maximum : 2 ** 31 - 1, Number.MAX_SAFE_INTEGER);
  const start = typeof schema.example === 'number' && schema.example >= low ? schema.example : low;
  const span = high - low + 1;
  return low + ((start - low + index * step) % span);
}

/** Whether the world may give a field this value: a rough check, the validator has the last word. */
function fits(schema: JsonSchema, value: Json): boolean {
  if (schema.type === 'integer') {
    const low = typeof schema.minimum === 'number' ? schema.minimum : Number.NEGATIVE_INFINITY;
    const high = typeof schema.maximum === 'number' ? schema.maximum : Number.POSITIVE_INFINITY;
    return Number.isInteger(value) && (value as number) >= low && (value as number) <= high;
  }
  if (typeof value !== 'string' || value !== value.trim() || value === '') return false;
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : Number.POSITIVE_INFINITY;
  const least = typeof schema.minLength === 'number' ? schema.minLength : 0;
  return value.length <= most && value.length >= least;
}

const day = 86_400_000;

/**
 * How long before now an item began, in milliseconds: some 60 days at most, rather recently than long ago.
 *
 * Between 8 and 14 hours past whole days, so that no item slips out of a range of whole days while a mock runs.
 */
export function ageOf(seed: number, index: number): number {
  const random = new Random(seed, index);
  const share = random.below(1e6) / 1e6;
  return Math.floor(60 * share * share) * day + (8 * 3600 + random.below(6 * 3600)) * 1000;
}

/** Moves a moment by some milliseconds; keeps its notation and the limits of its schema. */
export function writeMoment(schema: JsonSchema, moment: number): Json {
  if (schema.type === 'string') return new Date(moment).toISOString().replace(/\.\d+Z$/, 'Z');
  const low = typeof schema.minimum === 'number' ? schema.minimum : Number.MIN_SAFE_INTEGER;
  const high = typeof schema.maximum === 'number' ? schema.maximum : Number.MAX_SAFE_INTEGER;
  return Math.min(high, Math.max(low, moment));
}

/** The moment that a value stands for, in milliseconds since 1970; NaN where it stands for none. */
export function readMoment(value: Json | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' ? (momentOf(value) ?? Number.NaN) : Number.NaN;
}
