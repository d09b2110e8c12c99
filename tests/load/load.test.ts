import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { successBody } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { SpecError } from '../../scripts/load/problem.js';
import { folderOf, specsWith } from '../support/specs-with.js';

const task = 'alibaba-cloud/sas-2018-12-03/ListOperationTask.yaml';
const shared = 'alibaba-cloud/common.yaml';
const huawei = 'huawei-cloud/hss-v5/ListOperationLogsByVaultName.yaml';

/** A damaged file, with no more of the specs around it than some document that uses what is shared. */
function damaged(file: string, change: (text: string) => string): string {
  return specsWith(file, change, [task]);
}

/** The problems of a specs folder, as the user reads them. */
function problemsOf(specs: string): string[] {
  try {
    loadContracts(specs, { strict: true });
    return [];
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    return error.message.split('\n');
  }
}

describe('a damaged spec gives one clear line with file and line number', () => {
  const given: { fault: string; file?: string; change: (text: string) => string; want: RegExp }[] = [
    {
      fault: 'bad YAML',
      change: (text) => text.replace('paths:', 'paths: ['),
      want: /ListOperationTask\.yaml:\d+: is not YAML/,
    },
    {
      fault: 'a key that stands twice',
      change: (text) => text.replace('servers:', 'openapi: 3.1.0\nservers:'),
      want: /:\d+: is not YAML: .*unique/i,
    },
    {
      fault: 'an unknown x- key',
      change: (text) => text.replace('x-pagination:', 'x-paginatoin:'),
      want: /:\d+: unknown key x-paginatoin; did you mean x-pagination\?/,
    },
    {
      fault: 'a key in the wrong place',
      change: (text) => text.replace('    OperationTaskType:\n', '    OperationTaskType:\n      x-wire: {}\n'),
      want: /:\d+: x-wire stands in a schema object/,
    },
    {
      fault: 'a value that the vocabulary does not allow',
      change: (text) => text.replace('style: page', 'style: pages'),
      want: /:\d+: x-pagination must be equal to one of the allowed values.*page/,
    },
    {
      fault: 'a missing part of a key',
      change: (text) => text.replace(/^ {10}items: .*\n/m, ''),
      want: /x-pagination must have required property 'items'/,
    },
    {
      fault: 'a pointer into a response that points nowhere',
      change: (text) => text.replace('items: /OperationTasks', 'items: /Tasks'),
      want: /:\d+: points to \/Tasks, which the response does not declare/,
    },
    {
      fault: 'a parameter that does not exist',
      change: (text) => text.replace('size: PageSize', 'size: PageLength'),
      want: /names the parameter PageLength, which the operation has not/,
    },
    {
      fault: 'a $ref that points nowhere',
      change: (text) => text.replace('#/components/schemas/RiskLevel', '#/components/schemas/Risk'),
      want: /:\d+: \$ref "#\/components\/schemas\/Risk" points to nothing/,
    },
    {
      fault: 'a $ref to a file that does not exist',
      change: (text) => text.replace('../common.yaml#/components/schemas/Lang', '../shared.yaml#/Lang'),
      want: /names the file alibaba-cloud\/shared\.yaml, which does not exist/,
    },
    {
      fault: 'a remote $ref',
      change: (text) => text.replace('../common.yaml#/components/schemas/Lang', 'https://example.com/a.yaml#/Lang'),
      want: /:\d+: \$ref "https:.*is remote; copy/,
    },
    {
      fault: 'a $ref out of the folder',
      change: (text) => text.replace('../common.yaml#/components/schemas/Lang', '../../../../etc/passwd'),
      want: /leads out of the specs folder/,
    },
    {
      fault: 'a $ref that leads back to itself',
      change: (text) =>
        text.replace(
          /^ {4}RiskLevel:\n(?: {6}.*\n)+/m,
          "    RiskLevel:\n      $ref: '#/components/schemas/RiskLevel'\n",
        ),
      want: /leads back to itself/,
    },
    {
      fault: 'a sample that violates its schema',
      change: (text) => text.replace('CheckId: 3\n', 'CheckId: three\n'),
      want: /:\d+: example documented violates its schema: \/OperationTasks\/0\/CheckId must be integer/,
    },
    {
      fault: 'a sample that breaks an invariant without a decision',
      change: (text) => text.replace('TotalCount: 3, Count: 2', 'TotalCount: 3, Count: 1'),
      want: /example first-page breaks page-count/,
    },
    {
      fault: 'a decision about a contradiction that is not there',
      change: (text) => text.replace('breaks: [page-count, page-full]', 'breaks: [page-count, page-full, page-size]'),
      want: /example documented keeps page-size, though a decision says/,
    },
    {
      fault: 'a parameter example that violates its schema',
      change: (text) => text.replace(/(schemas\/OperationTaskType'\n {10})example: REPAIR/, '$1example: CHECK'),
      want: /example "CHECK" of Type violates its schema/,
    },
    {
      fault: 'a value in no phase',
      change: (text) => text.replace('pending: [INIT, ROLL_BACK_INIT]', 'pending: [INIT]'),
      want: /x-lifecycle puts "ROLL_BACK_INIT" into no phase/,
    },
    {
      fault: 'a running status that is final',
      change: (text) => text.replace('final:\n          - FAIL', 'final:\n          - REPAIRING\n          - FAIL'),
      want: /calls "REPAIRING" final, but it is running/,
    },
    {
      fault: 'fewer descriptions than values',
      change: (text) => text.replace('[High risk, Medium risk, Low risk]', '[High risk, Low risk]'),
      want: /has 2 entries for 3 values/,
    },
    {
      fault: 'a reason for nothing',
      file: shared,
      change: (text) => text.replace('minLength: 1\n      description: Identifies', 'description: Identifies'),
      want: /x-inferred explains minLength, which does not stand beside it/,
    },
    {
      fault: 'a required field without a reason',
      change: (text) => text.replace(/ {6}x-inferred:\n {8}required: A task without.*\n/, ''),
      want: /OperationTask requires .* without a reason/,
    },
    {
      fault: 'a schema that is none',
      change: (text) =>
        text.replace(
          'type: boolean\n          description: Whether the repair',
          'type: bool\n          description: Whether the repair',
        ),
      want: /:\d+: type must be equal to one of .*boolean/,
    },
    {
      fault: 'a pattern that is no regular expression',
      change: (text) =>
        text.replace(
          'type: string\n          description: Region of the instance.',
          "type: string\n          pattern: '('\n          description: Region of the instance.",
        ),
      want: /regular expression/i,
    },
    {
      fault: 'an OpenAPI version that is not known',
      change: (text) => text.replace('openapi: 3.1.0', 'openapi: 2.0.0'),
      want: /:1: OpenAPI "2\.0\.0" is not supported/,
    },
    {
      fault: 'a credential that is declared nowhere',
      change: (text) => text.replace('  - acs3: []', '  - acs4: []'),
      want: /security scheme "acs4" is declared nowhere/,
    },
    {
      fault: 'a duplicate operation id',
      file: huawei,
      change: (text) => text.replace('operationId: ListOperationLogsByVaultName', 'operationId: ListOperationTask'),
      want: /operationId ListOperationTask is that of .*:\d+ too/,
    },
  ];

  test.each(given)('$fault', ({ file = task, change, want }) => {
    const problems = problemsOf(damaged(file, change));
    expect(problems.join('\n')).toMatch(want);
    expect(problems.join('\n')).not.toMatch(/\n\s+at /);
    for (const problem of problems) expect(problem).toMatch(/\.yaml(?::\d+)?: /);
  });

  test('all problems of all files come in one run', () => {
    const specs = damaged(task, (text) =>
      text.replace('x-pagination:', 'x-pages:').replace('style: page', 'style: page'),
    );
    const broken = path.join(specs, 'huawei-cloud/common.yaml');
    writeFileSync(broken, 'components: [');
    const problems = problemsOf(specs).join('\n');
    expect(problems).toMatch(/x-pages/);
    expect(problems).toMatch(/huawei-cloud\/common\.yaml/);
  });
});

describe('hostile files', () => {
  const bomb = `a: &a [x,x,x,x,x,x,x,x,x,x]\n${['b', 'c', 'd', 'e', 'f', 'g']
    .map((name, index) => `${name}: &${name} [${Array(10).fill(`*${'abcdef'[index]}`).join(',')}]`)
    .join('\n')}\nopenapi: 3.1.0`;
  const given = [
    { file: 'an alias bomb', text: bomb, want: /expands too many YAML aliases/ },
    { file: 'brackets without end', text: `openapi: ${'['.repeat(100_000)}`, want: /:1: is nested deeper than/ },
    { file: 'dashes without end', text: `openapi:\n  ${'- '.repeat(50_000)}a`, want: /:2: is nested deeper than/ },
    { file: 'a list instead of a document', text: '- a\n- b', want: /is neither an OpenAPI document/ },
    { file: 'a misspelt first key', text: 'opnapi: 3.1.0\npaths: {}', want: /is no OpenAPI 3\.0 or 3\.1 document/ },
    { file: 'no operation', text: 'openapi: 3.1.0\npaths: {}', want: /no operation is declared/ },
    {
      file: 'two documents',
      text: 'openapi: 3.1.0\n---\nopenapi: 3.1.0',
      want: /:\d: is not YAML: a file holds one doc/,
    },
    { file: 'an empty file', text: '', want: /is neither an OpenAPI document/ },
  ];

  test.each(given)('$file is one clear line', ({ text, want }) => {
    const problems = problemsOf(folderOf({ 'spec.yaml': text }));
    expect(problems.join('\n')).toMatch(want);
    expect(problems).toHaveLength(1);
  });

  test('a folder that does not exist, and one without specs', () => {
    expect(problemsOf('no/such/folder').join()).toMatch(/cannot read the specs folder no\/such\/folder/);
    expect(problemsOf(folderOf({})).join()).toMatch(/holds no .yaml/);
  });

  test('a key __proto__ is plain data', () => {
    const specs = folderOf({
      'spec.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /a:
    get:
      operationId: a
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { __proto__: { type: string }, constructor: { type: integer } } }
`,
    });
    const [contract] = loadContracts(specs);
    expect(Object.keys(successBody(contract as never).schema.properties ?? {})).toEqual(['__proto__', 'constructor']);
    expect(Reflect.get({}, 'type')).toBeUndefined();
  });
});

test('a property is called as it likes, also what is no regular expression', () => {
  const specs = folderOf({
    'reactions.yaml': `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /reactions:
    get:
      operationId: getReactions
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, properties: { '+1': { type: integer }, '-1': { type: integer } } }
`,
  });
  const [contract] = loadContracts(specs, { strict: true });
  expect(Object.keys(successBody(contract as never).schema.properties ?? {})).toEqual(['+1', '-1']);
});

test('contracts are frozen through and through', () => {
  for (const { responses, parameters } of loadContracts('specs')) {
    expect(() => Object.assign(responses['200']?.content['application/json']?.schema ?? {}, { type: 'null' })).toThrow(
      TypeError,
    );
    expect(() => (parameters as unknown[]).push(1)).toThrow(TypeError);
  }
});

test('what other tools add to a plain document is none of our business', () => {
  const specs = folderOf({
    'plain.yaml': `openapi: 3.0.3
info: { title: t, version: '1', x-logo: { url: a } }
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer, minimum: 0, exclusiveMinimum: true } }
    get:
      x-internal: true
      responses:
        '200':
          description: ok
          content: { application/json: { schema: { type: string, nullable: true } } }
        '404': { description: none, content: { application/json: { schema: { $ref: '#/components/schemas/Refusal' } } } }
components:
  schemas:
    # A curated contract gives the reason beside it.
    Refusal: { type: object, required: [code], properties: { code: { type: string } } }
`,
  });
  const [contract] = loadContracts(specs, { strict: true });
  expect(contract).toMatchObject({
    id: 'getPetsId',
    request: { properties: { id: { type: 'integer', exclusiveMinimum: 0 } }, required: ['id'] },
    responses: { 200: { content: { 'application/json': { schema: { type: ['string', 'null'] } } } } },
  });
});
