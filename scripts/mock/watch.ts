import { type FSWatcher, watch } from 'node:fs';

/** Milliseconds without a change before the change counts as complete: editors write in several steps. */
const quietTime = 100;

/**
 * Calls back after files below a folder have changed; changes in quick succession count as one.
 *
 * @param changed is not called again before it has settled
 * @returns stops watching.
 */
export function watchFolder(folder: string, changed: () => Promise<void>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  let isStopped = false;
  const watcher: FSWatcher = watch(folder, { recursive: true, persistent: false }, () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = running.then(() => (isStopped ? undefined : changed()));
    }, quietTime);
  });
  // A folder that is moved away is no reason to stop serving.
  watcher.on('error', () => {});
  return () => {
    isStopped = true;
    clearTimeout(timer);
    watcher.close();
  };
}
