import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { specs } from './mock-contracts.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

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

/** Starts `mock` commands. The command is compiled once, since Node does not run TypeScript. */
export class MockProcesses {
  readonly #folder = mkdtempSync(path.join(root, 'node_modules', '.mock-test-'));
  readonly #running = new Set<ChildProcess>();
  readonly #ready = build({
    stdin: {
      contents: `
        import { Command } from 'commander';
        import { registerMock } from ${JSON.stringify(path.join(root, 'scripts/mock/command.ts'))};
        const program = new Command();
        registerMock(program);
        program.parseAsync().catch((error) => {
          console.error(error.message);
          process.exitCode = error.name === 'UsageError' || error.name === 'SpecError' ? 2 : 70;
        });`,
      resolveDir: root,
    },
    bundle: true,
    splitting: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outdir: this.#folder,
    entryNames: 'command',
    outExtension: { '.js': '.mjs' },
    logLevel: 'error',
  });

  /** Runs `mock` with the package's specs unless the arguments say otherwise. */
  async start(...args: string[]): Promise<MockProcess> {
    await this.#ready;
    const all = args.includes('--specs') ? args : ['--specs', specs, ...args];
    const child = spawn(process.execPath, [path.join(this.#folder, 'command.mjs'), 'mock', ...all], { cwd: root });
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

  /** Ends what is still running, and removes what was written. */
  close(): void {
    for (const child of this.#running) child.kill('SIGKILL');
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
