import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isClean } from '../../scripts/docs/diff/diff-page.js';
import { diffsOf } from '../../scripts/docs/diff/run-diff.js';
import { SpecError } from '../../scripts/load/problem.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { specFaults } from './spec-faults.js';

/** A copy of one spec, its lock and what it shares with others, with one file changed. */
function specWith(file: string, change: (text: string) => string): string {
  const folder = temporaryFolder();
  const vendor = file.split('/', 1)[0] as string;
  const isShared = file.endsWith('common.yaml');
  const needed = isShared ? [vendor] : [`${vendor}/common.yaml`, file, file.replace(/yaml$/, 'page.yaml')];
  for (const name of needed) cpSync(path.join('specs', name), path.join(folder, name), { recursive: true });
  const target = path.join(folder, file);
  writeFileSync(target, change(readFileSync(target, 'utf8')));
  return folder;
}

/** Who notices: the loader, or the lock. */
function noticedBy(specs: string): string {
  try {
    return diffsOf([], { specs }).every(isClean) ? 'nobody' : 'lock';
  } catch (error) {
    if (error instanceof SpecError) return 'loader';
    throw error;
  }
}

describe('a fault that is planted in a spec is noticed', () => {
  test('the table is long enough', () => {
    expect(specFaults.length).toBeGreaterThanOrEqual(60);
    expect(new Set(specFaults.map((fault) => fault.name)).size).toBe(specFaults.length);
  });

  test.for([...new Set(specFaults.map((fault) => fault.file))])('and without one, nobody complains of %s', (file) => {
    expect(noticedBy(specWith(file, (text) => text))).toBe('nobody');
  });

  test.for(specFaults)('$name ($file)', ({ file, change }) => {
    const text = readFileSync(path.join('specs', file), 'utf8');
    expect(change(text), 'the fault changes nothing').not.toBe(text);
    expect(noticedBy(specWith(file, change))).not.toBe('nobody');
  });

  test('other words of a description are no fault', () => {
    const specs = specWith('huawei-cloud/hss-v5/ListOperationLogsByVaultName.yaml', (text) =>
      text.replace('description: Name of the backup.', 'description: What the backup is called.'),
    );
    expect(noticedBy(specs)).toBe('nobody');
  });
});
