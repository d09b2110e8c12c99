import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import { RuntimeValidators } from '../../scripts/contract/ajv.js';
import { registerGenerate } from '../../scripts/generate/command.js';
import { generate } from '../../scripts/generate/generate.js';
import { loadContracts } from '../../scripts/load/load.js';
import { commandHere } from '../support/command-here.js';
import { documentOf } from '../support/generated-validators.js';
import { hostileSpec, hostileTexts } from '../support/hostile-spec.js';
import { mutated } from '../support/mutated.js';
import { folderOf } from '../support/specs-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { typeProblems } from '../support/type-problems.js';

const petstore = `openapi: 3.0.3
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      parameters:
        - { name: id, in: path, required: true, schema: { type: integer, minimum: 1 } }
        - { name: tags, in: query, schema: { type: array, items: { type: string }, uniqueItems: true } }
      responses:
        '200':
          description: A pet.
          content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }
        default:
          description: An error.
          content: { application/json: { schema: { type: object, required: [code], properties: { code: { type: integer } } } } }
    delete:
      operationId: delete-pet
      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]
      responses: { '204': { description: Gone. } }
  /pets:
    post:
      operationId: addPet
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: Added., content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties:
        name: { type: string, minLength: 2 }
        born: { type: string, format: date, nullable: true }
        kind: { $ref: '#/components/schemas/Kind' }
        weight: { type: number, minimum: 0, exclusiveMinimum: true }
        friends: { type: array, items: { $ref: '#/components/schemas/Pet' } }
    Kind: { type: string, enum: [cat, dog, "it's a \\"pet\\""] }
`;

/** Runs `generate …`. */
const command = (...args: string[]) => commandHere(registerGenerate, ['generate', ...args]);

/** Generates from one document, and imports what came out. */
async function generated(document: string) {
  const specs = folderOf({ 'spec.yaml': document });
  const out = path.join(temporaryFolder(), 'out');
  await generate({ specs, out });
  const load = (file: string) => import(pathToFileURL(path.join(out, file)).href);
  return { specs, out, load };
}

function filesBelow(folder: string): Map<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const names = entries.map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name))).sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]));
}

describe('plain OpenAPI of another repository', () => {
  test('gives validators that judge requests, bodies and errors', async () => {
    const { load } = await generated(petstore);
    const {
      validateGetPetRequest,
      validateGetPetResponse,
      validateGetPetError,
      validateAddPetRequest,
      validateDeletePetRequest,
    } = await load('validators.js');
    const given = [
      { judge: validateGetPetRequest, value: { id: 1 }, want: [] },
      { judge: validateGetPetRequest, value: { id: 0 }, want: ['/id minimum'] },
      { judge: validateGetPetRequest, value: {}, want: ['/id required'] },
      { judge: validateGetPetRequest, value: { id: 1, tags: ['a', 'a'] }, want: ['/tags uniqueItems'] },
      { judge: validateGetPetRequest, value: { id: 1, Tags: ['a'] }, want: ['/Tags additionalProperties'] },
      {
        judge: validateGetPetResponse,
        value: { name: 'Rex', born: null, friends: [{ name: 'Tom', born: '2020-02-29' }] },
        want: [],
      },
      { judge: validateGetPetResponse, value: { name: '\u{1F436}' }, want: ['/name minLength'] },
      {
        judge: validateGetPetResponse,
        value: { name: 'Rex', friends: [{ name: 'Tom', born: '2021-02-29' }] },
        want: ['/friends/0/born format'],
      },
      {
        judge: validateGetPetResponse,
        value: { name: 'Rex', kind: 'cow', weight: 0 },
        want: ['/kind enum', '/weight exclusiveMinimum'],
      },
      { judge: validateGetPetError, value: { code: 'a' }, want: ['/code type'] },
      { judge: validateAddPetRequest, value: { body: { name: 'Rex' } }, want: [] },
      { judge: validateAddPetRequest, value: { body: { name: 'R' } }, want: ['/body/name minLength'] },
      { judge: validateDeletePetRequest, value: { id: 1 }, want: [] },
    ];
    for (const { judge, value, want } of given) {
      expect(judge(value), JSON.stringify(value)).toBe(want.length === 0);
      expect(
        (judge.errors ?? []).map((error: { path: string; keyword: string }) => `${error.path} ${error.keyword}`),
      ).toEqual(want);
    }
    expect(validateGetPetRequest({ id: 'x' })).toBe(false);
    expect(validateGetPetRequest.errors[0]).toMatchObject({
      path: '/id',
      expected: 'integer',
      actual: 'x',
      spec: 'spec.yaml:8',
      message: '/id: expected integer, found "x" (spec.yaml:8)',
    });
    expect(validateGetPetResponse['~standard'].validate({ name: 'R', kind: 'cat' })).toMatchObject({
      issues: [{ path: ['name'] }],
    });
  });

  test('the validators agree with AJV at run time on mutated values', async () => {
    const { specs, load } = await generated(petstore);
    const contract = loadContracts(specs).find(({ id }) => id === 'getPet');
    const judge = new RuntimeValidators(contract as never).of(contract?.responses['200'] as never);
    const { validateGetPetResponse } = await load('validators.js');
    const pet: Json = {
      name: 'Rex',
      born: '2020-01-01',
      kind: 'cat',
      weight: 1,
      friends: [{ name: 'Tom', friends: [] }],
    };
    fc.assert(
      fc.property(mutated(pet, ['name', 'friends']), (value) => {
        expect(validateGetPetResponse(value)).toBe(judge(value));
      }),
      { numRuns: 2000 },
    );
  });

  test('enums get constants under legal names', async () => {
    const { load } = await generated(petstore);
    const { Kind, KindValues } = await load('enums.js');
    expect(Kind).toEqual({ cat: 'cat', dog: 'dog', it_s_a_pet: 'it\'s a "pet"' });
    expect(KindValues.map((one: { value: string }) => one.value)).toEqual(Object.values(Kind));
  });
});

