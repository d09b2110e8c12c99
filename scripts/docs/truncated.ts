import type { Block } from './blocks/block.js';
import { kindOf } from './blocks/columns.js';
import type { PageSection } from './meaning/sections.js';
import type { Page } from './page.js';

/** The sections that every whole page of a vendor has, in the order in which they come. */
const expected: Readonly<Record<Page['vendor'], readonly { readonly name: string; readonly is: readonly string[] }[]>> =
  {
    'alibaba-cloud': [
      { name: 'request parameters', is: ['request'] },
      { name: 'response elements', is: ['response'] },
      { name: 'examples', is: ['samples', 'sample-response'] },
      { name: 'error codes', is: ['errors'] },
    ],
    'huawei-cloud': [
      { name: 'URI', is: ['uri'] },
      { name: 'response parameters', is: ['response'] },
      { name: 'status codes', is: ['statuses', 'errors'] },
    ],
  };

/** Why a page seems to have been cut short: a sample that is not closed, a row that ends early, a section that never comes. */
export function cutShort(
  vendor: Page['vendor'],
  blocks: readonly Block[],
  sections: readonly PageSection[],
  text: string,
): Page['truncated'] {
  const line = text.split(/\r\n?|\n/).length;
  const last = blocks.at(-1);
  const open = blocks.find((block) => block.kind === 'code' && !block.whole);
  if (open !== undefined) return { line, why: `the sample of line ${open.line} ends before its brackets are closed` };
  const found = new Set<string | undefined>(sections.map((section) => section.section));
  const wanted = isEarlier(vendor, blocks) ? expected[vendor].slice(0, -1) : expected[vendor];
  const missing = wanted.filter(({ is }) => !is.some((section) => found.has(section)));
  // What is missing at the end was cut off; what is missing before other sections was never there.
  const end = wanted.at(-1);
  if (end !== undefined && missing.includes(end)) {
    return { line, why: `there is no section ${missing.map(({ name }) => `"${name}"`).join(', ')}` };
  }
  if (last?.kind === 'table' && last.rows.length === 0 && last.stray.length === 0) {
    return { line, why: `the table of line ${last.line} has a head and no row` };
  }
  // The last section of a page may hold nothing but a link.
  const isLast = sections.at(-1)?.section === expected[vendor].at(-1)?.is[0];
  if (last?.kind === 'heading' && last.line > 1 && !isLast)
    return { line, why: `nothing follows the heading "${last.text}"` };
  return undefined;
}

/** Whether a page is an earlier one of Alibaba Cloud, without examples or with those before what they are of: not all of those list errors. */
function isEarlier(vendor: Page['vendor'], blocks: readonly Block[]): boolean {
  if (vendor !== 'alibaba-cloud') return false;
  return blocks.some((block) => {
    if (block.kind !== 'table' || kindOf(block.columns) !== 'fields') return false;
    return block.columns.indexOf('example') < block.columns.indexOf('description');
  });
}
