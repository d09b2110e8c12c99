import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { at } from '../base/pointer.js';
import { partId } from '../contract/ajv.js';
import type { Contract, Response } from '../contract/contract.js';
import { invariantsOf } from '../contract/invariants/index.js';
import type { Exchange, Finding, Invariant } from '../contract/invariants/invariant.js';
import { contentOf, errorResponses, responseFor, successBody, successResponse } from '../contract/responses.js';
import { type Undeclared, undeclaredFinder } from '../contract/undeclared.js';
import { protocolOf } from '../wire/index.js';
import { type Acceptor, acceptorOf } from './acceptor.js';
import type { EntryBudget } from './bounded-entries.js';
import { type Collector, count, type OperationTally, type Tally } from './collector.js';
import { excerpt } from './excerpt.js';
import type { Recording } from './recording.js';
import { inputRefusals } from './refusals.js';
import { type Rule, rules } from './rules.js';
import { SeenWindow } from './seen-window.js';
import { expectedOf, Validators } from './validators.js';
import { type Place, type Style, type Subject, subjectOf, violationOf } from './violation.js';
import { WalkTracker } from './walks.js';

/** Judges the recordings of one operation. */
export class OperationJudge {
  readonly contract: Contract;
  readonly validators: Validators;
  readonly #style: Style;
  readonly #budget: EntryBudget;
  readonly #collector: Collector;
  readonly #tally: OperationTally;
  readonly #tallies: Record<keyof typeof rules, Tally>;
  readonly #success: Response;
  readonly #declared = new Map<number, Response | undefined>();
  readonly #invariants: readonly (readonly [Invariant, Tally])[];
  readonly #isInputRefusal: (status: number, body: Json) => boolean;
  readonly #undeclared: (body: Json) => Undeclared[];
  readonly #acceptsBody: Acceptor | undefined;
  readonly #acceptsRequest: Acceptor | undefined;
  readonly #idProperty: string | undefined;
  readonly #walkTallies = new Map<string, Tally>();
  #ids = new SeenWindow();
  #walks: WalkTracker;
  #place: Place = { file: '', line: 0, size: 0 };
  #recording: Recording | undefined;

  /** @param budget shared by all operations of a run */
  constructor(contract: Contract, collector: Collector, budget: EntryBudget, style: Style) {
    this.contract = contract;
    this.validators = new Validators(contract);
    this.#style = style;
    this.#collector = collector;
    this.#tally = collector.of(contract.id);
    const undeclaredFields: Rule = { ...rules.undeclaredFields, severity: style.strict ? 'error' : 'warning' };
    this.#tallies = Object.fromEntries(
      Object.entries({ ...rules, undeclaredFields }).map(([name, rule]) => [name, this.#tally.of(rule)]),
    ) as Record<keyof typeof rules, Tally>;
    this.#success = successResponse(contract);
    this.#invariants = invariantsOf(contract).map(
      (invariant) => [invariant, this.#tally.of(ruleOf(invariant))] as const,
    );
    this.#isInputRefusal = inputRefusals(contract);
    this.#undeclared = undeclaredFinder(successBody(contract).schema, contract.definitions);
    this.#acceptsBody = acceptorOf(contract, partId(successResponse(contract)), contract.links);
    this.#acceptsRequest = acceptorOf(contract, partId('request'));
    this.#idProperty = protocolOf(contract).requestId.property;
    this.#budget = budget;
    this.#walks = this.#newWalks();
    for (const rule of this.#walks.rules) this.#walkTallies.set(rule.id, this.#tally.of(ruleOf(rule)));
  }

  /** Judges one recording. */
  judge(recording: Recording, place: Place): void {
    this.#tally.requests++;
    this.#place = place;
    this.#recording = recording;
    const declared = this.#declaredFor(recording);
    if (declared === undefined) return;
    const isSuccess = declared === this.#success;
    const { body } = recording;
    this.#judgeInput(recording, isSuccess);
    const isPlain = isSuccess && body !== undefined && this.#acceptsBody?.accepts(body) === true;
    this.#judgeBody(declared, isSuccess, recording, isPlain);
    if (body === undefined) return;
    this.#judgeRequestId(body);
    if (!isSuccess) return;
    const { request } = recording;
    const exchange: Exchange = { request, response: body };
    const holding = isPlain && !this.#acceptsBody?.isSuspicious ? this.#acceptsBody?.screened : undefined;
    for (const [invariant, tally] of this.#invariants) {
      tally.runs++;
      if (holding?.has(invariant.id)) continue;
      for (const finding of invariant.judge(exchange)) this.#report(tally, finding);
    }
    this.#tallies.undeclaredFields.runs++;
    for (const { path, value } of isPlain ? [] : this.#undeclared(body)) {
      this.#add(this.#tallies.undeclaredFields, path, 'is not declared', null, value);
    }
    if (request !== undefined) this.#walks.add(request, body, place.line);
  }

  /** Ends what spans several recordings of a file. */
  endFile(): void {
    this.#walks.finish();
    const { id } = this.contract;
    if (this.#walks.hasEvicted) {
      this.#collector.notes.add(
        `${id}: more walks were under way at once than are followed; the oldest were cut short.`,
      );
    }
    if (this.#ids.hasForgotten) {
      this.#collector.notes.add(`${id}: request ids were compared with the latest ones, not with all.`);
    }
    for (const tally of this.#walkTallies.values()) tally.runs += this.#walks.walks;
    this.#walks = this.#newWalks();
    this.#ids = new SeenWindow();
    this.#recording = undefined;
  }

  #newWalks(): WalkTracker {
    return new WalkTracker(this.contract, this.#budget, (rule, finding, walk) => {
      const tally = this.#walkTallies.get(rule.id) as Tally;
      const { file, size } = this.#place;
      // What the end of a walk shows is about a page that is long gone.
      const isCurrent = this.#place.line === walk.to && this.#recording !== undefined;
      const subject: Subject = {
        place: { file, size, line: walk.to },
        from: walk.from,
        request: isCurrent ? this.#subject().request : { parameters: excerpt(walk.last) },
        response: isCurrent ? this.#subject().response : {},
      };
      this.#report(tally, finding, subject);
    });
  }

