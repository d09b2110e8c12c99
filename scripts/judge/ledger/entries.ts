import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../../base/json.js';

/** What is known of one entry of the vendor's data, by all that was seen of it. */
export interface Entry {
  /** What names it among the data that it is part of. */
  readonly key: string;
  /** As it was seen last, and what stands for it. */
  item: Json;
  digest: number;
  /** Numbers of the exchanges in which it was first and last seen with this content. */
  since: number;
  last: number;
  /** Whether it was seen without that a range was asked for: what a range finds need not be there without it. */
  isOpen: boolean;
  /** Times that it was seen, and seen with another content than the time before. */
  sightings: number;
  changes: number;
  /** Times that it was seen with this content since it changed last, and changes from a content that was seen only once. */
  run: number;
  brief: number;
  /** Its content has come back to one that it had before. */
  hasReturned: boolean;
  /** What it counts as: one that changes, or one that is shown now so, now so. */
  counts: 'changed' | 'restless' | undefined;
  /** Contents that it had before, the latest last. */
  before: readonly { readonly content: Json; readonly item: Json }[];
}

/** What seeing an entry has shown: `returned` is a content that it had, and then had no more. */
export type Sighting = 'new' | 'same' | 'changed' | 'returned';

/** Former contents that are remembered of an entry. */
const MOST_VERSIONS = 4;

/** An entry that goes to and fro by itself is seen the same so many times for each time that it is another. */
const SELDOM = 12;

/** Of the contents of an entry that goes to and fro by itself, at most one in so many is seen only once. */
const BRIEF = 3;

/** The entries that were seen, as many as there is room for. */
export class Entries {
  /** By the data that they are part of, and key. */
  readonly #entries = new Map<string, Map<string, Entry>>();
  readonly #contentOf: (item: Json) => Json;
  readonly #room: number;
  #size = 0;
  /** Entries whose content has changed, as the vendor's data do. */
  changed = 0;
  /** Entries that are shown now so, now so: the server's doing. */
  restless = 0;
  /** Changes from a content that was seen more than once. */
  lasting = 0;
  /** Entries whose content has come back, be it the data's doing or the server's. */
  returned = 0;
  /** Another number whenever an entry is another one than it was, or a new one is known. */
  version = 0;
  /** True once an entry was not remembered for want of room. */
  isFull = false;

  /**
   * @param room entries that are remembered
   * @param contentOf the item without what differs from language to language
   */
  constructor(room: number, contentOf: (item: Json) => Json) {
    this.#room = room;
    this.#contentOf = contentOf;
  }

  /** What is known of an entry. @param universe the data that it is part of */
  get(universe: string, key: string): Entry | undefined {
    return this.#entries.get(universe)?.get(key);
  }

  /** Those that are known of some data, by key; undefined where there are none. */
  in(universe: string): ReadonlyMap<string, Entry> | undefined {
    return this.#entries.get(universe);
  }

  /** Those that are known of some data. */
  of(universe: string): Iterable<Entry> {
    return this.#entries.get(universe)?.values() ?? [];
  }

  /** All that are known, whatever data they are part of. */
  *values(): IterableIterator<Entry> {
    for (const entries of this.#entries.values()) yield* entries.values();
  }

  /**
   * Remembers an entry as it is seen in an exchange.
   *
   * @param universe the data that it is part of
   * @param digest stands for the item
   * @param number of the exchange
   */
  see(universe: string, key: string, item: Json, digest: number, number: number): Sighting {
    const mine = this.#entries.get(universe) ?? new Map<string, Entry>();
    const known = mine.get(key);
    if (known === undefined) {
      if (this.#size >= this.#room) {
        this.isFull = true;
        return 'new';
      }
      this.#size++;
      this.version++;
      this.#entries.set(universe, mine);
      mine.set(key, {
        key,
        item,
        digest,
        since: number,
        last: number,
        isOpen: false,
        before: [],
        sightings: 1,
        changes: 0,
        run: 1,
        brief: 0,
        hasReturned: false,
        counts: undefined,
      });
      return 'new';
    }
    known.sightings++;
    // The item stays the one that it was: the new one need not be held for its sake.
    if (known.digest === digest) return this.#again(known, number);
    known.digest = digest;
    this.version++;
    const content = this.#contentOf(item);
    const formerly = this.#contentOf(known.item);
    // What stands for them differs where keys come in another order, too: that is no other content.
    if (isDeepStrictEqual(content, formerly)) {
      known.item = item;
      return this.#again(known, number);
    }
    const hasReturned = known.before.some((version) => isDeepStrictEqual(version.content, content));
    known.changes++;
    if (known.run > 1) this.lasting++;
    else known.brief++;
    known.run = 1;
    if (hasReturned && !known.hasReturned) {
      known.hasReturned = true;
      this.returned++;
    }
    this.#count(known);
    known.before = [...known.before.slice(1 - MOST_VERSIONS), { content: formerly, item: known.item }];
    known.item = item;
    known.since = number;
    known.last = number;
    return hasReturned ? 'returned' : 'changed';
  }

  #again(entry: Entry, number: number): Sighting {
    entry.last = number;
    entry.run++;
    this.#count(entry);
    return 'same';
  }

  #count(entry: Entry): void {
    const { changes, sightings, hasReturned, brief } = entry;
    const isOften = changes * SELDOM >= sightings && brief * BRIEF >= changes;
    // What is another at nearly every sight may be a clock, or a whim: it counts for neither.
    const isAlways = changes > 2 && changes * 3 >= sightings;
    const counts = changes === 0 ? undefined : hasReturned && isOften ? 'restless' : isAlways ? undefined : 'changed';
    if (counts === entry.counts) return;
    if (entry.counts !== undefined) this[entry.counts]--;
    if (counts !== undefined) this[counts]++;
    entry.counts = counts;
  }
}
