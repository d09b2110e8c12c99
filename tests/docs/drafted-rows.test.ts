import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { diffPage } from '../../scripts/docs/diff/diff-page.js';
import { legalDraft } from '../../scripts/docs/draft/write-draft.js';
import type { PageLock } from '../../scripts/docs/lock/lock-file.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { openWork } from '../../scripts/docs/status/open-work.js';
import { alibaba } from './alibaba-text.js';
import { huaweiText } from './render/huawei-text.js';
import { samplePage } from './sample-page.js';

const file = 'ModifyRuleSet.txt';
const draftOf = (text: string) => legalDraft(readPage(text), { file });

/** A row of a request: cells from its name to its example. */
const row = (...cells: string[]) => cells.filter((cell) => cell !== '').join('\n\n');

/** The schema of the first parameter of a drafted page, with those that it refers to; what only notes say left out. */
function schemaOf(...rows: string[]): unknown {
  const { contract } = draftOf(alibaba(rows.join('\n\n')));
  const notes = ['x-inferred', 'x-enum-descriptions', 'x-proposed', 'description', 'example'];
  const whole = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(whole);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref: ref, ...own } = value as JsonObject;
    const name = typeof ref === 'string' ? ref.slice('#/$defs/'.length) : undefined;
    return {
      ...Object.fromEntries(
        Object.entries(own)
          .filter(([key]) => !notes.includes(key))
          .map(([key, part]) => [key, whole(part)]),
      ),
      ...(name === undefined ? {} : { [name]: whole(contract.definitions[name]) }),
    };
  };
  return whole(Object.values(contract.request.properties as JsonObject)[0]);
}

describe('a row becomes the schema that it describes', () => {
  test.each<[what: string, rows: string[], want: unknown]>([
    [
      'an integer, which is of 64 bits',
      [row('Size', 'integer', 'No', 'The size.')],
      { type: 'integer', format: 'int64' },
    ],
    ['an integer of a size', [row('Size', 'int32', 'No', 'The size.')], { type: 'integer', format: 'int32' }],
    ['a number', [row('Size', 'number', 'No', 'The size.')], { type: 'number' }],
    [
      'an integer of a few values',
      [row('Level', 'integer', 'No', 'The level. Valid values:', '1: low.', '2: high.')],
      { Level: { type: 'integer', enum: [1, 2] } },
    ],
    [
      'a text of a few values',
      [row('Modes', 'string', 'No', 'The mode. Valid values:', 'on: It is on.', 'off: It is off.', 'on')],
      { Mode: { type: 'string', enum: ['on', 'off'] } },
    ],
    [
      'a boolean whose values are told',
      [row('Dry', 'boolean', 'No', 'Valid values:', 'true: yes.', 'false: no.')],
      { type: 'boolean' },
    ],
    [
      'a list of a few values',
      [row('Ports', 'array<integer>', 'No', 'The ports. Valid values:', '80: one.', '443: other.', '80')],
      { type: 'array', items: { Port: { type: 'integer', enum: [80, 443] } } },
    ],
    ['a list of texts', [row('Ids', 'array<string>', 'No', 'The IDs.')], { type: 'array', items: { type: 'string' } }],
    [
      'a list of long numbers',
      [row('Ids', 'array<long>', 'No', 'The IDs.')],
      { type: 'array', items: { type: 'integer', format: 'int64' } },
    ],
    ['an object of which nothing is told', [row('Box', 'object', 'No', 'The box.')], { type: 'object' }],
    [
      'an object',
      [row('Boxes', 'object', 'No', 'The box.'), row('Width', 'string', 'Yes', 'The width of the box.', 'a')],
      { Box: { type: 'object', required: ['Width'], properties: { Width: { type: 'string' } } } },
    ],
    [
      'a list of objects',
      [
        row('Policies', 'array<object>', 'No', 'The policies.'),
        row('object', 'No', 'The policy.'),
        row('Days', 'string', 'No', 'The days of the policy.'),
      ],
      { type: 'array', items: { Policy: { type: 'object', properties: { Days: { type: 'string' } } } } },
    ],
    [
      'a map of texts',
      [row('Labels', 'map<string, string>', 'No', 'The labels.')],
      { type: 'object', additionalProperties: { type: 'string' } },
    ],
    [
      'a map whose values have a row',
      [row('Labels', 'object', 'No', 'The labels.'), row('string', 'No', 'The label.', 'x')],
      { type: 'object', additionalProperties: { type: 'string' } },
    ],
  ])('%s', (_, rows, want) => {
    expect(schemaOf(...rows)).toEqual(want);
  });

  test.each([
    ['Statuses', 'Status'],
    ['Status', 'Status'],
    ['Classes', 'Class'],
    ['Buses', 'Bus'],
    ['Analysis', 'Analysis'],
    ['Branches', 'Branch'],
    ['Entries', 'Entry'],
    ['Rules', 'Rule'],
    ['Access', 'Access'],
  ])('the values of %s are called %s', (name, want) => {
    const schema = schemaOf(row(name, 'string', 'No', 'Valid values:', 'a: one.', 'b: other.', 'a'));
    expect(Object.keys(schema as JsonObject)).toEqual([want]);
  });

  test.each<[cells: [type: string, description: string, example: string], example: unknown]>([
    [['string', 'The name. It can contain 2 to 5 characters.', 'ab-12'], 'ab-12'],
    [['string', 'The name. It can contain 2 to 4 characters.', 'ab-12'], undefined],
    [['string', 'The name. It can contain 6 to 9 characters.', 'ab-12'], undefined],
    [['string', 'The name.', 'ab-12'], 'ab-12'],
    [['integer', 'The size. Valid values: 1 to 100.', '100'], 100],
    [['integer', 'The size. Valid values: 1 to 100.', '101'], undefined],
    [['integer', 'The size. Valid values: 1 to 100.', '0'], undefined],
    [['integer', 'The size.', '0'], 0],
  ])('%j has an example where its bounds allow it', ([type, description, example], want) => {
    const { contract } = draftOf(alibaba(row('A', type, 'No', description, example)));
    const schema = (contract.request.properties as Record<string, JsonObject>).A;
    expect(schema?.example).toEqual(want);
  });
});

