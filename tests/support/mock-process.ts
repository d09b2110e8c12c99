import { type ChildProcess, spawn } from 'node:child_process';
import { executable } from './run-program.js';

/** A `mock` command in a process of its own. */
export interface MockProcess {
  readonly child: ChildProcess;
  /** What it has printed so far. */
  readonly output: { stdout: string; stderr: string };
  /** Its first line; undefined where it ended without one. */
  readonly url: Promise<string | undefined>;
  /** Its exit code, once it has ended. */
  readonly exit: Promise<number | null>;
}

/** Starts `mock` commands, of the built command line. */
export class MockProcesses {
  readonly #running = new Set<ChildProcess>();

  start(...args: string[]): MockProcess {
    const child = spawn(process.execPath, [executable, 'mock', ...args]);
    this.#running.add(child);
    const output = { stdout: '', stderr: '' };
    let first: (url: string | undefined) => void = () => {};
    const url = new Promise<string | undefined>((resolve) => {
      first = resolve;
    });
    child.stdout.on('data', (chunk) => {
      output.stdout += chunk;
      if (output.stdout.includes('\n')) first(output.stdout.split('\n')[0]);
    });
    child.stderr.on('data', (chunk) => {
      output.stderr += chunk;
    });
    const exit = new Promise<number | null>((resolve) => {
      child.on('close', (code) => {
        this.#running.delete(child);
        first(undefined);
        resolve(code);
      });
    });
    return { child, output, url, exit };
  }

  /** Ends what is still running. */
  close(): void {
    for (const child of this.#running) child.kill('SIGKILL');
  }
}
