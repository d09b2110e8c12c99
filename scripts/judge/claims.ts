import type { Severity } from './rule.js';
import type { Judgement } from './tally.js';

/** Times that a claim has to hold where the data change; each time, everything was read again in between. */
const TIMES = 3;

/** Claims of one rule that are told apart. */
const MOST_CLAIMS = 500;

interface Claim {
  /** The first judgement of its kind. */
  readonly judgement: Judgement;
  times: number;
  /** Readings of everything when it held last. */
  readings: number;
  isRefuted: boolean;
}

/**
 * What a rule says against answers that contradict each other: each claim is about one question. Where the data stand
 * still, one contradiction is enough. Where they change, it has to show each time that the question is asked: a server
 * that does something wrong does it again, whereas data hardly change in the same way at the same moment once more.
 */
export class Claims {
  readonly #claims = new Map<string, Map<string, Claim>>();
  #count = 0;
  #refuted = 0;
  /** How many are upheld, by severity. */
  readonly #upheld: Record<Severity, number> = { error: 0, warning: 0 };
  readonly #none: Readonly<Record<Severity, number>> = { error: 0, warning: 0 };

  /**
   * How many are upheld, by severity. What a rule claims of one question is worth little while it has to take back more of
   * others: then it was by chance that this one was not.
   */
  get upheldOf(): Readonly<Record<Severity, number>> {
    return this.#isTrusted ? this.#upheld : this.#none;
  }

  get #isTrusted(): boolean {
    return this.#refuted <= this.#upheld.error + this.#upheld.warning;
  }

  /** Whether anything was claimed. */
  get areNone(): boolean {
    return this.#count === 0;
  }

  /** A claim about a question holds. @param readings of everything so far */
  hold(question: string, what: string, judgement: Judgement, readings: number): void {
    const mine = this.#claims.get(question) ?? new Map<string, Claim>();
    const known = mine.get(what);
    if (known !== undefined) {
      if (known.isRefuted || readings <= known.readings) return;
      known.readings = readings;
      if (++known.times === TIMES) this.#upheld[known.judgement.severity]++;
      return;
    }
    if (this.#count >= MOST_CLAIMS) return;
    this.#count++;
    this.#claims.set(question, mine);
    mine.set(what, { judgement, times: 1, readings, isRefuted: false });
  }

  /** The question was asked, and the rule had only some things to say. */
  answered(question: string, said: ReadonlySet<string>): void {
    for (const [what, claim] of this.#claims.get(question) ?? []) {
      if (claim.isRefuted || said.has(what)) continue;
      claim.isRefuted = true;
      this.#refuted++;
      if (claim.times >= TIMES) this.#upheld[claim.judgement.severity]--;
    }
  }

  /** Claims that held whenever the question was asked, often enough. */
  get upheld(): readonly Judgement[] {
    return this.#isTrusted ? this.#select((claim) => claim.times >= TIMES) : [];
  }

  /** Claims that nothing speaks against. */
  get standing(): readonly Judgement[] {
    return this.#select(() => true);
  }

  #select(test: (claim: Claim) => boolean): Judgement[] {
    const selected: Judgement[] = [];
    for (const mine of this.#claims.values()) {
      for (const claim of mine.values()) if (!claim.isRefuted && test(claim)) selected.push(claim.judgement);
    }
    return selected;
  }
}
