import { constants, setPriority } from 'node:os';
import { completeJournal } from './journal.js';
import { releaseLock } from './lock.js';

// Started before it is needed, in a process group of its own: whoever kills the run while it moves files into place
// does not stop the moving. It ends at once if the run ends without a word.
// While it moves, readers see old and new files: where it may, it goes before others.
try {
  setPriority(constants.priority.PRIORITY_HIGH);
} catch {
  // Not without rights.
}
let told = '';
process.stdin.setEncoding('utf8');
process.stdin.on('data', (text: string) => {
  told += text;
  if (!told.endsWith('\n')) return;
  try {
    const [out, staging] = JSON.parse(told) as [string, string];
    try {
      completeJournal(out, staging);
    } finally {
      releaseLock(out);
    }
    process.stdout.write('done\n');
  } catch (error) {
    process.stdout.write(`${(error as Error).message}\n`);
  }
});
// Nobody may be left to hear it.
process.stdout.on('error', () => {});