test('values of a list stand under its description, with a lifecycle where they are states', () => {
  const read = (name: string, ...cells: string[]) => {
    const { contract, text } = draftOf(alibaba(row(name, 'string', 'No', ...cells)));
    const proposals = openWork(contract, text).proposals.map(({ key }) => key);
    return { definition: contract.definitions[name] as JsonObject, proposals };
  };
  const mode = read('Mode', 'How it works. Valid values:', 'on: It is on.', 'off: It is off.', 'on');
  expect(mode.definition.description).toBe('How it works.');
  expect(mode.proposals).not.toContain('x-lifecycle Mode');
  expect(mode.proposals.filter((key) => key.includes('lifecycle'))).toEqual([]);
  const state = read('State', 'How it is. Valid values:', 'RUNNING: It runs.', 'DONE: It is done.', 'DONE');
  expect(state.proposals).toContain('x-lifecycle');
});

test('the method of a page is that of its draft', () => {
  const text = huaweiText(samplePage('huawei'), 'huawei blocks');
  const { method } = samplePage('huawei');
  expect(method).toBe('GET');
  expect(draftOf(text).contract.wire?.methods).toEqual(['GET']);
});

test('a page that names no method has a draft that is posted', () => {
  const text = huaweiText({ ...samplePage('huawei'), parameters: [] }, 'huawei blocks').replace(/^GET .*$/m, '');
  const { contract } = draftOf(text);
  expect(contract.decisions.map(({ id }) => id)).toContain('method-and-version-not-on-page');
  expect([contract.method, contract.wire?.protocol, contract.wire?.methods]).toEqual(['post', 'huawei-rest', ['POST']]);
});

describe('what a draft asks people about', () => {
  const decisions = (...rows: string[]) =>
    draftOf(alibaba(rows.join('\n\n')))
      .contract.decisions.filter(({ open }) => open)
      .map(({ id }) => id);

  test.each<[sentence: string, isContradiction: boolean]>([
    ['If you do not specify this parameter, 10 entries are returned.', true],
    ['If this parameter is not specified the first 10 entries are returned.', true],
    ['If you leave this parameter empty, 10 entries are returned.', true],
    ['If the parameter is left empty, all of the first 10 entries are returned.', true],
    ['If you omit it, 1000000 entries are returned.', true],
    ['If you do not specify this parameter, 20 entries are returned.', false],
    ['If you do not specify this parameter, the default is used. At most 10 entries are returned.', false],
    ['If you do not specify this parameter, ten entries are returned.', false],
    ['At most 100 entries are returned.', false],
  ])('a default of 20, and: %s', (sentence, isContradiction) => {
    const found = decisions(row('Size', 'integer', 'No', `How many. Default value: 20. ${sentence}`));
    expect(found.includes('two-defaults-of-size')).toBe(isContradiction);
  });

  test.each<[list: string[], isContradiction: boolean]>([
    [['Valid values:', '  • on: It is on.', '  • off: It is off.'], true],
    [['Valid values: on and off.'], true],
    [['Valid values:', '  • 1: It is on.', '  • 2: It is off.'], false],
    [['Valid values: 1 to 5.'], false],
    [
      ['It takes effect only when the following conditions are met:', '  • The set is on.', '  • The set is new.'],
      false,
    ],
  ])('an integer, and: %s', (list, isContradiction) => {
    const found = decisions(row('Mode', 'integer', 'No', 'The mode.', ...list));
    expect(found.includes('values-of-mode-are-no-integer')).toBe(isContradiction);
  });
});

