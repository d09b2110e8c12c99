import { UsageError } from '../base/usage-error.js';

/** A stream that text is written to: standard output or error. */
export type Out = NodeJS.WritableStream & { readonly isTTY?: boolean };

const guarded = new WeakSet<Out>();
/** Errors that were thrown to whoever wrote, so that the stream's own event need not tell them again. */
const thrown = new WeakSet<object>();

/**
 * Writes text to a stream, and waits until it is taken. Where the reader has closed the pipe (`| head`), nothing more
 * is written and nothing is wrong.
 *
 * @param name of the stream, for the message
 * @throws UsageError where it cannot be written: the disk is full, the stream is closed
 */
export async function writeOut(stream: Out, text: string, name: string): Promise<void> {
  guardOut(stream, () => {});
  try {
    await new Promise<void>((resolve, reject) => {
      stream.write(text, (error) => {
        // Before the stream's event, which comes next.
        if (!error) return resolve();
        thrown.add(error);
        reject(error);
      });
    });
  } catch (error) {
    const problem = problemOf(error as NodeJS.ErrnoException);
    if (problem !== undefined) throw new UsageError(`cannot write to ${name}: ${problem}`);
  }
}

/**
 * Keeps an error of a stream from ending the process with a stack.
 *
 * @param tell is told of an error that nobody else is, in words; not of a reader that has closed the pipe
 */
export function guardOut(stream: Out, tell: (problem: string) => void): void {
  if (guarded.has(stream)) return;
  guarded.add(stream);
  stream.on('error', (error: NodeJS.ErrnoException) => {
    const problem = thrown.has(error) ? undefined : problemOf(error);
    if (problem !== undefined) tell(problem);
  });
}

/** What is wrong, and what to do about it; undefined where a reader has simply seen enough. */
function problemOf({ code, message }: NodeJS.ErrnoException): string | undefined {
  if (code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return undefined;
  return code === 'ENOSPC' ? 'no space is left on the device; make room, or choose another place' : message;
}
