/** Questions whose answers are remembered. */
const MOST_QUESTIONS = 5_000;

/** Different answers that are remembered of one question. */
const MOST_ANSWERS = 8;

/** Identities of entries that are remembered with all answers together. */
const MOST_KEYS = 100_000;

/** Answers that come back speak against data that change: for each such question it takes so many others. */
const OUTWEIGHS = 20;

/** An answer, as far as it is compared. */
export interface Answer {
  /** Number of its exchange. */
  readonly number: number;
  readonly status: number | undefined;
  /** Stands for all that it says of the data, but for the order of the entries. */
  readonly content: number;
  /** Stands for all of it. */
  readonly digest: number;
  /** Identities of its entries, in order; none where there is no room. */
  readonly keys: readonly (string | undefined)[];
}

/** An answer that is to be compared. */
export interface Answered extends Omit<Answer, 'content'> {
  readonly contentOf: () => number;
}

/** An answer to a question that was asked before. */
export interface Repeat {
  /** `returned` is an answer that the question had, and then had no more. */
  readonly sighting: 'same' | 'changed' | 'returned';
  /** The answer before. */
  readonly before: Answer;
}

interface History {
  readonly answers: Answer[];
  last: Answer;
  /** The content of its answers has changed, or come back after another one. */
  hasChanged: boolean;
  hasReturned: boolean;
}

/**
 * How the answers to each question went. Data that change have a past that does not come back: the answer of today is
 * another one than that of yesterday, and stays away from it. A server that answers now so, now so, is no witness to
 * any change, nor is one that answers every question in its own way, but always in the same.
 */
export class Answers {
  readonly #histories = new Map<string, History>();
  #held = 0;
  #changed = 0;
  #returned = 0;

  /** Takes the answer to a question. @returns undefined where the question is new */
  see(question: string, { number, status, contentOf, digest, keys }: Answered): Repeat | undefined {
    const known = this.#histories.get(question);
    const isRoom = this.#held + keys.length <= MOST_KEYS;
    const held = isRoom ? keys : [];
    if (known === undefined) {
      if (this.#histories.size >= MOST_QUESTIONS) return undefined;
      const answer: Answer = { number, status, content: contentOf(), digest, keys: held };
      this.#held += answer.keys.length;
      this.#histories.set(question, { answers: [answer], last: answer, hasChanged: false, hasReturned: false });
      return undefined;
    }
    const before = known.last;
    const content = before.digest === digest ? before.content : contentOf();
    const answer: Answer = { number, status, content, digest, keys: held };
    known.last = answer;
    if (before.digest === digest) return { sighting: 'same', before };
    const hasReturned = known.answers.some((one) => one.digest === digest);
    this.#count(known, before.content, content);
    if (hasReturned) return { sighting: 'returned', before };
    if (known.answers.length < MOST_ANSWERS) {
      this.#held += answer.keys.length;
      known.answers.push(answer);
    }
    return { sighting: 'changed', before };
  }

  #count(known: History, before: number, content: number): void {
    if (before === content || known.hasReturned) return;
    if (known.answers.some((one) => one.content === content)) {
      known.hasReturned = true;
      if (known.hasChanged) this.#changed--;
      this.#returned++;
    } else if (!known.hasChanged) {
      known.hasChanged = true;
      this.#changed++;
    }
  }

  /** Questions whose answers have changed for good. */
  get changed(): number {
    return this.#changed;
  }

  /** Questions whose answers have come back after another one. */
  get returned(): number {
    return this.#returned;
  }

  /** Questions whose answers have changed for good, if they are not outweighed by those whose answers come back. */
  get movedOn(): number {
    return this.#changed > OUTWEIGHS * this.#returned ? this.#changed : 0;
  }
}
