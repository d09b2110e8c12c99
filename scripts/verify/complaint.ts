import type { Json } from '../base/json.js';
import type { Finding } from '../contract/invariants/invariant.js';
import type { Answer } from './transport/answer.js';
import type { Severity } from './violation.js';

/** What a property has against one answer. */
export interface Complaint {
  readonly answer: Answer;
  /** JSON pointer into the response body. */
  readonly path: string;
  readonly message: string;
  readonly expected: Json;
  readonly actual: Json | undefined;
  /** Default: that of the property. */
  readonly severity?: Severity;
}

/** A complaint about an answer as a whole, or one place of it. */
export function complain(
  answer: Answer,
  message: string,
  expected: Json,
  actual: Json | undefined,
  path = '',
): Complaint {
  return { answer, path, message, expected, actual };
}

/** The findings of an invariant, as complaints about the answer that it judged. */
export function complaintsOf(answer: Answer, findings: readonly Finding[]): Complaint[] {
  return findings.map(({ path, message, expected, actual }) => ({ answer, path, message, expected, actual }));
}
