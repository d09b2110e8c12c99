export type * from './contract.js';
export { invariantsOf } from './invariants/index.js';
export type { Exchange, Finding, Invariant, InvariantSubject } from './invariants/invariant.js';
export {
  identityOf,
  type SequenceFinding,
  type SequenceInvariant,
  type Step,
  sequenceInvariants,
} from './invariants/sequence.js';
export type { Json, JsonObject, JsonSchema } from './json.js';
