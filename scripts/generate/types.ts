import { createConfig } from '@redocly/openapi-core';
import openapiTS, { astToString } from 'openapi-typescript';
import type { JsonObject, JsonSchema } from '../base/json.js';
import { setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { errorBodies, successBody } from '../contract/responses.js';
import { codeFile, type GeneratedFile } from './generated-file.js';
import { commentText, quote } from './literal.js';
import { type OperationNames, unused } from './names.js';

/** What the types of one operation are made of. Plain data, so that it can be sent to a worker. */
export interface TypesInput {
  readonly contract: Pick<
    Contract,
    'id' | 'definitions' | 'request' | 'responses' | 'atLeastOneOf' | 'location' | 'summary'
  >;
  readonly names: OperationNames;
}

/**
 * The types of operations: of the decoded request, of the successful body, of the error bodies, and of every named
 * schema.
 *
 * openapi-typescript is given the contract's schemas, not the OpenAPI file: of a parameter that holds JSON text it
 * would make a `string`, while the decoded request has the parsed value.
 */
export async function typesModules(inputs: readonly TypesInput[]): Promise<GeneratedFile[]> {
  // One configuration for all: to make it costs more than the types of an operation.
  const redocly = await createConfig({ rules: {} });
  return Promise.all(
    inputs.map(async ({ contract, names }) => {
      const { schemas, keys } = componentsOf(contract, names);
      const document = { openapi: '3.1.0', info: { title: '', version: '' }, paths: {}, components: { schemas } };
      const nodes = await openapiTS(toReferences(document) as never, {
        redocly,
        silent: true,
        defaultNonNullable: false,
      });
      const declarations = astToString(nodes)
        .replace(/^export type paths = Record<string, never>;\n/m, '')
        .replace(/^export type (?:webhooks|\$defs|operations) = Record<string, never>;\n/gm, '')
        .replace(/^ {4}(?:responses|parameters|requestBodies|headers|pathItems): never;\n/gm, '');
      const code = [declarations.trim(), ...aliases(contract, names, keys)].join('\n\n');
      return codeFile(`${names.folder}/types.d.ts`, [contract.location.file], code);
    }),
  );
}

type Keys = Readonly<Record<'Request' | 'Response' | 'Error', readonly string[]>>;

/** The definitions, and beside them the parts that have no definition of their own. */
function componentsOf(contract: TypesInput['contract'], { stem }: OperationNames): { schemas: JsonObject; keys: Keys } {
  const schemas: JsonObject = {};
  const taken = new Set<string>();
  for (const [name, schema] of Object.entries(contract.definitions)) {
    taken.add(name.toLowerCase());
    setOwn(schemas, name, schema);
  }
  const keyOf = (name: string, schema: JsonSchema): string => {
    const keys = Object.keys(schema);
    if (keys.length === 1 && keys[0] === '$ref') return String(schema.$ref).slice('#/$defs/'.length);
    const key = unused(name, taken);
    setOwn(schemas, key, schema);
    return key;
  };
  const { allOf: _, ...request } = contract.request;
  const errors = new Map(errorBodies(contract).map(({ schema }) => [JSON.stringify(schema), schema]));
  const keys = {
    Request: [keyOf(`${stem}Request`, { ...request, description: `The decoded parameters of ${contract.id}.` })],
    Response: [keyOf(`${stem}Response`, successBody(contract).schema)],
    Error: [...errors.values()].map((schema) => keyOf(`${stem}Error`, schema)),
  };
  return { schemas, keys };
}

/** `#/$defs/Name`, as schemas of a contract refer, to `#/components/schemas/Name`, as OpenAPI does. */
function toReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toReferences);
  if (typeof value !== 'object' || value === null) return value;
  const copy: JsonObject = {};
  for (const [key, part] of Object.entries(value)) {
    const isRef = key === '$ref' && typeof part === 'string';
    setOwn(copy, key, isRef ? part.replace('#/$defs/', '#/components/schemas/') : (toReferences(part) as JsonObject));
  }
  return copy;
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
  const taken = new Set([`${stem}Request`, `${stem}Response`, `${stem}Error`, 'components']);
  const named = Object.keys(contract.definitions)
    .filter((name) => !taken.has(name))
    .map((name) => `export type ${name} = ${schema(name)};`);
  return [...own, named.join('\n')];
}
