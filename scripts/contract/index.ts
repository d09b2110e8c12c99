export type { Json, JsonObject, JsonSchema } from '../base/json.js';
export type * from './contract.js';
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
