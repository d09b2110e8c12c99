import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inUrl } from '../../scripts/report/credentials-in.js';
import { curlLine } from '../../scripts/report/curl.js';
import {
  compareWithBaseline,
  mergeReports,
  parseReporters,
  type Report,
  reportOf,
  Secrets,
  type Waiver,
} from '../../scripts/report/index.js';
import { endOfValue, faultIn, membersOf } from '../../scripts/report/json-text.js';
import { shellText } from '../../scripts/report/shell-text.js';
import { staleWaivers } from '../../scripts/report/waivers.js';
import { run, violation } from './sample.js';

/** Texts that are nearly JSON: pieces of it in any order. */
const nearlyJson = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '{',
        '}',
        '[',
        ']',
        ',',
        ':',
        ' ',
        '\n',
        '"a"',
        '"\\n"',
        '"\\u00e9"',
        '"\\x"',
        '"',
        '1',
        '-0',
        '01',
      ),
      fc.constantFrom(
        '1.5e3',
        '1e',
        '-',
        '+1',
        '1.',
        'true',
        'null',
        'nul',
        'truex',
        '"a":1',
        '"b":[]',
        '\u00a0',
        '"\t"',
      ),
      fc.json({ maxDepth: 2 }),
    ),
    { maxLength: 8 },
  )
  .map((pieces) => pieces.join(''));

describe('a text of JSON', () => {
  test('has a fault where JSON.parse refuses it, and none where it does not', () => {
    fc.assert(
      fc.property(fc.oneof(nearlyJson, fc.json()), (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        expect(faultIn(text) === undefined).toBe(isJson);
      }),
      { numRuns: 2000 },
    );
  });

  test.each<[text: string, place: number | undefined]>([
    ['', 0],
    [' {"a": [1, "x", null]} ', undefined],
    ['{"a":1,}', 7],
    ['[1,]', 3],
    ['{a:1}', 1],
    ['{"a" 1}', 5],
    ['{"a":1', 6],
    ['[1 2]', 3],
    ['"a\nb"', 2],
    ['"a\\qb"', 2],
    ['"\\u12x4"', 1],
    ['"open', 5],
    ['1 1', 2],
    ['01', 0],
    ['[1}', 2],
    ['{"open', 6],
  ])('%j stops being JSON at %s', (text, place) => {
    expect(faultIn(text)).toBe(place);
  });

  test('has the members that JSON.parse finds, each where it stands', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        fc.nat(3),
        (value, space) => {
          const text = ` ${JSON.stringify(value, null, space)}`;
          const found = [...membersOf(text, 1)].map(({ key, start, end }) => [key, JSON.parse(text.slice(start, end))]);
          const want = Array.isArray(value) ? [...value.entries()] : Object.entries(JSON.parse(text) as object);
          expect(JSON.stringify(found)).toEqual(JSON.stringify(want));
          expect(endOfValue(text, 1)).toBe(text.length);
        },
      ),
      { numRuns: 200 },
    );
    expect([...membersOf('1', 0)]).toEqual([]);
    expect([...membersOf('{"a":1,b:2}', 0)].map(({ key }) => key)).toEqual(['a']);
    expect([...membersOf('{"a" 1}', 0)]).toEqual([]);
  });
});

describe('a word for a shell, of texts and variables', () => {
  test('is read back as it was, with control characters at its ends and in the middle', () => {
    const texts = [
      '\u0007a',
      'a\u0007',
      'a\u0007b\nc\td',
      "it's\n",
      '\n',
      '\u200bx\u2028',
      '',
      '=a',
      'a=b',
      '!',
      '🙂 é',
    ];
    const words = [...texts.map((text) => shellText([{ text }])), shellText([{ text: 'a ' }, { variable: 'V' }])];
    for (const word of words) expect(word).toMatch(/^[^\p{Cc}\p{Cf}\u2028]*$/u);
    const { stdout } = spawnSync('bash', ['-c', `V='$ x'; printf '%s\\0' ${words.join(' ')}`], { encoding: 'utf8' });
    expect(stdout.split('\0').slice(0, -1)).toEqual([...texts, 'a $ x']);
  });

  test.each<[Parameters<typeof shellText>[0], string]>([
    [[{ text: 'a' }, { text: 'b' }], 'ab'],
    [[{ text: 'a' }, { variable: 'V' }, { text: 'b c' }], `a"$V"'b c'`],
    [[], "''"],
    [[{ text: '' }], "''"],
    [[{ text: 'a\nb' }], "'a'$'\\x0a''b'"],
  ])('%j is %s', (parts, want) => {
    expect(shellText(parts)).toBe(want);
  });
});

