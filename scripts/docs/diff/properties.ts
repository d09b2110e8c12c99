import { nameOf } from '../compare/difference.js';

/** What `docs diff` looks at, as reports name it. */
export const properties = {
  'page-fields': 'Every parameter, field, error and sample of the page is in the contract, and none besides.',
  'page-types': 'Types and places are those of the page.',
  'page-required': 'A parameter is required where the page says so.',
  'page-defaults': 'Defaults are those of the page.',
  'page-values': 'The values of an enum are those that the page lists.',
  'page-bounds': 'Bounds are those of the page.',
  'page-examples': 'Examples are those of the page.',
  'page-errors': 'Errors have the status and message that the page lists.',
  'page-permission': 'The permission is the one that the page names.',
  'page-samples': "The page's samples are the documented examples.",
  'page-head': 'Title, date, method and path are those of the page.',
  'page-readings': 'Every reading of the contract was confirmed against the words that it rests on.',
  'page-decisions': 'Every decision that explains a difference has one to explain.',
  'page-changes': 'The page says what it said when it was locked.',
} as const;

/** Name of a property of `docs diff`. */
export type PropertyName = keyof typeof properties;

const byAttribute: Readonly<Record<string, PropertyName>> = {
  type: 'page-types',
  format: 'page-types',
  in: 'page-types',
  unit: 'page-types',
  required: 'page-required',
  default: 'page-defaults',
  enum: 'page-values',
  minimum: 'page-bounds',
  maximum: 'page-bounds',
  minLength: 'page-bounds',
  maxLength: 'page-bounds',
  minItems: 'page-bounds',
  maxItems: 'page-bounds',
  example: 'page-examples',
  status: 'page-errors',
  message: 'page-errors',
  action: 'page-permission',
  access: 'page-permission',
  resources: 'page-permission',
  conditionKeys: 'page-permission',
  dependentActions: 'page-permission',
  value: 'page-samples',
  text: 'page-head',
};

/** The property in whose name a statement is compared. */
export function propertyOf(attribute: string | undefined): PropertyName {
  return attribute === undefined || attribute === 'place' ? 'page-fields' : (byAttribute[attribute] ?? 'page-fields');
}

export { nameOf };
