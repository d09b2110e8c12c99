import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * Gives a run of tests, with all processes that it starts, a folder of its own for temporary files, and demands after
 * the run that it is empty: neither a test nor a command may leave anything behind. Where something is left, the run
 * fails, and says what.
 */
export default function setup(): (() => void) | undefined {
  // Each project has its setup called; the folder is one for all of them.
  if (process.env[OWN] !== undefined) return undefined;
  const before = process.env.TMPDIR;
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudsec-contracts-run-'));
  process.env.TMPDIR = folder;
  process.env[OWN] = folder;
  // Also where the run is interrupted, when nobody calls the teardown.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return () => {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
    delete process.env[OWN];
    const left = readdirSync(folder);
    if (left.length === 0) return;
    console.error(
      `the tests left temporary files: ${left.sort().join(', ')}; make them with temporaryFolder of tests/support, or let the command that made them remove them`,
    );
    // Vitest reports an error of a teardown, yet counts the run as passed.
    process.exitCode = 1;
  };
}

const OWN = 'CLOUDSEC_CONTRACTS_TEST_TMPDIR';