describe('what a draft proposes', () => {
  const page = (request: string[], response: string[], errors = '') => {
    const text = alibaba(request.join('\n\n'), response.join('\n\n'), '{"Items": [{"ScanId": "s-1"}]}');
    const codes = `HTTP status code\n\nError code\n\nError message\n\nDescription\n\n404\n\n${errors}\n\nIt is not there.\n\nNone.`;
    return draftOf(errors === '' ? text : text.replace('See Error Codes for a complete list.', codes));
  };
  const items = [
    'Items\n\narray<object>\n\nThe scans.',
    'object\n\nThe scan.',
    'ScanId\n\nstring\n\nThe ID of the scan.\n\ns-1',
  ];
  const keysOf = (draft: ReturnType<typeof page>) =>
    openWork(draft.contract, draft.text).proposals.map(({ key }) => key);

  test.each<[what: string, parameter: string, error: string, isLookup: boolean]>([
    ['an ID that has to be given, and an error where there is none', 'ScanId string Yes', 'ScanNotFound', true],
    ['several IDs', 'ScanIds array<string> Yes', 'ScanNotFound', false],
    ['a list that is called an ID', 'ScanId array<string> Yes', 'ScanNotFound', false],
    ['an ID that may be given', 'ScanId string No', 'ScanNotFound', false],
    ['something else', 'ScanName string Yes', 'ScanNotFound', false],
    ['another error', 'ScanId string Yes', 'InvalidScan', false],
  ])('a look-up by %s', (_, parameter, error, isLookup) => {
    const [name = '', type = '', flag = ''] = parameter.split(' ');
    const keys = keysOf(page([row(name, type, flag, 'Which scan.', 's-1')], items, error));
    expect(keys.includes('x-lookup')).toBe(isLookup);
  });

  test('a language for the fields that are for people', () => {
    const names =
      'ScanName NameOrder Desc Description DescIndex Title TitleId ErrorMsg MsgType Message MessageId Tip TipCount'.split(
        ' ',
      );
    const fields = names.map((name) => `${name}\n\nstring\n\nThe ${name} of the scan.\n\nx`);
    const { contract } = page(
      [
        row('Lang', 'string', 'No', 'The language.', 'en'),
        row('CurrentPage', 'integer', 'No', 'The page. Default value: 1.', '1'),
        row('PageSize', 'integer', 'No', 'The number of entries on each page. Default value: 20.', '20'),
      ],
      [
        ...items,
        ...fields,
        'TotalCount\n\ninteger\n\nThe number of entries.\n\n1',
        'RequestId\n\nstring\n\nThe ID of the request.\n\nR-1',
      ],
    );
    const { language } = contract.parameters.find(({ name }) => name === 'Lang') as unknown as {
      language?: { fields: string[] };
    };
    const want = ['ScanName', 'Desc', 'Description', 'Title', 'ErrorMsg', 'Message', 'Tip'];
    expect(language?.fields).toEqual(want.map((name) => `/${name}`));
  });
});

describe('of a page and its lock', () => {
  const text = alibaba(row('Size', 'integer', 'No', 'The size. Default value: 20.', '5'));
  const { contract } = draftOf(text);
  const lock = { page: readPage(text), confirmed: {} } as unknown as PageLock;

  test.each<[what: string, page: string | undefined, lock: PageLock | undefined, changed: number | undefined]>([
    ['a page that was never locked has no changes', text, undefined, undefined],
    ['a lock alone has no changes', undefined, lock, undefined],
    ['the same page has none', text, lock, 0],
    ['another page has its changes', text.replace('value: 20', 'value: 30'), lock, 1],
  ])('%s', (_, page, lock, changed) => {
    const diff = diffPage(contract, file, page === undefined ? undefined : readPage(page), lock);
    expect(diff.changes?.facts.length).toBe(changed);
    expect(diff.comparison.open.length).toBe(changed === 1 ? 1 : 0);
    // What differs from the contract as well is told there.
    expect(diff.silentChanges).toEqual([]);
  });

  test('there has to be one of both', () => {
    expect(() => diffPage(contract, file, undefined, undefined)).toThrow('neither page nor lock');
  });
});
