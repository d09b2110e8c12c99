import type { Json } from '../../base/json.js';

/** What can be said of a place, on a page or in a contract. */
export type Attribute =
  | 'type'
  | 'format'
  | 'in'
  | 'required'
  | 'default'
  | 'enum'
  | 'minimum'
  | 'maximum'
  | 'minLength'
  | 'maxLength'
  | 'minItems'
  | 'maxItems'
  | 'example'
  | 'unit'
  | 'status'
  | 'message'
  | 'action'
  | 'access'
  | 'resources'
  | 'conditionKeys'
  | 'dependentActions'
  | 'value'
  | 'text';

/** One thing that a page or a contract says. */
export interface Statement {
  readonly value: Json;
  /** Line of the page; undefined for a contract. */
  readonly line?: number | undefined;
  readonly confidence?: number | undefined;
  /** `file:line` of the contract; undefined for a page. */
  readonly spec?: string | undefined;
  /** Why the contract says it although the page does not. */
  readonly inferred?: string | undefined;
  /** Other values that would do as well: an example that the page shows elsewhere. */
  readonly or?: readonly Json[] | undefined;
}

/** All that a page or a contract says of one place: `/request/TaskIds/*`, `/response/PageInfo`, `/errors/NoPermission`. */
export interface Subject {
  readonly path: string;
  readonly line?: number | undefined;
  readonly confidence?: number | undefined;
  readonly spec?: string | undefined;
  readonly attributes: Map<Attribute, Statement>;
}

/** All subjects by path, in the order of the page or contract. */
export type Subjects = Map<string, Subject>;

/** The subject at a path, made where it is not there yet. */
export function subjectAt(subjects: Subjects, path: string, of: Omit<Subject, 'path' | 'attributes'> = {}): Subject {
  let subject = subjects.get(path);
  if (subject === undefined) {
    subject = { path, ...of, attributes: new Map() };
    subjects.set(path, subject);
  }
  return subject;
}
