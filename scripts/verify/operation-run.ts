import { type Json, jsonText } from '../base/json.js';
import type { RuleOutcome } from '../judge/index.js';
import type { Observation, OperationRun, ParameterCoverage, PropertyRun, Violation } from '../report/index.js';
import type { Operation } from './operation.js';
import { type Plan, wantedFor } from './plan.js';
import { answered } from './properties/answered.js';
import type { Property } from './property.js';
import { Session } from './session.js';
import { BudgetSpent } from './transport/budget.js';
import { violationOfComplaint, violationOfJudgement } from './violations.js';

/** Times that a question is asked while the data change underneath, until what it shows counts. */
const MOST_TRIES = 3;

/** Questions that are asked again behind one property. */
const MOST_DOUBTS = 6;

/** What came of one operation. */
export interface OperationOutcome {
  readonly run: OperationRun;
  readonly violations: readonly Violation[];
  readonly observations: readonly Observation[];
}

/** One operation under test: asks what its plan says, and tells what came of it. */
export class OperationTest {
  readonly operation: Operation;
  readonly plan: Plan;
  readonly #sessions = new Map<Property, Session>();
  readonly #notes = new Set<string>();
  /** Questions that were asked again. */
  readonly #asked = new Set<string>();

  constructor(operation: Operation, plan: Plan) {
    this.operation = operation;
    this.plan = plan;
  }

