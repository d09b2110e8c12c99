import type { Entries, Entry } from './entries.js';

/** Entries that are held, over all questions. */
const MOST = 200_000;

/** How entries are chosen. */
export interface Choice {
  isChosen(entry: Entry): boolean;
  /**
   * Stands for the choice, where it depends on nothing but the question and the entries: then it is made once for a
   * question that comes again. Undefined where it depends on more.
   */
  readonly by: object | undefined;
}

/** The entries that questions choose, as long as all entries are as they were: the same is asked again and again. */
export class ChosenEntries {
  readonly #entries: Entries;
  /** By question and choice. */
  readonly #chosen = new Map<string, Map<object, readonly Entry[]>>();
  #version = 0;
  #held = 0;

  constructor(entries: Entries) {
    this.#entries = entries;
  }

  /** What a question chooses of some data. @param scope the question, but for its page */
  of(universe: string, scope: string, { isChosen, by }: Choice): Iterable<Entry> {
    if (by === undefined) return this.#choose(universe, isChosen);
    if (this.#version !== this.#entries.version || this.#held > MOST) {
      this.#chosen.clear();
      this.#held = 0;
      this.#version = this.#entries.version;
    }
    let mine = this.#chosen.get(scope);
    if (mine === undefined) {
      mine = new Map();
      this.#chosen.set(scope, mine);
      this.#held += scope.length;
    }
    let chosen = mine.get(by);
    if (chosen === undefined) {
      chosen = [...this.#choose(universe, isChosen)];
      mine.set(by, chosen);
      this.#held += 1 + chosen.length;
    }
    return chosen;
  }

  *#choose(universe: string, isChosen: Choice['isChosen']): Iterable<Entry> {
    for (const entry of this.#entries.of(universe)) if (isChosen(entry)) yield entry;
  }
}
