import { UsageError } from '../base/usage-error.js';

/** A stream that text is written to: standard output or error. */
export type Out = NodeJS.WritableStream & { readonly isTTY?: boolean };

const guarded = new WeakSet<Out>();

/**
 * Writes text to a stream, and waits until it is taken. Where the reader has closed the pipe (`| head`), nothing more
 * is written and nothing is wrong.
 *
 * @param name of the stream, for the message
 * @throws UsageError where it cannot be written: the disk is full, the stream is closed
 */
export async function writeOut(stream: Out, text: string, name: string): Promise<void> {
  guardOut(stream);
  try {
    await new Promise<void>((resolve, reject) => {
      // A file is written at once, so that its errors are thrown; a pipe hands them over later.
      stream.write(text, (error) => (error ? reject(error) : resolve()));
    });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    const remedy = code === 'ENOSPC' ? 'no space is left on the device; make room, or choose another place' : message;
    throw new UsageError(`cannot write to ${name}: ${remedy}`);
  }
}

/** Keeps an error of a stream, which is also told to whoever wrote, from ending the process with a stack. */
export function guardOut(stream: Out): void {
  if (guarded.has(stream)) return;
  guarded.add(stream);
  stream.on('error', () => {});
}
