export type { Json, JsonObject, JsonSchema } from '../base/json.js';
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
export {
  type Cut,
  type Entries,
  entriesOf,
  type PageRequest,
  type Pager,
  type Position,
  pagerOf,
  type Window,
} from './pager.js';
export {
  type Content,
  contentOf,
  errorBodies,
  errorResponses,
  type ResponseBody,
  responseFor,
  statusOf,
  successBody,
  successResponse,
} from './responses.js';
