import * as fc from 'fast-check';
import { fromSchema } from '../../arbitraries/from-schema.js';
import type { Json, JsonObject } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import type { Contract, Parameter } from '../../contract/contract.js';
import { contentOf, successBody } from '../../contract/responses.js';
import { satisfies } from '../../contract/satisfies.js';
import { schemaAt } from '../../contract/schema-at.js';
import { enumOf } from '../../judge/index.js';
import { seedFor } from './random.js';

/** Decoded values of parameters that a server may be expected to know. */
export interface KnownValues {
  /** Of one parameter, the most trustworthy first; empty where nothing is known. */
  of(name: string): readonly Json[];
  /** Whether the user named values for the parameter. */
  isGiven(name: string): boolean;
  /** The values that a parameter's enum lists, or that of its elements; undefined where it has none. */
  allowed(name: string): readonly Json[] | undefined;
  /** A value for each required parameter, and for the body where one is required. */
  readonly required: JsonObject;
}

/**
 * The values known to be good: those that the user gave; else the contract's examples, of the parameter and of
 * requests.
 *
 * @param given texts by parameter; texts that are no value of the parameter are left as they are, for the server to judge
 */
export function knownValues(
  contract: Contract,
  given: Readonly<Record<string, readonly string[]>>,
  seed: number,
): KnownValues {
  const values = new Map<string, readonly Json[]>();
  for (const parameter of contract.parameters) {
    const texts = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
    const list =
      texts === undefined
        ? documented(contract, parameter)
        : texts.map((text) => typed(text, (value) => satisfies(parameter.schema, value, contract.definitions)));
    values.set(parameter.name, unique(list));
  }
  const allowed = new Map(
    contract.parameters.flatMap((parameter) => {
      const list = enumOf(parameter, contract);
      return list === undefined ? [] : [[parameter.name, list] as const];
    }),
  );
  const required: JsonObject = {};
  for (const { name, required: isRequired, schema } of contract.parameters) {
    if (!isRequired) continue;
    const arbitrary = fromSchema(schema, contract.definitions, { texts: 'realistic' });
    const [drawn] = fc.sample(arbitrary, { numRuns: 1, seed: seedFor(seed, contract.id, name) });
    setOwn(required, name, values.get(name)?.[0] ?? (drawn as Json));
  }
  if (contract.body?.required === true) setOwn(required, 'body', bodyFor(contract, seed));
  return {
    of: (name) => values.get(name) ?? [],
    isGiven: (name) => Object.hasOwn(given, name),
    allowed: (name) => allowed.get(name),
    required,
  };
}

/** A body that the contract allows: one that the document shows, else one that is drawn. */
function bodyFor(contract: Contract, seed: number): Json {
  const { schema, examples } = contentOf(contract.body ?? { content: {} });
  const [shown] = [...Object.values(examples).map(({ value }) => value), own(schema, 'example')].filter(isThere);
  if (shown !== undefined) return shown;
  const arbitrary = fromSchema(schema, contract.definitions, { texts: 'realistic' });
  const [drawn] = fc.sample(arbitrary, { numRuns: 1, seed: seedFor(seed, contract.id, 'body') });
  return drawn as Json;
}

function isThere(value: Json | undefined): value is Json {
  return value !== undefined;
}

function documented(contract: Contract, { name, examples }: Parameter): Json[] {
  const requests = Object.values(successBody(contract).examples).flatMap(({ request }) => {
    const value = own(request, name);
    return value === undefined ? [] : [value];
  });
  const element = own(schemaAt(contract.request, contract.definitions, `/${name}/*`), 'example');
  return [...examples, ...requests, ...(element === undefined ? [] : [[element]])];
}

/**
 * The value that a text stands for: itself, a number, a list of one.
 *
 * An integer beyond 2^53 stays text: no number could hold it, and both are written alike.
 */
function typed(text: string, isValid: (value: Json) => boolean): Json {
  const number = /^-?\d+(?:\.\d+)?$/.test(text) ? Number(text) : undefined;
  const candidates: Json[] = [text, ...(number === undefined ? [] : [number, [number]]), [text]];
  const value = candidates.find(isValid) ?? text;
  const isInexact = number !== undefined && Number.isInteger(number) && !Number.isSafeInteger(number);
  return !isInexact ? value : Array.isArray(value) ? [text] : text;
}

function unique(values: readonly Json[]): Json[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
