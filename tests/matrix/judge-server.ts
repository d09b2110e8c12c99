import type { Contract } from '../../scripts/contract/contract.js';
import type { VerifyOptions } from '../../scripts/verify/index.js';
import { recordApplication, recordUse } from './application-traffic.js';
import { byCheck } from './by-check.js';
import { byJudge } from './by-judge.js';
import { byVerify } from './by-verify.js';
import { harOf, ndjsonOf } from './formats.js';
import type { Server } from './suites.js';
import type { Verdict } from './verdict.js';

/** What is asked of the instruments. */
export interface Job {
  readonly seed: number;
  /** Which of the instruments are used. Default: {@link usual}. */
  readonly instruments?: readonly Instrument[];
  /** Options of verify that are not its defaults. */
  readonly verify?: Partial<VerifyOptions>;
}

/**
 * The ways of judging: verify itself, `check` on the traffic of verify as a HAR, `check` on the traffic of an application as
 * a HAR, and as NDJSON. Besides, for those who work on the judge: the judge alone, on either traffic.
 */
export const instruments = ['verify', 'check-verify', 'check-har', 'check-ndjson', 'judge', 'judge-verify'] as const;
/** One way of judging. */
export type Instrument = (typeof instruments)[number];
/** Those whose verdicts count. */
export const usual: readonly Instrument[] = ['verify', 'check-verify', 'check-har', 'check-ndjson'];
/** What each instrument says. */
export type Verdicts = Readonly<Partial<Record<Instrument, Verdict>>>;

/** Lets the instruments judge a server, which is started anew for each. */
export async function judgeServer(
  server: Pick<Server, 'start' | 'operations'>,
  { seed, instruments: chosen = usual, verify }: Job,
  contracts: readonly Contract[],
): Promise<Verdicts> {
  const { operations } = server;
  const wants = (...names: Instrument[]) => names.some((name) => chosen.includes(name));
  const verdicts: Partial<Record<Instrument, Verdict>> = {};
  const ask = async (url: string) => {
    verdicts.verify = await byVerify(url, contracts, operations, seed, verify);
  };
  if (wants('check-verify', 'judge-verify')) {
    const recorded = await recordUse(server, ask);
    if (wants('check-verify')) verdicts['check-verify'] = await byCheck(harOf(recorded), contracts, operations);
    if (wants('judge-verify')) verdicts['judge-verify'] = byJudge(recorded, contracts);
  } else if (wants('verify')) {
    const { url, close } = await server.start();
    await ask(url).finally(close);
  }
  if (wants('check-har', 'check-ndjson', 'judge')) {
    const recorded = await recordApplication(server);
    if (wants('check-har')) verdicts['check-har'] = await byCheck(harOf(recorded), contracts, operations);
    if (wants('check-ndjson')) verdicts['check-ndjson'] = await byCheck(ndjsonOf(recorded), contracts, operations);
    if (wants('judge')) verdicts.judge = byJudge(recorded, contracts);
  }
  return verdicts;
}