  /** Places that break the contract at severity error, as far as it is known. */
  get errors(): number {
    let count = this.operation.judge.errors;
    for (const { complaints } of this.#sessions.values()) count += complaints.length;
    return count;
  }

  /**
   * Asks one property. Data behind a live server change: what they may have brought about is asked again.
   *
   * @param allowance requests that it may send
   * @returns false once the budget is spent
   */
  async ask(property: Property, allowance = Number.POSITIVE_INFINITY): Promise<boolean> {
    const session = new Session(this.operation, property, allowance);
    try {
      // What to ask is worth choosing only where it can be asked.
      this.operation.checkBudget();
      await property.run(session);
      await this.#askAgain(MOST_TRIES - 1);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
      if (this.operation.left > 0 && error.spent === 'requests') {
        session.note('a part of the request budget was all that there was for this; raise --max-requests');
        return true;
      }
      session.note(error.message);
      return error.spent === 'silence';
    } finally {
      this.#keep(property, session);
    }
    return true;
  }

  /** Asks what has to be asked for the sake of one rule or property, and has not been asked yet. */
  async askFor(name: string): Promise<void> {
    const { contract, properties } = this.plan;
    const isWanted = wantedFor(contract, [name]);
    const wanted = properties.filter((property) => !this.#sessions.has(property) && isWanted(property));
    for (const property of wanted) await this.ask(property);
    if (wanted.length > 0) await this.lookAgain();
  }

  /** Reads everything once more, so that it is known whether the data have stayed as they were. */
  async lookAgain(): Promise<void> {
    const { judge, everything } = this.operation;
    try {
      // In the way in which it was read first: the same questions tell whether their answers have changed.
      if (judge.errors > 0) await everything.readAgain('as at first');
      await everything.readAgain();
      if (judge.isWaiting) await everything.readAgain();
      this.#asked.clear();
      await this.#askAgain(1);
    } catch (error) {
      if (!(error instanceof BudgetSpent)) throw error;
    }
  }

  /** Asks again what is doubtful since the data change, with everything read before and after. */
  async #askAgain(times: number): Promise<void> {
    const { judge, everything } = this.operation;
    if (judge.isWaiting) await everything.readAgain();
    const requests = new Map(
      judge.doubts.flatMap(({ exchange: { request } }) =>
        request === undefined ? [] : [[jsonText(request), request] as const],
      ),
    );
    const open = [...requests].filter(([key]) => !this.#asked.has(key)).slice(0, MOST_DOUBTS);
    if (open.length === 0) return;
    for (const [key] of open) this.#asked.add(key);
    await everything.readAgain();
    for (let time = 0; time < times; time++) {
      for (const [, request] of open) await everything.askAgain(request);
      await everything.readAgain();
    }
  }

  /** What came of it. */
  outcome(): OperationOutcome {
    const { operation, plan } = this;
    const { contract, settings } = operation;
    const judged = operation.judge.close();
    for (const note of judged.notes) this.#notes.add(note);
    const rules = judged.rules.filter(({ rule }) => plan.reported.has(rule.id));
    this.#complainOfSilence();
    const own = [...this.#sessions.values()].filter(({ property }) => plan.reported.has(property.name));
    const blind = plan.properties.flatMap((property) => [...(this.#sessions.get(property)?.notes ?? [])]);
    const properties: PropertyRun[] = [
      ...rules.map((outcome) => this.#ruleRun(outcome, blind)),
      ...own.map((session) => propertyRun(session)),
    ];
    return {
      run: { operation: contract.id, requests: operation.requests, properties, parameters: this.#coverage() },
      violations: [
        ...rules.flatMap(({ judgements }) => judgements.map((one) => violationOfJudgement(operation, one))),
        ...own.flatMap(({ property, complaints }) =>
          complaints.map((complaint) => violationOfComplaint(settings, contract, property, complaint)),
        ),
      ],
      observations: judged.observations.map(({ reading, ...rest }) => ({
        operation: contract.id,
        ...rest,
        ...(reading === undefined ? {} : { reading }),
      })),
    };
  }

  /** What is not answered is seen by whatever asks; it is told once. */
  #complainOfSilence(): void {
    const session = [...this.#sessions.values()].find(({ property }) => property.name === answered.name);
    if (session === undefined) return;
    const { unanswered, answers } = this.operation;
    session.compared = answers + unanswered.length;
    for (const answer of unanswered.slice(session.complaints.length)) {
      const { reason, message } = answer;
      session.complain({
        answer,
        path: '',
        message: `no response: ${message}`,
        expected: 'a response',
        actual: reason,
      });
    }
  }

  #keep(property: Property, session: Session): void {
    const before = this.#sessions.get(property);
    if (before !== undefined) session.runs += before.runs;
    this.#sessions.set(property, session);
  }

  #ruleRun({ rule, outcome, compared, notes }: RuleOutcome, blind: readonly string[]): PropertyRun {
    const sessions = [...this.#sessions.values()].filter(({ property }) => property.class === rule.class);
    const isUntried = outcome === 'not-exercised' || outcome === 'inconclusive';
    return {
      name: rule.id,
      class: rule.class,
      outcome,
      runs: sessions.reduce((sum, { runs }) => sum + runs, 0),
      compared,
      notes: [...notes, ...this.#notes, ...(isUntried ? new Set(blind) : [])],
      remedies: isUntried ? [rule.remedy] : [],
      statement: rule.statement,
      severity: rule.severity,
      provenance: rule.provenance,
    };
  }

  /** Which parameters, and which values of those with an enum, were sent. */
  #coverage(): ParameterCoverage[] {
    const { contract, exercised, known } = this.operation;
    return contract.parameters.map(({ name }) => {
      const sent = Object.hasOwn(exercised, name) ? (exercised[name] as Json[]) : undefined;
      return {
        name,
        sent: sent !== undefined,
        values: (known.allowed(name) ?? []).map((value) => ({ value, sent: sent?.includes(value) ?? false })),
      };
    });
  }
}

/** What came of what a property compares by itself. */
function propertyRun({ property, compared, dropped, complaints, notes, runs }: Session): PropertyRun {
  const { severity = 'error', provenance, remedy = '' } = property.compares ?? {};
  const untried = dropped > 0 ? 'inconclusive' : 'not-exercised';
  const outcome = complaints.length > 0 ? 'violated' : compared > 0 ? 'held' : untried;
  return {
    name: property.name,
    class: property.class,
    outcome,
    runs,
    compared,
    notes: [
      ...(outcome === 'not-exercised' ? ['nothing was compared'] : []),
      ...(dropped > 0 ? [`the data changed underneath in ${dropped} of ${compared + dropped} comparisons`] : []),
      ...notes,
    ],
    remedies: outcome === untried ? [remedy] : [],
    statement: property.statement,
    severity,
    provenance,
  };
}
