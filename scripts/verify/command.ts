import type { Command } from 'commander';
import { UsageError } from '../base/usage-error.js';

/** Options as the command line has them: texts, still to be checked. */
interface Flags {
  readonly specs?: string;
  readonly operation: readonly string[];
  readonly property: readonly string[];
  readonly runs: string;
  readonly maxRequests?: string;
  readonly seed?: string;
  readonly value: readonly string[];
  readonly header: readonly string[];
  readonly strict?: boolean;
  readonly waivers?: string;
  readonly reporter: string;
  readonly output?: string;
  readonly shard?: string;
  readonly merge?: string;
  readonly concurrency: string;
  readonly rate?: string;
  readonly timeout: string;
}

const reporters = ['default', 'json', 'junit', 'github-actions', 'html', 'blob'];

/**
 * Adds the command `verify`. Everything that it needs is imported when it runs.
 *
 * Exit codes: 0 the server keeps the contracts, 1 it does not, 2 the tool could not do its job.
 */
export function registerVerify(program: Command): void {
  const several = (value: string, before: readonly string[]) => [...before, value];
  program
    .command('verify')
    .description('property-based contract test of a live server')
    .argument('<url>', 'address of the server')
    .option('--specs <dir>', 'folder of specs, or one document (default: the packaged specs)')
    .option('--operation <id>', 'verify only this operation; repeatable', several, [])
    .option('--property <name>', 'verify only this property; repeatable', several, [])
    .option('--runs <n>', 'drawn cases per property, beside those that are always tried', '25')
    .option('--max-requests <n>', 'requests of the whole run, spread over its operations (default: no limit)')
    .option('--seed <n>', 'draws the same cases as an earlier run (default: another one each time)')
    .option('--value <Op.Param=a,b>', 'values that the server is known to have; repeatable', several, [])
    .option('--header <k: v>', 'sent with every request, never printed; repeatable', several, [])
    .option('--strict', 'undeclared response fields are violations, not warnings')
    .option('--waivers <file>', 'known deviations (YAML or JSON: operation, property, reason, expires)')
    .option('--reporter <name>', reporters.join(', '), 'default')
    .option('--output <file>', 'write the report there instead of to standard output')
    .option('--shard <i/n>', 'run the i-th of n parts')
    .option('--merge <dir>', 'run nothing; report on the blobs that shards wrote into this folder')
    .option('--concurrency <n>', 'requests that may be on their way at once', '4')
    .option('--rate <n>', 'requests per second (default: no limit)')
    .option('--timeout <ms>', 'milliseconds that one response may take', '10000')
    .addHelpText(
      'after',
      '\nALIBABA_CLOUD_ACCESS_KEY_ID and _SECRET, or HUAWEICLOUD_SDK_AK and _SK, sign requests with the vendor’s own library.',
    )
    .action(run);
}

async function run(url: string, flags: Flags): Promise<void> {
  const [{ runVerify }, { readWaivers }, { packagedSpecs }] = await Promise.all([
    import('./run-verify.js'),
    import('./waivers.js'),
    import('../packaged-specs.js'),
  ]);
  if (!reporters.includes(flags.reporter)) {
    throw new UsageError(`--reporter is "${flags.reporter}"; choose one of ${reporters.join(', ')}`);
  }
  const shard = /^(\d+)\/(\d+)$/.exec(flags.shard ?? '1/1');
  if (shard === null || Number(shard[1]) < 1 || Number(shard[1]) > Number(shard[2])) {
    throw new UsageError(`--shard is "${flags.shard}"; write one such as 1/4`);
  }
  const runs = whole('--runs', flags.runs, 1);
  const replay = [
    ...(flags.specs === undefined ? [] : ['--specs', flags.specs]),
    ...(flags.timeout === '10000' ? [] : ['--timeout', flags.timeout]),
  ];
  process.exitCode = await runVerify({
    options: {
      url,
      specs: flags.specs ?? packagedSpecs(),
      operations: flags.operation,
      properties: flags.property,
      runs,
      maxRequests: flags.maxRequests === undefined ? undefined : whole('--max-requests', flags.maxRequests, 1),
      seed: flags.seed === undefined ? undefined : whole('--seed', flags.seed, 0),
      values: valuesOf(flags.value),
      headers: headersOf(flags.header),
      strict: flags.strict === true,
      waivers: flags.waivers === undefined ? [] : readWaivers(flags.waivers),
      concurrency: whole('--concurrency', flags.concurrency, 1),
      rate: flags.rate === undefined ? undefined : whole('--rate', flags.rate, 1),
      timeout: whole('--timeout', flags.timeout, 1),
      replay,
    },
    reporter: flags.reporter,
    output: flags.output,
    shard: flags.shard,
    merge: flags.merge,
  });
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value >= least) return value;
  throw new UsageError(`${name} is "${text}"; write a whole number of at least ${least}`);
}

/** `Op.Param=a,b`; a repeated parameter adds to its values. */
function valuesOf(texts: readonly string[]): Record<string, Record<string, string[]>> {
  const values = new Map<string, Map<string, string[]>>();
  for (const text of texts) {
    const match = /^([^.=]+)\.([^=]+)=(.+)$/s.exec(text);
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
