import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { compareWithBaseline, type Report, render, reportOf } from '../../scripts/report/index.js';
import { run, violation } from './sample.js';

type Node = DefaultTreeAdapterTypes.ChildNode;

const baseline = {
  defects: [
    { ...violation(), id: 'ListTasks /Tasks/*/Status enum', place: '', kind: '', reason: 'told the vendor' },
    { ...violation(), id: 'ListTasks /Gone enum', place: '/Gone', kind: 'enum', message: 'was wrong', reason: '' },
  ],
  observations: [{ operation: 'ListTasks', decision: 'name-match', reading: 'exact' }],
};
// Made anew in each test, so that the making is part of what is tested.
const everything = (): Report => reportOf(run());
const compared = (): Report => compareWithBaseline(everything(), baseline);
const recorded = (): Report =>
  reportOf(
    run({
      tool: 'check',
      subject: 'traffic.har',
      violations: [],
      warnings: [{ text: 'one file was empty' }],
      unreadable: [{ file: 'a.har', place: { file: 'a.har', unit: 'entry', number: 3 }, message: 'is no JSON' }],
    }),
  );
const nothing = (): Report => reportOf(run({ operations: [], violations: [], observations: [], warnings: [] }));

const kids = (node: object): Node[] => ('childNodes' in node ? (node.childNodes as Node[]) : []);
const textOf = (node: Node): string => ('value' in node ? node.value : kids(node).map(textOf).join(''));
const all = (node: object, name: string): Node[] =>
  kids(node).flatMap((one) => [...(one.nodeName === name ? [one] : []), ...all(one, name)]);

/** The items below each title of the page. */
function sectionsOf(report: Report): Record<string, string[]> {
  return Object.fromEntries(
    all(parse(render('html', report)), 'section').map((one) => [
      all(one, 'h2').map(textOf).join(),
      all(one, 'li').map(textOf),
    ]),
  );
}

describe('the page', () => {
  test('counts', () => {
    const tiles = (report: Report) => all(all(parse(render('html', report)), 'header')[0] as Node, 'li').map(textOf);
    expect(tiles(everything())).toEqual([
      '1defects',
      '1warnings',
      '3held',
      '3violated',
      '1not exercised',
      '1inconclusive',
      '150requests',
    ]);
    expect(tiles(recorded()).at(-1)).toBe('150exchanges');
    expect(tiles(nothing())).toEqual(expect.arrayContaining(['0defects', '0not exercised']));
  });

  test('has a section for each thing that there is to say, and none for what there is not', () => {
    expect(sectionsOf(compared())).toMatchObject({
      'Changed since the baseline was written': [
        'ListTasks name-match: exact until now, substring 3 of 3 answers hold records whose name only contains the text',
      ],
      'Gone since the baseline was written': ['ListTasks /Gone enum was wrong'],
      'About this run': ['40 of 120 answers were 401 or 403; give credentials with --header'],
      'What this server does where the page is silent': [
        expect.stringContaining('name-match: substring'),
        'ListTasks nothing tells yet range-ends (open or closed)',
      ],
    });
    expect(sectionsOf(recorded())).toMatchObject({
      'About this run': ['one file was empty'],
      'Could not be judged': [expect.stringMatching(/a\.har.* is no JSON$/)],
    });
    expect(Object.keys(sectionsOf(recorded()))).not.toContain('Gone since the baseline was written');
    const html = render('html', nothing());
    expect(all(parse(html), 'section').map((one) => all(one, 'h2').map(textOf).join())).toEqual(['Properties']);
    // No empty line where a section is left out.
    expect(/<main>\n(.*)\n<\/main>/s.exec(html)?.[1]).not.toMatch(/^\s*$/m);
  });

  test('says of a property what it demands, where that is known', () => {
    const heads = all(parse(render('html', everything())), 'th').map((one) => [
      textOf(one),
      ('attrs' in one ? one.attrs : []).find(({ name }) => name === 'title')?.value,
    ]);
    expect(heads).toContainEqual(['response-schema', 'A successful body is as the contract declares it.']);
    expect(heads).toContainEqual(['page-window', undefined]);
  });
});

describe('the text for a terminal', () => {
  test.each([
    'Gone since the baseline was written\n  ListTasks /Gone enum\n',
    'Changed since the baseline was written\n  ListTasks name-match: exact until now, substring (3 of 3',
    'Known before\n  ListTasks /Tasks/*/Status enum: ',
    '    filter-status: would help: --value ListTasks.Statuses=INIT; another account\n',
    '    page-partition\n',
  ])('says %j', (want) => {
    expect(render('default', compared())).toContain(want);
  });

  test('has a line for replaying, where there is one', () => {
    const replays = (report: Report) => render('default', report).match(/^ {2}replay {4}npx .+$/gm);
    expect(replays(reportOf(run({ violations: [violation()] })))).toHaveLength(1);
    const without = render('default', reportOf(run({ violations: [violation({ replay: '' })] })));
    expect(without).not.toMatch(/^ {2}replay/m);
    expect(without).toMatch(/^ {2}curl/m);
  });
});

describe('the markdown', () => {
  test('says what would help, and begins each section with its title', () => {
    const text = render('markdown', everything());
    expect(text).toMatch(/\n {2}- filter-status: would help: .*ListTasks.Statuses.*INIT; another account\n/);
    expect(text).toMatch(/\n {2}- page-partition\n/);
    expect(text.match(/<details/g)).toHaveLength(2);
    expect(text).not.toContain('Stryker');
    expect(text).not.toContain('\n\n\n');
  });

  test('has no cards where nothing is wrong', () => {
    const text = render('markdown', reportOf(run({ violations: [] })));
    expect(text).not.toContain('<details');
    expect(text.split('\n\n').filter((part) => !/^[#|\-*`]|^\w.*[.:]/.test(part.trim()))).toEqual([]);
  });
});

test('a report holds where every property of every operation is well', () => {
  expect(everything().ok).toBe(false);
  expect(reportOf(run({ violations: [] })).ok).toBe(true);
});

test('a report shows the line of a fault in the body, and a command line where the body is short enough', () => {
  const curlOf = (body: string) => {
    const report = reportOf(run({ violations: [violation({ request: { ...violation().request, body } })] }));
    return report.violations[0]?.curl ?? '';
  };
  expect(curlOf('a=1')).toContain('a=1');
  expect(curlOf('a'.repeat(10_000_000))).toBe('');
  const { line, excerpt } = everything().violations[0]?.response ?? {};
  expect(excerpt?.split('\n')[line as number]).toContain('DONE');
  const { response } = reportOf(
    run({ violations: [violation({ response: { status: 200, headers: {}, body: '' }, path: '' })] }),
  ).violations[0] as Report['violations'][number];
  expect(Object.values(response)).not.toContain(undefined);
});

describe('the lines for GitHub', () => {
  const last = (report: Report) => render('github-actions', report).trimEnd().split('\n').at(-1);

  test('end with the figures, and with what is known and gone', () => {
    expect(last(compared())).toMatch(/, 1 defect known, 1 gone$/);
    expect(last(everything())).toMatch(/3 held, 3 violated, 2 not exercised or inconclusive$/);
  });

  test('name what could not be judged', () => {
    expect(render('github-actions', recorded())).toMatch(/^::error title=could not be judged::a\.har: is no JSON$/m);
    expect(render('github-actions', recorded())).toMatch(/^::warning title=check::one file was empty$/m);
  });
});
