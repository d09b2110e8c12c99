import { UsageError } from '../base/usage-error.js';
import type { Block } from './blocks/block.js';
import { blocksOfHtml } from './blocks/html-blocks.js';
import { textOfMarkdown } from './blocks/markdown-text.js';
import { blocksOfText } from './blocks/text-blocks.js';
import { type PageSection, sectionsOf } from './meaning/sections.js';
import type { Page } from './page.js';
import { cutShort } from './truncated.js';
import { alibaba } from './vendors/alibaba.js';
import { explorerLinkIn } from './vendors/explorer-link.js';
import { huawei } from './vendors/huawei.js';
import { Draft, type Vendor } from './vendors/vendor.js';

/** The largest page that is read, in characters: ten times the largest that we know of. */
export const MAX_PAGE_LENGTH = 8 * 1024 * 1024;

/** The vendors whose pages can be read. A page is taken for that of the vendor for which most speaks. */
const vendors: readonly Vendor[] = [alibaba, huawei];

/** Raised when a text is no page that can be read. */
export class PageError extends UsageError {}

/**
 * Reads a documentation page, as text copied or saved from a browser, or as HTML. Layout and vendor are recognised.
 *
 * @param file name of the file, for messages
 * @returns what the page says; what was not understood is listed in it, never guessed
 * @throws PageError where the text is too long, empty or none, or nothing in it is like a page that we know
 */
export function readPage(text: string, file = 'the page'): Page {
  if (text.length > MAX_PAGE_LENGTH) {
    throw new PageError(`${file} is longer than ${MAX_PAGE_LENGTH} characters; save the page alone, without its site`);
  }
  if (text.trim() === '') throw new PageError(`${file} is empty; save the page of one operation as text or HTML`);
  if (text.slice(0, 5000).includes('\0')) {
    throw new PageError(`${file} is no text but a binary file; save the page of one operation as text or HTML`);
  }
  const html = isHtml(text);
  const blocks = html ? blocksOfHtml(text) : blocksOfText(textOfMarkdown(text));
  const sections = sectionsOf(blocks);
  const best = vendors
    .map((vendor) => ({ vendor, score: vendor.score(sections) }))
    .sort((a, b) => b.score - a.score)[0] as { vendor: Vendor; score: number };
  const hasTable = blocks.some((block) => block.kind === 'table');
  if (best.score < 2 || !(hasTable || sections.length > 2)) {
    throw new PageError(
      `${file} is like no page that can be read: no table of parameters, no headings of Alibaba Cloud or Huawei Cloud; save the page of one operation as text or HTML`,
    );
  }
  const draft = new Draft();
  best.vendor.read(sections, draft);
  return pageOf(draft, best.vendor, blocks, sections, text);
}

function isHtml(text: string): boolean {
  return /^\s*(?:<!--.{0,2000}?-->\s*)?<(?:!doctype html|html|head|body|div|article|section|main|h1|table|meta|a )\b/is.test(
    text.slice(0, 5000),
  );
}

function pageOf(
  draft: Draft,
  { vendor }: Vendor,
  blocks: readonly Block[],
  sections: readonly PageSection[],
  text: string,
): Page {
  const forms = new Set(blocks.flatMap((block) => (block.kind === 'table' ? [block.form] : [])));
  const first = blocks[0];
  const { product, updated, method, path, summary, errors } = draft;
  const link = vendor === 'alibaba-cloud' ? explorerLinkIn(text) : undefined;
  const linked = link === undefined ? undefined : { ...link, value: link.value.operation };
  const operation = draft.operation ?? linked;
  const wire = link !== undefined && operation?.value === link.value.operation ? link : undefined;
  const truncated = cutShort(vendor, blocks, sections, text);
  return {
    vendor,
    layout: [...forms].join(', '),
    title: draft.title ?? linked ?? { value: '', line: first?.line ?? 1, confidence: 0 },
    ...(product === undefined ? {} : { product }),
    ...(operation === undefined ? {} : { operation }),
    ...(updated === undefined ? {} : { updated }),
    ...(wire === undefined
      ? {}
      : { wire: { ...wire, value: { product: wire.value.product, version: wire.value.version } } }),
    ...(method === undefined ? {} : { method }),
    ...(path === undefined ? {} : { path }),
    ...(summary === undefined ? {} : { summary }),
    sections: draft.sections(),
    permissions: draft.permissions,
    parameters: draft.parameters,
    responses: draft.responses,
    samples: draft.samples,
    statuses: draft.statuses,
    ...(errors === undefined ? {} : { errors }),
    changes: draft.changes,
    unread: draft.unread.list(),
    ...(truncated === undefined ? {} : { truncated }),
  };
}
