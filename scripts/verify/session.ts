import * as fc from 'fast-check';
import type { Json, JsonObject } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import type { Judgement } from '../judge/index.js';
import type { Asked, AskOptions, Operation } from './operation.js';
import type { Property } from './property.js';
import { Purse } from './purse.js';
import { seedFor } from './questions/random.js';
import { type Collection, type Reading, readResult } from './questions/result.js';
import type { Answer } from './transport/answer.js';

/** Cases that are tried to make a failing one smaller. */
const MAX_SHRINKS = 40;

/** Complaints that one property makes at most; more would bury the first ones. */
const MAX_COMPLAINTS = 10;

/** What a property has against one answer. */
export interface Complaint {
  readonly answer: Answer;
  /** JSON pointer into the response body. */
  readonly path: string;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json | undefined;
}

/** Cases to ask about. */
export interface Trial<T> {
  /** Tells the trials of one property apart. */
  readonly label: string;
  /** Draws cases; also says how they become smaller. */
  readonly cases?: fc.Arbitrary<T> | undefined;
  /** Cases that are always tried, before any is drawn. */
  readonly always?: readonly T[];
  /** Drawn cases. Default: the run's, if there are cases to draw. */
  readonly runs?: number;
  /** Asks. Throws fast-check's precondition failure to skip a case. */
  ask(value: T): Promise<unknown>;
}

/** One property that is being verified: it asks, and keeps the books. */
export class Session {
  readonly contract: Contract;
  /** Cases that were tried. */
  runs = 0;
  /** Comparisons that the property itself has made. */
  compared = 0;
  /** Comparisons that say nothing, because the data changed underneath. */
  dropped = 0;
  readonly complaints: Complaint[] = [];
  readonly #notes = new Set<string>();
  /** What speaks against the case that is being tried. */
  #fresh: (Judgement | Complaint)[] = [];
  readonly #purse: Purse;

  /** @param allowance requests that the property may send of a budget that others need, too */
  constructor(
    readonly operation: Operation,
    readonly property: Property,
    allowance?: number,
  ) {
    this.contract = operation.contract;
    this.#purse = new Purse(allowance, property.name);
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Says what could not be asked, and what would help. */
  note(text: string): void {
    this.#notes.add(text);
  }

  /** Complains about an answer. */
  complain(complaint: Complaint): void {
    this.#fresh.push(complaint);
    if (this.complaints.length < MAX_COMPLAINTS) this.complaints.push(complaint);
  }

  /** What the server shows, read once for all properties. @throws BudgetSpent */
  async collections(): Promise<readonly Collection[]> {
    const { everything } = this.operation;
    const collections = await everything.collections(this.#purse);
    if (collections.length === 0 && everything.problem !== undefined)
      this.note(`nothing could be read: ${everything.problem}`);
    return collections;
  }

  /** Sends a decoded request. @throws BudgetSpent */
  async ask(parameters: JsonObject, options: AskOptions = {}): Promise<Asked> {
    const asked = await this.operation.ask(parameters, { ...options, purse: this.#purse });
    this.#fresh.push(...asked.found.filter(({ severity }) => severity === 'error'));
    return asked;
  }

  /** Everything that filters leave of a collection. @throws BudgetSpent */
  async select(collection: Collection, filters: JsonObject, options: AskOptions = {}): Promise<Reading> {
    const before = this.operation.judge.errors;
    const reading = await this.operation.everything.select(collection, filters, { ...options, purse: this.#purse });
    if (this.operation.judge.errors > before) this.#fresh.push(...this.operation.judge.latest);
    return reading;
  }

  /** Reads a result from its first page on. @throws BudgetSpent */
  async walk(filters: JsonObject, size: number): Promise<Reading> {
    const before = this.operation.judge.errors;
    const reading = await readResult(this.operation, filters, size, { purse: this.#purse });
    if (this.operation.judge.errors > before) this.#fresh.push(...this.operation.judge.latest);
    return reading;
  }

  /** Asks about cases until something speaks against one, and makes that one as small as it gets. */
  async forAll<T>({ label, cases, always = [], runs = this.operation.settings.runs, ask }: Trial<T>): Promise<void> {
    const numRuns = always.length + (cases === undefined ? 0 : runs);
    if (numRuns === 0) return;
    let shrinks = 0;
    let hasFailed = false;
    let error: unknown;
    const property = fc.asyncProperty(cases ?? fc.constantFrom(...always), async (value) => {
      if (error !== undefined || (hasFailed && (++shrinks > MAX_SHRINKS || this.#purse.waits > 0))) return;
      if (!hasFailed) this.runs++;
      this.#fresh = [];
      try {
        await ask(value);
      } catch (thrown) {
        if (fc.PreconditionFailure.isFailure(thrown)) throw thrown;
        // Neither a spent budget nor a bug of ours becomes smaller with the case.
        error = thrown;
        return;
      }
      if (this.#fresh.length === 0) return;
      hasFailed = true;
      throw new Error(label);
    });
    const { settings } = this.operation;
    const details = await fc.check(property, {
      seed: seedFor(settings.seed, this.contract.id, this.property.name, label),
      numRuns,
      maxSkipsPerRun: 20,
      examples: always.map((value): [T] => [value]),
    });
    if (error !== undefined) throw error;
    if (details.failed && details.counterexample === null) this.note(`${label}: too few cases could be drawn`);
  }
}
