import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { loadContracts, loadSpecs } from '../../scripts/load/load.js';
import { formatProblem, SpecError } from '../../scripts/load/problem.js';
import { folderOf } from '../support/specs-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A document with a sound operation, and with what is given beside it. */
const document = (parts: { get?: string; paths?: string; schemas?: string; root?: string }) => `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /sound:
    get:
      operationId: sound
${parts.get ?? ''}
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { $ref: '#/components/schemas/Thing' }
${parts.paths ?? ''}
${parts.root ?? ''}
components:
  schemas:
    Thing:
      type: object
      properties: { name: { type: string } }
${parts.schemas ?? ''}
`;

const answer = (schema: string) => `
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: ${schema}
`;

/** Each is wrong at one place. What is left of the document is used, and what is not is named. */
const faults: {
  fault: string;
  files: Record<string, string>;
  /** Of the warning, from the line number on. */
  want: RegExp;
  leftOut?: string | undefined;
  operations?: readonly string[];
  check?: (contracts: readonly Contract[]) => void;
}[] = [
  {
    fault: 'an example of a response that violates its schema',
    files: {
      'spec.yaml': document({
        paths: `  /other:
    get:
      operationId: other
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema: { type: object, required: [a], properties: { a: { type: integer } } }
              examples:
                right: { value: { a: 1 } }
                wrong: { value: { a: one } }`,
      }),
    },
    want: /^25: warning: example wrong violates its schema: \/a must be integer; left out: example wrong of other/,
    operations: ['other', 'sound'],
    check: ([other]) => expect(Object.keys(successBody(other as Contract).examples)).toEqual(['right']),
  },
  {
    fault: 'an example of a parameter',
    files: {
      'spec.yaml': document({
        get: '      parameters: [{ name: a, in: query, schema: { type: integer }, example: many }]',
      }),
    },
    want: /^7: warning: the example "many" of a violates its schema: must be integer; left out: example/,
    check: ([sound]) => expect(sound?.parameters[0]?.examples).toEqual([]),
  },
  {
    fault: 'a placeholder of a path that no parameter declares',
    files: { 'spec.yaml': document({ get: '' }).replace('  /sound:', '  /sound/{id}/of/{id}.json:') },
    want: /^5: warning: declares no parameter "id" in path, which \/sound.* needs; add it; left out: schema: any text is taken/,
    check: ([sound]) =>
      expect(sound?.parameters.map((one) => [one.name, one.in, one.required, one.schema])).toEqual([
        ['id', 'path', true, { type: 'string' }],
      ]),
  },
  {
    fault: 'a placeholder that has the name of a query parameter',
    files: {
      'spec.yaml': document({
        get: '      parameters: [{ name: id, in: query, schema: { type: integer } }]',
      }).replace('  /sound:', '  /sound/{id}:'),
    },
    want: /^5: warning: declares no parameter "id" in path/,
    check: ([sound]) =>
      expect(sound?.parameters.map((one) => [one.name, one.in])).toEqual([
        ['id', 'query'],
        ['path:id', 'path'],
      ]),
  },
  {
    fault: 'a parameter in path for which the path has no place',
    files: {
      'spec.yaml': document({
        get: '      parameters: [{ name: id, in: path, required: true, schema: { type: integer } }]',
      }),
    },
    want: /^7: warning: parameter id is in path, but \/sound has no \{id\}; .*; left out: parameter id/,
    check: ([sound]) => expect(sound?.parameters).toEqual([]),
  },
  {
    fault: 'an operation that only redirects',
    files: {
      'spec.yaml': document({
        paths: "  /old: { get: { operationId: old, responses: { '301': { description: moved } } } }",
      }),
    },
    want: /^14: warning: declares no successful response \(declared: 301\);.*; left out: operation GET \/old/,
  },
  {
    fault: 'an unknown key beside ours',
    files: { 'spec.yaml': document({ get: '      x-at-least-one-off: [[a]]\n      x-at-least-one-of: [[a]]' }) },
    want: /^7: warning: unknown key x-at-least-one-off; did you mean x-at-least-one-of\?; left out: x-at-least-one-off/,
    leftOut: undefined,
  },
  {
    fault: "a key of ours that is used as another tool's",
    files: { 'spec.yaml': document({ get: '      x-permission: admin' }) },
    want: /^7: warning: x-permission must be object.*; left out: x-permission/,
    check: ([sound]) => expect(sound?.permissions).toEqual([]),
  },
  {
    fault: 'a key of ours that names what there is not',
    files: {
      'spec.yaml': document({
        get: `      x-pagination:
        style: page
        request: { position: page, size: size }
        response: { items: /things }
        identity: [/id]`,
      }),
    },
    want: /^9: warning: names the parameter page, which the operation has not; left out: x-pagination of sound/,
    check: ([sound]) => expect(sound?.pagination).toBeUndefined(),
  },
  {
    fault: 'a pattern that is no regular expression',
    files: {
      'spec.yaml': document({ schemas: "    Code: { type: string, pattern: '[a', minLength: 2 }" }).replace(
        '{ name: { type: string } }',
        "{ name: { $ref: '#/components/schemas/Code' } }",
      ),
    },
    want: /^21: warning: is no regular expression with Unicode \(ECMA-262\): .*; left out: pattern "\[a"/,
    check: ([sound]) => expect(sound?.definitions.Code).toEqual({ type: 'string', minLength: 2 }),
  },
  {
    fault: 'a text in place of a schema',
    files: {
      'spec.yaml': document({}).replace('{ name: { type: string } }', '{ name: string, size: { type: integer } }'),
    },
    want: /^20: warning: is not a schema; a schema is a map of keywords; left out: schema: any value is taken/,
    check: ([sound]) => {
      expect(sound?.definitions.Thing?.properties).toEqual({ name: {}, size: { type: 'integer' } });
    },
  },
  {
    fault: 'a keyword that is none',
    files: {
      'spec.yaml': document({}).replace('{ name: { type: string } }', '{ name: { type: text, minLength: 1 } }'),
    },
    want: /^20: warning: type must be equal to one of .*string; left out: keyword type/,
    check: ([sound]) => {
      expect(sound?.definitions.Thing?.properties).toEqual({ name: { minLength: 1 } });
    },
  },
  {
    fault: 'a schema that is all of itself',
    files: {
      'spec.yaml': document({}).replace(
        '{ name: { type: string } }',
        "{ name: { type: string } }\n      allOf: [{ $ref: '#/components/schemas/Thing' }, { minProperties: 1 }]",
      ),
    },
    want: /^21: warning: makes Thing a part of itself, which says nothing; remove it; left out: \$ref in Thing/,
    check: ([sound]) => expect(sound?.definitions.Thing?.allOf).toEqual([{}, { minProperties: 1 }]),
  },
  {
    fault: 'two operations of one name',
    files: {
      'spec.yaml': document({ paths: `  /other:\n    get:\n      operationId: sound\n${answer('{ type: string }')}` }),
    },
    want: /^15: warning: operationId sound is that of spec\.yaml:5 too; rename one; left out: operation GET \/other/,
  },
  {
    fault: 'a response of no status',
    files: { 'spec.yaml': document({}).replace("        '200':", "        ok: { description: ok }\n        '200':") },
    want: /^9: warning: "ok" is no HTTP status;.*; left out: response ok/,
  },
  {
    fault: 'a format that is not checked',
    files: {
      'spec.yaml': document({
        paths: `  /other:\n    get:\n      operationId: other\n${answer('{ type: string, format: idn-email }')}`,
      }),
    },
    want: /^\d+: warning: format idn-email is not checked;.*; left out: format idn-email/,
    operations: ['other', 'sound'],
  },
  ...[
    ['contains', '{ unevaluatedItems: false, contains: { const: 1 } }'],
    ['anyOf', '{ unevaluatedItems: false, anyOf: [{ prefixItems: [{ type: string }] }, { type: array }] }'],
    ['if', '{ unevaluatedProperties: false, if: { properties: { a: { const: 1 } } }, then: { required: [a] } }'],
  ].map(([cause, schema]) => ({
    fault: `an unevaluated keyword beside ${cause}`,
    files: {
      'spec.yaml': document({ paths: `  /other:\n    get:\n      operationId: other\n${answer(schema as string)}` }),
    },
    want: new RegExp(
      `^\\d+: warning: unevaluated\\w+ is enforced in part only: ${cause} .*; left out: what unevaluated\\w+ says of \\w+ beside ${cause}`,
    ),
    operations: ['other', 'sound'],
  })),
  {
    fault: 'a webhook',
    files: { 'spec.yaml': document({ root: 'webhooks: { done: { post: {} } }' }) },
    want: /^15: warning: what a server sends by itself is not judged; left out: webhooks/,
  },
  {
    fault: 'a callback',
    files: { 'spec.yaml': document({ get: '      callbacks: { done: {} }' }) },
    want: /^7: warning: what a server calls back with is not judged; left out: callbacks of sound/,
  },
  {
    fault: 'a file that is neither a document nor a part of one',
    files: { 'spec.yaml': document({}), 'package.json': '{ "name": "other" }' },
    want: /^1: warning: is neither an OpenAPI document .*; left out: file package\.json/,
  },
  {
    fault: 'a file that is no YAML, which nothing refers to',
    files: { 'spec.yaml': document({}), 'template.yaml': 'a: {{ .Values.a }}\nb: [' },
    want: /^\d+: warning: is not YAML: .*; left out: file template\.yaml/,
  },
  {
    fault: 'a document of an older version',
    files: { 'spec.yaml': document({}), 'old.yaml': "swagger: '2.0'\npaths: {}\n" },
    want: /^1: warning: is no OpenAPI 3\.0 or 3\.1 document;.*; left out: file old\.yaml/,
  },
  {
    fault: 'a media type that is none, beside one that is',
    files: {
      'spec.yaml': document({
        get: '      requestBody: { content: { application/json: { schema: { type: object } }, examples: {} } }',
      }).replace('get:', 'post:'),
    },
    want: /^\d+: warning: "examples" is no media type that HTTP can carry; .*; left out: media type examples/,
    check: ([contract]) => expect(Object.keys(contract?.body?.content ?? {})).toEqual(['application/json']),
  },
  {
    fault: 'a security scheme that is declared nowhere',
    files: { 'spec.yaml': document({ get: '      security: [{ key: [] }]' }) },
    want: /^7: warning: security scheme "key" is declared nowhere;.*; left out: security scheme key/,
  },
];

