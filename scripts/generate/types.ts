import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, setOwn } from '../base/json.js';
import type { Contract, Response } from '../contract/contract.js';
import { errorBodies, successBody } from '../contract/responses.js';
import { bodiesOf } from './bodies.js';
import { codeFile, type GeneratedFile } from './generated-file.js';
import { commentText, quote } from './literal.js';
import { isTypeName, type OperationNames, unused } from './names.js';
import { openTypes } from './open-enums.js';

/** What the types of one operation are made of. Plain data, so that it can be sent to a worker. */
export interface TypesInput {
  readonly contract: Pick<
    Contract,
    'id' | 'definitions' | 'request' | 'responses' | 'atLeastOneOf' | 'location' | 'summary'
  >;
  readonly names: OperationNames;
}

/** One configuration for all: to make it costs more than the types of an operation. */
let configuration: ReturnType<typeof createConfig> | undefined;

/**
 * The types of operations: of the decoded request, of the successful body, of the error bodies, and of every named
 * schema.
 *
 * openapi-typescript is given the contract's schemas, not the OpenAPI file: of a parameter that holds JSON text it
 * would make a `string`, while the decoded request has the parsed value.
 */
export async function typesModules(inputs: readonly TypesInput[]): Promise<GeneratedFile[]> {
  configuration ??= createConfig({ rules: {} });
  const redocly = await configuration;
  return Promise.all(
    inputs.map(async ({ contract, names }) => {
      const { schemas, keys } = componentsOf(contract, names);
      const document = { openapi: '3.1.0', info: { title: '', version: '' }, paths: {}, components: { schemas } };
      const nodes = await openapiTS(toReferences(document, contract.definitions) as never, {
        redocly,
        silent: true,
        defaultNonNullable: false,
      });
      const declarations = openTypes(withoutStandIns(astToString(nodes)))
        .replace(/^export type paths = Record<string, never>;\n/m, '')
        .replace(/^export type (?:webhooks|\$defs|operations) = Record<string, never>;\n/gm, '')
        .replace(/^ {4}(?:responses|parameters|requestBodies|headers|pathItems): never;\n/gm, '');
      const code = [declarations.trim(), ...aliases(contract, names, keys)].join('\n\n');
      return codeFile(`${names.folder}/types.d.ts`, [contract.location.file], code);
    }),
  );
}

interface Keys extends Readonly<Record<'Request' | 'Response' | 'Error', readonly string[]>> {
  /** Of all bodies of responses. */
  readonly responses: readonly (readonly [string, string])[];
  /** Of the decoded headers of all responses that declare some. */
  readonly headers: readonly (readonly [string, string])[];
}

/** The definitions, and beside them the parts that have no definition of their own. */
function componentsOf(contract: TypesInput['contract'], { stem }: OperationNames): { schemas: JsonObject; keys: Keys } {
  const schemas: JsonObject = {};
  const taken = new Set<string>();
  for (const [name, schema] of Object.entries(contract.definitions)) {
    taken.add(name.toLowerCase());
    setOwn(schemas, name, schema);
  }
  // Bodies that are alike have one type.
  const known = new Map<string, string>();
  const keyOf = (name: string, schema: JsonSchema): string => {
    const keys = Object.keys(schema);
    if (keys.length === 1 && keys[0] === '$ref') return String(schema.$ref).slice('#/$defs/'.length);
    const key = unused(name, taken);
    setOwn(schemas, key, schema);
    known.set(JSON.stringify(schema), key);
    return key;
  };
  const { allOf: _, ...request } = contract.request;
  const errors = new Map(errorBodies(contract).map(({ schema }) => [JSON.stringify(schema), schema]));
  const keys = {
    Request: [keyOf(`${stem}Request`, { ...request, description: `The decoded parameters of ${contract.id}.` })],
    Response: [keyOf(`${stem}Response`, successBody(contract).schema)],
    Error: [...errors.values()].map((schema) => keyOf(`${stem}Error`, schema)),
    responses: bodiesOf(contract).map(({ key, schema }): [string, string] => [
      key,
      known.get(JSON.stringify(schema)) ?? keyOf(`${stem}Response${key.replaceAll(/\W+/g, '_')}`, schema),
    ]),
    headers: Object.values(contract.responses).flatMap((response): [string, string][] =>
      Object.keys(response.headers).length === 0
        ? []
        : [[response.status, keyOf(`${stem}Headers${response.status}`, headersSchema(response.headers))]],
    ),
  };
  return { schemas, keys };
}

/** The headers of a response as an object, by their names in lower case, as servers and clients in Node.js have them. */
function headersSchema(headers: Response['headers']): JsonSchema {
  const properties: JsonObject = {};
  const required: string[] = [];
  for (const [name, header] of Object.entries(headers)) {
    const key = name.toLowerCase();
    setOwn(properties, key, {
      ...header.schema,
      ...(header.description === '' ? {} : { description: header.description }),
    });
    if (header.required) required.push(key);
  }
  return { type: 'object', properties, ...(required.length === 0 ? {} : { required }) };
}

