import { describe, expect, test } from 'vitest';
import { jsonEnd } from '../../scripts/docs/blocks/json-text.js';
import { toJson } from '../../scripts/docs/meaning/value-items.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';
import { outline } from './outline.js';
import { plainPage } from './plain-page.js';

const fieldOf = (...cells: string[]) => plainPage(readPage(alibaba(cells.join('\n\n')))).parameters[0];

describe('a word of a page as a value', () => {
  test.each<[word: string, kind: string, want: unknown]>([
    ['abc', 'string', 'abc'],
    [' abc ', 'string', 'abc'],
    ['12', 'string', '12'],
    ['', 'string', undefined],
    [' ', 'string', undefined],
    ['12', 'integer', 12],
    ['-1,200', 'integer', -1200],
    ['1.5', 'integer', undefined],
    ['x', 'integer', undefined],
    ['1.5', 'number', 1.5],
    ['1.', 'number', undefined],
    ['TRUE', 'boolean', true],
    ['false', 'boolean', false],
    ['1', 'boolean', undefined],
  ])('%j as %s', (word, kind, want) => {
    expect(toJson(word, kind)).toBe(want);
  });
});

describe('a text of JSON ends', () => {
  test.each<[what: string, lines: string[], want: { end: number; whole: boolean }]>([
    ['on its line', ['{"a": [1, "}"]}', 'next'], { end: 1, whole: true }],
    ['where its last bracket is closed', ['{', '"a": "\\"{"', '}', '}'], { end: 3, whole: true }],
    ['where one too many is closed', ['{"a": 1}}', 'next'], { end: 1, whole: false }],
    ['with the page', ['{', '"a": ['], { end: 2, whole: false }],
    ['although a text in it is not closed', ['{"a": "b', '}'], { end: 2, whole: true }],
  ])('%s', (_, texts, want) => {
    const lines = texts.map((text, index) => ({ text, line: index + 1 }));
    expect(jsonEnd(lines as never, 0)).toEqual(want);
  });
});

describe('the last paragraph of a row is its example', () => {
  test.each<[cells: string[], want: unknown]>([
    [['string', 'No', 'The name of the rule.', 'note-1'], 'note-1'],
    [['string', 'No', 'The name of the rule.', 'footnote'], 'footnote'],
    [['string', 'No', 'The name of the rule.', 'keyrange'], 'keyrange'],
    [['string', 'No', 'The name of the rule.', 'tips'], 'tips'],
    // What a label heads is no example, and neither is a label.
    ...[
      'Note',
      'Note:',
      'Notice :',
      'Constraint',
      'Constraints:',
      'Enumeration value:',
      'Enumeration values',
      'Value range：',
    ].flatMap((label): [string[], unknown][] => [
      [['string', 'No', 'The name of the rule.', label], undefined],
      [['string', 'No', 'The name of the rule.', label, 'word-1'], undefined],
    ]),
    [['string', 'No', 'The name of the rule.', 'Notes', 'word-1'], 'word-1'],
    [['integer', 'No', 'The size.', '12'], 12],
    [['integer', 'No', 'The size.', 'twelve'], undefined],
    [['boolean', 'No', 'Whether it is so.', 'true'], true],
    [['boolean', 'No', 'Whether it is so.', 'perhaps'], undefined],
    [['string', 'No', 'The name.', 'It has to be there.'], undefined],
    [['string', 'No', 'abc-1'], 'abc-1'],
    [['string', 'No', 'Name'], undefined],
    [['object', 'No', '{"a":1}'], '{"a":1}'],
  ])('%j', (cells, want) => {
    expect(fieldOf('A', ...cells)?.example).toEqual(want);
  });
});

