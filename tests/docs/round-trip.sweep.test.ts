import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLock } from '../../scripts/docs/lock/from-lock.js';
import { toLock } from '../../scripts/docs/lock/to-lock.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { type Abilities, drawnPage } from './drawn-page.js';
import { type PlainField, type PlainPage, plainPage } from './plain-page.js';
import { currentAlibaba, earlierAlibaba, separatedAlibaba } from './render/alibaba-text.js';
import { describe as describeField, proseOf, type Style } from './render/description.js';
import { alibabaHtml, huaweiHtml } from './render/html.js';
import { huaweiText } from './render/huawei-text.js';

interface Layout {
  readonly name: string;
  readonly style: Style;
  readonly of: Abilities;
  readonly render: (page: PlainPage) => string;
}

const alibaba = { vendor: 'alibaba', examples: true } as const;
const huawei = { vendor: 'huawei', examples: false, nestedRequests: true, errorCells: true } as const;

const layouts: readonly Layout[] = [
  {
    name: 'Alibaba, a cell per paragraph',
    style: 'alibaba',
    of: { ...alibaba, nestedRequests: false, errorCells: true },
    render: currentAlibaba,
  },
  {
    name: 'Alibaba, glued cells',
    style: 'alibaba',
    of: { ...alibaba, nestedRequests: false, errorCells: false },
    render: earlierAlibaba,
  },
  {
    name: 'Alibaba, cells between bars',
    style: 'alibaba',
    of: { ...alibaba, nestedRequests: false, errorCells: true },
    render: (page) => separatedAlibaba(page, '|'),
  },
  {
    name: 'Alibaba, cells between tabs',
    style: 'alibaba',
    of: { ...alibaba, nestedRequests: false, errorCells: true },
    render: (page) => separatedAlibaba(page, '\t'),
  },
  {
    name: 'Alibaba, HTML',
    style: 'alibaba',
    of: { ...alibaba, nestedRequests: true, errorCells: true },
    render: alibabaHtml,
  },
  { name: 'Huawei, blocks', style: 'huawei blocks', of: huawei, render: (page) => huaweiText(page, 'huawei blocks') },
  { name: 'Huawei, older', style: 'huawei older', of: huawei, render: (page) => huaweiText(page, 'huawei older') },
  {
    name: 'Huawei, HTML, blocks',
    style: 'huawei blocks',
    of: huawei,
    render: (page) => huaweiHtml(page, 'huawei blocks'),
  },
  {
    name: 'Huawei, HTML, older',
    style: 'huawei older',
    of: huawei,
    render: (page) => huaweiHtml(page, 'huawei older'),
  },
];

/** The page with the sentences that its layout makes of it. */
function worded(page: PlainPage, style: Style): PlainPage {
  const reword = (field: PlainField): PlainField => ({
    ...field,
    prose: proseOf(describeField(field, style), field),
    fields: field.fields.map(reword),
    ...(field.items === undefined ? {} : { items: reword(field.items) }),
  });
  return { ...page, parameters: page.parameters.map(reword), response: page.response.map(reword) };
}

describe('a page that is written in a layout and read back is the same', () => {
  test.for(layouts.map((layout) => [layout.name, layout] as const))('%s', ([, { of, style, render }]) => {
    fc.assert(
      fc.property(drawnPage(of), (drawn) => {
        const page = readPage(render(drawn));
        expect(plainPage(page)).toEqual(worded(drawn, style));
        expect(page.unread).toEqual([]);
        expect(page.truncated).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });

  test.for([20, 2])('a default of %i, on the line of a value, stays in the description', (value) => {
    const field: PlainField = {
      name: 'level',
      type: 'integer',
      bounds: {},
      values: [
        [20, 'High.'],
        [2, 'Low.'],
      ],
      default: value,
      prose: 'The level.',
      fields: [],
    };
    const page: PlainPage = {
      title: 'Querying Scans',
      method: 'GET',
      path: '/v5/scans',
      updated: '2019-01-01',
      summary: 'Lists scans.',
      permissions: [],
      parameters: [{ ...field, required: false, in: 'query' }],
      response: [],
      sample: {},
      statuses: [],
      changes: [],
    };
    const [read] = plainPage(readPage(huaweiHtml(page, 'huawei blocks'))).parameters;
    expect(read?.default).toBe(value);
    expect(read?.prose).toBe(`Definition The level. Constraints N/A Range Default Value ${value}`);
  });

  test('and so is its lock, but for the sentences', () => {
    fc.assert(
      fc.property(drawnPage(layouts[0]?.of as Abilities), (drawn) => {
        const lock = toLock(readPage(currentAlibaba(drawn)));
        expect(toLock(fromLock(structuredClone(lock)))).toEqual(lock);
      }),
      { numRuns: 60 },
    );
  });
});
