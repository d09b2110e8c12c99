import { expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { contentOf, successBody } from '../../scripts/contract/responses.js';
import { satisfies } from '../../scripts/contract/satisfies.js';
import { loadContracts } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

/** A document in which a POST sends, and is answered with, the schema User. */
function echoing(schemas: string): Contract {
  const specs = folderOf({
    'users.yaml': `openapi: 3.0.3
info: { title: t, version: '1' }
paths:
  /users:
    post:
      operationId: addUser
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
      responses:
        '201': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } }
components:
  schemas:
    ${schemas}
`,
  });
  return loadContracts(specs)[0] as Contract;
}

const flat = `User: { type: object, required: [id, password, login], properties: {
      id: { type: integer, readOnly: true }, password: { type: string, writeOnly: true }, login: { type: string } } }`;
const referred = `Id: { type: integer, readOnly: true }
    Secret: { type: string, writeOnly: true }
    Person: { type: object, required: [id, password, login], properties: {
      id: { $ref: '#/components/schemas/Id' }, password: { $ref: '#/components/schemas/Secret' }, login: { type: string } } }
    User: { allOf: [{ $ref: '#/components/schemas/Person' }] }`;
const recursive = `User: { type: object, required: [id, password, login], properties: {
      id: { type: integer, readOnly: true }, password: { type: string, writeOnly: true }, login: { type: string },
      boss: { $ref: '#/components/schemas/User' } } }`;

const sent = { login: 'ann', password: 'secret' };
const answered = { login: 'ann', id: 1 };

test.each<{ given: string; schemas: string; value: Json; want: { request: boolean; response: boolean } }>([
  { given: 'what a request has to hold', schemas: flat, value: sent, want: { request: true, response: false } },
  { given: 'what a response has to hold', schemas: flat, value: answered, want: { request: false, response: true } },
  {
    given: 'less than both',
    schemas: flat,
    value: { id: 1, password: 'a' },
    want: { request: false, response: false },
  },
  { given: 'a request, by $ref', schemas: referred, value: sent, want: { request: true, response: false } },
  { given: 'a response, by $ref', schemas: referred, value: answered, want: { request: false, response: true } },
  {
    given: 'a request within itself',
    schemas: recursive,
    value: { ...sent, boss: sent },
    want: { request: true, response: false },
  },
  {
    given: 'a response within itself',
    schemas: recursive,
    value: { ...answered, boss: answered },
    want: { request: false, response: true },
  },
])('readOnly and writeOnly: $given', ({ schemas, value, want }) => {
  const contract = echoing(schemas);
  const body = contract.body === undefined ? {} : contentOf(contract.body).schema;
  const holds = (schema: Json) => satisfies(schema, value, contract.definitions);
  expect({ request: holds(body), response: holds(successBody(contract).schema) }).toEqual(want);
});

test('what means the same both ways stands there once, also where several ways lead to it', () => {
  const contract =
    echoing(`User: { properties: { home: { $ref: '#/components/schemas/Place' }, work: { $ref: '#/components/schemas/Place' } } }
    Place: { properties: { from: { $ref: '#/components/schemas/Day' }, to: { $ref: '#/components/schemas/Day' } } }
    Day: { type: string, format: date }`);
  expect(Object.keys(contract.definitions).sort()).toEqual(['Day', 'Place', 'User']);
});