describe('what spoils its own place only', () => {
  test.each(faults)('$fault is left out with a warning', ({ files, want, operations = ['sound'], check }) => {
    const specs = folderOf(files);
    const { contracts, problems } = loadSpecs(specs);
    const lines = problems.map((problem) => formatProblem(problem).replace(`${path.join(specs, '')}`, ''));
    expect(lines.map((line) => line.replace(/^\/?[\w.-]+?:(?=\d)/, ''))).toContainEqual(expect.stringMatching(want));
    expect(contracts.map(({ id }) => id)).toEqual(operations);
    check?.(contracts);
  });

  test.each(faults)('$fault is an error, if strict', ({ files, want }) => {
    const bare = new RegExp(want.source.replace('warning: ', '').replace(/; left out: .*/, ''));
    const problems = errorsOf(folderOf(files), true);
    expect(problems.map(({ line, message }) => `${line}: ${message}`).filter((line) => bare.test(line))).toHaveLength(
      1,
    );
  });
});

function errorsOf(specs: string, strict = false): SpecError['problems'] {
  try {
    loadContracts(specs, { strict });
  } catch (error) {
    if (error instanceof SpecError) return error.problems;
    throw error;
  }
  return [];
}

test('all problems come in one run: warnings and errors, of all files and of all stages', () => {
  const specs = folderOf({
    'broken.yaml': 'openapi: 3.1.0\npaths: [',
    'first.yaml': document({ paths: `  /a:\n    get:\n      operationId: a\n${answer("{ $ref: 'gone.yaml#/A' }")}` }),
    'second.yaml': document({
      get: '      parameters: [{ name: a, in: query, schema: { type: integer }, example: many }]',
      paths: `  /b:\n    get:\n      operationId: b\n${answer("{ type: string, pattern: '(', minLength: none }")}`,
    }).replace('operationId: sound', 'operationId: other'),
  });
  const messages = errorsOf(specs).map(({ level, message }) => `${level}: ${message}`);
  for (const want of [
    /^error: is not YAML/,
    /^error: \$ref "gone\.yaml#\/A" names the file gone\.yaml/,
    /^warning: the example "many" of a/,
    /^warning: is no regular expression/,
    /^warning: minLength must be integer/,
  ]) {
    expect(messages.filter((message) => want.test(message))).toHaveLength(1);
  }
  expect(messages).toHaveLength(5);
});