describe('the reporters that are asked for', () => {
  test.each<[texts: string[], output: string | undefined, want: object[]]>([
    [[], undefined, [{ name: 'default' }]],
    [['json'], undefined, [{ name: 'json' }]],
    [['json=a.json'], undefined, [{ name: 'json', file: 'a.json' }, { name: 'default' }]],
    [['json=a=b.json'], undefined, [{ name: 'json', file: 'a=b.json' }, { name: 'default' }]],
    [['default', 'github-actions'], undefined, [{ name: 'default' }, { name: 'github-actions' }]],
    [['github-actions'], undefined, [{ name: 'github-actions' }]],
    [['json=a.json', 'junit'], undefined, [{ name: 'json', file: 'a.json' }, { name: 'junit' }]],
    [['json'], 'a.json', [{ name: 'json', file: 'a.json' }]],
    [[], 'a.txt', [{ name: 'default', file: 'a.txt' }]],
    [
      ['json=a.json', 'junit'],
      'b.xml',
      [
        { name: 'json', file: 'a.json' },
        { name: 'junit', file: 'b.xml' },
      ],
    ],
  ])('%j, --output %s', (texts, output, want) => {
    expect(parseReporters(texts, output)).toEqual(want);
  });

  test.each<[texts: string[], output: string | undefined, message: RegExp]>([
    [['toString'], undefined, /"toString"; choose one of default, json/],
    [['json='], undefined, /"json="; write the name of a file/],
    [['json', 'json'], undefined, /json is given twice/],
    [['json', 'junit'], undefined, /json and junit both write to standard output; .* junit=<file>/],
    [['json', 'github-actions'], undefined, /both write to standard output/],
    [['default', 'html'], undefined, /both write/],
    [['json=a', 'junit=./a'], undefined, /two reporters write into \.\/a/],
    [['json'], '', /--output is empty/],
    [['json', 'junit'], 'a', /--output is the file of the one/],
    [['json=a'], 'b', /--output is the file of the one/],
  ])('%j, --output %s is refused', (texts, output, message) => {
    expect(() => parseReporters(texts, output)).toThrow(message);
  });
});

describe('credentials of an address', () => {
  test.each<[url: string, want: object[]]>([
    ['http://me:p%40ss@host/', [{ name: 'password', value: 'p@ss' }]],
    ['http://me:a:b@host/', [{ name: 'password', value: 'a:b' }]],
    ['http://token%20x@host/', [{ name: 'user', value: 'token x' }]],
    ['http://:pass@host/', [{ name: 'password', value: 'pass' }]],
    ['http://host/a@b', []],
    ['/path?Signature=x%3D&a=1', [{ name: 'Signature', value: 'x=' }]],
    ['/path?a=1#Signature=x', []],
    ['Signature=abc', []],
    ['?Signature=abc', [{ name: 'Signature', value: 'abc' }]],
  ])('%s', (url, want) => {
    expect(inUrl(url)).toEqual(want);
  });
});

describe('a part of a text', () => {
  const secrets = new Secrets();
  secrets.learn(
    { method: 'GET', url: 'http://h/', headers: { 'x-auth-token': 'SECRETTOKEN12345' } },
    { status: 200, headers: {}, body: '' },
  );
  const text = 'before SECRETTOKEN12345 behind';

  test.each<[start: number, end: number, want: string]>([
    [0, 6, 'before'],
    [0, 7, 'before '],
    [0, 12, 'before '],
    [12, 30, ' behind'],
    [0, 30, 'before *** behind'],
    [7, 23, '***'],
    [8, 20, ''],
    [23, 30, ' behind'],
    [24, 99, 'behind'],
  ])('from %i to %i shows no half of a credential', (start, end, want) => {
    expect(secrets.slice(text, start, end)).toBe(want);
  });

  test.each<[text: string, want: string]>([
    ['{"password":"abc def"}', '{"password":"***"}'],
    ['{"password" : "a\\"b" , "b":"c"}', '{"password" : "***" , "b":"c"}'],
    ['{"password":"cut off', '{"password":"***'],
    ['{"Name":"abc"}', '{"Name":"abc"}'],
    ['"{\\"password\\":\\"abc\\",\\"Name\\":\\"d\\"}"', '"{\\"password\\":\\"***\\",\\"Name\\":\\"d\\"}"'],
    ['"{\\"password\\" : \\"a b\\nc"', '"{\\"password\\" : \\"***\\"'],
  ])('%s is shown without what goes by the name of a credential', (given, want) => {
    if (given.includes('\\n')) expect(secrets.clean(given)).not.toContain('a b');
    else expect(secrets.clean(given)).toBe(want);
  });
});

