import { hashOf } from '../../base/hash.js';
import { isSameText, type Json, jsonText } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { isRange } from '../ranges.js';
import { type Choice, ChosenEntries } from './chosen-entries.js';
import { Entries, type Entry, type Sighting } from './entries.js';
import { contentName, contentReader, identityReader } from './item-readers.js';
import type { Seen } from './seen.js';
import { keysOf, type Result } from './walks.js';

/** The entries of one answer. */
export interface Shown {
  readonly universe: string;
  readonly items: readonly Json[];
  /** Their identities; undefined for an entry without one. */
  readonly keys: readonly (string | undefined)[];
  /** What stands for each of them. */
  readonly digests: readonly number[];
  /** Number of the exchange. */
  readonly number: number;
  /** No range was asked for. */
  readonly isOpen: boolean;
}

/** The entries that are known: those with an identity, and those that lack a field of it. */
export class KnownEntries {
  readonly named: Entries;
  /**
   * Entries that lack a field of their identity, as a task that has not begun lacks its start: each content is an entry.
   * Alike ones are one, so that these are good for telling what is missing, and for nothing that has to be counted.
   */
  readonly #nameless: Entries;
  readonly #identify: (item: Json) => string | undefined;
  readonly #nameOf: (item: Json) => string | undefined;
  readonly #chosenNamed: ChosenEntries;
  readonly #chosenNameless: ChosenEntries;
  readonly #names = new WeakMap<readonly Json[], ReadonlySet<string | undefined>>();

  /** @param room entries of either kind that are remembered */
  constructor(contract: Contract, room: number) {
    this.named = new Entries(room, contentReader(contract));
    this.#nameless = new Entries(room, contentReader(contract));
    this.#identify = identityReader(contract);
    this.#nameOf = contentName(contract);
    this.#chosenNamed = new ChosenEntries(this.named);
    this.#chosenNameless = new ChosenEntries(this.#nameless);
  }

  /** Their identities, and what stands for the text of each. Most entries are known, and as they were. */
  recognise(universe: string, items: readonly Json[]): Pick<Shown, 'keys' | 'digests'> {
    const mine = this.named.in(universe);
    const keys: (string | undefined)[] = [];
    const digests: number[] = [];
    for (const item of items) {
      const key = this.#identify(item);
      const known = key === undefined ? undefined : mine?.get(key);
      // One text for each identity: it is found again in many places, and held in some.
      keys.push(known === undefined ? key : known.key);
      digests.push(known !== undefined && isSameText(known.item, item) ? known.digest : hashOf(jsonText(item)));
    }
    return { keys, digests };
  }

  /** Remembers the entries of an answer. @returns what seeing each of them has shown */
  remember({ universe, items, keys, digests, number, isOpen }: Shown): readonly Sighting[] {
    return items.map((item, index) => {
      const key = keys[index];
      const [entries, name] = key === undefined ? [this.#nameless, this.#nameOf(item)] : [this.named, key];
      if (name === undefined) return 'new';
      const sighting = entries.see(universe, name, item, digests[index] as number, number);
      const entry = isOpen ? entries.get(universe, name) : undefined;
      if (entry !== undefined) entry.isOpen = true;
      return key === undefined ? 'new' : sighting;
    });
  }

  /** An entry by what names it. */
  find(universe: string, key: string): Entry | undefined {
    return this.named.get(universe, key) ?? this.#nameless.get(universe, key);
  }

  /**
   * What a whole result lacks of what it may be expected to find: what was shown so before it was read. What was first seen
   * while it was being read may not have been there when it was; and without a range a server may show a usual one.
   *
   * @param sought called for each entry that is looked for
   */
  lackedBy(
    result: Result,
    { universe, scope, filters, items, keys }: Pick<Seen, 'universe' | 'scope' | 'filters' | 'items' | 'keys'>,
    choice: Choice,
    sought: () => void,
  ): Entry | undefined {
    const isOpen = !filters.some(isRange);
    const lacked = (entries: ChosenEntries, returned: ReadonlySet<string | undefined>): Entry | undefined => {
      for (const entry of entries.of(universe, scope, choice)) {
        if (entry.since >= result.since || (isOpen && !entry.isOpen)) continue;
        sought();
        if (!returned.has(entry.key)) return entry;
      }
      return undefined;
    };
    const named = lacked(this.#chosenNamed, keysOf(result));
    if (named !== undefined || result.since !== result.last) return named;
    return lacked(this.#chosenNameless, this.#namesOf(items, keys));
  }

  /** What names the items of an answer that lack a field of their identity: found once for all rules. */
  #namesOf(items: readonly Json[], keys: readonly (string | undefined)[]): ReadonlySet<string | undefined> {
    const known = this.#names.get(items);
    if (known !== undefined) return known;
    const names = new Set(items.map((item, index) => (keys[index] === undefined ? this.#nameOf(item) : undefined)));
    this.#names.set(items, names);
    return names;
  }
}
