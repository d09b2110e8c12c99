import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { UsageError } from '../../base/usage-error.js';

/** File inside the output folder that says which run is writing. */
const LOCK = '.cloudsec-contracts.lock';
/** How long a run waits for another one, in milliseconds; also how long one on another machine may be silent. */
const PATIENCE = 10 * 60_000;

/** The right to write into an output folder. */
export interface Lock {
  /**
   * Hands the right to another process, which then releases it by {@link releaseLock}.
   *
   * @param folder where a file can be written that is swept away if it stays
   */
  handTo(process: number, folder: string): void;
  release(): void;
}

/**
 * Waits until no other run writes into a folder, and keeps others from it. What a dead process left is taken over.
 *
 * @throws UsageError where another run does not end within ten minutes.
 */
export async function lock(out: string): Promise<Lock> {
  const file = path.join(out, LOCK);
  const run = Math.random().toString(36).slice(2);
  let owner = JSON.stringify({ process: process.pid, host: hostname(), run });
  for (let waited = 0; ; waited += 20) {
    try {
      writeFileSync(file, owner, { flag: 'wx' });
      const beat = setInterval(() => touch(file), PATIENCE / 10);
      beat.unref();
      return {
        handTo(process, folder) {
          const next = JSON.stringify({ process, host: hostname(), run });
          writeFileSync(path.join(folder, 'lock'), next);
          renameSync(path.join(folder, 'lock'), file);
          owner = next;
        },
        release() {
          clearInterval(beat);
          if (readOrEmpty(file) === owner) rmSync(file, { force: true });
        },
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = readOrEmpty(file);
    if (isAbandoned(file, found)) removeLock(file, found);
    else if (waited >= PATIENCE) {
      throw new UsageError(
        `another run has been writing to ${out} for ten minutes (${found}); if there is none, remove ${file}`,
      );
    } else await pause(20);
  }
}

/** Gives up the right to write into a folder, in the process that it was handed to. */
export function releaseLock(out: string): void {
  rmSync(path.join(out, LOCK), { force: true });
}

/** Whether the run that made a lock is over: its process is gone or, where that cannot be known, silent for long. */
function isAbandoned(file: string, text: string): boolean {
  const silent = Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
  let owner: { process?: number; host?: string };
  try {
    owner = JSON.parse(text) as typeof owner;
  } catch {
    // The moment between making and filling it, or a full disk.
    return silent > 2_000;
  }
  if (owner.host !== hostname() || typeof owner.process !== 'number') return silent > PATIENCE;
  try {
    process.kill(owner.process, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/** Removes an abandoned lock; one that another waiting run has made meanwhile stays. */
function removeLock(file: string, text: string): void {
  const aside = `${file}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  try {
    renameSync(file, aside);
    if (readOrEmpty(aside) !== text) linkSync(aside, file);
  } catch {
    // Somebody else was faster.
  }
  rmSync(aside, { force: true });
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date());
  } catch {
    // Removed by hand: nothing is to be kept alive.
  }
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