test('merged reports list errors before warnings, each in its order', () => {
  const shard = (index: number, paths: [string, 'error' | 'warning'][]): { file: string; report: Report } => {
    const violations = paths.map(([path, severity]) => violation({ path, severity, property: `p${path}` }));
    return {
      file: `${index}.json`,
      report: { ...reportOf(run({ violations })), shard: { index, count: 2 } } as Report,
    };
  };
  const one = shard(1, [
    ['/a', 'warning'],
    ['/b', 'error'],
  ]);
  const other = shard(2, [
    ['/c', 'error'],
    ['/d', 'warning'],
    ['/e', 'error'],
  ]);
  const merged = mergeReports([one, other]).violations.map(({ severity, place }) => `${severity} ${place}`);
  expect(merged).toEqual(['error /b', 'error /c', 'error /e', 'warning /a', 'warning /d']);
});

test('a property whose errors are all known is well, though a warning of it is new', () => {
  const error = violation();
  const warning = violation({ path: '/New', severity: 'warning', keyword: 'minimum' });
  const known = (report: Report) => ({
    defects: report.violations
      .filter(({ severity }) => severity === 'error')
      .map((defect) => ({ ...defect, reason: 'told the vendor' })),
    observations: [],
  });
  const okOf = (report: Report) =>
    report.operations.flatMap(({ properties }) => properties).find(({ name }) => name === 'response-schema')?.ok;
  const withWarning = reportOf(run({ violations: [error, warning] }));
  expect(okOf(withWarning)).toBe(false);
  expect(okOf(compareWithBaseline(withWarning, known(withWarning)))).toBe(true);
  const another = reportOf(run({ violations: [error, violation({ path: '/New', keyword: 'minimum' })] }));
  expect(okOf(compareWithBaseline(another, known(reportOf(run({ violations: [error] })))))).toBe(false);
});

describe('a waiver', () => {
  const waiver: Waiver = {
    operation: 'ListTasks',
    property: 'response-schema',
    reason: 'told them',
    expires: '2030-01-01',
  } as Waiver;
  const operations = (outcome: 'held' | 'violated') =>
    run().operations.map((one) => ({
      ...one,
      properties: one.properties.map((property) => ({ ...property, outcome, ok: true })),
    })) as unknown as Report['operations'];
  const defect = () => reportOf(run({ violations: [violation()] })).violations[0] as Report['violations'][number];
  const at = Date.parse('2029-01-01');

  test.each<[given: string, waived: string | undefined, outcome: 'held' | 'violated', stale: boolean]>([
    ['that nothing needs any more', undefined, 'held', true],
    ['that a defect has', 'told them', 'held', false],
    ['of what is violated', undefined, 'violated', false],
  ])('%s', (_, waived, outcome, stale) => {
    const defects = [
      defect(),
      { ...defect(), operation: 'Other', property: 'other', waived: 'x' },
      { ...defect(), waived },
    ];
    const found = staleWaivers([waiver], operations(outcome), defects as Report['violations'], at);
    expect(found).toEqual(
      stale ? ['the waiver of response-schema for ListTasks (told them) matches no violation any more; remove it'] : [],
    );
  });
});

test('a request that is not known has no command line', () => {
  const request = { ...violation().request };
  expect(curlLine(request, new Secrets())).toMatch(/^curl /);
  expect(curlLine({ ...request, method: '' }, new Secrets())).toBe('');
  expect(curlLine({ ...request, url: '' }, new Secrets())).toBe('');
});

test('a value counts as sent where one of the shards sent it', () => {
  const shard = (index: number, sent: boolean) => {
    const operations = run().operations.map((one) => ({
      ...one,
      parameters: [
        {
          name: 'Status',
          sent,
          values: [
            { value: 'INIT', sent },
            { value: 'FAIL', sent: false },
          ],
        },
      ],
    }));
    return {
      file: `${index}.json`,
      report: { ...reportOf(run({ violations: [], operations })), shard: { index, count: 2 } },
    };
  };
  const [operation] = mergeReports([shard(1, false), shard(2, true)] as never).operations;
  expect(operation?.parameters).toEqual([
    {
      name: 'Status',
      sent: true,
      values: [
        { value: 'INIT', sent: true },
        { value: 'FAIL', sent: false },
      ],
    },
  ]);
});

test('credentials that stand beside and within each other are hidden as one', () => {
  const secrets = new Secrets();
  const headers = { 'x-auth-token': 'AAAABBBBCCCC', 'x-api-key': 'BBBB', authorization: 'CCCCDDDDEEEE' };
  secrets.learn({ method: 'GET', url: 'http://h/', headers }, { status: 200, headers: {}, body: '' });
  expect(secrets.find('x AAAABBBBCCCCDDDDEEEE x AAAABBBBCCCC')).toEqual([
    { start: 2, end: 22 },
    { start: 25, end: 37 },
  ]);
});
