import path from 'node:path';
import { printable } from '../../base/printable.js';
import type { Contract } from '../../contract/contract.js';
import { confirm } from '../compare/confirmed.js';
import { eachPage } from '../each-page.js';
import { pageFilesOf, readPageFile } from '../read-file.js';
import { PageError } from '../read-page.js';
import { chooseContract, chooseContracts, loadSpecs } from '../specs.js';
import { lockFileOf, readLock, writeLock } from './lock-file.js';

/**
 * Runs `docs lock`.
 *
 * @returns 0, or 2 where one of several pages cannot be read or is of no operation; the others are locked all the same
 * @throws PageError where that is the only page, where it is cut short and its lock is not, and where there is neither page
 *   nor lock
 */
export function runLock(
  pages: readonly string[],
  options: { specs?: string; operation?: readonly string[]; confirm?: boolean },
): number {
  const { folder, contracts } = loadSpecs(options.specs);
  const say = (file: string, changed: boolean) =>
    console.log(printable(`${changed ? 'wrote' : 'unchanged'} ${shownPath(file)}`));
  if (options.confirm) {
    if (pages.length > 0)
      throw new PageError('--confirm takes no page: it confirms the specs against the locks as they are');
    let count = 0;
    for (const contract of chooseContracts(contracts, options.operation)) {
      const file = lockFile(folder, contract);
      const lock = readLock(file);
      if (lock === undefined) continue;
      count++;
      say(file, writeLock(file, { page: lock.page, confirmed: confirm(lock.page, contract) }));
    }
    if (count === 0)
      throw new PageError('there is no page lock to confirm; write one with: cloudsec-contracts docs lock <page>');
    return 0;
  }
  if (pages.length === 0)
    throw new PageError('name the pages to lock, or confirm the specs against their locks with --confirm');
  const { failed } = eachPage(pageFilesOf(pages), (name) => {
    const page = readPageFile(name);
    const contract = chooseContract(page, name, contracts, options.operation);
    const file = lockFile(folder, contract);
    const isCut = page.truncated === undefined ? '' : `${name} seems to be cut short: ${page.truncated.why}`;
    if (isCut !== '' && isOfWholePage(file))
      throw new PageError(
        `${isCut}; the lock ${shownPath(file)} is that of a whole page and stays: save the whole page, or remove the lock first`,
      );
    say(file, writeLock(file, { page, confirmed: confirm(page, contract) }));
    if (isCut !== '') console.error(printable(isCut));
    for (const { line, text } of page.unread) console.error(printable(`${name}:${line}: not understood: ${text}`));
  });
  return failed.length > 0 ? 2 : 0;
}

/** Whether there is a lock, and the page of which it is was not cut short. One that cannot be read may be replaced. */
function isOfWholePage(file: string): boolean {
  try {
    const lock = readLock(file);
    return lock !== undefined && lock.page.truncated === undefined;
  } catch {
    return false;
  }
}

/** The lock of a contract of a specs folder. */
export function lockFile(folder: string, contract: Contract): string {
  return lockFileOf(path.join(folder, contract.location.file), contract.id);
}

function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative;
}
