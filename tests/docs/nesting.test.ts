import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { certainty, type Field } from '../../scripts/docs/page.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';
import { outline } from './outline.js';
import { plainPage } from './plain-page.js';

/** Rows of a request, a cell per paragraph: `name type: description`. */
function rows(list: readonly string[]): string {
  return list
    .map((row) => {
      const [, name = '', type = '', description = ''] = /^(\S*) (\S+): (.*)$/.exec(row) ?? [];
      return [name, type, 'No', description].filter((cell) => cell !== '').join('\n\n');
    })
    .join('\n\n');
}

const nested = (page: string) =>
  outline(plainPage(readPage(page)).parameters).map((line) => line.replace(/ \S+ no$/, ''));

const rule = ['Rules array<object>: The rules.', ' object: The rule.', 'Port integer: The port of the rule.'];

describe('what tells where a row of a request belongs, in a text that does not show it', () => {
  test.for([
    {
      clue: 'a parameter that every request may have',
      list: [...rule, 'Cidr string: The addresses of the rule.', 'PageSize integer: The number of entries.'],
      want: ['Rules', '  *', '    Port', '    Cidr', 'PageSize'],
    },
    {
      clue: 'key and value are all of a tag',
      list: [
        'Tag array<object>: The tags.',
        ' object: The tag.',
        'Key string: The key.',
        'Value string: The value.',
        'Mode string: The mode.',
      ],
      want: ['Tag', '  *', '    Key', '    Value', 'Mode'],
    },
    {
      clue: 'the row is called a part of the object',
      list: [...rule, 'Mode string: The mode of the rule.', 'Weight integer: The weight of the rule.'],
      want: ['Rules', '  *', '    Port', '    Mode', '    Weight'],
    },
    {
      clue: 'a start and its end',
      list: [...rule, 'TimeStart string: When it begins.', 'TimeEnd string: When it stops.'],
      want: ['Rules', '  *', '    Port', '    TimeStart', '    TimeEnd'],
    },
    {
      clue: 'an object of the same kind stands beside',
      list: [
        'DataPolicies array<object>: The policies for data.',
        ' object: The policy.',
        'Days integer: How long data are kept.',
        'LogPolicies array<object>: The policies for logs.',
        ' object: The policy.',
        'Days integer: How long logs are kept.',
      ],
      want: ['DataPolicies', '  *', '    Days', 'LogPolicies', '  *', '    Days'],
    },
    {
      clue: 'two names follow each other as they did before',
      list: [
        'First object: One side.',
        'Host string: Where.',
        'Login string: Who.',
        'Secret string: What only both know.',
        'Second object: The other side.',
        'Host string: Where.',
        'Login string: Who.',
        'Secret string: What only both know.',
      ],
      want: ['First', '  Host', '  Login', '  Secret', 'Second', '  Host', '  Login', '  Secret'],
    },
    {
      clue: 'a description writes the path',
      list: [...rule, 'Size integer: How many bytes. Takes no effect without Rules.N.Size.'],
      want: ['Rules', '  *', '    Port', '    Size'],
    },
  ])('$clue', ({ list, want }) => {
    expect(nested(alibaba(rows(list)))).toEqual(want);
  });

  test('the sample of the response has an object of that name', () => {
    const list = [
      'Window object: When it may be done.',
      'Zone string: Where the clock is.',
      'Hours integer: How many.',
      'Grace integer: How many more.',
      'Reason string: Why.',
    ];
    const sample = '{"RequestId": "R-1", "Window": {"Zone": "UTC", "Hours": 2, "Grace": 1}}';
    expect(nested(alibaba(rows(list), undefined, sample))).toEqual([
      'Window',
      '  Zone',
      '  Hours',
      '  Grace',
      'Reason',
    ]);
  });

  test('the sample has later rows only where an object was not left before', () => {
    const response = [
      ['AssetId', 'string', 'The ID of the vault.'],
      ['AssetName', 'object', 'The ID of the alert.'],
      ['AssetId', 'string', 'The ID of the alert.'],
      ['AssetType', 'object', 'The ID of the alert.'],
      ['AssetId', 'string', 'The ID of the alert.'],
      ['VaultCode', 'string', 'The ID of the cluster.'],
      ['AssetState', 'string', 'The ID of the alert.'],
      ['VaultCode', 'string', 'The ID of the alert.'],
    ];
    const sample = {
      AssetId: 'a',
      AssetName: { AssetId: 'a', AssetType: { AssetId: 'a' }, VaultCode: 'a', AssetState: 'a' },
      VaultCode: 'a',
    };
    const page = readPage(alibaba(rows(['A string: A.']), response.flat().join('\n\n'), JSON.stringify(sample)));
    expect(outline(plainPage(page).response)).toEqual([
      'AssetId string',
      'AssetName object',
      '  AssetId string',
      '  AssetType object',
      '    AssetId string',
      '  VaultCode string',
      '  AssetState string',
      'VaultCode string',
    ]);
    expect(page.unread).toEqual([]);
  });

  test('the sample has a row, though names in the order of the alphabet end there', () => {
    const response = [
      ['AssetId', 'string', 'The ID of the alert.'],
      ['AssetCount', 'string', 'The ID of the alert.'],
      ['AssetLevel', 'string', 'The ID of the alert.'],
      ['AssetName', 'object', 'The ID of the snapshot.'],
      ['AssetIds', 'string', 'The ID of the alert.'],
      ['RuleId', 'object', 'The ID of the alert.'],
      ['AssetId', 'string', 'The state of the alert.'],
      ['AssetLevel', 'string', 'The state of the alert.'],
      ['ZoneId', 'string', 'The ID of the alert.'],
    ];
    const inner = { AssetIds: 'a', RuleId: { AssetId: 'a' }, AssetLevel: 'a' };
    const sample = { AssetId: 'a', AssetCount: 'a', AssetLevel: 'a', AssetName: inner, ZoneId: 'a' };
    const page = readPage(alibaba(rows(['A string: A.']), response.flat().join('\n\n'), JSON.stringify(sample)));
    expect(outline(plainPage(page).response).slice(3)).toEqual([
      'AssetName object',
      '  AssetIds string',
      '  RuleId object',
      '    AssetId string',
      '  AssetLevel string',
      'ZoneId string',
    ]);
  });

  test('the sample request has the names, flattened', () => {
    const list = [
      'Filter array<object>: What to look for.',
      ' object: The condition.',
      'Field string: Which.',
      'Op string: How.',
      'Depth integer: How far.',
    ];
    const page = alibaba(rows(list)).replace(
      'Examples\n',
      'Examples\n\nSample requests\n\nGET https://example.com/?Action=ModifyRuleSet&Filter.1.Field=a&Filter.1.Op=eq&Depth=2\n',
    );
    expect(nested(page)).toEqual(['Filter', '  *', '    Field', '    Op', 'Depth']);
  });

  test('the path of the URI has the name', () => {
    const list = [
      'body object: The rule.',
      'Port integer: The port of the rule.',
      'SetId string: The rule set of the rule.',
    ];
    const page = alibaba(rows(list)).replace(
      'Request parameters',
      'Request syntax\n\nPUT /sets/{SetId}/rules HTTP/1.1\n\nRequest parameters',
    );
    expect(nested(page)).toEqual(['body', '  Port', 'SetId']);
  });
});

