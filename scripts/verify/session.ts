import * as fc from 'fast-check';
import type { Json, JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { resolveSchema } from '../contract/schema-at.js';
import type { WireRequest } from '../wire/protocol.js';
import type { Complaint } from './complaint.js';
import type { AskOptions, Operation } from './operation.js';
import { seedFor } from './random.js';
import type { Answer } from './transport/answer.js';
import type { Exercised } from './violation.js';

/** Cases that are tried to make a failing one smaller. */
const MAX_SHRINKS = 80;

/** Answers that may fail to come before a property stops waiting for more. */
const MAX_WAITS = 2;

/** Complaints that one property reports at most; more would bury the first ones. */
const MAX_COMPLAINTS = 10;

/** Cases to judge, and how. */
export interface Trial<T> {
  /** Tells the trials of one property apart. */
  readonly label: string;
  /** Draws cases; also says how they become smaller. */
  readonly cases: fc.Arbitrary<T>;
  /** Cases that are always tried, before any is drawn. */
  readonly always?: readonly T[];
  /** Drawn cases. Default: the run's. */
  readonly runs?: number;
  /** What there is to complain about; empty if nothing. Throws fast-check's precondition failure to skip a case. */
  judge(value: T): Promise<readonly Complaint[]>;
}

/** One property that is being verified: it asks, judges, and keeps the books. */
export class Session {
  readonly contract: Contract;
  runs = 0;
  requests = 0;
  /** Nothing could be read from the server that could be judged. */
  isBlind = false;
  readonly exercised: Exercised = {};
  readonly #complaints: Complaint[] = [];
  readonly #notes = new Set<string>();
  #waits = 0;

  constructor(
    readonly operation: Operation,
    readonly property: string,
    readonly seed: number,
  ) {
    this.contract = operation.contract;
  }

  get complaints(): readonly Complaint[] {
    return this.#complaints;
  }

  get notes(): readonly string[] {
    return [...this.#notes];
  }

  /** Says what could not be judged, and what would help. */
  note(text: string): void {
    this.#notes.add(text);
  }

  /** Complains. */
  report(complaints: readonly Complaint[]): void {
    this.#complaints.push(...complaints.slice(0, Math.max(0, MAX_COMPLAINTS - this.#complaints.length)));
  }

  /**
   * Sends a decoded request.
   *
   * @throws BudgetSpent
   */
  async ask(parameters: JsonObject, options: AskOptions = {}): Promise<Answer> {
    if (this.#waits >= MAX_WAITS) {
      const wire = this.#encode(parameters, options);
      const message = `not asked: ${MAX_WAITS} requests of this property were not answered in time`;
      return { kind: 'no-reply', asked: { wire, parameters }, reason: 'gave-up', message };
    }
    const send = () => this.operation.ask(parameters, options, () => this.requests++);
    const answer = await (options.isShared === true
      ? this.operation.remember(`answer ${JSON.stringify(this.#encode(parameters, options))}`, send)
      : send());
    if (answer.kind === 'no-reply' && answer.reason === 'timeout') this.#waits++;
    if (options.as === undefined) this.#remember(parameters);
    return answer;
  }

  /** Judges cases until one fails, makes that one as small as it gets, and complains about it. */
  async forAll<T>({ label, cases, always = [], runs = this.operation.settings.runs, judge }: Trial<T>): Promise<void> {
    let shrinks = 0;
    let failed: readonly Complaint[] = [];
    let error: unknown;
    const property = fc.asyncProperty(cases, async (value) => {
      if (failed.length > 0 && (++shrinks > MAX_SHRINKS || this.#waits > 0)) return;
      if (error !== undefined) return;
      if (failed.length === 0) this.runs++;
      let complaints: readonly Complaint[];
      try {
        complaints = await judge(value);
      } catch (thrown) {
        if (fc.PreconditionFailure.isFailure(thrown)) throw thrown;
        // Neither a broken budget nor a bug of ours becomes smaller with the case.
        error = thrown;
        return;
      }
      if (complaints.length === 0) return;
      failed = complaints;
      throw new Error(label);
    });
    const numRuns = always.length + runs;
    if (numRuns === 0) return;
    const details = await fc.check(property, {
      seed: seedFor(this.seed, this.contract.id, this.property, label),
      numRuns,
      maxSkipsPerRun: 20,
      examples: always.map((value): [T] => [value]),
    });
    if (error !== undefined && failed.length === 0) throw error;
    if (details.failed && details.counterexample === null) this.note(`${label}: too few cases could be drawn`);
    this.report(failed);
  }

  #encode(parameters: JsonObject, { as, variant }: AskOptions): WireRequest {
    return this.operation.protocol.encode(as ?? this.contract, parameters, variant);
  }

  /** Values of parameters with few possible ones are listed, others only counted as sent. */
  #remember(parameters: JsonObject): void {
    for (const { name, schema } of this.contract.parameters) {
      const value = own(parameters, name);
      if (value === undefined) continue;
      if (!Object.hasOwn(this.exercised, name)) setOwn(this.exercised as JsonObject, name, []);
      const list = this.exercised[name] as Json[];
      const resolved = resolveSchema(schema, this.contract.definitions);
      const element = resolveSchema(own(resolved, 'items'), this.contract.definitions);
      const allowed = own(element ?? resolved, 'enum');
      if (!Array.isArray(allowed)) continue;
      for (const one of Array.isArray(value) ? value : [value]) {
        if (allowed.includes(one) && !list.includes(one)) list.push(one);
      }
    }
  }
}
