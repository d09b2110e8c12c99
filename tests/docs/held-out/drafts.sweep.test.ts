import { describe, expect, test } from 'vitest';
import { comparePage } from '../../../scripts/docs/compare/compare.js';
import { legalDraft, writeDraft } from '../../../scripts/docs/draft/write-draft.js';
import { readPage } from '../../../scripts/docs/read-page.js';
import { generate } from '../../../scripts/generate/generate.js';
import { startMock } from '../../../scripts/mock/index.js';
import { verify } from '../../../scripts/verify/index.js';
import { temporaryFolder } from '../../support/temporary-folder.js';
import { type NotedPage, notedPages } from './notation.js';
import { alibabaHtml, currentText, huaweiHtml, huaweiText } from './written.js';

const pagesOf = (vendor: string) =>
  ['first', 'second', 'third', 'fourth', 'fifth'].flatMap((number) => notedPages(`${number}-${vendor}.pages`));

const layouts: readonly { layout: string; pages: readonly NotedPage[]; write: (page: NotedPage) => string }[] = [
  { layout: 'Alibaba, text', pages: pagesOf('alibaba'), write: currentText },
  { layout: 'Alibaba, HTML', pages: pagesOf('alibaba'), write: (page) => alibabaHtml(page, 'padding') },
  { layout: 'Huawei, text', pages: pagesOf('huawei'), write: huaweiText },
  { layout: 'Huawei, HTML', pages: pagesOf('huawei'), write: huaweiHtml },
];

/** Drafts that another layout gave already: what is to be seen of them was seen there. */
const seen = new Set<string>();

describe.for(layouts)('drafts of pages in the layout $layout', ({ pages, write }) => {
  const drafts = pages.map((noted) => {
    const page = readPage(write(noted));
    return { title: noted.title, page, draft: legalDraft(page, { file: `${noted.title}.txt` }) };
  });

  test.for(drafts.map((one) => [one.title, one] as const))('%s agrees with its page', ([, { page, draft }]) => {
    const { open, stale } = comparePage(page, draft.contract);
    expect(open.map((one) => one.message)).toEqual([]);
    expect(stale).toEqual([]);
  });

  test('generate, mock and verify take them as they are', async () => {
    const keyOf = ({ draft }: (typeof drafts)[number]) => draft.text.replaceAll(/ \(line \d+\)/g, '');
    const own = drafts.filter((one) => !seen.has(keyOf(one)));
    for (const one of own) seen.add(keyOf(one));
    expect(seen.size).toBeGreaterThan(0);
    if (own.length === 0) return;
    const specs = temporaryFolder();
    for (const { page, draft } of own) writeDraft(page, draft, specs, false);
    const { problems, operations } = await generate({ specs, out: `${temporaryFolder()}/out`, strict: true });
    expect({ problems, operations }).toEqual({ problems: [], operations: own.length });
    const contracts = own.map(({ draft }) => draft.contract);
    const mock = await startMock({ specs, port: 0 });
    try {
      const report = await verify({ url: mock.url, contracts, runs: 1, seed: 1, maxRequests: 12 * own.length });
      expect(report.violations.map((one) => `${one.operation} ${one.property}: ${one.message}`)).toEqual([]);
    } finally {
      await mock.close();
    }
  });
});
