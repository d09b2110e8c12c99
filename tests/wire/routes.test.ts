import { describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { PathRouter } from '../../scripts/wire/path-router.js';
import { plain } from '../../scripts/wire/plain.js';

const at = (path: string, method = 'get') => ({ id: `${method} ${path}`, path, method }) as unknown as Contract;

describe('templates of one place', () => {
  const router = new PathRouter([
    at('/tasks/{id}', 'get'),
    at('/tasks/{id}', 'delete'),
    at('/tasks/{id}/log'),
    at('/ranges/{a}-{bc}/low'),
    at('/ranges/{ab}-{c}/high'),
    at('/files/{name}.{kind}'),
  ]);

  test('with the same name hold the operations of each method', () => {
    const match = router.match('/tasks/7');
    expect([...(match?.operations.keys() ?? [])]).toEqual(['GET', 'DELETE']);
    expect([...(match?.parameters ?? [])]).toEqual([['id', '7']]);
  });

  test.each<[path: string, id: string | undefined, parameters: object]>([
    ['/tasks/7/log', 'get /tasks/{id}/log', { id: '7' }],
    ['/ranges/1-2/low', 'get /ranges/{a}-{bc}/low', { a: '1', bc: '2' }],
    ['/ranges/1-2/high', 'get /ranges/{ab}-{c}/high', { ab: '1', c: '2' }],
    ['/files/a.b', 'get /files/{name}.{kind}', { name: 'a', kind: 'b' }],
    ['/files/ab', undefined, {}],
  ])('%s leads to %s', (path, id, parameters) => {
    const match = router.match(path);
    expect(match?.operations.get('GET')?.id).toBe(id);
    expect(Object.fromEntries(match?.parameters ?? [])).toEqual(parameters);
  });
});

describe('the plain protocol', () => {
  const contract = {
    ...at('/tasks'),
    parameters: [],
    definitions: {},
    servers: [],
    responses: {},
  } as unknown as Contract;

  test('takes any request, and finds the operation by its path', () => {
    const request = { method: 'GET', target: '/tasks?x=1', headers: {} };
    expect(plain.recognises(request)).toBe(true);
    expect(plain.decoder([contract])(request)).toEqual({ contract, request: {}, unknown: ['x'] });
  });

  test('refuses a query that is no text, and names no parameter', () => {
    const { refusal } = plain.decoder([contract])({ method: 'GET', target: '/tasks?x=%zz', headers: {} }) as {
      refusal: object;
    };
    expect(Object.keys(refusal).sort()).toEqual(['cause', 'detail']);
    expect(refusal).toMatchObject({ cause: 'invalid-parameter', detail: expect.stringMatching(/^The query \w.+\.$/) });
  });

  test('names a request where its refusals do', () => {
    const { header = '' } = plain.requestId ?? {};
    expect(plain.refuse(undefined, { cause: 'internal', detail: '' }, 'R-7').headers[header]).toBe('R-7');
  });

  test.each<[schema: object, want: unknown]>([
    [{ type: 'array' }, []],
    [{ type: 'string' }, 'So it is.'],
    [{ type: 'integer' }, 400],
    [{ type: ['null', 'number'] }, 400],
    [{ type: 'boolean' }, false],
    [{ type: 'null' }, null],
    [{}, 'So it is.'],
    [{ const: 'fixed' }, 'fixed'],
    [{ type: 'string', default: 'usual' }, 'usual'],
    [{ enum: ['one', 'other'] }, 'one'],
    [{ enum: [] }, null],
    [{ properties: { a: { type: 'integer' } } }, { a: 400 }],
    [
      {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['code', 'list'],
            properties: { code: { type: 'integer' }, hint: { type: 'string' }, list: { type: 'array' } },
          },
          note: { type: 'string' },
        },
      },
      { error: { code: 400, list: [] }, note: 'So it is.' },
    ],
  ])('makes an error of the schema %j', (schema, want) => {
    const content = { 'application/json': { schema, examples: {} } };
    const responses = {
      200: { status: '200', content: {}, headers: {} },
      400: { status: '400', content, headers: {} },
    };
    const refusal = { cause: 'invalid-parameter', detail: 'So it is.' } as const;
    const response = plain.refuse({ ...contract, responses } as unknown as Contract, refusal, 'R');
    expect(response).toMatchObject({ status: 400, source: 'documented' });
    expect(response.body).toEqual(want);
  });
});
