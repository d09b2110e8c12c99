import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UsageError } from '../base/usage-error.js';

/** Bytes that are read at once: large enough that reading costs little, small enough to be nothing beside the rest. */
const CHUNK_BYTES = 1 << 20;

/** The bytes of a file, piece by piece. A piece stays as it is after the next one came. */
export interface Chunks extends AsyncIterable<Buffer> {
  /** Size in bytes, where it is known beforehand. */
  readonly size: number | undefined;
}

/**
 * Opens a file to be read from its beginning to its end.
 *
 * @param file a path; `-` is standard input
 * @throws UsageError where the file does not exist, is no file, or cannot be read.
 */
export async function openChunks(file: string): Promise<Chunks> {
  if (file === '-') return { size: undefined, [Symbol.asyncIterator]: () => read(process.stdin, file) };
  let size: number | undefined;
  try {
    const facts = await stat(file);
    if (facts.isDirectory()) throw new UsageError(`${file} is a folder; name the files in it`);
    // Pipes and devices have no size.
    size = facts.isFile() ? facts.size : undefined;
  } catch (error) {
    throw unreadable(file, error);
  }
  return {
    size,
    [Symbol.asyncIterator]: () => read(createReadStream(file, { highWaterMark: CHUNK_BYTES }), file),
  };
}

async function* read(stream: AsyncIterable<unknown>, file: string): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of stream) yield chunk as Buffer;
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, error: unknown): UsageError {
  if (error instanceof UsageError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new UsageError(`${file} does not exist; correct the path`);
  return new UsageError(`${file} cannot be read: ${message}`);
}
