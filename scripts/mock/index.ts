import { statSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { plural } from '../base/plural.js';
import { UsageError } from '../base/usage-error.js';
import { checkReadings, readAs } from '../judge/index.js';
import { type Problem, problemLines } from '../load/problem.js';
import type { Engine } from './engine.js';
import { Faults } from './faults.js';
import { Gateway } from './gateway.js';
import { formatEntry } from './log.js';
import type { Operation } from './operation.js';
import { type MockOptions, type Settings, settingsOf } from './options.js';
import { createMockServer, defaultLimits, type ServerHooks } from './server.js';
import { openSource, readSource } from './source.js';
import { watchFolder } from './watch.js';

export type { EngineName, MockOptions } from './options.js';

/** A running mock. */
export interface Mock {
  /** Where it listens, such as `http://127.0.0.1:4010`. */
  readonly url: string;
  readonly port: number;
  /** The operations that it serves at this moment. */
  readonly operations: readonly Operation[];
  /** What is wrong in the specs that it read at its start, and was left out. */
  readonly problems: readonly Problem[];
  /** Stops: lets requests that are being answered come to their end, for a second at most. Can be called again. */
  close(): Promise<void>;
}

/**
 * Starts a mock: one port for all operations, in the vendors' own wire protocols.
 *
 * Mocks of one process share no state. The process stays alive until the mock is closed.
 *
 * @throws UsageError for an option that cannot be used, a port that is taken, specs that do not exist, a Prism that is
 * not installed
 * @throws SpecError for specs that cannot be used; lists every problem with file and line.
 */
export async function startMock(options: MockOptions = {}): Promise<Mock> {
  const settings = settingsOf(options);
  const source = await openSource(options);
  let operations = inReadings(source.operations, settings);
  let gateway = new Gateway(operations, await gatewayOptions(settings, source.specs));

  const hooks: ServerHooks = {
    gateway: () => gateway,
    limits: { ...defaultLimits, ...options.limits },
    latency: settings.latency,
    onReply: settings.quiet
      ? undefined
      : ({ method, target }, reply, started) => {
          const entry = { time: Date.now(), method, target, duration: performance.now() - started, reply };
          settings.write(formatEntry(entry, settings.log));
        },
  };
  const server = createMockServer(hooks);
  await listen(server, settings);

  const { specs } = source;
  const stopWatching =
    settings.watch && specs !== undefined
      ? watchFolder(statSync(specs).isFile() ? path.dirname(specs) : specs, async () => {
          try {
            const read = await readSource(specs, options.strict);
            const readAgain = inReadings(read.operations, settings);
            gateway = new Gateway(readAgain, await gatewayOptions(settings, specs));
            operations = readAgain;
            settings.write(
              [...problemLines(read.problems), `reloaded ${plural(operations.length, 'operation')} from ${specs}`].join(
                '\n',
              ),
            );
          } catch (error) {
            settings.write(`kept the specs as they were before: ${error instanceof Error ? error.message : error}`);
          }
        })
      : () => {};

  const { port } = server.address() as AddressInfo;
  let closing: Promise<void> | undefined;
  return {
    url: `http://${settings.host.includes(':') ? `[${settings.host}]` : settings.host}:${port}`,
    port,
    get operations() {
      return operations;
    },
    problems: source.problems,
    close() {
      stopWatching();
      closing ??= shut(server);
      return closing;
    },
  };
}

/** @throws UsageError for a decision or a reading that there is not. */
function inReadings(operations: readonly Operation[], { readings }: Settings): readonly Operation[] {
  if (Object.keys(readings).length === 0) return operations;
  checkReadings(
    operations.map(({ contract }) => contract),
    readings,
  );
  return operations.map((operation) => ({ ...operation, meaning: readAs(operation.contract, readings) }));
}

async function gatewayOptions(settings: Settings, specs: string | undefined) {
  const { auth, validateResponses, seed, errorRate, now } = settings;
  return { engine: await engineOf(settings, specs), faults: new Faults(seed, errorRate), auth, validateResponses, now };
}

async function engineOf(
  { engine, seed, records, now, live, tick, sparse }: Settings,
  specs: string | undefined,
): Promise<Engine> {
  if (engine === 'prism') return (await import('./prism/prism-engine.js')).PrismEngine.start(specs);
  const { DatasetEngine } = await import('./dataset/dataset-engine.js');
  return new DatasetEngine({ seed, records, now: now ?? Date.now(), live, tick, sparse }, () => now ?? Date.now());
}

function listen(server: Server, { host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explainListen(error, host, port)));
    server.listen({ host, port, backlog: 4096 }, () => {
      server.removeAllListeners('error');
      // Later errors are failures to accept one connection, for instance where the process has too many: serve the others.
      server.on('error', () => {});
      resolve();
    });
  });
}

function explainListen(error: NodeJS.ErrnoException, host: string, port: number): Error {
  const remedies: Readonly<Record<string, string>> = {
    EADDRINUSE: 'is taken; choose another with --port, or --port 0 for any free one',
    EACCES: 'needs rights that this user does not have; choose one above 1023 with --port',
    EADDRNOTAVAIL: 'is on no interface of this machine; choose another address with --host, such as 127.0.0.1',
    ENOTFOUND: 'has a host name that cannot be resolved; choose an address with --host, such as 127.0.0.1',
  };
  const remedy = remedies[error.code ?? ''];
  return remedy === undefined ? error : new UsageError(`port ${port} on ${host} ${remedy}`);
}

/** Milliseconds that requests have to come to their end. */
const grace = 1000;

function shut(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  return new Promise<void>((resolve) => {
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
