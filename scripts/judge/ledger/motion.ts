import { type Answered, Answers, type Repeat } from './answers.js';
import type { Entries } from './entries.js';
import { Totals } from './totals.js';
import type { Result } from './walks.js';
import { Wholes } from './wholes.js';

/** Entries that have changed, so that the data must have, if the answers to some question have, too. */
const SOME = 5;

/** Changes of entries from a content that has lasted, so that the data must have changed. */
const OFTEN = 10;

/** Questions whose answers have changed for good, so that the data must have, whatever entries do besides. */
const MANY = 20;

/** Tells data that change while they are asked for from a server that answers now so, now so. */
export class Motion {
  readonly #entries: Entries;
  readonly #answers = new Answers();
  readonly #totals = new Totals();
  readonly #wholes = new Wholes();
  /** Times that something was seen to be different. */
  #changes = 0;
  /** Everything was read twice, and was not the same. */
  #haveWholesChanged = false;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  /** Entries were seen to have changed. @param count how many */
  changed(count: number): void {
    this.#changes += count;
  }

  /** Takes an answer. @returns how it compares with the one before to the same question */
  answered(question: string, answer: Answered): Repeat | undefined {
    const repeat = this.#answers.see(question, answer);
    if (repeat?.sighting === 'changed') this.#changes++;
    return repeat;
  }

  /** Takes the total of a page. */
  counted(scope: string, total: number): void {
    this.#totals.see(scope, total);
  }

  /** Takes a reading of everything. @param former the reading before */
  read(result: Result, former: Result | undefined): void {
    if (former !== undefined && !sameEntries(former, result)) {
      this.#changes++;
      if (isDistinct(former) && isDistinct(result)) this.#haveWholesChanged = true;
    }
    if (former?.digest !== result.digest && isDistinct(result)) this.#wholes.see(result.keys);
  }

  /** Whether the totals of a result come and go with the pages. */
  comeAndGo(scope: string): boolean {
    return this.#totals.comeAndGo(scope);
  }

  /** Whether nothing was seen to change. */
  get isStill(): boolean {
    return this.#changes === 0 && !this.#totals.haveChanged;
  }

  /** Whether the data behind the server change while it is asked. */
  get isLive(): boolean {
    const answers = this.#answers;
    const { changed, restless, lasting } = this.#entries;
    if (this.#wholes.haveMovedOn) return true;
    // However few they are, entries that go to and fro, and stay for a while each time, do so by themselves.
    if (lasting >= OFTEN && restless === 0 && answers.returned > 0) return true;
    if (answers.changed === 0) return false;
    if (changed >= SOME && changed > 3 * restless) return true;
    if (answers.movedOn >= MANY && restless <= changed) return true;
    // Few questions could have met a server by chance that answers now so, now so: then entries or totals have to agree.
    const haveTotals = this.#totals.haveChanged && !this.#totals.areRestless;
    const hasChanged = changed > 0 || haveTotals || this.#haveWholesChanged;
    return answers.movedOn > 0 && restless * 3 <= changed && hasChanged;
  }
}

function sameEntries(one: Result, other: Result): boolean {
  if (one.digest === other.digest) return true;
  const keys = new Set(one.keys);
  return one.keys.length === other.keys.length && other.keys.every((key) => keys.has(key));
}

/** No entry that has an identity is there twice, as it would be if pages had shifted while they were read. */
function isDistinct({ keys }: Result): boolean {
  const named = keys.filter((key) => key !== undefined);
  return new Set(named).size === named.length;
}
