import { describe, expect, test } from 'vitest';
import { comparePages } from '../../scripts/docs/compare/compare-pages.js';
import { nameOf } from '../../scripts/docs/compare/difference.js';
import { readPage } from '../../scripts/docs/read-page.js';
import type { PlainPage } from './plain-page.js';
import { currentAlibaba, earlierAlibaba, separatedAlibaba } from './render/alibaba-text.js';
import { alibabaHtml, huaweiHtml } from './render/html.js';
import { huaweiText } from './render/huawei-text.js';
import { samplePage } from './sample-page.js';

const layouts = [
  { layout: 'Alibaba, a cell per paragraph', vendor: 'alibaba', render: currentAlibaba },
  { layout: 'Alibaba, glued cells', vendor: 'alibaba', render: earlierAlibaba },
  {
    layout: 'Alibaba, cells between bars',
    vendor: 'alibaba',
    render: (page: PlainPage) => separatedAlibaba(page, '|'),
  },
  { layout: 'Alibaba, HTML', vendor: 'alibaba', render: alibabaHtml },
  { layout: 'Huawei, blocks', vendor: 'huawei', render: (page: PlainPage) => huaweiText(page, 'huawei blocks') },
  { layout: 'Huawei, HTML, older', vendor: 'huawei', render: (page: PlainPage) => huaweiHtml(page, 'huawei older') },
] as const;

/** Without the parts that are one and the same in several places. */
function copyOf(page: PlainPage): PlainPage {
  return JSON.parse(JSON.stringify(page)) as PlainPage;
}

type Change = (page: PlainPage) => void;
const parameter = (page: PlainPage, name: string) =>
  page.parameters.find((one) => one.name === name) as PlainPage['parameters'][number];
const scan = (page: PlainPage) => page.response[0]?.items as PlainPage['response'][number];

/** What somebody changed on the page, and the names of all differences that are to be found. */
const changes: { change: string; make: Change; want: string[]; only?: 'alibaba' }[] = [
  {
    change: 'a value is added',
    make: (page) => parameter(page, 'State').values.push(['PAUSED', 'The scan rests.']),
    want: ['/request/State#enum'],
  },
  {
    change: 'a value of a field is taken out',
    make: (page) => scan(page).fields[1]?.values.pop(),
    want: ['/response/Scans/*/State#enum'],
  },
  { change: 'a parameter is taken out', make: (page) => page.parameters.splice(1, 1), want: ['/request/State'] },
  {
    change: 'a parameter is added',
    make: (page) => page.parameters.splice(1, 0, { ...parameter(page, 'VaultId'), name: 'OwnerId' }),
    want: ['/request/OwnerId'],
  },
  {
    change: 'a type is changed',
    make: (page) => {
      parameter(page, 'CurrentPage').type = 'number';
    },
    want: ['/request/CurrentPage#type'],
  },
  {
    change: 'a type of a field is changed',
    make: (page) => {
      (scan(page).fields[2] as { type: string }).type = 'number';
    },
    want: ['/response/Scans/*/Files#type'],
  },
  {
    change: 'required is flipped',
    make: (page) => {
      parameter(page, 'VaultId').required = false;
    },
    want: ['/request/VaultId#required'],
  },
  {
    change: 'a default is changed',
    make: (page) => {
      parameter(page, 'PageSize').default = 10;
    },
    want: ['/request/PageSize#default'],
  },
  {
    change: 'a bound is changed',
    make: (page) => {
      parameter(page, 'PageSize').bounds.maximum = 50;
    },
    want: ['/request/PageSize#maximum'],
  },
  { change: 'a field is taken out', make: (page) => scan(page).fields.splice(2, 1), want: ['/response/Scans/*/Files'] },
  {
    change: 'a sample is changed',
    make: (page) => {
      page.sample = { ...(page.sample as object), TotalCount: 2 };
    },
    want: ['/samples/0#value'],
  },
  {
    change: 'the date is changed',
    make: (page) => {
      page.updated = '2025-04-06';
    },
    want: ['/updated#text'],
  },
  {
    change: 'a code is renamed',
    make: (page) => {
      (page.errors?.[0] as string[])[1] = 'IllegalParam';
    },
    want: ['/errors/IllegalParam'],
    only: 'alibaba',
  },
  {
    change: 'a message is changed',
    make: (page) => {
      (page.errors?.[1] as string[])[2] = 'The caller must not do this.';
    },
    want: ['/errors/NoPermission#message'],
    only: 'alibaba',
  },
  {
    change: 'an example is changed',
    make: (page) => {
      parameter(page, 'VaultId').example = 'v-002****';
    },
    want: ['/request/VaultId#example'],
    only: 'alibaba',
  },
  {
    change: 'the RAM action is changed',
    make: (page) => {
      (page.permissions[0] as { action: string }).action = 'yundun-sas:ListScans';
    },
    want: ['/permission/0#action'],
    only: 'alibaba',
  },
];