describe('how sure the reader is of a place', () => {
  const sureOf = (fields: readonly Field[]): Record<string, number> =>
    Object.fromEntries(
      fields.flatMap((field) => [
        [field.name, field.confidence],
        ...Object.entries(sureOf([...field.fields, ...(field.items?.fields ?? [])])),
      ]),
    );

  test('a row that could as well be outside is a guess, and so is what follows it', () => {
    const list = [
      'Window object: When.',
      'Zone string: Where.',
      'Hours integer: How long.',
      'Mode string: How.',
      'Weight integer: How much.',
    ];
    const sure = sureOf(readPage(alibaba(rows(list))).parameters);
    expect(sure).toMatchObject({ Window: certainty.certain, Mode: certainty.guess, Weight: certainty.guess });
  });

  test('a table in which nothing can hold anything is certain', () => {
    const sure = sureOf(
      readPage(alibaba(rows(['A string: The A.', 'B array: The B.', ' string: The B.', 'C string: The C.'])))
        .parameters,
    );
    expect(sure).toEqual({ A: certainty.certain, B: certainty.certain, C: certainty.certain });
  });
});

/** The second `Value` is lost, and with it what is read as the row of its elements. */
const secondArray: [name: string, type: string, prose: string][] = [
  ['Value', 'string', 'The rule.'],
  ['Value', 'array<object>', 'The rule.'],
  ['name', 'object', 'The rule.'],
  ['Rule', 'string', 'The rule.'],
];

test('every row is somewhere, once, whatever the names', () => {
  const name = fc.constantFrom(
    'Rule',
    'RuleId',
    'Key',
    'Value',
    'Id',
    'PageSize',
    'TimeStart',
    'TimeEnd',
    'name',
    'RegionId',
  );
  const type = fc.constantFrom('string', 'integer', 'object', 'array<object>');
  const prose = fc.constantFrom('The rule.', 'The ID of the rule.', 'Takes effect with Rule.N.Id.', 'How many.');
  fc.assert(
    fc.property(fc.array(fc.tuple(name, type, prose), { minLength: 1, maxLength: 40 }), (list) => {
      const page = readPage(alibaba(rows(list.map(([one, kind, text]) => `${one} ${kind}: ${text}`))));
      const names = (fields: readonly Field[]): string[] =>
        fields.flatMap((field) => [field.name, ...names(field.fields), ...names(field.items?.fields ?? [])]);
      const elements = (fields: readonly Field[]): number =>
        fields.reduce(
          (sum, field) =>
            sum +
            (field.items !== undefined && field.items.line !== field.line ? 1 : 0) +
            elements([...field.fields, ...(field.items?.fields ?? [])]),
          0,
        );
      // A name that another row has at the same place is not read, and neither is what is below it; both are said to be.
      const lost = page.unread.filter(({ text }) => /^a (?:second row|row without a name)/.test(text));
      expect(names(page.parameters).length + elements(page.parameters) + lost.length).toBe(list.length);
    }),
    { examples: [[secondArray]] },
  );
});

