import type { RuleMaker } from '../rule.js';
import { conjunction } from './conjunction.js';
import { entityAgreement } from './entity-agreement.js';
import { errorSchema } from './error-schema.js';
import { filterRules } from './filter.js';
import { filterWhole } from './filter-whole.js';
import { httpStatus } from './http-status.js';
import { inputRules } from './input.js';
import { language } from './language.js';
import { linkRules } from './link.js';
import { pageCount } from './page-count.js';
import { pageDefault } from './page-default.js';
import { pageEcho } from './page-echo.js';
import { pageFull } from './page-full.js';
import { pagePastEnd } from './page-past-end.js';
import { pageRefusal } from './page-refusal.js';
import { pageSize } from './page-size.js';
import { pageTotal } from './page-total.js';
import { pageWindow } from './page-window.js';
import { refusalCode } from './refusal-code.js';
import { requestId } from './request-id.js';
import { responseHeaders } from './response-headers.js';
import { responseSchema } from './response-schema.js';
import { resultAgreement } from './result-agreement.js';
import { sameAnswer } from './same-answer.js';
import { sequenceEnd } from './sequence-end.js';
import { sequenceGap } from './sequence-gap.js';
import { sequenceOverlap } from './sequence-overlap.js';
import { sequenceTotal } from './sequence-total.js';
import { sortRules } from './sort.js';
import { sortSet } from './sort-set.js';
import { undeclaredFields } from './undeclared-fields.js';
import { unlistedRules } from './unlisted.js';

/** Everything that can be said of given exchanges, by class. A new rule is one file, and one line here. */
export const ruleMakers: readonly RuleMaker[] = [
  responseSchema,
  responseHeaders,
  errorSchema,
  undeclaredFields,

  httpStatus,

  pageSize,
  pageEcho,
  pageTotal,
  pageFull,
  pageCount,
  pageDefault,
  pagePastEnd,
  pageRefusal,
  pageWindow,
  sequenceTotal,
  sequenceOverlap,
  sequenceGap,
  sequenceEnd,
  resultAgreement,

  filterRules,
  conjunction,
  filterWhole,

  sortRules,
  sortSet,

  inputRules,
  unlistedRules,
  refusalCode,

  requestId,
  sameAnswer,
  entityAgreement,
  language,

  linkRules,
];
