import type { Command } from 'commander';
import { UsageError } from '../base/usage-error.js';
import type { MockOptions } from './options.js';

/** Options as the command line has them: texts, still to be checked. */
interface Flags {
  readonly specs?: string;
  readonly strict?: boolean;
  readonly host: string;
  readonly port: string;
  readonly seed: string;
  readonly records: string;
  readonly now?: string;
  readonly engine: string;
  readonly reading: readonly string[];
  readonly live?: boolean;
  readonly sparse?: boolean;
  readonly latency: string;
  readonly errorRate: string;
  readonly auth?: boolean;
  readonly watch?: boolean;
  readonly validateResponses?: boolean;
  readonly quiet?: boolean;
  readonly log: string;
}

/**
 * Adds the command `mock`. Everything that it needs is imported when it runs.
 *
 * The command ends when the process is asked to (SIGINT, SIGTERM), with exit code 0.
 */
export function registerMock(program: Command): void {
  program
    .command('mock')
    .description('serve all operations on one port, in the vendors’ own wire protocols')
    .option('--specs <dir>', 'folder of specs, or one document (default: the packaged specs)')
    .option('--strict', 'take warnings about the specs for errors (the default for the packaged specs)')
    .option('--host <address>', 'address to listen on; 0.0.0.0 opens it to the network', '127.0.0.1')
    .option('--port <number>', 'port to listen on; 0 is any free one', '4010')
    .option('--seed <number>', 'chooses the world: the same seed gives the same data everywhere', '1')
    .option('--records <number>', 'records per operation', '149')
    .option('--now <moment>', 'fixes the clock: 2026-01-31T12:00:00Z, or milliseconds since 1970')
    .option('--engine <name>', 'dataset: a consistent world; prism: the documented examples, by Prism', 'dataset')
    .option(
      '--reading <decision=name>',
      'read an open decision of the documentation in another admissible way (repeatable)',
      (text: string, all: readonly string[]) => [...all, text],
      [],
    )
    .option('--live', 'let records arrive and change their status from request to request')
    .option('--sparse', 'leave optional fields out now and then')
    .option('--latency <ms>', 'milliseconds to hold each answer back', '0')
    .option('--error-rate <share>', 'share of valid requests that fail with a documented error, 0 to 1', '0')
    .option('--auth', 'demand the credentials that a contract declares; any value will do')
    .option('--watch', 'read changed specs again; keep the old ones while the new ones are invalid')
    .option('--validate-responses', 'check each answer against its own contract before it leaves')
    .option('--quiet', 'log nothing per request')
    .option('--log <format>', 'form of the log: text or json', 'text')
    .action(run);
}

async function run(flags: Flags): Promise<void> {
  const [{ startMock }, { describeOperations }, { problemLines }] = await Promise.all([
    import('./index.js'),
    import('./describe.js'),
    import('../load/problem.js'),
  ]);
  const mock = await startMock(optionsOf(flags));
  const stop = () => {
    // A second signal means: now.
    process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
    void mock.close();
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  // A reader that goes away (| head) does not end the mock.
  process.stdout.on('error', () => {});
  process.stderr.on('error', () => {});
  // The URL is the first line, so that scripts can wait for it.
  process.stdout.write(`${mock.url}\n`);
  for (const line of problemLines(mock.problems)) process.stderr.write(`${line}\n`);
  if (flags.quiet === true) return;
  process.stdout.write(`${describeOperations(mock.operations, mock.url)}\n`);
  if (!isLoopback(flags.host)) {
    process.stderr.write(
      `note: ${flags.host} is open to the network; whoever reaches port ${mock.port} of this machine can call the mock. It holds made-up data only, and checks no credentials.\n`,
    );
  }
}

function optionsOf(flags: Flags): MockOptions {
  return {
    specs: flags.specs,
    strict: flags.strict,
    host: flags.host,
    port: numberOf('port', flags.port),
    seed: numberOf('seed', flags.seed),
    records: numberOf('records', flags.records),
    now: flags.now,
    // Checked by the mock, which names what is allowed.
    engine: flags.engine as MockOptions['engine'],
    readings: readingsOf(flags.reading),
    live: flags.live,
    sparse: flags.sparse,
    latency: numberOf('latency', flags.latency),
    errorRate: numberOf('error-rate', flags.errorRate),
    auth: flags.auth,
    watch: flags.watch,
    validateResponses: flags.validateResponses,
    quiet: flags.quiet ?? false,
    log: flags.log as MockOptions['log'],
  };
}

/** Reads `decision=name`; whether there is such a reading, the mock itself checks. */
function readingsOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text) => {
      const equals = text.indexOf('=');
      if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
      throw new UsageError(`--reading is "${text}"; write the decision and its reading, such as beyond-end=last-page`);
    }),
  );
}

/** Reads a decimal number; whether it is in range, the mock itself checks. */
function numberOf(flag: string, text: string): number {
  if (/^-?(?:\d+(?:\.\d+)?|\.\d+)$/.test(text.trim())) return Number(text);
  throw new UsageError(`--${flag} is "${text}"; it has to be a number`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