describe.for(layouts)('a changed page in the layout $layout', ({ vendor, render }) => {
  const before = readPage(render(samplePage(vendor)));
  const compare = (text: string) => comparePages(before, readPage(text));

  test.for(changes.filter(({ only }) => only === undefined || only === vendor))(
    '$change: found, and nothing else',
    ({ make, want }) => {
      const page = copyOf(samplePage(vendor));
      make(page);
      const { facts, reworded } = compare(render(page));
      expect(facts.map(nameOf)).toEqual(want);
      expect(reworded).toEqual([]);
    },
  );

  test('other words are told apart from changed facts', () => {
    const page = copyOf(samplePage(vendor));
    parameter(page, 'VaultId').prose = 'Names the vault that was scanned.';
    const { facts, reworded } = compare(render(page));
    expect(facts).toEqual([]);
    expect(reworded.map((one) => one.path)).toEqual(['/request/VaultId']);
  });

  test('the same page has no changes', () => {
    expect(compare(render(samplePage(vendor)))).toEqual({ facts: [], reworded: [] });
  });
});

describe('the same page, laid out otherwise, has no changes', () => {
  const text = currentAlibaba(samplePage('alibaba'));
  const glued = earlierAlibaba(samplePage('alibaba'));
  const huawei = huaweiText(samplePage('huawei'), 'huawei blocks');
  const page = (one: string) => readPage(one);
  const reflow = (one: string) => one.replaceAll(/^((?! *[•{}"[\]]).{30,}?) /gm, '$1\n');

  test.for([
    { name: 'reflowed', before: text, after: reflow(text) },
    { name: 'reflowed, Huawei', before: huawei, after: reflow(huawei) },
    { name: 'with more blank lines', before: text, after: text.replaceAll('\n\n', '\n\n\n') },
    { name: 'with the line ends of another system', before: text, after: text.replaceAll('\n', '\r\n') },
    { name: 'with other bullets', before: text, after: text.replaceAll('• ', '- ') },
    { name: 'with stars for bullets', before: glued, after: glued.replaceAll('• ', '* ') },
    {
      name: 'with values that are followed by a colon alone',
      before: text,
      after: text.replaceAll(/(• \w+): /g, '$1:'),
    },
    { name: 'with no-break spaces', before: text, after: text.replaceAll('The scan is', 'The\u00a0scan is') },
    {
      name: 'with columns in another order',
      before: text,
      after: text
        .replaceAll('Parameter\n\nType\n\nRequired', 'Parameter\n\nRequired\n\nType')
        .replaceAll(/\n\n(string|integer)\n\n(Yes|No)\n\n/g, '\n\n$2\n\n$1\n\n'),
    },
    {
      name: 'with another navigation',
      before: text,
      after: text.replace('All Products\nSearch\nDocument Center', 'Search\nShare'),
    },
  ])('$name', ({ before, after }) => {
    expect(after).not.toBe(before);
    expect(comparePages(page(before), page(after))).toEqual({ facts: [], reworded: [] });
  });
});
