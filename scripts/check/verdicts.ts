import type { Json } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { type Exchange, Judge, type Judgement, type Outcome, type RuleOutcome } from '../judge/index.js';
import {
  Defects,
  type Observation,
  type OperationRun,
  type Place,
  type PropertyRun,
  replayLine,
  Secrets,
  type Violation,
} from '../report/index.js';
import { protocolOf } from '../wire/index.js';
import type { CheckOptions } from './check.js';
import type { Recording } from './recording.js';

/** Entries of one operation that are remembered. */
const ROOM = 5_000;

/** Judgements of one rule that are kept until the end of a file: each holds its response. */
const KEPT = 5;

/** Different notes of one rule that are kept, over all files. */
const MAX_NOTES = 20;

/** Outcomes, the one that weighs most first: what one file breaks, another one that keeps it does not mend. */
const weights: readonly Outcome[] = ['violated', 'held', 'inconclusive', 'not-exercised'];

/** What the judge knows a recorded exchange by. */
interface Source {
  readonly recording: Recording;
  readonly place: Place;
}

/** What came of one rule of one operation, over all files. */
interface Sum {
  readonly rule: RuleOutcome['rule'];
  /** Of all files the one that weighs most. */
  readonly outcome: Outcome;
  readonly compared: number;
  readonly runs: number;
  readonly notes: ReadonlySet<string>;
}

/** Judges recordings, and gathers what comes of it in bounded memory. */
export class Verdicts {
  readonly secrets = new Secrets();
  readonly #contracts: readonly Contract[];
  readonly #options: CheckOptions;
  readonly #defects = new Defects(this.secrets);
  /** The judges of the file that is being read: what spans exchanges does not span files. */
  readonly #judges = new Map<Contract, Judge>();
  readonly #sums = new Map<Contract, Map<string, Sum>>();
  readonly #exchanges = new Map<Contract, number>();
  readonly #observations = new Map<string, Observation>();

  constructor(contracts: readonly Contract[], options: CheckOptions) {
    this.#contracts = contracts;
    this.#options = options;
  }

  /**
   * Judges one recording, in the order of the file.
   *
   * @returns false where there is nothing to judge: a request for patience is no answer; whoever recorded it asked again
   */
  judge(recording: Recording, place: Place): boolean {
    const { contract } = recording;
    const { status, headers = {}, body } = recording;
    if (status !== undefined && protocolOf(contract).isThrottled({ status, headers, body })) return false;
    let judge = this.#judges.get(contract);
    if (judge === undefined) {
      const { strict, without } = this.#options;
      judge = new Judge(contract, { strict, without, room: ROOM, kept: KEPT });
      this.#judges.set(contract, judge);
    }
    this.#exchanges.set(contract, (this.#exchanges.get(contract) ?? 0) + 1);
    judge.see(exchangeOf(recording, place));
    return true;
  }

  /** Ends what spans several recordings of a file. */
  endFile(): void {
    for (const [contract, judge] of this.#judges) {
      const judged = judge.close();
      const sums = this.#sums.get(contract) ?? new Map<string, Sum>();
      this.#sums.set(contract, sums);
      const exchanges = judge.ledger.exchanges;
      for (const outcome of judged.rules) {
        const before = sums.get(outcome.rule.id);
        sums.set(outcome.rule.id, {
          rule: outcome.rule,
          outcome: weightier(before?.outcome, outcome.outcome),
          compared: (before?.compared ?? 0) + outcome.compared,
          runs: (before?.runs ?? 0) + exchanges,
          notes: new Set([...(before?.notes ?? []), ...outcome.notes, ...judged.notes].slice(0, MAX_NOTES)),
        });
        for (const judgement of outcome.judgements) this.#defects.add(this.#violationOf(contract, judgement));
      }
      for (const { reading, ...observation } of judged.observations) {
        const key = `${contract.id} ${observation.decision}`;
        // The latest file that says anything has the last word.
        if (reading === undefined && this.#observations.has(key)) continue;
        this.#observations.set(key, {
          operation: contract.id,
          ...observation,
          ...(reading === undefined ? {} : { reading }),
        });
      }
    }
    this.#judges.clear();
  }

  /** What came of it, for a report. */
  run(): {
    readonly operations: readonly OperationRun[];
    readonly violations: readonly Violation[];
    readonly grouped: Defects;
    readonly observations: readonly Observation[];
  } {
    const seen = this.#contracts.filter((contract) => this.#exchanges.has(contract));
    return {
      operations: seen.map((contract) => ({
        operation: contract.id,
        requests: this.#exchanges.get(contract) ?? 0,
        properties: [...(this.#sums.get(contract)?.values() ?? [])].map(propertyRun),
      })),
      violations: [],
      grouped: this.#defects,
      observations: [...this.#observations.values()],
    };
  }

  #violationOf({ id }: Contract, judgement: Judgement): Violation {
    const { rule, severity, exchange, inferred, path, keyword, parameters, message, expected, actual, spec } =
      judgement;
    const { recording, place } = exchange.source as Source;
    const { wire, request, headers = {}, contentType, status, body, text } = recording;
    return {
      operation: id,
      property: rule.id,
      class: rule.class,
      severity,
      provenance: inferred === undefined ? rule.provenance : { kind: 'inferred', reason: inferred },
      statement: rule.statement,
      path,
      keyword,
      parameters,
      message,
      expected,
      actual,
      spec,
      request: {
        method: wire?.method ?? '',
        url: wire?.url ?? '',
        headers: wire?.headers ?? {},
        body: wire?.body,
        parameters: request,
      },
      response: {
        status,
        headers: contentType === undefined ? headers : { 'content-type': contentType, ...headers },
        body: text ?? (body === undefined ? undefined : JSON.stringify(body)),
        problem: exchange.problem,
      },
      replay: this.#replay(id, judgement, place),
      recorded: place,
    };
  }

  /** The command that judges again what a rule needs: one exchange, or everything up to it. */
  #replay(operation: string, { rule }: Judgement, place: Place): string {
    const lines = rule.needsOthers ? `${this.#options.lines?.from ?? 1}-${place.number}` : String(place.number);
    const words = ['check', place.file, '--lines', lines, '--operation', operation];
    if (this.#options.strict === true) words.push('--strict');
    return replayLine([...words, ...(this.#options.replay ?? [])]);
  }
}

function exchangeOf(recording: Recording, place: Place): Exchange {
  const { request, status, contentType, headers = {}, body, exact, text, time } = recording;
  const source: Source = { recording, place };
  return {
    request,
    status,
    contentType,
    // Many recordings leave all of them out.
    headers: Object.keys(headers).length === 0 ? undefined : headers,
    body,
    exact: exact as Json | undefined,
    problem: body === undefined && text !== undefined && text !== '' ? 'is no JSON' : undefined,
    time,
    source,
  };
}

function weightier(one: Outcome | undefined, other: Outcome): Outcome {
  return one !== undefined && weights.indexOf(one) < weights.indexOf(other) ? one : other;
}

function propertyRun({ rule, outcome, compared, runs, notes }: Sum): PropertyRun {
  const isUntried = outcome === 'not-exercised' || outcome === 'inconclusive';
  return {
    name: rule.id,
    class: rule.class,
    outcome,
    runs,
    compared,
    notes: [...notes].filter((note) => outcome === 'not-exercised' || note !== 'nothing was compared'),
    remedies: isUntried ? [`record ${rule.remedy}`] : [],
    statement: rule.statement,
    severity: rule.severity,
    provenance: rule.provenance,
  };
}
