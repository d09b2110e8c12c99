import type { Reply } from './answer.js';

/** Limits of the {@link Patience} with one question. */
export interface PatienceOptions {
  /** Milliseconds that are waited for one question, over all tries. */
  readonly total: number;
  /** A number from 0 to below 1, another one with each call. */
  readonly random: () => number;
}

/** The first wait where the server names none, in milliseconds; it doubles with each. */
const FIRST = 500;

/** The longest wait where the server names none, in milliseconds. */
const LONGEST = 30_000;

/**
 * Waiting for a server that asks for it: as long as it says (`Retry-After`; RFC 9110, section 10.2.3), else longer and
 * longer, with jitter, so that several clients do not come back all at once. Ends after a total.
 */
export class Patience {
  readonly #options: PatienceOptions;
  #waited = 0;
  #tries = 0;

  constructor(options: PatienceOptions) {
    this.#options = options;
  }

  /**
   * How long to wait before the question is asked again.
   *
   * @param now milliseconds since 1970
   * @returns milliseconds; undefined where patience ends, or would end before the server is ready.
   */
  next(reply: Reply, now: number): number | undefined {
    const { total, random } = this.#options;
    const longest = Math.min(LONGEST, FIRST * 2 ** this.#tries);
    const own = longest * (0.5 + random() / 2);
    const named = retryAfter(reply, now);
    // Who says "now" and refuses again is not believed a second time: patience would never end.
    const wait = named === undefined ? own : this.#tries === 0 ? named : Math.max(named, own);
    this.#tries++;
    if (this.#waited + wait > total) return undefined;
    this.#waited += wait;
    return wait;
  }
}

/** The wait that a response names, in milliseconds: seconds, or a moment by the server's own clock where it tells. */
function retryAfter({ headers }: Reply, now: number): number | undefined {
  const text = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}(?:\.\d+)?$/.test(text)) return Number(text) * 1000;
  const moment = Date.parse(text);
  if (Number.isNaN(moment)) return undefined;
  const told = Date.parse(headers.date ?? '');
  return Math.max(0, moment - (Number.isNaN(told) ? now : told));
}
