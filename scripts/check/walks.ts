import { hashOf } from '../base/hash.js';
import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { Finding } from '../contract/invariants/invariant.js';
import {
  type SequenceInvariant,
  type SequenceWalk,
  type Step,
  sequenceInvariants,
} from '../contract/invariants/sequence.js';
import { type PageRequest, type Pager, type Position, pagerOf } from '../contract/pager.js';
import { BoundedEntries, type EntryBudget } from './bounded-entries.js';

/** Walks of one operation that may be open at once; beyond, the one that has waited longest is ended. */
const MOST_WALKS = 512;

/** Receives what the pages of a walk break: the first and last place of the walk so far. */
export type OnWalkFinding = (rule: SequenceInvariant, finding: Finding, walk: OpenWalk) => void;

/** A walk from page to page that the recording shows. */
export interface OpenWalk {
  /** Places of the first and of the last page. */
  readonly from: number;
  to: number;
  /** Request and response of the last page, as far as they are needed to report what the walk's end shows. */
  last: JsonObject;
  next: Position;
  readonly rules: readonly (readonly [SequenceInvariant, SequenceWalk])[];
  readonly entries: BoundedEntries;
}

/**
 * Follows the walks through results of one operation: pages of the same query, one after the other from the first page
 * on, whatever comes between them. Holds hashes of the entries' identities, never their pages.
 */
export class WalkTracker {
  readonly #contract: Contract;
  readonly #pager: Pager | undefined;
  readonly #rules: readonly SequenceInvariant[];
  readonly #names: readonly string[];
  readonly #onFinding: OnWalkFinding;
  /** In the order in which the walks were last heard of. */
  readonly #open = new Map<string, OpenWalk>();
  readonly #budget: EntryBudget;
  /** Walks of at least two pages. */
  walks = 0;
  /** True once a walk was ended before its time. */
  hasEvicted = false;

  constructor(contract: Contract, budget: EntryBudget, onFinding: OnWalkFinding) {
    this.#contract = contract;
    this.#pager = pagerOf(contract);
    this.#budget = budget;
    this.#rules = sequenceInvariants(contract);
    this.#onFinding = onFinding;
    const position = contract.pagination?.request.position;
    this.#names = contract.parameters.map(({ name }) => name).filter((name) => name !== position);
  }

  /** The rules that walks are judged by. */
  get rules(): readonly SequenceInvariant[] {
    return this.#rules;
  }

  /**
   * Takes a page.
   *
   * @param place where it stands in the recording: a number that grows
   */
  add(request: JsonObject, response: Json, place: number): void {
    const page = this.#pager?.requested(request);
    if (this.#pager === undefined || page === undefined) return;
    const key = this.#keyOf(request, page);
    const isFirst = this.#pager.isFirst(page);
    let walk = this.#open.get(key);
    if (walk === undefined && !isFirst) return;
    if (isFirst) {
      if (walk !== undefined) this.#end(key, walk);
      walk = this.#begin(request, place);
    } else if (walk === undefined || page.position !== walk.next) {
      // The page asked for again, or one out of turn: it says nothing about the walk.
      return;
    }
    if (!isFirst && walk.from === walk.to) this.walks++;
    this.#open.delete(key);
    this.#open.set(key, walk);
    walk.to = place;
    walk.last = request;
    const next = this.#pager.next(page, response);
    walk.next = (this.#pager.after(page) ?? next)?.position;
    const step: Step = { request, response };
    for (const [rule, judge] of walk.rules) {
      for (const finding of judge.add(step)) this.#onFinding(rule, finding, walk);
    }
    if (next === undefined && (this.#pager.hasTotal || !this.#pager.hasRandomAccess)) this.#end(key, walk);
    else if (this.#open.size > MOST_WALKS || (this.#budget.left === 0 && this.#open.size > 1)) this.#evict();
  }

  /** Ends all walks. */
  finish(): void {
    for (const [key, walk] of this.#open) this.#end(key, walk);
  }

  #begin(request: JsonObject, place: number): OpenWalk {
    const entries = new BoundedEntries(this.#budget);
    return {
      from: place,
      to: place,
      last: request,
      next: undefined,
      rules: this.#rules.map((rule) => [rule, rule.begin(entries)] as const),
      entries,
    };
  }

  #end(key: string, walk: OpenWalk): void {
    this.#open.delete(key);
    for (const [rule, judge] of walk.rules) {
      for (const finding of judge.finish()) this.#onFinding(rule, finding, walk);
    }
    walk.entries.release();
  }

  #evict(): void {
    for (const [key, walk] of this.#open) {
      this.hasEvicted = true;
      this.#end(key, walk);
      return;
    }
  }

  /** The query: all parameters but the position, and the size as it is after defaults. */
  #keyOf(request: JsonObject, page: PageRequest): string {
    let key = String(page.size);
    const size = this.#contract.pagination?.request.size;
    for (const name of this.#names) {
      const value = name === size ? undefined : own(request, name);
      if (value !== undefined) key += `&${name}=${JSON.stringify(value)}`;
    }
    return key.length > 200 ? String(hashOf(key)) : key;
  }
}
