import { safeLine } from './safe-text.js';

/** Milliseconds before anything is shown, and between two updates. */
const FIRST = 2_000;
const INTERVAL = 250;

/** A terminal, or what is none. */
export interface ProgressStream {
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  write(text: string): unknown;
}

/**
 * One line on a terminal that says how far a run has come. Nothing where the stream is no terminal, and nothing for
 * runs below two seconds. A library would bring spinners and bars, and more code than this.
 */
export class Progress {
  readonly #stream: ProgressStream;
  readonly #now: () => number;
  readonly #started: number;
  #next: number;
  #isShown = false;

  /** @param now milliseconds; default: the time since the process began */
  constructor(stream: ProgressStream, now: () => number = () => performance.now()) {
    this.#stream = stream;
    this.#now = now;
    this.#started = now();
    this.#next = this.#started + FIRST;
  }

  /** Shows how far it is, if it is time to. @param text made only then; gets the milliseconds since the beginning */
  update(text: (elapsed: number) => string): void {
    if (this.#stream.isTTY !== true) return;
    const now = this.#now();
    if (now < this.#next) return;
    this.#next = now + INTERVAL;
    const line = safeLine(text(now - this.#started));
    // A line that the terminal breaks could not be removed again.
    this.#stream.write(`\r\u001b[K${[...line].slice(0, (this.#stream.columns ?? 80) - 1).join('')}`);
    this.#isShown = true;
  }

  /** Removes what is shown: before anything else is written, and at the end. */
  clear(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
    this.#isShown = false;
  }
}

/** How far a run has come. */
export interface Advance {
  /** Parts that are done, and all of them, where that is known: properties, bytes. */
  readonly done: number;
  readonly total?: number | undefined;
  /** What is under way: a property, a file. */
  readonly now?: string | undefined;
  readonly requests?: number | undefined;
  /** Most requests that will be sent, where there is a limit. */
  readonly maxRequests?: number | undefined;
}

/** An advance in words, with rate and time left: `12 of 80 properties, 340 requests (52/s), about 1 min left`. */
export function advanceText(
  { done, total, now, requests, maxRequests }: Advance,
  unit: string,
  elapsed: number,
): string {
  const share = total === undefined || total === 0 ? 0 : done / total;
  const spent = maxRequests === undefined || requests === undefined ? 0 : requests / maxRequests;
  const reached = Math.min(1, Math.max(share, spent));
  const left = reached > 0.02 ? (elapsed / reached) * (1 - reached) : undefined;
  const seconds = elapsed / 1000;
  return [
    total === undefined
      ? `${done.toLocaleString('en')} ${unit}`
      : `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${unit}`,
    requests === undefined
      ? ''
      : `${requests.toLocaleString('en')} requests (${Math.round(requests / Math.max(seconds, 0.001))}/s)`,
    left === undefined ? '' : `about ${durationText(left)} left`,
    now ?? '',
  ]
    .filter((text) => text !== '')
    .join(', ');
}

/** Milliseconds in the largest unit that fits: `45 s`, `3 min`, `2 h`. */
function durationText(milliseconds: number): string {
  const seconds = Math.ceil(milliseconds / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.ceil(minutes / 60)} h`;
}