/** Keys whose values are data: a `$ref` in them refers to nothing. */
const data = new Set(['const', 'default', 'enum', 'example', 'examples']);
/** Keys whose values are maps of names to schemas. */
const maps = new Set(['schemas', 'properties', 'patternProperties', 'dependentSchemas']);
/** Names that every object inherits: openapi-typescript's parser takes them for what they name there, and calls it. */
const inherited = new Set(Object.getOwnPropertyNames(Object.prototype));
const STAND_IN = 'inherited__';

const standIn = (name: string) => (inherited.has(name) ? STAND_IN + name : name);

/** The names that {@link toReferences} put others in place of. */
function withoutStandIns(code: string): string {
  return code.replaceAll(new RegExp(`${STAND_IN}(${[...inherited].join('|')})\\b`, 'g'), '$1');
}

/**
 * A schema as OpenAPI has it: `#/$defs/Name`, as schemas of a contract refer, becomes `#/components/schemas/Name`. What
 * openapi-typescript would take for a reference, and even fetch, is left out: none of it is one.
 */
function toReferences(value: unknown, definitions: Contract['definitions']): unknown {
  if (Array.isArray(value)) return value.map((part) => toReferences(part, definitions));
  if (typeof value !== 'object' || value === null) return value;
  const copy: JsonObject = {};
  for (const [key, part] of Object.entries(value)) {
    if (key === '$ref' && typeof part === 'string') {
      copy.$ref = `#/components/schemas/${standIn(part.slice('#/$defs/'.length))}`;
    } else if (key === 'discriminator' && isObject(part)) {
      copy.discriminator = discriminatorOf(part, definitions);
    } else if (key === 'required' && Array.isArray(part)) {
      copy.required = part.map((name) => standIn(String(name)));
    } else if (maps.has(key) && isObject(part)) {
      const map: JsonObject = {};
      for (const [name, below] of Object.entries(part))
        setOwn(map, standIn(name), toReferences(below, definitions) as Json);
      copy[key] = map;
    } else if (data.has(key)) {
      if (!/"(?:\$ref|externalValue)"/.test(JSON.stringify(part) ?? '')) setOwn(copy, key, part as Json);
    } else if (key !== 'externalValue' && (!key.startsWith('x-') || key.startsWith('x-enum'))) {
      setOwn(copy, key, toReferences(part, definitions) as Json);
    }
  }
  return copy;
}

/** A discriminator whose mapping leads to schemas of the contract; what nothing else reaches is left out. */
function discriminatorOf(discriminator: JsonObject, definitions: Contract['definitions']): JsonObject {
  const { mapping, ...rest } = discriminator;
  if (!isObject(mapping)) return rest;
  const known: JsonObject = {};
  for (const [value, target] of Object.entries(mapping)) {
    const name =
      String(target)
        .split('/')
        .at(-1)
        ?.replaceAll(/[^A-Za-z0-9_]+/g, '_') ?? '';
    if (Object.hasOwn(definitions, name)) setOwn(known, value, `#/components/schemas/${name}`);
  }
  return Object.keys(known).length === 0 ? rest : { ...rest, mapping: known };
}

function aliases(contract: TypesInput['contract'], { stem }: OperationNames, keys: Keys): string[] {
  const schema = (key: string) => `components["schemas"][${quote(key)}]`;
  const oneOf = contract.atLeastOneOf.map(
    (names) => ` & (${names.map((name) => `{ ${quote(name)}: unknown }`).join(' | ')})`,
  );
  const docs = {
    Request: `Decoded request of ${contract.id}: ${contract.summary}`,
    Response: `Body of a successful response of ${contract.id}.`,
    Error: `Body of an error response of ${contract.id}.`,
  };
  const own = (['Request', 'Response', 'Error'] as const).map((part) => {
    const type = keys[part].map(schema).join(' | ') || 'unknown';
    return `/** ${commentText(docs[part])} */\nexport type ${stem}${part} = ${type}${part === 'Request' ? oneOf.join('') : ''};`;
  });
  const statuses = keys.responses.map(([status, key]) => `  readonly ${quote(status)}: ${schema(key)};`);
  own.push(
    `/** Bodies of all responses of ${commentText(contract.id)} that have one, by status. */\nexport interface ${stem}Responses {\n${statuses.join('\n')}\n}`,
  );
  if (keys.headers.length > 0) {
    const decoded = keys.headers.map(([status, key]) => `  readonly ${quote(status)}: ${schema(key)};`);
    own.push(
      `/** Decoded headers of the responses of ${commentText(contract.id)} that declare some, by status. They have no validators. */\nexport interface ${stem}ResponseHeaders {\n${decoded.join('\n')}\n}`,
    );
  }
  const taken = new Set(['Request', 'Response', 'Error', 'Responses', 'ResponseHeaders'].map((part) => stem + part));
  const named = Object.keys(contract.definitions)
    .filter((name) => !taken.has(name) && isTypeName(name))
    .map((name) => `export type ${name} = ${schema(name)};`);
  return [...own, named.join('\n')];
}
