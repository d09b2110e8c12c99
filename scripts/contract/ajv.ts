import { Ajv2020, type AnySchemaObject, type Options, type ValidateFunction } from 'ajv/dist/2020.js';
import type { JsonSchema } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Contract, Response } from './contract.js';
import { formats } from './formats.js';
import { plainSchema } from './plain-schema.js';
import { contentOf, errorResponses, isJson } from './responses.js';

const definitions = Object.fromEntries(Object.entries(formats).map(([name, { definition }]) => [name, definition]));

/** Digits behind the point of a quotient that count. */
const PRECISION = 6;

/**
 * An AJV for the dialect of our contracts: JSON Schema 2020-12, all errors, our formats.
 *
 * Not AJV's strict mode: it also objects to legal schemas, and other repositories' specs are full of them.
 */
export function createAjv(options: Options = {}): Ajv2020 {
  // Whether the schemas are schemas is asked once, of schemaErrors(): every instance would compile the meta-schema anew.
  const dialect = { strict: false, allErrors: true, formats: definitions, logger: false, meta: false } as const;
  // 59.66 is a multiple of 0.01, although floating-point arithmetic has it that it is not.
  return new Ajv2020({ ...dialect, validateSchema: false, multipleOfPrecision: PRECISION, ...options });
}

let meta: Ajv2020 | undefined;

/** A keyword that is not as JSON Schema wants it. */
export interface SchemaProblem {
  /** JSON pointer into the schema: the keyword, or a part of its value. */
  readonly pointer: string;
  readonly message: string;
}

/** What makes a schema none, by the meta-schema of JSON Schema 2020-12; empty if it is one. */
export function schemaErrors(schema: JsonSchema): readonly SchemaProblem[] {
  meta ??= new Ajv2020({ strict: false, allErrors: true, logger: false });
  if (meta.validateSchema({ ...schema, $schema: 'https://json-schema.org/draft/2020-12/schema' })) return [];
  const problems = new Map<string, string>();
  for (const { instancePath, message = 'is not right', params } of meta.errors ?? []) {
    const allowed = (params as { allowedValues?: readonly unknown[] }).allowedValues;
    if (!problems.has(instancePath)) {
      problems.set(instancePath, allowed === undefined ? message : `${message}: ${allowed.join(', ')}`);
    }
  }
  return [...problems].map(([pointer, message]) => ({ pointer, message }));
}

/**
 * The part of a contract that a validator judges: its decoded request, the body of one of its responses, or of any
 * error. Of a response with several JSON media types the preferred one is meant, unless another is named.
 */
export type Part = 'request' | 'error' | Response | { readonly response: Response; readonly mediaType: string };

/**
 * The schemas of a contract as the specs have them, by the id that AJV knows them under: the contract's definitions, its
 * request, and the bodies of its responses.
 */
export function partSchemas(contract: Contract): Map<string, JsonSchema> {
  return new Map([
    ...Object.entries(contract.definitions).map(([name, schema]): [string, JsonSchema] => [definitionId(name), schema]),
    [partId('request'), contract.request],
    ...Object.values(contract.responses).flatMap((response) => [
      [partId(response), contentOf(response).schema] satisfies [string, JsonSchema],
      ...Object.entries(response.content)
        .filter(([mediaType]) => isJson(mediaType) && mediaType !== contentOf(response).mediaType)
        .map(([mediaType, { schema }]): [string, JsonSchema] => [partId({ response, mediaType }), schema]),
    ]),
  ]);
}

/** {@link partSchemas} for AJV: without annotations, and with one more for any error. What they share is compiled once. */
export function schemasOf(contract: Contract): Map<string, JsonSchema> {
  const schemas = new Map<string, JsonSchema>();
  const refer = (ref: string) => definitionId(ref.slice('#/$defs/'.length));
  for (const [id, schema] of partSchemas(contract)) {
    schemas.set(id, { $id: id, ...(plainSchema(schema, refer) as JsonSchema) });
  }
  schemas.set(partId('error'), { $id: partId('error'), ...anyError(contract) });
  return schemas;
}

/** The id of a definition among {@link schemasOf}. */
export function definitionId(name: string): string {
  return `schema:${name}`;
}

/** The id of a part among {@link schemasOf}. No definition can have it. */
export function partId(part: Part): string {
  if (typeof part === 'string') return `part:${part}`;
  if (!('mediaType' in part)) return `part:response-${part.status}`;
  const { response, mediaType } = part;
  const base = `part:response-${response.status}`;
  return mediaType === contentOf(response).mediaType ? base : `${base}-${mediaType.replaceAll(/[^\w]/g, '-')}`;
}

/** The schema of all error bodies: usually they share one. Refers to those of the responses, by the ids that AJV knows. */
function anyError(contract: Contract): JsonSchema {
  const distinct = new Map(
    errorResponses(contract).map((response) => [JSON.stringify(contentOf(response).schema), partId(response)]),
  );
  const refs = [...distinct.values()].map(($ref) => ({ $ref }));
  return refs.length === 1 ? (refs[0] as JsonSchema) : refs.length === 0 ? {} : { anyOf: refs };
}

/** Where a contract states the schema of an id, as {@link Contract.origins} has it. */
export function originPointer(contract: Contract, id: string): string {
  if (id === partId('request')) return '/request';
  if (id.startsWith('schema:')) return `/definitions/${id.slice('schema:'.length)}`;
  for (const response of Object.values(contract.responses)) {
    for (const mediaType of Object.keys(response.content)) {
      if (id === partId({ response, mediaType })) {
        return `/responses/${response.status}/content${formatPointer([mediaType])}/schema`;
      }
    }
  }
  return '/responses';
}

/** Validators of one contract, compiled at run time when they are first asked for. */
export class RuntimeValidators {
  readonly #ajv: Ajv2020;

  /**
   * @param options for AJV, such as `code.optimize: false` where each schema is used a few times only
   * @throws Error where a schema of the contract is not one, for instance where a pattern is no regular expression.
   */
  constructor(contract: Contract, options: Options = {}) {
    this.#ajv = createAjv(options);
    for (const schema of schemasOf(contract).values()) this.#ajv.addSchema(schema as AnySchemaObject);
  }

  /** Judges a decoded request, or a response's body. */
  of(part: Part): ValidateFunction {
    const key = partId(part);
    const validate = this.#ajv.getSchema(key);
    if (validate === undefined) throw new Error(`no schema at ${key}`);
    return validate as ValidateFunction;
  }
}
