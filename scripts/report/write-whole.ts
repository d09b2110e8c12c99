import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../base/usage-error.js';

/**
 * Writes a file as a whole or not at all: into a new file beside it, which then takes its name. What is no regular file
 * (a pipe, a device) is written into.
 *
 * @throws UsageError where it cannot be written, with the reason and what to do about it.
 */
export function writeWhole(file: string, text: string): void {
  try {
    if (!isReplaceable(file)) {
      writeFileSync(file, text);
      return;
    }
    mkdirSync(dirname(file), { recursive: true });
    const beside = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
    try {
      const open = openSync(beside, 'w');
      try {
        writeFileSync(open, text);
        fsyncSync(open);
      } finally {
        closeSync(open);
      }
      renameSync(beside, file);
    } catch (error) {
      rmSync(beside, { force: true });
      throw error;
    }
  } catch (error) {
    throw new UsageError(`cannot write ${file}: ${remedyOf(error as NodeJS.ErrnoException)}`);
  }
}

function isReplaceable(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isFile() ?? true;
}

function remedyOf({ code, message }: NodeJS.ErrnoException): string {
  switch (code) {
    case 'ENOSPC':
      return 'no space is left on the device; make room, or choose another place';
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return 'writing there is not permitted; choose another place';
    case 'EISDIR':
      return 'it is a folder; name a file in it';
    case 'ENOTDIR':
      return 'a part of its path is no folder';
    default:
      return message;
  }
}