describe('names that spell where they belong', () => {
  const row = (name: string, type = 'string') => `${name}\n\n${type}\n\nNo\n\nThe ${name} of it.\n\nx`;
  const read = (names: readonly string[]) =>
    outline(plainPage(readPage(alibaba(names.map((name) => row(name)).join('\n\n')))).parameters);

  test.for([
    {
      form: 'fields of the elements of a list',
      names: ['Tag.N.Key', 'Tag.N.Value', 'RegionId'],
      want: ['Tag array<object>', '  * object', '    Key string no', '    Value string no', 'RegionId string no'],
    },
    {
      form: 'the elements of a list',
      names: ['InstanceId.N', 'Lang'],
      want: ['InstanceId array<string> no', 'Lang string no'],
    },
    {
      form: 'each element by itself',
      names: ['Tag.1.Key', 'Tag.1.Value', 'Tag.2.Key', 'Tag.2.Value'],
      want: ['Tag array<object>', '  * object', '    Key string no', '    Value string no'],
    },
    {
      form: 'lists in lists, and objects',
      names: ['DataDisk.N.Tag.N.Key', 'DataDisk.N.Size', 'SystemDisk.Category'],
      want: [
        'DataDisk array<object>',
        '  * object',
        '    Tag array<object>',
        '      * object',
        '        Key string no',
        '    Size string no',
        'SystemDisk object',
        '  Category string no',
      ],
    },
    { form: 'a list of lists', names: ['Rows.N.N'], want: ['Rows array<array<string>> no'] },
    {
      form: 'names with dots that spell nothing',
      names: ['opensearch.share', 'a.N'],
      want: ['opensearch.share string no', 'a.N string no'],
    },
  ])('$form', ({ names, want }) => expect(read(names)).toEqual(want));

  test('a list with a row of its own keeps what that says', () => {
    const page = readPage(alibaba(`${row('Tag', 'array<object>')}\n\n${row('Tag.N.Key')}`));
    const [tag] = page.parameters;
    expect(outline(plainPage(page).parameters)).toEqual(['Tag array<object> no', '  * object', '    Key string no']);
    expect(tag?.prose?.text).toBe('The Tag of it.');
  });
});

test('a text shows what a row belongs to only where its blanks follow the types', () => {
  const text = (rows: string) => outline(plainPage(readPage(alibaba(rows))).parameters);
  const row = (name: string, type: string) => `${name}\n\n${type}\n\nNo\n\nThe ${name.trim()}.`;
  const rows = [row('Filter', 'object'), row('  Mode', 'string'), row('Colour', 'string')];
  expect(text(rows.join('\n\n'))).toEqual(['Filter object no', '  Mode string no', 'Colour string no']);
  // Nothing is below a string, so the blanks are chance.
  expect(text([row('Lang', 'string'), row('  Mode', 'string')].join('\n\n'))).toEqual([
    'Lang string no',
    'Mode string no',
  ]);
  expect(text([row('  Filter', 'object'), row('Mode', 'string')].join('\n\n'))).toEqual(
    text([row('Filter', 'object'), row('Mode', 'string')].join('\n\n')),
  );
});

test('where samples show every object that may have a row, and one of them with it, words do not outweigh that', () => {
  const list = [
    'Asset object: The ID of the cluster that was created.',
    'Owner object: The owner of the alert that was created.',
    'RegionId string: The ID of the alert that was created.',
    'RegionLevel string: The owner of the alert that was scanned.',
  ];
  const cells = list.map((row) => row.replace(/^(\S+) (\S+): (.*)$/, '$1\n\n$2\n\n$3')).join('\n\n');
  const inside = (sample: unknown) =>
    outline(plainPage(readPage(alibaba(rows(['A string: The A.']), cells, JSON.stringify(sample)))).response);
  const [object, owner, id, level] = ['Asset object', 'Owner object', 'RegionId string', 'RegionLevel string'];
  expect(inside({ Asset: { Owner: { RegionId: 'a' } }, RegionLevel: 'a' })).toEqual([
    object,
    `  ${owner}`,
    `    ${id}`,
    level,
  ]);
  expect(inside({ Asset: { Owner: { RegionId: 'a' }, RegionLevel: 'a' } })).toEqual([
    object,
    `  ${owner}`,
    `    ${id}`,
    `  ${level}`,
  ]);
});
