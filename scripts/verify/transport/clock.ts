/** Time as the engine sees it, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970; never goes back. */
  now(): number;
  /** Resolves after some milliseconds, or as soon as the signal aborts. Keeps nothing alive that is not waited for. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

/** The real time. */
export const realClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const done = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      // Timers count whole milliseconds, and round down.
      const timer = setTimeout(done, Math.ceil(milliseconds));
      signal?.addEventListener('abort', done);
    }),
};
