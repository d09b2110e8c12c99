import type { Contract } from '../../contract/contract.js';
import type { Property } from '../property.js';
import { answered } from './answered.js';
import { anyOf } from './any-of.js';
import { conjunction } from './conjunction.js';
import { everything } from './everything.js';
import { filterWithoutKey } from './filter-without-key.js';
import { filteredPages } from './filtered-pages.js';
import { filtersInOrder } from './filters-in-order.js';
import { invalidInput } from './invalid-input.js';
import { languages } from './languages.js';
import { missingInput } from './missing-input.js';
import { pageDefaults } from './page-defaults.js';
import { pages } from './pages.js';
import { pastEnd } from './past-end.js';
import { range } from './range.js';
import { repeats } from './repeats.js';
import { singleFilter } from './single-filter.js';
import { sortDefaults } from './sort-defaults.js';
import { sortOrders } from './sort-orders.js';
import { sortStable } from './sort-stable.js';
import { unknownEntity } from './unknown-entity.js';
import { unknownOperation } from './unknown-operation.js';
import { validInput } from './valid-input.js';
import { validRequest } from './valid-request.js';
import { walks } from './walks.js';
import { wireValues } from './wire-values.js';
import { wireVariants } from './wire-variants.js';

/** What is asked, the most telling questions first: a small budget goes to them. */
export const properties: readonly Property[] = [
  everything,
  answered,
  singleFilter,
  pages,
  sortOrders,
  missingInput,
  invalidInput,
  unknownEntity,
  pageDefaults,
  pastEnd,
  conjunction,
  walks,
  range,
  anyOf,
  filterWithoutKey,
  filteredPages,
  sortDefaults,
  sortStable,
  filtersInOrder,
  validInput,
  validRequest,
  unknownOperation,
  repeats,
  languages,
  wireVariants,
  wireValues,
];

/** What is asked of an operation. */
export function propertiesOf(contract: Contract): Property[] {
  return properties.filter((property) => property.applies(contract));
}