test('of many files that are alike, the first ones are told, and how many there are', () => {
  const others = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`sample-${10 + index}.yaml`, 'a: b']));
  const specs = folderOf({ 'spec.yaml': document({}), ...others });
  const { problems } = loadSpecs(specs);
  expect(problems).toHaveLength(6);
  expect(formatProblem(problems[5] as (typeof problems)[0])).toMatch(
    /warning: 25 more files, .*sample-15\.yaml to .*sample-39\.yaml: each is neither an OpenAPI document .*; left out: 25 files/,
  );
  expect(errorsOf(specs, true)).toHaveLength(6);
});

test('where nothing is left to use, what was left out is the error', () => {
  const specs = folderOf({
    'spec.yaml': "openapi: 3.1.0\npaths: { /a: { get: { responses: { '301': { description: moved } } } } }\n",
  });
  expect(errorsOf(specs).map(({ level, message }) => `${level}: ${message}`)).toEqual([
    expect.stringMatching(/^error: declares no successful response/),
  ]);
});

test('the specs of this package are read strictly', () => {
  expect(loadSpecs('specs').problems).toEqual([]);
});

describe('what a document refers to from where no schema is', () => {
  const texts = {
    'spec.yaml': document({
      get: '      description: { $ref: ./words.md }\n      x-code: { $ref: ./sample.yaml }',
    }),
    'words.md': '# Not: [YAML',
    'sample.yaml': 'a: {{ b }}',
  };

  test('is not read as a schema, in a folder', () => {
    const { contracts, problems } = loadSpecs(folderOf(texts));
    expect(contracts).toHaveLength(1);
    expect(problems.map(({ level }) => level)).toEqual(problems.map(() => 'warning'));
  });

  test('is not read at all, beside a single document', () => {
    const { contracts, problems } = loadSpecs(path.join(folderOf(texts), 'spec.yaml'));
    expect(contracts).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  test('what a single document does refer to is read as it is needed, and nothing outside its folder', () => {
    const folder = folderOf({
      'spec.yaml': document({}).replace("'#/components/schemas/Thing'", "'parts.yaml#/Thing'"),
      'parts.yaml': "Thing: { $ref: 'more.yaml#/Real' }",
      'more.yaml': 'Real: { type: boolean }',
    });
    const [contract] = loadContracts(path.join(folder, 'spec.yaml'));
    expect(contract?.definitions).toMatchObject({ Real: { type: 'boolean' } });

    const outside = temporaryFolder();
    writeFileSync(path.join(outside, 'secret.yaml'), 'Real: { type: boolean }');
    symlinkSync(path.join(outside, 'secret.yaml'), path.join(folder, 'linked.yaml'));
    writeFileSync(path.join(folder, 'parts.yaml'), "Thing: { $ref: 'linked.yaml#/Real' }");
    expect(errorsOf(path.join(folder, 'spec.yaml'))[0]?.message).toMatch(/names the file linked\.yaml, which does not/);
  });
});

describe('hostile folders and files end', () => {
  test('a cycle of symbolic links', () => {
    const folder = folderOf({ 'spec.yaml': document({}) });
    mkdirSync(path.join(folder, 'below'));
    symlinkSync(folder, path.join(folder, 'below', 'again'));
    symlinkSync('below', path.join(folder, 'twice'));
    expect(loadContracts(folder)).toHaveLength(1);
  });

  test.each([
    ['an alias of what holds it', 'openapi: 3.1.0\ninfo: &a { b: *a }\npaths: {}'],
    ['a list that holds itself', 'openapi: 3.1.0\npaths: &a [*a, *a]'],
    [
      'aliases of aliases',
      ['a0: &a0 [x, x]', ...Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`)].join('\n'),
    ],
    ['schemas that are parts of each other', undefined],
  ])('%s', (_, text) => {
    const parts = ['A', 'B', 'C'].map(
      (name, index, names) => `    ${name}: { anyOf: [{ $ref: '#/components/schemas/${names[(index + 1) % 3]}' }] }`,
    );
    const specs = folderOf({
      'spec.yaml': text ?? document({ schemas: parts.join('\n') }).replace('schemas/Thing', 'schemas/A'),
    });
    const started = readFileSync(path.join(specs, 'spec.yaml')).length;
    expect(started).toBeGreaterThan(0);
    try {
      const { contracts, problems } = loadSpecs(specs);
      expect(contracts).toHaveLength(1);
      expect(problems.length).toBeGreaterThan(0);
    } catch (error) {
      expect(error).toBeInstanceOf(SpecError);
    }
  });
});
