import type { ErrorObject } from 'ajv/dist/2020.js';
import { type Json, own } from '../../base/json.js';

/** The keywords of which one error says what the errors of their alternatives lead to. */
const COMPOSED: Readonly<Record<string, readonly string[]>> = {
  oneOf: ['oneOf'],
  anyOf: ['anyOf'],
  if: ['then', 'else'],
};

/** Keywords that rule out an alternative as a whole: the value says itself that it is of another kind. */
const TAGS = new Set(['const', 'enum', 'type']);

/** Tells the schemas of a place apart from all others: with what they refer to. */
export type Reach = (schema: Json) => ReadonlySet<unknown>;

/**
 * The errors of a value that a reader needs, one for each thing that is wrong. Where a value fits none of several
 * alternatives, AJV tells what each of them has against it, and that none fits: what stays is what the one alternative
 * says that the value claims to be, by its tag; where it claims none, or several, that none fits.
 *
 * @param errors of a verbose AJV, in its order: alternatives before the keyword that composes them
 */
export function tellingErrors(errors: readonly ErrorObject[], reach: Reach): ErrorObject[] {
  let told: ErrorObject[] = [];
  for (const error of errors) {
    const keywords = COMPOSED[error.keyword];
    if (keywords === undefined) {
      told.push(error);
      continue;
    }
    const alternatives = keywords.flatMap((keyword) => [own(error.parentSchema as Json, keyword) ?? []].flat());
    const below = alternatives.map((schema) => {
      const reached = reach(schema);
      return told.filter((one) => isBelow(one, error) && reached.has(one.parentSchema));
    });
    const all = new Set(below.flat());
    if (all.size === 0) {
      told.push(error);
      continue;
    }
    const claimed = below.filter((mine) => mine.length > 0 && !mine.some((one) => rulesOut(one, error)));
    const kept = new Set(error.keyword === 'if' ? all : claimed.length === 1 ? claimed[0] : [error]);
    told = [...told.filter((one) => !all.has(one) || kept.has(one)), ...(kept.has(error) ? [error] : [])];
  }
  return told;
}

function isBelow({ instancePath }: ErrorObject, { instancePath: top }: ErrorObject): boolean {
  return instancePath === top || instancePath.startsWith(`${top}/`);
}

/** Whether an error says that the value is of another kind: of itself, or of a property directly below. */
function rulesOut({ keyword, instancePath }: ErrorObject, { instancePath: top }: ErrorObject): boolean {
  const rest = instancePath.slice(top.length);
  return keyword === 'type' ? rest === '' : TAGS.has(keyword) && rest.lastIndexOf('/') <= 0;
}
