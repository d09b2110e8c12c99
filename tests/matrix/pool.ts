import { type ChildProcess, fork } from 'node:child_process';
import type { Instrument, Verdicts } from './judge-server.js';
import type { Suite } from './suites.js';

/** A server to be judged by a process of the pool. */
export interface PoolJob {
  readonly suite: Suite;
  readonly id: string;
  readonly seed: number;
  readonly instruments: readonly Instrument[];
}

/** Milliseconds that a job may take. */
const MOST = 240_000;

/**
 * Does jobs in several processes of a script, in any order.
 *
 * @param onDone is called with each job, and with its verdicts, or with the reason why there are none
 */
export async function runPool(
  script: string,
  jobs: readonly PoolJob[],
  processes: number,
  onDone: (job: PoolJob, result: Verdicts | Error) => void,
): Promise<void> {
  const queue = [...jobs];
  const work = async () => {
    let child: ChildProcess | undefined;
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) {
      child ??= fork(script, ['worker'], { execArgv: [] });
      const result = await resultOf(child, job);
      if (result instanceof Error) {
        child.kill('SIGKILL');
        child = undefined;
      }
      onDone(job, result);
    }
    child?.kill();
  };
  await Promise.all(Array.from({ length: processes }, work));
}

function resultOf(child: ChildProcess, job: PoolJob): Promise<Verdicts | Error> {
  return new Promise((resolve) => {
    const done = (result: Verdicts | Error) => {
      clearTimeout(timer);
      child.removeAllListeners();
      resolve(result);
    };
    const timer = setTimeout(() => done(new Error(`no verdict within ${MOST / 1000} s`)), MOST);
    child.once('message', (message) => done(message as Verdicts));
    child.once('exit', (code, signal) => done(new Error(`the process ended: ${signal ?? code}`)));
    child.once('error', (error) => done(error));
    child.send(job);
  });
}