  /** The declared response that a recording has to keep. A body without status says itself which one it is. */
  #declaredFor({ status, body }: Recording): Response | undefined {
    if (status === undefined) {
      if ((body !== undefined && this.#acceptsBody?.accepts(body)) || this.validators.of(this.#success)(body))
        return this.#success;
      return errorResponses(this.contract).find((error) => this.validators.of(error)(body)) ?? this.#success;
    }
    const tally = this.#tallies.httpStatus;
    tally.runs++;
    if (!this.#declared.has(status)) this.#declared.set(status, responseFor(this.contract, status));
    const declared = this.#declared.get(status);
    if (declared === undefined) {
      this.#add(tally, '', `status ${status} is not declared`, Object.keys(this.contract.responses), status);
    }
    return declared;
  }

  #judgeInput({ request, status, body }: Recording, isSuccess: boolean): void {
    if (request === undefined) return;
    const { invalidAccepted, validRefused } = this.#tallies;
    const validate = this.validators.of('request');
    if (!isSuccess && (status === undefined || body === undefined || !this.#isInputRefusal(status, body))) return;
    const tally = isSuccess ? invalidAccepted : validRefused;
    tally.runs++;
    const isValid = this.#acceptsRequest?.accepts(request) || validate(request);
    if (isValid !== isSuccess) {
      const error = isValid ? undefined : validate.errors?.[0];
      const why = error && `${error.instancePath.slice(1)} ${error.message}`.trim();
      const message = isSuccess ? `an invalid request is answered with success: ${why}` : 'a valid request is refused';
      this.#add(tally, '', message, isSuccess ? 'an error' : 'success', status ?? null);
    }
  }

  /** @param isPlain the body is known to keep its schema */
  #judgeBody(declared: Response, isSuccess: boolean, { contentType, body, text }: Recording, isPlain: boolean): void {
    const tally = isSuccess ? this.#tallies.responseSchema : this.#tallies.errorSchema;
    tally.runs++;
    const { mediaType } = contentOf(declared);
    if (contentType !== undefined && mediaType !== '') {
      const type = mediaTypeOf(contentType);
      if (type !== mediaType.toLowerCase()) {
        this.#add(tally, '', `the content type is "${type}"`, mediaType, type);
      }
    }
    if (body === undefined) {
      if (text !== undefined) this.#add(tally, '', 'the body is not JSON', 'JSON', text);
      else this.#collector.notes.add(`${this.contract.id}: some responses were recorded without their bodies.`);
      return;
    }
    if (isPlain || this.validators.of(declared)(body)) return;
    for (const error of this.validators.errorsOf(declared, body, this.#place.size)) {
      const path = error.instancePath;
      this.#add(tally, path, error.message ?? 'violates its schema', expectedOf(error), at(body, path));
    }
  }

  #judgeRequestId(body: Json): void {
    const id = this.#idProperty === undefined ? undefined : own(body, this.#idProperty);
    if (typeof id !== 'string') return;
    const tally = this.#tallies.uniqueRequestIds;
    tally.runs++;
    if (this.#ids.add(id)) this.#add(tally, `/${this.#idProperty}`, 'came before', 'an ID of its own', id);
  }

  #add(tally: Tally, path: string, message: string, expected: Json, actual: Json | undefined): void {
    this.#report(tally, { path, message, expected, actual });
  }

  #report(tally: Tally, finding: Finding, subject?: Subject): void {
    count(tally, () => violationOf(this.contract.id, tally.rule, finding, subject ?? this.#subject(), this.#style));
  }

  #subject(): Subject {
    return subjectOf(this.#recording as Recording, this.#place);
  }
}

function ruleOf({ id, severity, source, statement }: Omit<Invariant, 'judge' | 'repair'>): Rule {
  return { id, severity, source: `${source}: ${statement}` };
}

function mediaTypeOf(header: string): string {
  const end = header.indexOf(';');
  return (end === -1 ? header : header.slice(0, end)).trim().toLowerCase();
}