const responses = `openapi: 3.1.0
info: { title: Jobs, version: '1' }
paths:
  /jobs:
    post:
      operationId: startJob
      parameters: [{ name: kind, in: query, schema: { $ref: '#/components/schemas/Kind' } }]
      responses:
        '200': { description: Done at once., content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } }
        '202': { description: Begun., content: { application/json: { schema: { type: object, required: [ticket], properties: { ticket: { type: string } } } } } }
        '204': { description: Nothing to do. }
        '303': { description: Elsewhere., content: { application/json: { schema: { type: object, required: [at] } } } }
        4XX:
          description: Refused.
          content:
            application/json: { schema: { type: object, required: [code] } }
            application/problem+json: { schema: { type: object, required: [title] } }
        default: { description: Failed., content: { text/plain: { schema: { type: string, minLength: 1 } } } }
components:
  schemas:
    Kind: { type: string, enum: [big, small] }
    Job:
      type: object
      required: [state]
      properties:
        state: { $ref: '#/components/schemas/State' }
        rank: { enum: [1, 2, null] }
        tag: { enum: [only] }
    State: { type: string, enum: [running, done] }
`;

describe('every response that has a body', () => {
  test('has a validator and a type, by status and media type', async () => {
    const { load, out } = await generated(responses);
    const { validateStartJobResponses: all, contract } = await load('StartJob/index.js');
    expect(contract.id).toBe('startJob');
    const given: [string, Json, Json][] = [
      ['200', { state: 'done' }, {}],
      ['202', { ticket: 'a' }, {}],
      ['303', { at: '/' }, {}],
      ['4XX', { code: 1 }, { title: 'x' }],
      ['4XX application/problem+json', { title: 'x' }, { code: 1 }],
      ['default', 'it broke', ''],
    ];
    expect(Object.keys(all)).toEqual(given.map(([key]) => key));
    for (const [key, valid, invalid] of given) {
      expect(all[key](valid), key).toBe(true);
      expect(all[key](invalid), key).toBe(false);
      expect(all[key].errors[0].spec).toMatch(/^spec\.yaml:\d+$/);
    }
    const types = readFileSync(path.join(out, 'StartJob/types.d.ts'), 'utf8');
    for (const [key] of given) expect(types).toContain(`readonly ${JSON.stringify(key)}: `);
    const { operations } = await load('index.js');
    expect(operations.startJob.validateResponses).toBe(all);
  });
});

