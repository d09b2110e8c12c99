import { Command } from 'commander';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json, JsonSchema } from '../../scripts/base/json.js';
import { registerGenerate } from '../../scripts/generate/command.js';
import { commentText, literal, quote } from '../../scripts/generate/literal.js';
import { isTypeName, namesOf, unused } from '../../scripts/generate/names.js';
import { openTypes, withOpenEnums } from '../../scripts/generate/open-enums.js';

describe('operations are called', () => {
  test.each<[ids: string[], stems: string[]]>([
    [['ListThings'], ['ListThings']],
    [
      ['listThings', 'list-things', 'list_things'],
      ['ListThings', 'ListThings2', 'ListThings3'],
    ],
    [
      ['LISTTHINGS', 'listthings'],
      ['LISTTHINGS', 'Listthings2'],
    ],
    [['GET /things/{id}'], ['GETThingsId']],
    [
      ['2fa.enable', '--', '名'],
      ['Operation2faEnable', 'Operation', 'Operation2'],
    ],
    [['a'.repeat(300)], [`A${'a'.repeat(199)}`]],
    [
      ['a', 'A', 'a2'],
      ['A', 'A2', 'A22'],
    ],
  ])('%j', (ids, stems) => {
    const operations = ids.map((id) => ({ id }));
    const names = [...namesOf(operations).values()];
    expect(names).toEqual(stems.map((stem) => ({ stem, folder: stem })));
    expect([...namesOf(operations).keys()]).toEqual(operations);
  });

  test('names that are free, in whatever case', () => {
    const taken = new Set(['a']);
    expect(['A', 'b', 'B', 'b'].map((name) => unused(name, taken))).toEqual(['A2', 'b', 'B2', 'b3']);
    expect([...taken]).toEqual(['a', 'a2', 'b', 'b2', 'b3']);
  });

  test('and types by names that are free in TypeScript', () => {
    const given = [
      'Thing',
      '_a1',
      'Things2',
      '2a',
      'a-b',
      'a b',
      '',
      'string',
      'Record',
      'class',
      'paths',
      'Classes',
      'né',
    ];
    expect(given.filter(isTypeName)).toEqual(['Thing', '_a1', 'Things2', 'Classes']);
  });
});

describe('a value as an expression', () => {
  const evaluate = (code: string): unknown => new Function(`return ${code};`)();

  test('is read back as it was, whatever it holds', () => {
    const keys = fc.oneof(fc.string(), fc.constantFrom('__proto__', 'constructor', 'a-b', '\u2028'));
    const { value: values } = fc.letrec<{ value: Json }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom<Json>(null, true, 0, -1.5, 1e21, '\u2028\u2029"\\', '</script>'),
        fc.string(),
        fc.array(tie('value')),
        fc.dictionary(keys, tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(values, fc.nat(60), (value, indent) => {
        const code = literal(value, indent);
        expect(JSON.stringify(evaluate(code))).toBe(JSON.stringify(value));
        expect(code).not.toMatch(/[\u2028\u2029]/);
      }),
    );
  });

  test.each<[value: Json, indent: number, want: string]>([
    [{}, 0, '{}'],
    [[], 0, '[]'],
    [{ a: 1, 'b-c': [true, null], $d: 'x' }, 0, '{ a: 1, "b-c": [true, null], $d: "x" }'],
    [{ ['__proto__']: 1 }, 0, '{ ["__proto__"]: 1 }'],
    [['a'.repeat(96)], 0, `["${'a'.repeat(96)}"]`],
    [['a'.repeat(97)], 0, `[\n  "${'a'.repeat(97)}",\n]`],
    [['a'.repeat(90)], 6, `["${'a'.repeat(90)}"]`],
    [['a'.repeat(91)], 6, `[\n        "${'a'.repeat(91)}",\n      ]`],
    [
      { list: Array.from({ length: 4 }, () => 'a'.repeat(30)), 'b-c': {} },
      0,
      `{\n  list: [\n${`    "${'a'.repeat(30)}",\n`.repeat(4)}  ],\n  "b-c": {},\n}`,
    ],
    [{ ['k'.repeat(150)]: 1 }, 0, `{\n  ${'k'.repeat(150)}: 1,\n}`],
    ['a'.repeat(300), 0, `"${'a'.repeat(300)}"`],
  ])('%j', (value, indent, want) => {
    expect(literal(value, indent)).toBe(want);
  });

  test('a text in a comment cannot end it, nor begin a line', () => {
    expect(commentText(' a\r\n\tb */ c\u2028d\u202ee\u0000 ')).toBe('a b *\\/ c d e');
    expect(quote('a"\u2028\n')).toBe('"a\\"\\u2028\\n"');
  });
});

describe('open enums', () => {
  const opened = (schema: JsonSchema, use: 'validators' | 'types') => {
    const contract = {
      definitions: { A: schema },
      request: { properties: { a: schema } },
      responses: { 200: { status: '200', headers: {}, content: { 'application/json': { schema, examples: {} } } } },
    };
    const result = withOpenEnums(contract as never, use) as unknown as typeof contract;
    const [inDefinitions, inRequest, inResponse] = [
      result.definitions.A,
      result.request.properties.a,
      result.responses[200].content['application/json'].schema,
    ];
    expect([inRequest, inResponse]).toEqual([inDefinitions, inDefinitions]);
    expect(result.responses[200]).toMatchObject({ status: '200', headers: {} });
    return inDefinitions;
  };
  const any = { string: '\u0000any string', number: '\u0000any number' };

  test.each<[schema: JsonSchema, validators: JsonSchema, types: JsonSchema]>([
    [{ enum: ['a', 'b'] }, { type: ['string'] }, { enum: ['a', 'b', any.string] }],
    [
      { type: 'string', enum: ['a', 'b'], title: 't' },
      { type: 'string', title: 't' },
      { type: 'string', title: 't', enum: ['a', 'b', any.string] },
    ],
    [{ enum: [1, 2] }, { type: ['integer'] }, { enum: [1, 2, any.number] }],
    [{ enum: [1, 2.5] }, { type: ['number'] }, { enum: [1, 2.5, any.number] }],
    [
      { enum: ['a', 1, null] },
      { type: ['string', 'integer', 'null'] },
      { enum: ['a', 1, null, any.string, any.number] },
    ],
    [{ items: { enum: ['a', 'b'] } }, { items: { type: ['string'] } }, { items: { enum: ['a', 'b', any.string] } }],
    ...[
      { enum: ['a'] },
      { enum: ['a', null] },
      { enum: [true, false] },
      { enum: ['a', [1]] },
      { const: 'a' },
      { type: 'string' },
    ].map((schema): [JsonSchema, JsonSchema, JsonSchema] => [schema, schema, schema]),
  ])('%j', (schema, validators, types) => {
    expect(opened(schema, 'validators')).toEqual(validators);
    expect(opened(schema, 'types')).toEqual(types);
  });

  test('stand in types for any other value', () => {
    const code = `type A = "a" | ${JSON.stringify(any.string)} | ${JSON.stringify(any.number)};`;
    expect(openTypes(code)).toBe('type A = "a" | (string & {}) | (number & {});');
  });
});

test('the command and every option say in the help what they do', () => {
  const program = new Command();
  registerGenerate(program);
  const [command] = program.commands;
  expect(command?.description()).toMatch(/validators[\s\S]*catalog/);
  expect(command?.options.length).toBeGreaterThan(3);
  for (const { flags, description } of command?.options ?? []) expect(description, flags).toMatch(/\w/);
});