describe('a description states', () => {
  test.each<[type: string, description: string, want: unknown]>([
    ['integer', 'How many entries there are, default value: 10.', 10],
    ['integer', 'The number of entries for each page. Default value: 10.', 10],
    ['integer', 'For hosts of a retired type, the default value is 5.', undefined],
    ['integer', 'If it is not specified, the default value is 5.', 5],
    ['integer', 'When the rule is on, default value: 5.', undefined],
    ['integer', 'The informer, default value: 5.', 5],
    ['integer', 'The number of entries in a page, default value: 5.', 5],
    ['string', 'The mode. Default value: on.', 'on'],
    ['string', 'The mode. Default value: empty.', undefined],
  ])('the default of a %s: %s', (type, description, want) => {
    expect(fieldOf('A', type, 'No', description, type === 'string' ? 'on' : '5')?.default).toEqual(want);
  });

  test.each<[type: string, description: string, want: Record<string, number>]>([
    ['string', 'The name. It can contain 2 to 5 characters.', { minLength: 2, maxLength: 5 }],
    ['string', 'The name. Minimum: 2 Maximum: 5', { minLength: 2, maxLength: 5 }],
    ['string', 'The name. It is 2 to 5 characters. Minimum: 1 Maximum: 9', { minLength: 2, maxLength: 5 }],
    ['string', 'The name. Maximum: 9', { maxLength: 9 }],
    ['string', 'The name, at most 64 characters.', { maxLength: 64 }],
    ['string', 'The name, at least 3 characters.', { minLength: 3 }],
    ['integer', 'The size. Valid values: 1 to 100.', { minimum: 1, maximum: 100 }],
    ['integer', 'The size. Minimum: 1 Maximum: 1,000', { minimum: 1, maximum: 1000 }],
    ['integer', 'The size. The value can be -1 or ranges from 0 to 99.', {}],
    ['array<string>', 'The names. Array length: 1 to 10', { minItems: 1, maxItems: 10 }],
  ])('the bounds of a %s: %s', (type, description, want) => {
    expect(fieldOf('A', type, 'No', description, type === 'integer' ? '5' : 'ab')?.bounds).toEqual(want);
  });

  test.each<[description: string, want: string[]]>([
    ['The protocol. Valid values: TCP, UDP, ICMP.', ['TCP', 'UDP', 'ICMP']],
    ['The protocol. Valid values: TCP and UDP.', ['TCP', 'UDP']],
    ['The protocol. Valid value: TCP.', ['TCP']],
    ['The protocol. It can be one of TCP, UDP, or ICMP.', ['TCP', 'UDP', 'ICMP']],
    ['The protocol. Valid values: TCP, UDP, and others.', []],
    ['The protocol, such as TCP, UDP.', []],
    ['The range. Valid values: [0, 1].', []],
    ['The language. Valid values: [str, json].', ['str', 'json']],
  ])('the values: %s', (description, want) => {
    expect(fieldOf('A', 'string', 'No', description, 'x-1')?.values.map(([value]) => value)).toEqual(want);
  });
});

describe('among values, an item that names none', () => {
  test.each<[item: string, isHeading: boolean]>([
    ['Serverless instance', true],
    ['Serverless instance:', true],
    ['Serverless instance type', true],
    ['If it is not specified, any size will do.', true],
    ['on Serverless instance', false],
    ['Serverless instance 2', false],
    ['Serverless instance types here', false],
    ['SERVERLESS instance', false],
  ])('is a heading, or makes the list none of values: %s', (item, isHeading) => {
    const list = [item, 'small: It is small.', 'large: It is large.'].map((one) => `  • ${one}`);
    const values = fieldOf('A', 'string', 'No', 'The size. Valid values:', ...list, 'small')?.values;
    expect(values?.map(([value]) => value)).toEqual(isHeading ? ['small', 'large'] : []);
  });
});

describe('rows between bars', () => {
  const page = (...lines: string[]) =>
    plainPage(
      readPage(
        alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx').replace(
          /Parameter\n\nType[\s\S]*?(?=Response elements)/,
          `| Parameter | Type | Required | Description | Example |\n| --- | --- | --- | --- | --- |\n${lines.join('\n')}\n\n`,
        ),
      ),
    ).parameters;

  test.each<[what: string, lines: string[], want: string[]]>([
    [
      'each on a line',
      ['| A | string | No | The A. | x |', '| B | integer | Yes | The B. | 1 |'],
      ['A string no', 'B integer yes'],
    ],
    [
      'with furniture between them',
      ['| A | string | No | The A. | x |', '', 'Copy link', '| B | integer | Yes | The B. | 1 |'],
      ['A string no', 'B integer yes'],
    ],
    [
      'of which one is called like furniture',
      ['| Share | string | No | The share. | x |', '| Test | integer | Yes | Test | 1 |'],
      ['Share string no', 'Test integer yes'],
    ],
    [
      'with a line of a cell that reads like furniture',
      [
        '| A | string | No | How it is written. Valid values:',
        'JSON',
        'XML | JSON |',
        '| B | integer | Yes | The B. | 1 |',
      ],
      ['A string no JSON|XML', 'B integer yes'],
    ],
    ['with an escaped bar', ['| A | string | No | The A \\| the B. | x |'], ['A string no']],
  ])('%s', (_, lines, want) => {
    const parameters = page(...lines);
    expect(outline(parameters)).toEqual(want);
    expect(parameters.map(({ prose }) => prose).join(' ')).not.toMatch(/Copy link|Feedback/);
  });
});

