import type { Command } from 'commander';
import { UsageError } from '../base/usage-error.js';

/** Options as the command line has them: texts, still to be checked. */
interface Flags {
  readonly specs?: string;
  readonly operation: readonly string[];
  readonly property: readonly string[];
  readonly runs: string;
  readonly maxRequests?: string;
  readonly maxTime?: string;
  readonly maxViolations?: string;
  readonly seed?: string;
  readonly value: readonly string[];
  readonly header: readonly string[];
  readonly strict?: boolean;
  readonly requireExercised?: string;
  readonly waivers?: string;
  readonly baseline?: string;
  readonly baselineUpdate?: boolean;
  readonly reporter: readonly string[];
  readonly output?: string;
  readonly record?: string;
  readonly shard?: string;
  readonly merge?: string;
  readonly concurrency: string;
  readonly rate?: string;
  readonly timeout: string;
  readonly ca?: string;
  readonly proxy?: string;
}

/**
 * Adds the command `verify`. Everything that it needs is imported when it runs.
 *
 * Exit codes: 0 the server keeps the contracts, 1 it does not, or too little was exercised; 2 the tool could not do its
 * job; 130 it was interrupted.
 */
export function registerVerify(program: Command): void {
  const several = (value: string, before: readonly string[]) => [...before, value];
  program
    .command('verify')
    .description('property-based contract test of a live server')
    .argument('[url]', 'address of the server; not needed with --merge')
    .option('--specs <dir>', 'folder of specs, or one document (default: the packaged specs)')
    .option('--operation <id>', 'verify only this operation; repeatable', several, [])
    .option('--property <name>', 'verify only this rule or property; repeatable', several, [])
    .option('--runs <n>', 'drawn cases per property, beside those that are always tried', '25')
    .option('--max-requests <n>', 'requests of the whole run, those that are sent again included (default: no limit)')
    .option('--max-time <s>', 'seconds that the whole run may take (default: no limit)')
    .option('--max-violations <n>', 'end the run when so many places were found that break the contracts')
    .option('--seed <n>', 'draws the same cases as an earlier run (default: another one each time)')
    .option('--value <Op.Param=a,b>', 'values that the server is known to have; repeatable', several, [])
    .option('--header <k: v>', 'sent with every request, never printed; repeatable', several, [])
    .option('--strict', 'what the contracts only infer is an error, too')
    .option('--require-exercised <share>', 'share of the properties, 0 to 1, of which something has to be compared')
    .option('--waivers <file>', 'known deviations (YAML or JSON: operation, property, reason, expires)')
    .option('--baseline <file>', 'only what is not in this file fails; written if missing')
    .option('--baseline-update', 'write the baseline anew')
    .option(
      '--reporter <name[=file]>',
      'default, json, junit, github-actions, html or markdown; repeatable',
      several,
      [],
    )
    .option('--output <file>', 'file of the reporter that names none')
    .option('--record <file.har>', 'write the traffic, for check to judge again')
    .option('--shard <i/n>', 'run the i-th of n parts')
    .option('--merge <dir>', 'run nothing; report on the JSON reports that shards wrote into this folder')
    .option('--concurrency <n>', 'requests that may be on their way at once', '4')
    .option('--rate <n>', 'requests per second (default: no limit)')
    .option('--timeout <ms>', 'milliseconds that one response may take', '10000')
    .option('--ca <file>', 'certificates (PEM) of authorities to trust')
    .option('--proxy <url>', 'proxy for the connection (default: that of the environment)')
    .addHelpText(
      'after',
      '\nALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, or HUAWEICLOUD_SDK_AK and _SK, sign requests with the vendor’s own library.',
    )
    .action(run);
}

