import { packagedSpecs } from '../../packaged-specs.js';
import { exitCodeOf, parseReporters, reportOf, writeOut, writeReports } from '../../report/index.js';
import { eachPage, type FailedPage } from '../each-page.js';
import { readLock } from '../lock/lock-file.js';
import { lockFile } from '../lock/run-lock.js';
import { pageFilesOf, readPageFile } from '../read-file.js';
import { PageError } from '../read-page.js';
import { chooseContract, chooseContracts, loadSpecs } from '../specs.js';
import { diffPage, type PageDiff } from './diff-page.js';
import { runOfDiffs } from './run-of-diffs.js';
import { textOfDiffs } from './text-of-diffs.js';

/**
 * Runs `docs diff`.
 *
 * @returns 0 where page and contract agree, decisions included, else 1; where they agree, 2 if one of several pages cannot be
 *   read or is of no operation: the others are compared all the same
 * @throws PageError where that is the only page, and where there is nothing to compare: no page, no lock
 */
export async function runDiff(
  pages: readonly string[],
  options: { specs?: string; operation?: readonly string[]; reporter?: readonly string[]; output?: string },
): Promise<number> {
  const choices = parseReporters(options.reporter ?? [], options.output);
  const { diffs, failed } =
    pages.length === 0 ? { diffs: diffsOf([], options), failed: [] } : diffsOfPages(pages, options);
  const run = runOfDiffs(diffs, pages.length === 0 ? 'the page locks' : pages.join(' '), failed);
  const report = reportOf(run);
  // A page sends no requests and has no coverage: for people, one line an operation and one a difference says it all.
  const own = choices.find(({ name, file }) => name === 'default' && file === undefined);
  // For people, what could not be read was told already.
  if (diffs.length > 0 && own !== undefined) await writeOut(process.stdout, textOfDiffs(diffs, run), 'standard output');
  const others = choices.filter((choice) => choice !== own);
  if (others.length > 0) await writeReports(report, others, { specs: options.specs ?? packagedSpecs() });
  return diffs.length === 0 ? 2 : exitCodeOf(report);
}

interface DiffOptions {
  readonly specs?: string | undefined;
  readonly operation?: readonly string[] | undefined;
}

function diffsOfPages(pages: readonly string[], options: DiffOptions): { diffs: PageDiff[]; failed: FailedPage[] } {
  const { folder, contracts } = loadSpecs(options.specs);
  const { results, failed } = eachPage(pageFilesOf(pages), (file) => {
    const page = readPageFile(file);
    const contract = chooseContract(page, file, contracts, options.operation);
    return diffPage(contract, file, page, readLock(lockFile(folder, contract)));
  });
  return { diffs: results, failed };
}

/** Compares pages, or without any the locks, with their specs. */
export function diffsOf(pages: readonly string[], options: DiffOptions): PageDiff[] {
  if (pages.length > 0) return diffsOfPages(pages, options).diffs;
  const { folder, contracts } = loadSpecs(options.specs);
  const chosen = chooseContracts(contracts, options.operation);
  const diffs = chosen.flatMap((contract) => {
    const file = lockFile(folder, contract);
    const lock = readLock(file);
    if (lock !== undefined) return [diffPage(contract, file, undefined, lock)];
    if (contract.provenance === undefined) return [];
    throw new PageError(
      `${contract.id} was curated from ${contract.provenance.page} and has no page lock ${file}; write it with: cloudsec-contracts docs lock <page>`,
    );
  });
  if (diffs.length === 0) {
    throw new PageError(
      'no operation of the specs has a page lock; write one with: cloudsec-contracts docs lock <page>',
    );
  }
  return diffs;
}
