import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Document, isMap, isScalar, visit } from 'yaml';
import { isObject, type JsonObject, own } from '../../base/json.js';
import { UsageError } from '../../base/usage-error.js';
import { parseSource } from '../../load/source.js';
import { writeWhole } from '../../report/write-whole.js';
import type { Page } from '../page.js';
import { fromLock } from './from-lock.js';
import { toLock } from './to-lock.js';

/** What the name of a page lock ends with. */
export const LOCK_ENDING = '.page.yaml';

/** A page lock: what was read of a page, and which readings of the spec were confirmed against it. */
export interface PageLock {
  readonly page: Page;
  /** By place: the hash of what the page says there, and the hash of what the spec makes of it. */
  readonly confirmed: Readonly<Record<string, readonly [string, string]>>;
}

const head = `# What the vendor's page says, as \`cloudsec-contracts docs lock\` read it: facts, and of sentences only a hash.
# Written by that command; do not edit. [value, line] is a fact and the line of the page that says it.
`;

/** The text of a lock file: the same for the same page, on every machine. */
export function lockText(lock: PageLock): string {
  const data: JsonObject = {
    lock: 1,
    ...toLock(lock.page),
    confirmed: Object.fromEntries(
      Object.entries(lock.confirmed)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([place, pair]) => [place, [...pair]]),
    ),
  };
  const document = new Document(data, { aliasDuplicateObjects: false });
  // Lists of plain values, such as [value, line], stand on one line.
  visit(document, {
    Seq(_, list) {
      if (list.items.length <= 3 && list.items.every((item) => isScalar(item) || isFlat(item))) list.flow = true;
    },
  });
  return head + document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

function isFlat(node: unknown): boolean {
  return isMap(node) && node.items.every((pair) => isScalar(pair.value));
}

/** The lock file of an operation, beside its spec. */
export function lockFileOf(specFile: string, operation: string): string {
  return path.join(path.dirname(specFile), `${operation.replaceAll(/[^\w.-]/g, '_')}${LOCK_ENDING}`);
}

/**
 * Writes a lock file as a whole or not at all. Returns whether it has changed.
 *
 * @throws UsageError where it cannot be written
 */
export function writeLock(file: string, lock: PageLock): boolean {
  const text = lockText(lock);
  if (readIfThere(file) === text) return false;
  writeWhole(file, text);
  return true;
}

/**
 * Reads a lock file.
 *
 * @returns undefined where there is none
 * @throws UsageError where the file is not what `docs lock` writes
 */
export function readLock(file: string): PageLock | undefined {
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const remedy = 'write it anew with: cloudsec-contracts docs lock <page>';
  const parsed = parseSource(file, text);
  if ('problems' in parsed) {
    const first = parsed.problems[0];
    throw new UsageError(`${file}:${first?.line ?? 0}: ${first?.message ?? 'is no YAML'}; ${remedy}`);
  }
  const { value } = parsed.source;
  if (own(value, 'lock') !== 1) throw new UsageError(`${file} is no page lock of version 1; ${remedy}`);
  try {
    const confirmed = own(value, 'confirmed') ?? {};
    return {
      page: fromLock(value),
      confirmed: (isObject(confirmed) ? confirmed : {}) as unknown as PageLock['confirmed'],
    };
  } catch (error) {
    throw new UsageError(`${file} is not what docs lock writes: ${(error as Error).message}; ${remedy}`);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UsageError(`cannot read ${file}: ${(error as Error).message}`);
  }
}