async function run(url: string | undefined, flags: Flags): Promise<void> {
  const { runVerify } = await import('./run-verify.js');
  if (url === undefined && flags.merge === undefined) {
    throw new UsageError('verify needs the address of a server; write one such as http://127.0.0.1:4010');
  }
  const replay = [
    ...(flags.specs === undefined ? [] : ['--specs', flags.specs]),
    ...(flags.timeout === '10000' ? [] : ['--timeout', flags.timeout]),
    ...(flags.ca === undefined ? [] : ['--ca', flags.ca]),
  ];
  const optional = <T>(text: string | undefined, read: (text: string) => T): T | undefined =>
    text === undefined ? undefined : read(text);
  process.exitCode = await runVerify({
    options: {
      url: url ?? '',
      operations: flags.operation,
      properties: flags.property,
      runs: whole('--runs', flags.runs, 1),
      maxRequests: optional(flags.maxRequests, (text) => whole('--max-requests', text, 1)),
      maxTime: optional(flags.maxTime, (text) => number('--max-time', text, 0.001) * 1000),
      maxViolations: optional(flags.maxViolations, (text) => whole('--max-violations', text, 1)),
      seed: optional(flags.seed, (text) => whole('--seed', text, 0)),
      values: valuesOf(flags.value),
      headers: headersOf(flags.header),
      strict: flags.strict === true,
      concurrency: whole('--concurrency', flags.concurrency, 1),
      rate: optional(flags.rate, (text) => number('--rate', text, 0.001)),
      timeout: whole('--timeout', flags.timeout, 1),
      shard: optional(flags.shard, shardOf),
      ca: flags.ca,
      proxy: flags.proxy,
      replay,
    },
    specs: flags.specs,
    waivers: flags.waivers,
    baseline: flags.baseline,
    baselineUpdate: flags.baselineUpdate === true,
    requireExercised: optional(flags.requireExercised, shareOf),
    reporters: flags.reporter,
    output: flags.output,
    record: flags.record,
    merge: flags.merge,
  });
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${name} is "${text}"; write a whole number of at least ${least}`);
}

function number(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+(?:\.\d+)?$/.test(text) && value >= least) return value;
  throw new UsageError(`${name} is "${text}"; write a number of at least ${least}`);
}

function shareOf(text: string): number {
  const value = Number(text);
  if (/^\d(?:\.\d+)?$/.test(text) && value <= 1) return value;
  throw new UsageError(`--require-exercised is "${text}"; write a share from 0 to 1, such as 0.8`);
}

function shardOf(text: string): { index: number; count: number } {
  const [, index, count] = /^(\d{1,6})\/(\d{1,6})$/.exec(text) ?? [];
  if (index === undefined || Number(index) < 1 || Number(index) > Number(count)) {
    throw new UsageError(`--shard is "${text}"; write one such as 1/4`);
  }
  return { index: Number(index), count: Number(count) };
}

/** `Op.Param=a,b`; a repeated parameter adds to its values. The last dot before `=` ends the operation's id. */
function valuesOf(texts: readonly string[]): Record<string, Record<string, string[]>> {
  const values = new Map<string, Map<string, string[]>>();
  for (const text of texts) {
    const match = /^([^=]+)\.([^.=]+)=(.+)$/s.exec(text);
    if (match === null) throw new UsageError(`--value is "${text}"; write Operation.Parameter=value,value`);
    const [, operation = '', name = '', list = ''] = match;
    const parameters = values.get(operation) ?? new Map<string, string[]>();
    values.set(operation, parameters);
    parameters.set(name, [...(parameters.get(name) ?? []), ...list.split(',')]);
  }
  return Object.fromEntries([...values].map(([id, parameters]) => [id, Object.fromEntries(parameters)]));
}

/** `name: value`. The message of a bad one does not repeat it: it may hold a credential. */
function headersOf(texts: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    texts.map((text, index) => {
      const colon = text.indexOf(':');
      const name = text.slice(0, colon).trim();
      const value = text.slice(colon + 1).trim();
      if (colon < 1 || !/^[\w!#$%&'*+.^`|~-]+$/.test(name) || /[\r\n\0]/.test(value)) {
        throw new UsageError(`--header number ${index + 1} is no header; write 'name: value'`);
      }
      return [name, value];
    }),
  );
}
