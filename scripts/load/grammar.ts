import type { Json } from '../base/json.js';
import { isObject } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { applicators, type Holding, shelves } from '../contract/schema-keywords.js';

/** The kinds of object that an OpenAPI document is made of, as the OpenAPI Specification 3.1, section 4.8, names them. */
export type Kind =
  | 'document'
  | 'info'
  | 'paths'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'requestBody'
  | 'mediaType'
  | 'responses'
  | 'response'
  | 'example'
  | 'components'
  | 'securityScheme'
  | 'schema'
  | 'other';

/** What stands below a key: one object of a kind, a list of them, or a map to them. */
type Below = Kind | readonly [Kind] | { readonly '*': Kind };

const below: Readonly<Record<Holding, Below>> = { schema: 'schema', list: ['schema'], map: { '*': 'schema' } };
const content: Below = { '*': 'mediaType' };
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const;

/** The HTTP methods that a path item can have an operation for. */
export const METHODS: readonly string[] = methods;

/** Which keys of which kind of object lead to which kind. Keys that lead to no object of interest are left out. */
const grammar: Readonly<Record<Kind, Readonly<Record<string, Below>>>> = {
  document: {
    info: 'info',
    paths: 'paths',
    components: 'components',
    servers: ['other'],
    tags: ['other'],
    externalDocs: 'other',
  },
  paths: { '*': 'pathItem' },
  info: { license: 'other', contact: 'other' },
  pathItem: { parameters: ['parameter'], ...Object.fromEntries(methods.map((method) => [method, 'operation'])) },
  operation: { parameters: ['parameter'], requestBody: 'requestBody', responses: 'responses' },
  responses: { '*': 'response' },
  parameter: { schema: 'schema', content, examples: { '*': 'example' } },
  requestBody: { content },
  mediaType: { schema: 'schema', examples: { '*': 'example' } },
  response: { content, headers: { '*': 'parameter' } },
  example: {},
  components: {
    schemas: { '*': 'schema' },
    parameters: { '*': 'parameter' },
    responses: { '*': 'response' },
    examples: { '*': 'example' },
    requestBodies: { '*': 'requestBody' },
    headers: { '*': 'parameter' },
    securitySchemes: { '*': 'securityScheme' },
    pathItems: { '*': 'pathItem' },
  },
  securityScheme: {},
  schema: Object.fromEntries([
    ...Object.entries(applicators).map(([keyword, { holds }]) => [keyword, below[holds]]),
    ...Object.entries(shelves).map(([keyword, holds]) => [keyword, below[holds]]),
  ]),
  other: {},
};

/** Whether a key of an object is no specification extension. A map from names has none: there, `x-id` is a name. */
export const isField = (key: string): boolean => !key.startsWith('x-');

/** Called for every object of a document, the containing one first. */
export type Visit = (kind: Kind, node: Json, pointer: string) => void;

/**
 * Walks an OpenAPI document, or a file with shared pieces of one, by the grammar of OpenAPI, so that examples and
 * other plain data are never mistaken for parts of the document.
 */
export function walk(node: Json, visit: Visit, kind: Kind = 'document', pointer = ''): void {
  visit(kind, node, pointer);
  if (!isObject(node)) return;
  const keys = grammar[kind];
  for (const [key, value] of Object.entries(node)) {
    const below = Object.hasOwn(keys, key) ? keys[key] : isField(key) ? keys['*'] : undefined;
    if (below === undefined) continue;
    const here = pointer + formatPointer([key]);
    if (typeof below === 'string') {
      walk(value, visit, below, here);
    } else if ('*' in below) {
      if (!isObject(value)) continue;
      for (const [name, part] of Object.entries(value)) {
        walk(part, visit, below['*'], here + formatPointer([name]));
      }
    } else if (Array.isArray(value)) {
      for (const [index, part] of value.entries()) walk(part, visit, below[0], `${here}/${index}`);
    }
  }
}