describe('the head of a page', () => {
  test('has a summary, and no navigation in it', () => {
    const text = alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx').replace(
      'Last Updated',
      'All Products\n\nDocument Center\n\nCopy link\n\nView PDF\n\nLast Updated',
    );
    expect(plainPage(readPage(text))).toMatchObject({
      title: 'Security Center:ModifyRuleSet',
      operation: 'ModifyRuleSet',
      summary: 'Modifies a set of rules.',
    });
  });

  test('is of an object where no row says what the response is', () => {
    const text = alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx').replace('object\n\nThe response.\n\n', '');
    const page = readPage(text);
    expect(page.responses[0]?.body?.type.value).toEqual({ kind: 'object' });
    expect(outline(plainPage(page).response)).toEqual(['RequestId string']);
  });
});

describe('right behind a list', () => {
  const read = (rows: string) => outline(plainPage(readPage(alibaba(rows))).parameters);
  test.each<[what: string, rows: string, want: string[]]>([
    [
      'a row without a name is of its elements',
      'Names\n\narray<string>\n\nNo\n\nThe names.\n\nstring\n\nNo\n\nThe name.\n\nx',
      ['Names array<string> no', '  * string no'],
    ],
    [
      'a row with another name stands beside it',
      'Names\n\narray<string>\n\nNo\n\nThe names.\n\nLang\n\nstring\n\nNo\n\nThe language.\n\nen',
      ['Names array<string> no', 'Lang string no'],
    ],
    [
      'a row with its name is of its elements',
      'Names\n\narray<string>\n\nNo\n\nThe names.\n\nNames\n\nstring\n\nNo\n\nThe name.\n\nx',
      ['Names array<string> no', '  * string no'],
    ],
    [
      'a row with its name in the singular, too',
      'Names\n\narray<string>\n\nNo\n\nThe names.\n\nName\n\nstring\n\nNo\n\nThe name.\n\nx',
      ['Names array<string> no', '  * string no'],
    ],
    [
      'a row of another type is not',
      'Names\n\narray<string>\n\nNo\n\nThe names.\n\nName\n\ninteger\n\nNo\n\nThe name.\n\n1',
      ['Names array<string> no', 'Name integer no'],
    ],
  ])('%s', (_, rows, want) => {
    expect(read(rows)).toEqual(want);
  });
});

describe('a table of Huawei Cloud with the name of a field', () => {
  const table = (caption: string, rows: string) =>
    `${caption}\n\nParameter\n\nMandatory\n\nType\n\nDescription\n\n${rows}`;
  const read = (type: string) =>
    outline(
      plainPage(
        readPage(`Help Center/ Vault/ API Reference/ Changing Rules

Updated on 2025-01-01 GMT+08:00

Changing Rules

URI

POST /v1/rules

Request Parameters

${table('Table 1 Request body parameters', `part\n\nYes\n\n${type}\n\nThe part.`)}

${table('Table 2 part', 'key\n\nNo\n\nString\n\nThe key.')}

Response Parameters

Status code: 200

None
`),
      ).parameters,
    );

  test.each<[type: string, want: string[]]>([
    ['Object', ['part object yes', '  key string no']],
    ['Array of objects', ['part array<object> yes', '  * object', '    key string no']],
    ['Array', ['part array yes', '  * object', '    key string no']],
    ['String', ['part string yes']],
    ['Integer', ['part integer yes']],
    ['Array of strings', ['part array<string> yes']],
  ])('is that of a field of type %s, or not', (type, want) => {
    expect(read(type)).toEqual(want);
  });
});

describe('a table in the request of a page of Huawei Cloud', () => {
  const read = (caption: string) =>
    plainPage(
      readPage(`Help Center/ Vault/ API Reference/ Changing Rules

Updated on 2025-01-01 GMT+08:00

Changing Rules

URI

POST /v1/rules

Request Parameters

Table 1 ${caption}

Parameter

Mandatory

Type

Description

key

No

String

The key.

Response Parameters

Status code: 200

None
`),
    ).parameters.map((one) => `${one.name} in ${one.in}`);

  test.each<[caption: string, want: string[]]>([
    ['Parameters', ['key in body']],
    ['Parameter', ['key in body']],
    ['Parameters description', ['key in body']],
    ['Parameter description', ['key in body']],
    ['参数说明', ['key in body']],
    // Tables of objects to which nothing refers.
    ['Rule parameters', []],
    ['Parameters of the rule', []],
    ['Parameter description of the rule', []],
    ['规则参数说明', []],
  ])('headed %s is of the request itself, or of an object', (caption, want) => {
    expect(read(caption)).toEqual(want);
  });
});
