import { plural } from '../../base/plural.js';
import { printable } from '../../base/printable.js';
import { UsageError } from '../../base/usage-error.js';
import { pageFilesOf, readPageFile } from '../read-file.js';
import { openWork } from '../status/open-work.js';
import { legalDraft, writeDraft } from './write-draft.js';

/** Options of `docs draft`. */
export interface RunDraftOptions {
  readonly out: string;
  readonly product?: string;
  readonly apiVersion?: string;
  readonly operation?: readonly string[];
  readonly force?: boolean;
}

/**
 * Runs `docs draft`.
 *
 * @returns 0 where every page gave a draft, 2 where one did not; the others are drafted all the same
 */
export function runDraft(pages: readonly string[], options: RunDraftOptions): number {
  const files = pageFilesOf(pages);
  if (files.length > 1 && options.operation !== undefined)
    throw new UsageError('--operation names the operation of one page; there are several');
  let failed = 0;
  const sum = { proposals: 0, decisions: 0 };
  for (const [index, file] of files.entries()) {
    const counter = files.length === 1 ? '' : `[${index + 1}/${files.length}] `;
    try {
      const page = readPageFile(file);
      const draft = legalDraft(page, {
        file,
        product: options.product,
        version: options.apiVersion,
        operation: options.operation?.[0],
      });
      const spec = writeDraft(page, draft, options.out, options.force ?? false);
      const work = openWork(draft.contract, draft.text);
      sum.proposals += work.proposals.length;
      sum.decisions += work.decisions.length;
      const told = [plural(work.proposals.length, 'proposal'), plural(work.decisions.length, 'open decision')];
      if (page.unread.length > 0) told.push(`${plural(page.unread.length, 'line')} not understood`);
      console.log(printable(`${counter}${spec}: ${told.join(', ')}`));
      for (const { line, text } of page.unread.slice(0, 20))
        console.error(printable(`  ${file}:${line}: not understood: ${text}`));
      if (page.truncated !== undefined)
        console.error(printable(`  ${file} seems to be cut short: ${page.truncated.why}`));
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failed++;
      console.error(printable(`${counter}${error.message}`));
    }
  }
  if (files.length > 1) {
    console.log(
      `${files.length - failed} of ${files.length} pages drafted: ${sum.proposals} proposals, ${sum.decisions} open decisions. See them with: cloudsec-contracts docs status --specs ${options.out}`,
    );
  }
  return failed > 0 ? 2 : 0;
}
