import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparePage } from '../../scripts/docs/compare/compare.js';
import { legalDraft } from '../../scripts/docs/draft/write-draft.js';
import { readPage } from '../../scripts/docs/read-page.js';
import { type Abilities, drawnPage } from './drawn-page.js';
import type { PlainPage } from './plain-page.js';
import { currentAlibaba, earlierAlibaba } from './render/alibaba-text.js';
import { alibabaHtml, huaweiHtml } from './render/html.js';
import { huaweiText } from './render/huawei-text.js';

const alibaba: Abilities = { vendor: 'alibaba', examples: true, nestedRequests: false, errorCells: true };
const huawei: Abilities = { vendor: 'huawei', examples: false, nestedRequests: true, errorCells: true };

const layouts: readonly { layout: string; of: Abilities; render: (page: PlainPage) => string }[] = [
  { layout: 'Alibaba, a cell per paragraph', of: alibaba, render: currentAlibaba },
  { layout: 'Alibaba, glued cells', of: { ...alibaba, errorCells: false }, render: earlierAlibaba },
  { layout: 'Alibaba, HTML', of: { ...alibaba, nestedRequests: true }, render: alibabaHtml },
  { layout: 'Huawei, text', of: huawei, render: (page) => huaweiText(page, 'huawei blocks') },
  { layout: 'Huawei, HTML', of: huawei, render: (page) => huaweiHtml(page, 'huawei older') },
];

describe.for(layouts)('a drawn page in the layout $layout', ({ of, render }) => {
  test('gives a legal contract that agrees with it', () => {
    fc.assert(
      fc.property(drawnPage(of), (drawn) => {
        const page = readPage(render(drawn));
        const { contract } = legalDraft(page, { file: 'page.txt' });
        const { open, stale } = comparePage(page, contract);
        expect(open.map((one) => one.message)).toEqual([]);
        expect(stale).toEqual([]);
      }),
      { numRuns: 15 },
    );
  });
});