describe('--open-enums', () => {
  test('admits values that the specs do not list yet, in validators, types and constants', async () => {
    const specs = folderOf({ 'spec.yaml': responses });
    const out = path.join(temporaryFolder(), 'out');
    expect(await command('--specs', specs, '--out', out, '--open-enums')).toMatchObject({ code: 0 });
    const load = (file: string) => import(pathToFileURL(path.join(out, file)).href);
    const { validateStartJobResponse: validate } = await load('validators.js');
    const given: [Json, boolean][] = [
      [{ state: 'done', rank: 1, tag: 'only' }, true],
      [{ state: 'paused', rank: 7 }, true],
      [{ state: 'done', rank: null }, true],
      [{ state: 5 }, false],
      [{ state: 'done', rank: 'high' }, false],
      // One value is no choice: it tells alternatives apart.
      [{ state: 'done', tag: 'other' }, false],
    ];
    for (const [value, want] of given) expect(validate(value), JSON.stringify(value)).toBe(want);
    const { isKnownState, State, StateValues } = await load('enums.js');
    expect([isKnownState('done'), isKnownState('paused')]).toEqual([true, false]);
    expect(State).toEqual({ running: 'running', done: 'done' });
    expect(StateValues).toHaveLength(2);

    writeFileSync(
      path.join(out, 'use.ts'),
      `import type { State } from './enums.js';
import type { StartJobResponse } from './StartJob/types.js';
const job: StartJobResponse = { state: 'paused', rank: 7 };
const state: State = 'paused';
export const shown = job.state === 'done' ? state : undefined;
// @ts-expect-error: a number is no state
export const wrong: StartJobResponse = { state: 5 };
`,
    );
    expect(typeProblems(out, ['use.ts'])).toEqual([]);

    // Each way has its own memory, and says how it is mended.
    const check = await command('--specs', specs, '--out', out, '--check', '--open-enums');
    expect(check).toMatchObject({ code: 0, stdout: expect.stringContaining('is fresh') });
    expect(await command('--specs', specs, '--out', out, '--check')).toMatchObject({ code: 1 });
  });
});

