import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/** Prism asks for credentials; all get the same request. */
export const headers = { authorization: 'ACS3-HMAC-SHA256 any' };

/** A server in a process of its own. */
export interface Contestant {
  readonly name: string;
  /** URL of the request that is measured. */
  readonly url: string;
  /** Milliseconds from the start of the process to its first answer. */
  readonly start: number;
  /** Resident memory of the process at this moment, in MiB. */
  memory(): number;
  /** Processor time that the process has used, in microseconds; NaN where the system does not tell (Linux does). */
  cpu(): number;
  stop(): void;
}

/**
 * Starts a server, and waits for its first answer.
 *
 * @param code of the process, an ES module; it listens on the port in `process.env.PORT`
 * @throws Error where it does not answer within a minute.
 */
export function startCode(name: string, code: string, target: string): Promise<Contestant> {
  return start(name, ['--input-type=module', '-e', code], target);
}

/** Our mock. @param options of startMock, as JSON; host and port are set here. */
export function startOurs(name: string, options: object, target: string): Promise<Contestant> {
  const module = new URL('../mock/index.js', import.meta.url).href;
  const code = `import(${JSON.stringify(module)}).then(({ startMock }) =>
    startMock({ ...${JSON.stringify(options)}, port: Number(process.env.PORT) }));`;
  return startCode(name, code, target);
}

/** What is possible at best: Node's own server with a constant of 600 bytes. */
export function startBare(): Promise<Contestant> {
  const code = `import { createServer } from 'node:http';
    const text = JSON.stringify({ text: 'x'.repeat(589) });
    createServer((_, response) => {
      response.writeHead(200, ['Content-Type', 'application/json', 'Content-Length', text.length]).end(text);
    }).listen(Number(process.env.PORT), '127.0.0.1');`;
  return startCode('bare node:http, constant', code, '/');
}

/** Prism, as quiet as it can be, with the one document. */
export function startPrism(spec: string, target: string): Promise<Contestant> {
  const cli = require.resolve('@stoplight/prism-cli/dist/index.js');
  return start('prism mock -v silent', [cli, 'mock', '-v', 'silent', '-p', '$PORT', spec], target);
}

async function start(name: string, args: readonly string[], target: string): Promise<Contestant> {
  const port = await freePort();
  const began = performance.now();
  const child = spawn(
    process.execPath,
    args.map((arg) => arg.replace('$PORT', String(port))),
    { env: { ...process.env, PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const url = `http://127.0.0.1:${port}${target}`;
  for (let wait = 0; wait < 60_000; wait += 5) {
    if (child.exitCode !== null) break;
    const status = await fetch(url, { headers }).then(
      async (response) => {
        await response.text();
        return response.status;
      },
      () => undefined,
    );
    if (status === 200) {
      const start = performance.now() - began;
      return { name, url, start, memory: () => memoryOf(child), cpu: () => cpuOf(child), stop: () => child.kill() };
    }
    if (status !== undefined) {
      child.kill();
      throw new Error(`${name} answered ${status} to ${url}`);
    }
    await sleep(5);
  }
  child.kill();
  throw new Error(`${name} did not answer within a minute`);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function memoryOf(child: ChildProcess): number {
  return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(child.pid)], { encoding: 'utf8' })) / 1024;
}

/** Linux: proc(5), fields utime and stime of /proc/<pid>/stat, in ticks of 10 ms. */
function cpuOf(child: ChildProcess): number {
  try {
    const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10_000;
  } catch {
    return Number.NaN;
  }
}

/** The package's specs. */
export const specs = fileURLToPath(new URL('../../specs', import.meta.url));

/** Copies the specs until there are `count` operations, each with an id and an action of its own. */
export function synthesize(folder: string, count: number): void {
  cpSync(specs, folder, { recursive: true });
  const files = readdirSync(specs, { recursive: true, encoding: 'utf8' }).filter(
    (file) => file.endsWith('.yaml') && !file.endsWith('common.yaml'),
  );
  for (let number = files.length; number < count; number++) {
    const file = files[number % files.length] as string;
    const id = path.basename(file, '.yaml');
    const text = readFileSync(path.join(specs, file), 'utf8')
      .replaceAll(new RegExp(`(operationId|action): ${id}\\b`, 'g'), `$1: ${id}${number}`)
      .replace('/operation-logs:', `/operation-logs-${number}:`);
    const copy = path.join(folder, path.dirname(file), `${id}${number}.yaml`);
    mkdirSync(path.dirname(copy), { recursive: true });
    writeFileSync(copy, text);
  }
}
