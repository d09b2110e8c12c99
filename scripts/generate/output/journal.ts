import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';

/** How the folders inside the output folder begin, and so on the same volume, where new texts wait for the others. */
const STAGING = '.cloudsec-contracts.new-';

/** What is still to be done to bring an output folder up to date. Paths below it, with `/`. */
export interface Journal {
  /** Name of the waiting text, and the file that it becomes. */
  readonly moves: readonly (readonly [string, string])[];
  readonly removals: readonly string[];
}

/** Makes a folder for texts that wait. @returns its name below the output folder */
export function makeStaging(out: string): string {
  return path.basename(mkdtempSync(path.join(out, STAGING)));
}

/** Says what is to be done. Whatever can fail for lack of room or rights is done here, before anything is moved. */
export function writeJournal(out: string, staging: string, journal: Journal): void {
  for (const [, name] of journal.moves) mkdirSync(path.dirname(path.join(out, name)), { recursive: true });
  writeFileSync(path.join(out, staging, 'journal.json'), JSON.stringify(journal));
}

/**
 * Does what a journal says, and removes the folder of waiting texts.
 *
 * @throws Error where a file cannot be moved
 */
export function completeJournal(out: string, staging: string): void {
  const journal = readJournal(out, staging) ?? { moves: [], removals: [] };
  for (const [waiting, name] of journal.moves) {
    try {
      renameSync(path.join(out, staging, waiting), path.join(out, name));
    } catch (error) {
      // Moved already, by a run that was ended.
      if (existsSync(path.join(out, staging, waiting))) throw error;
    }
  }
  for (const name of journal.removals) {
    rmSync(path.join(out, name), { force: true });
    removeEmptyFolders(out, path.posix.dirname(name));
  }
  rmSync(path.join(out, staging), { recursive: true, force: true });
}

/**
 * Completes what runs that were ended had begun to move, and removes what they left behind. Nobody else may write.
 *
 * @param mayReplace whether a file may be replaced: not one that somebody has put there since
 */
export function sweep(out: string, mayReplace: (name: string) => boolean): void {
  for (const staging of readdirSync(out).filter((name) => name.startsWith(STAGING))) {
    const names = readJournal(out, staging)?.moves.map(([, name]) => name) ?? [];
    if (names.every(mayReplace)) completeJournal(out, staging);
    else rmSync(path.join(out, staging), { recursive: true, force: true });
  }
}

function readJournal(out: string, staging: string): Journal | undefined {
  try {
    return JSON.parse(readFileSync(path.join(out, staging, 'journal.json'), 'utf8')) as Journal;
  } catch {
    return undefined;
  }
}

function removeEmptyFolders(out: string, folder: string): void {
  try {
    for (let name = folder; name !== '.'; name = path.posix.dirname(name)) rmdirSync(path.join(out, name));
  } catch {
    // There is something in it.
  }
}
