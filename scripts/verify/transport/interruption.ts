/** Exit code of a process that Ctrl-C ended: 128 and the number of SIGINT, as shells have it. */
export const EXIT_INTERRUPTED = 130;

/** A signal that aborts on Ctrl-C, or when the process is asked to end. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Stops listening, so that Ctrl-C ends the process as usual again. */
  dispose(): void;
}

/**
 * Listens for SIGINT and SIGTERM. The first one aborts the signal, so that what is known can still be reported; the
 * second one ends the process at once, for who does not want to wait.
 *
 * @param end what ends the process; default: `process.exit`
 */
export function listenForInterruption(end: (code: number) => void = process.exit): Interruption {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) end(EXIT_INTERRUPTED);
    else controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    signal: controller.signal,
    dispose: () => {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}
