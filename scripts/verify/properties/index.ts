import type { Contract } from '../../contract/contract.js';
import type { Property } from '../property.js';
import { entityAgreement } from './cross-response/entity-agreement.js';
import { language } from './cross-response/language.js';
import { requestId } from './cross-response/request-id.js';
import { sameAnswer } from './cross-response/same-answer.js';
import { anyOf } from './filters/any-of.js';
import { conjunction } from './filters/conjunction.js';
import { filterWithoutKey } from './filters/filter-without-key.js';
import { filteredPages } from './filters/filtered-pages.js';
import { range } from './filters/range.js';
import { singleFilter } from './filters/single-filter.js';
import { invalidInput } from './input/invalid-input.js';
import { missingInput } from './input/missing-input.js';
import { unknownEntity } from './input/unknown-entity.js';
import { unknownOperation } from './input/unknown-operation.js';
import { validInput } from './input/valid-input.js';
import { linkProperty } from './links/link-property.js';
import { pageDefault } from './pagination/page-default.js';
import { pagePartition } from './pagination/page-partition.js';
import { pagePastEnd } from './pagination/page-past-end.js';
import { pageWindow } from './pagination/page-window.js';
import { errorSchema } from './schema/error-schema.js';
import { responseSchema } from './schema/response-schema.js';
import { undeclaredFields } from './schema/undeclared-fields.js';
import { sortDefault } from './sort/sort-default.js';
import { sortOrder } from './sort/sort-order.js';
import { sortStable } from './sort/sort-stable.js';
import { documentedStatus } from './status/documented-status.js';
import { httpStatus } from './status/http-status.js';
import { wireValues } from './wire/wire-values.js';
import { wireVariants } from './wire/wire-variants.js';

/** Every property that does not come from a contract's own links, by class. */
const properties: readonly Property[] = [
  responseSchema,
  errorSchema,
  undeclaredFields,

  httpStatus,
  documentedStatus,

  pageWindow,
  pagePartition,
  pageDefault,
  pagePastEnd,

  singleFilter,
  anyOf,
  range,
  conjunction,
  filteredPages,
  filterWithoutKey,

  sortOrder,
  sortDefault,
  sortStable,

  invalidInput,
  missingInput,
  unknownEntity,
  unknownOperation,
  validInput,

  wireVariants,
  wireValues,

  requestId,
  sameAnswer,
  entityAgreement,
  language,
];

/** Every property that a contract gives rise to. */
export function propertiesOf(contract: Contract): Property[] {
  return [...properties.filter((property) => property.applies(contract)), ...contract.links.map(linkProperty)];
}
