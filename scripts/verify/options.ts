import { unknownName } from '../base/unknown-name.js';
import type { Contract } from '../contract/contract.js';
import type { Waiver } from '../report/index.js';
import type { Shard } from './transport/shard.js';
import type { WireExchange } from './transport/transport.js';

/** What a run is asked to do. Everything but the address has a default. */
export interface VerifyOptions {
  /** Address of the server. */
  readonly url: string;
  /** What is verified. */
  readonly contracts: readonly Contract[];
  /** Ids of the operations to verify. Default: all. */
  readonly operations?: readonly string[] | undefined;
  /** Names of the properties to verify. Default: all. */
  readonly properties?: readonly string[] | undefined;
  /** Drawn cases per property, beside those that are always tried. Default: 25. */
  readonly runs?: number | undefined;
  /** Requests that leave in the whole run, those that are sent again included. Default: no limit. */
  readonly maxRequests?: number | undefined;
  /** Everything that is drawn follows from it. Default: drawn, and printed. */
  readonly seed?: number | undefined;
  /** Values known to be good, by operation and parameter, as text. Default: the documented examples. */
  readonly values?: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> | undefined;
  /** Sent with every request; names in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What the contracts only infer is an error, too. Default: false. */
  readonly strict?: boolean | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** Milliseconds that the whole run may take; what is not asked by then is left out. Default: no limit. */
  readonly maxTime?: number | undefined;
  /** Ends the run when it aborts, with what is known by then. */
  readonly signal?: AbortSignal | undefined;
  /** File of certificates (PEM) of authorities to trust, beside those that Node.js knows. */
  readonly ca?: string | undefined;
  /** Address of a proxy. Default: that of the environment, unless the server is on this machine or in NO_PROXY. */
  readonly proxy?: string | undefined;
  /** Requests that may be on their way at once. Default: 4. */
  readonly concurrency?: number | undefined;
  /** Requests per second. Default: no limit. */
  readonly rate?: number | undefined;
  /** Milliseconds that one response may take. Default: 10,000. */
  readonly timeout?: number | undefined;
  /** The part of the run that is done here. Default: all of it. */
  readonly shard?: Shard | undefined;
  /** Ends the run when so many places were found that break the contracts. Default: no limit. */
  readonly maxViolations?: number | undefined;
  /** Is told of every exchange, credentials included. */
  readonly onExchange?: ((exchange: WireExchange) => void) | undefined;
  /** Is told of the progress: properties that are done, of how many, and requests that have left. */
  readonly onProgress?: ((progress: RunProgress) => void) | undefined;
  /** Ids of rules, and names of properties, that are left out. For tests of tests. Default: none. */
  readonly without?: readonly string[] | undefined;
  /** What a replay line has to repeat beside operation, property and seed: `--specs`, `--waivers`. Default: nothing. */
  readonly replay?: readonly string[] | undefined;
}

/** How far a run has come. */
export interface RunProgress {
  readonly done: number;
  readonly of: number;
  readonly requests: number;
}

/** Options with every default filled in. */
export type Settings = Pick<
  VerifyOptions,
  | 'url'
  | 'contracts'
  | 'rate'
  | 'properties'
  | 'maxRequests'
  | 'maxTime'
  | 'signal'
  | 'ca'
  | 'proxy'
  | 'shard'
  | 'maxViolations'
  | 'onExchange'
  | 'onProgress'
> & {
  readonly [Key in
    | 'runs'
    | 'seed'
    | 'values'
    | 'headers'
    | 'strict'
    | 'waivers'
    | 'concurrency'
    | 'timeout'
    | 'without'
    | 'replay']: NonNullable<VerifyOptions[Key]>;
};

/** Seeds are 31 bits, so that they can be typed and are the same in every tool. */
export function drawSeed(): number {
  return Math.floor(Math.random() * 2 ** 31);
}

/**
 * Fills in the defaults and chooses the operations.
 *
 * @throws UsageError for an operation, or an operation or parameter of a value, that no contract has.
 */
export function settingsOf(options: VerifyOptions): Settings {
  const byId = new Map(options.contracts.map((contract) => [contract.id, contract]));
  const find = (id: string, where: string): Contract => {
    const contract = byId.get(id);
    if (contract !== undefined) return contract;
    throw unknownName(`${where} names the operation`, id, [...byId.keys()]);
  };
  for (const [id, parameters] of Object.entries(options.values ?? {})) {
    const known = find(id, '--value').parameters.map((parameter) => parameter.name);
    for (const name of Object.keys(parameters)) {
      if (!known.includes(name)) {
        throw unknownName(`--value ${id}.${name} names the parameter`, name, known);
      }
    }
  }
  for (const waiver of options.waivers ?? []) find(waiver.operation, 'a waiver');
  const contracts = options.operations?.length
    ? [...new Set(options.operations)].map((id) => find(id, '--operation'))
    : options.contracts;
  return {
    url: options.url,
    contracts,
    properties: options.properties?.length ? options.properties : undefined,
    runs: options.runs ?? 25,
    seed: options.seed ?? drawSeed(),
    values: options.values ?? {},
    headers: options.headers ?? {},
    strict: options.strict ?? false,
    waivers: options.waivers ?? [],
    concurrency: options.concurrency ?? 4,
    rate: options.rate,
    timeout: options.timeout ?? 10_000,
    replay: options.replay ?? [],
    maxRequests: options.maxRequests,
    maxTime: options.maxTime,
    signal: options.signal,
    ca: options.ca,
    proxy: options.proxy,
    shard: options.shard,
    maxViolations: options.maxViolations,
    onExchange: options.onExchange,
    onProgress: options.onProgress,
    without: options.without ?? [],
  };
}
