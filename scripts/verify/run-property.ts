import { isDeepStrictEqual } from 'node:util';
import type { Json } from '../base/json.js';
import { isObject } from '../base/json.js';
import { at, formatPointer, parsePointer } from '../base/pointer.js';
import { observe } from './collection.js';
import type { Complaint } from './complaint.js';
import type { Operation } from './operation.js';
import type { Property } from './property.js';
import { replayLine } from './replay.js';
import { Session } from './session.js';
import type { Answer } from './transport/answer.js';
import { BudgetSpent } from './transport/budget.js';
import type { PropertyResult, ReportedRequest, ReportedResponse, Violation } from './violation.js';

/** Characters of a body that a report repeats. */
const EXCERPT = 2_000;

/**
 * Verifies one property of one operation.
 *
 * Data behind a live server change. So a property that fails is judged once more if what the server shows now differs
 * from what it showed at first.
 */
export async function runProperty(operation: Operation, property: Property): Promise<PropertyResult> {
  const started = performance.now();
  let session = await attempt(operation, property);
  if (session.complaints.length > 0 && (await hasChanged(operation, property))) {
    const second = await attempt(operation, property);
    second.requests += session.requests;
    session = second;
  }
  // What cannot be judged, because nothing could be read, does not hold.
  const isBlind = session.runs === 0 && session.isBlind;
  const { settings, contract } = operation;
  const violations = session.complaints.map((complaint) => violationOf(operation, property, complaint));
  return {
    operation: contract.id,
    property: property.name,
    class: property.class,
    severity: property.severity,
    statement: property.statement,
    source: property.source,
    ok: !isBlind && !violations.some((violation) => violation.severity === 'error'),
    runs: session.runs,
    requests: session.requests,
    milliseconds: Math.round(performance.now() - started),
    seed: settings.seed,
    violations,
    notes: session.notes,
    exercised: session.exercised,
  };
}

async function attempt(operation: Operation, property: Property): Promise<Session> {
  const session = new Session(operation, property.name, operation.settings.seed);
  try {
    await property.run(session);
  } catch (error) {
    if (!(error instanceof BudgetSpent)) throw error;
    session.note(error.message);
  }
  return session;
}

/** Reads everything again, and tells whether it is something else than at first. Then that is what counts from now on. */
async function hasChanged(operation: Operation, property: Property): Promise<boolean> {
  const session = new Session(operation, property.name, operation.settings.seed);
  try {
    const before = await observe(session);
    operation.forget();
    const after = await observe(session);
    const [one, other] = [before, after].map(({ collections }) => collections.map(({ items }) => items));
    return !isDeepStrictEqual(one, other);
  } catch (error) {
    if (error instanceof BudgetSpent) return false;
    throw error;
  }
}

function violationOf(operation: Operation, property: Property, complaint: Complaint): Violation {
  const { answer, path, message, expected, actual } = complaint;
  return {
    operation: operation.contract.id,
    property: property.name,
    class: property.class,
    severity: complaint.severity ?? property.severity,
    source: property.source,
    path,
    message,
    expected: brief(expected),
    actual: brief(actual ?? null),
    request: requestOf(answer),
    response: responseOf(answer, path),
    replay: replayLine(operation.settings, operation.contract.id, property.name),
  };
}

/** Whole answers are compared, but only their beginning is repeated. */
function brief(value: Json): Json {
  const text = JSON.stringify(value);
  return text.length <= EXCERPT ? value : `${text.slice(0, EXCERPT)}…`;
}

function requestOf({ asked: { wire, parameters } }: Answer): ReportedRequest {
  const { method, target, headers, body } = wire;
  return { method, target, headers, parameters, ...(body === undefined ? {} : { body }) };
}

function responseOf(answer: Answer, path: string): ReportedResponse {
  if (answer.kind === 'no-reply') return { status: 0, contentType: '', excerpt: answer.message };
  const { status, headers, text } = answer;
  const excerpt = text.length <= EXCERPT ? text : `${text.slice(0, EXCERPT / 4)}…${around(answer.body, path)}`;
  return { status, contentType: headers['content-type'] ?? '', excerpt };
}

/** The innermost object around a place of a long body, which its beginning need not show. */
function around(body: Json | undefined, path: string): string {
  const steps = parsePointer(path);
  while (steps.length > 0 && !isObject(at(body, formatPointer(steps)))) steps.pop();
  if (steps.length === 0) return '';
  const pointer = formatPointer(steps);
  return `\n${pointer}: ${JSON.stringify(at(body, pointer)).slice(0, EXCERPT)}`;
}