describe('the output', () => {
  let first = '';
  beforeAll(async () => {
    first = path.join('node_modules', `.generate-test-${process.pid}`);
    await generate({ out: first });
  });
  afterAll(() => rmSync(first, { recursive: true, force: true }));

  test('is the same, byte for byte, every time, and the same as is committed', async () => {
    const again = path.join(temporaryFolder(), 'again');
    await generate({ out: again });
    expect(filesBelow(again)).toEqual(filesBelow(first));
    expect(filesBelow('generated')).toEqual(filesBelow(first));
  });

  test('is not touched where it is fresh', async () => {
    const times = () => [...filesBelow(first).keys()].map((name) => statSync(path.join(first, name)).mtimeMs);
    const before = times();
    const result = await generate({ out: first });
    expect(result).toMatchObject({ stale: [], surplus: [] });
    expect(times()).toEqual(before);
  });

  test('is made again where it was damaged, whatever is remembered', async () => {
    const file = path.join(first, 'enums.js');
    const text = readFileSync(file, 'utf8');
    writeFileSync(file, `${text}// edited`);
    expect(await generate({ out: first })).toMatchObject({ stale: ['enums.js'] });
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('--check lists every stale, missing and surplus file and writes nothing', async () => {
    const specs = path.join(temporaryFolder(), 'specs');
    cpSync('specs', specs, { recursive: true });
    const gone = 'alibaba-cloud/sas-2018-12-03/ListOperationTask.yaml';
    const out = path.join(temporaryFolder(), 'out');
    await generate({ specs, out });
    rmSync(path.join(specs, gone));
    const index = readFileSync(path.join(out, 'index.js'), 'utf8');
    writeFileSync(path.join(out, 'index.js'), `${index}// edited`);
    rmSync(path.join(out, 'enums.js'));
    writeFileSync(path.join(out, 'notes.js'), '// mine');
    const before = filesBelow(out);
    const found = await generate({ specs, out, check: true });
    expect(found.stale).toEqual(expect.arrayContaining(['enums.js', 'index.js', 'validators.js']));
    expect(found.surplus).toEqual(
      ['contract.d.ts', 'contract.js', 'index.d.ts', 'index.js', 'types.d.ts', 'validators.d.ts', 'validators.js'].map(
        (name) => `ListOperationTask/${name}`,
      ),
    );
    expect(filesBelow(out)).toEqual(before);

    const result = await command('--specs', specs, '--check', '--out', out);
    expect(result.code).toBe(1);
    for (const file of ['enums.js', 'index.js', ...found.surplus]) expect(result.stdout).toContain(file);
    expect(result.stderr).toContain(`npx cloudsec-contracts generate --specs ${specs} --out ${out}`);

    expect(await command('--specs', specs, '--out', out)).toMatchObject({ code: 0 });
    expect(filesBelow(out).get('notes.js')).toBe('// mine');
    expect(existsSync(path.join(out, 'ListOperationTask'))).toBe(false);
    expect(await command('--specs', specs, '--check', '--out', out)).toMatchObject({ code: 0 });
  });

  test('the validators import nothing and evaluate nothing', () => {
    const ids = loadContracts('specs').map(({ id }) => id);
    const files = ids.map((id) => path.resolve(`generated/${id}/validators.js`));
    for (const file of files)
      expect(readFileSync(file, 'utf8'), file).not.toMatch(/\brequire\b|\bimport\b|\beval\b|new Function/);
    const script = `
      for (const file of process.argv.slice(1)) {
        const judges = Object.entries(await import(file)).filter(([name]) => /^validate\\w+Response$/.test(name));
        if (judges.length !== 1 || !judges[0][1]['~standard']) throw new Error(file);
        console.log(judges[0][0]);
      }`;
    const options = ['--disallow-code-generation-from-strings', '--input-type=module', '-e', script];
    const named = execFileSync(process.execPath, [...options, ...files], { encoding: 'utf8' });
    expect(named.trim().split('\n')).toEqual(ids.map((id) => `validate${id}Response`));
  });
});

describe('hostile specs', () => {
  test('what only looks like a reference is not fetched, and inherited names are names', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const remote = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const schema = {
      type: 'object',
      externalValue: `${remote}/value`,
      default: { $ref: `${remote}/default` },
      example: { externalValue: `${remote}/example` },
      properties: { hasOwnProperty: { type: 'string' }, valueOf: { enum: [{ $ref: `${remote}/enum` }] } },
      required: ['hasOwnProperty'],
    };
    const { out, load } = await generated(documentOf([schema]));
    expect(asked).toEqual([]);
    const types = readFileSync(path.join(out, 'Op0/types.d.ts'), 'utf8');
    expect(types).toContain('hasOwnProperty: string');
    expect(types).not.toContain('inherited');
    const { validateOp0Response: validate } = await load('validators.js');
    expect([validate({}), validate({ hasOwnProperty: 'a' }), validate({ hasOwnProperty: 1 })]).toEqual([
      false,
      true,
      false,
    ]);
  });

  test('decoded response headers have types, by status', async () => {
    const { out } = await generated(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/': {
            get: {
              operationId: 'listAll',
              responses: {
                200: {
                  description: 'ok',
                  headers: {
                    'X-Rate-Left': { required: true, description: 'Calls left.', schema: { type: 'integer' } },
                    Link: { schema: { $ref: '#/components/schemas/Links' } },
                  },
                  content: { 'application/json': { schema: { type: 'object' } } },
                },
              },
            },
          },
        },
        components: { schemas: { Links: { type: 'array', items: { type: 'string' } } } },
      }),
    );
    writeFileSync(
      path.join(out, 'use.ts'),
      `import type { ListAllResponseHeaders } from './ListAll/index.js';
const headers: ListAllResponseHeaders['200'] = { 'x-rate-left': 3, link: ['a'] };
// @ts-expect-error a required header
const none: ListAllResponseHeaders['200'] = {};
// @ts-expect-error a number
const text: ListAllResponseHeaders['200'] = { 'x-rate-left': '3' };
export { headers, none, text };
`,
    );
    writeFileSync(path.join(out, 'ListAll/index.d.ts'), "export type * from './types.js';\n");
    expect(typeProblems(out, ['ListAll/types.d.ts', 'use.ts'])).toEqual([]);
  });

  test('no text of a spec becomes code', async () => {
    const { out, load } = await generated(hostileSpec());
    for (const file of ['index.js', 'validators.js', 'enums.js']) await load(file);
    expect(Reflect.get(globalThis, 'hacked')).toBeUndefined();

    const { operations } = await load('index.js');
    expect(Object.keys(operations).sort()).toEqual([...hostileTexts].sort());
    const operation = operations[hostileTexts[0] as string];
    const request = Object.fromEntries(
      hostileTexts.filter((text) => text !== '__proto__').map((text) => [text, hostileTexts[1]]),
    );
    expect(operation.validateRequest(request), JSON.stringify(operation.validateRequest.errors)).toBe(true);
    expect(operation.validateRequest({ [hostileTexts[0] as string]: 'other' })).toBe(false);
    expect(operation.validateResponse(JSON.parse('{"__proto__":"ok","status":"constructor"}'))).toBe(true);
    expect(operation.validateResponse({ status: 'constructor' })).toBe(false);
    expect(operation.validateResponse.errors[0].message).toContain('__proto__');
    expect(Reflect.get(globalThis, 'hacked')).toBeUndefined();

    // The declarations parse, and nothing in them has become a statement.
    const files = readdirSync(out, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /(?:types|enums)\.d\.ts$/.test(name),
    );
    expect(typeProblems(out, files)).toEqual([]);
  });
});
