import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import type { LogFormat, WriteLine } from './log.js';
import type { Limits } from './server.js';

/** What answers: a consistent world drawn from the contracts, or Prism with the documented examples. */
export type EngineName = 'dataset' | 'prism';

/** Options of a mock. All have defaults. */
export interface MockOptions {
  /** Folder of specs, or a single document. Default: those of this package. */
  readonly specs?: string | undefined;
  /** Contracts that are loaded already, instead of `specs`. */
  readonly contracts?: readonly Contract[] | undefined;
  /** What is wrong in a spec is an error, also where it spoils its own place only. Default: true for this package's. */
  readonly strict?: boolean | undefined;
  /** Address to listen on. Default: `127.0.0.1`, which only this machine reaches. */
  readonly host?: string | undefined;
  /** Port to listen on; 0 is any free one. Default for the library: 0. */
  readonly port?: number | undefined;
  /** Chooses the world: the same seed gives the same one everywhere. Default: 1. */
  readonly seed?: number | undefined;
  /** Number of records per operation, from 0 to 1,000,000. Default: 149. */
  readonly records?: number | undefined;
  /** The moment that counts as now: ISO 8601, or milliseconds since 1970. Default: the clock. */
  readonly now?: string | number | Date | undefined;
  /** Default: `dataset`. */
  readonly engine?: EngineName | undefined;
  /**
   * How open decisions of the documentation are read: name of a reading by decision id. Default: the first reading of
   * each. Only the dataset engine knows readings.
   */
  readonly readings?: Readonly<Record<string, string>> | undefined;
  /** Whether records arrive and change their status while the mock is asked. Default: false. */
  readonly live?: boolean | undefined;
  /** What time it is in a live world, in steps from 0. Default: the number of requests that an operation has answered. */
  readonly tick?: (() => number) | undefined;
  /** Whether optional fields may be absent though the documented sample has them. Default: false. */
  readonly sparse?: boolean | undefined;
  /** Milliseconds that each answer is held back, up to 600,000. Default: 0. */
  readonly latency?: number | undefined;
  /** Share of valid requests that fail with an error that the contract declares, from 0 to 1. Default: 0. */
  readonly errorRate?: number | undefined;
  /** Whether a request needs the credentials that its contract declares; any value will do. Default: false. */
  readonly auth?: boolean | undefined;
  /** Whether changed specs are read again while the mock runs. Default: false. */
  readonly watch?: boolean | undefined;
  /** For debugging: checks each answer against its own contract, and answers with an internal error where it breaks it. */
  readonly validateResponses?: boolean | undefined;
  /** Whether nothing is logged per request. Default for the library: true. */
  readonly quiet?: boolean | undefined;
  /** Form of the log. Default: `text`. */
  readonly log?: LogFormat | undefined;
  /** Takes the lines of the log. Default: standard error. */
  readonly write?: WriteLine | undefined;
  /** Limits on requests, for tests. */
  readonly limits?: Partial<Limits> | undefined;
}

/** Options with defaults filled in, checked. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  readonly seed: number;
  readonly records: number;
  /** Milliseconds since 1970; undefined for the clock. */
  readonly now: number | undefined;
  readonly engine: EngineName;
  readonly readings: Readonly<Record<string, string>>;
  readonly live: boolean;
  readonly tick: (() => number) | undefined;
  readonly sparse: boolean;
  readonly latency: number;
  readonly errorRate: number;
  readonly auth: boolean;
  readonly watch: boolean;
  readonly validateResponses: boolean;
  readonly quiet: boolean;
  readonly log: LogFormat;
  readonly write: WriteLine;
}

/**
 * Checks options and fills in their defaults.
 *
 * @throws UsageError for a value that cannot be used: names the option, the value, and what it may be.
 */
export function settingsOf(options: MockOptions): Settings {
  return {
    host: options.host ?? '127.0.0.1',
    port: whole('port', options.port ?? 0, 0, 65_535),
    seed: whole('seed', options.seed ?? 1, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    records: whole('records', options.records ?? 149, 0, 1_000_000),
    now: momentOf(options.now),
    engine: oneOf('engine', options.engine ?? 'dataset', ['dataset', 'prism']),
    readings: options.readings ?? {},
    live: options.live ?? false,
    tick: options.tick,
    sparse: options.sparse ?? false,
    latency: number('latency', options.latency ?? 0, 0, 600_000),
    errorRate: number('error-rate', options.errorRate ?? 0, 0, 1),
    auth: options.auth ?? false,
    watch: options.watch ?? false,
    validateResponses: options.validateResponses ?? false,
    quiet: options.quiet ?? true,
    log: oneOf('log', options.log ?? 'text', ['text', 'json']),
    write: options.write ?? ((line) => void process.stderr.write(`${line}\n`)),
  };
}

function number(name: string, value: number, least: number, most: number): number {
  if (typeof value === 'number' && value >= least && value <= most) return value;
  throw new UsageError(`${name} is ${String(value)}; it has to be a number from ${least} to ${most}`);
}

function whole(name: string, value: number, least: number, most: number): number {
  if (Number.isSafeInteger(value) && value >= least && value <= most) return value;
  throw new UsageError(`${name} is ${String(value)}; it has to be a whole number from ${least} to ${most}`);
}

function oneOf<T extends string>(name: string, value: T, allowed: readonly T[]): T {
  if (allowed.includes(value)) return value;
  throw new UsageError(`${name} is "${String(value)}"; it has to be one of: ${allowed.join(', ')}`);
}

/** Times of the world reach some 60 days back, and have 13 digits. */
const earliest = Date.UTC(2001, 11, 1);
const latest = Date.UTC(2286, 0, 1);

function momentOf(value: MockOptions['now']): number | undefined {
  if (value === undefined) return undefined;
  const isDigits = typeof value === 'string' && /^\d{12,}$/.test(value);
  const moment =
    value instanceof Date ? value.getTime() : typeof value === 'number' || isDigits ? Number(value) : Date.parse(value);
  if (Number.isFinite(moment) && moment >= earliest && moment <= latest) return Math.floor(moment);
  throw new UsageError(
    `now is ${String(value)}; it has to be a date and time such as 2026-01-31T12:00:00Z, or milliseconds since 1970, between 2002 and 2285`,
  );
}
