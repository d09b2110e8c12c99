import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { completeJournal } from './journal.js';
import type { Lock } from './lock.js';

/** Moves what is ready into its place. */
export interface Committer {
  /**
   * Does what the journal in a folder of waiting texts says, and then lets other runs write.
   *
   * @throws Error where a file cannot be moved
   */
  commit(out: string, staging: string, held: Lock): Promise<void>;
  close(): void;
}

/**
 * Starts a process that waits for the moment when all new texts are there, and then moves them, one after another: who
 * reads the folder within these milliseconds may see old and new files beside each other. A folder that is exchanged as a
 * whole would close that gap, and was not taken: the folder may hold a user's own files and be a volume of its own, which
 * cannot be renamed; a symbolic link in its place is no folder for git, for packers and on Windows; and what exchanges two
 * folders at once (renameat2) is not to be had from Node.js. Modules are moved before the indexes that name them, the
 * list of files last.
 *
 * A run that is killed leaves either all old files or all new ones, since no kill reaches the process that moves.
 *
 * Where the toolkit runs from its sources, as in its own tests, there is no compiled process, and this one moves.
 */
export function startCommitter(): Committer {
  const file = fileURLToPath(new URL('./commit-process.js', import.meta.url));
  const here = async (out: string, staging: string, held: Lock) => {
    completeJournal(out, staging);
    held.release();
  };
  if (!existsSync(file)) return { commit: here, close: () => {} };
  const child = spawn(process.execPath, [file], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] });
  child.on('error', () => {});
  child.stdin.on('error', () => {});
  child.unref();
  return {
    async commit(out, staging, held) {
      // Who waits for the lock waits for the process that moves, be this one killed or not.
      if (child.pid === undefined) return here(out, staging, held);
      held.handTo(child.pid, path.join(out, staging));
      const said = await ask(child, `${JSON.stringify([path.resolve(out), staging])}\n`);
      // It may not have started at all, or may have died.
      if (said === undefined) await here(out, staging, held);
      else if (said !== 'done') throw new Error(said);
    },
    close: () => void child.stdin.end(),
  };
}

/** What the process answers; undefined where it does not. */
function ask(child: ChildProcess, question: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    let heard = '';
    child.stdout?.on('data', (text: Buffer) => {
      heard += text.toString();
      if (heard.endsWith('\n')) resolve(heard.trim());
    });
    child.once('close', () => resolve(undefined));
    if (child.exitCode !== null || child.pid === undefined) resolve(undefined);
    child.ref();
    child.stdin?.end(question);
  });
}
