import { isObject, type Json, type JsonSchema, own } from '../base/json.js';
import { formats } from '../contract/formats.js';
import { subschemasOf, walkSchema } from '../contract/schema-keywords.js';

/** A keyword that validators take less strictly than JSON Schema means it. */
export interface LooseKeyword {
  /** JSON pointer from the schema to the keyword. */
  readonly pointer: string;
  readonly keyword: string;
  readonly message: string;
  /** What is not enforced. */
  readonly leftOut: string;
}

/** Formats of JSON Schema 2020-12 (Validation, section 7.3) that ask for tables of Unicode, which no validator here has. */
const international = ['idn-email', 'idn-hostname', 'iri', 'iri-reference'];

/** The deepest chain of schemas about the same value that is followed. */
const maxDepth = 30;

/**
 * Where a schema says more than its validators enforce. AJV, whose code they are, counts as evaluated what an alternative
 * looked at that did not match, every element beside `contains`, and what a condition looked at that did not hold.
 *
 * @param definitionOf the schema that a `$ref` names
 */
export function looseKeywords(schema: Json, definitionOf: (ref: string) => JsonSchema | undefined): LooseKeyword[] {
  const found: LooseKeyword[] = [];
  const note = (pointer: string, keyword: string, message: string, leftOut: string) =>
    found.push({ pointer: `${pointer}/${keyword}`, keyword, message, leftOut });
  walkSchema(schema, (here, pointer) => {
    if (!isObject(here)) return;
    const format = own(here, 'format');
    if (typeof format === 'string' && international.includes(format) && !Object.hasOwn(formats, format))
      note(pointer, 'format', `${format} is not checked; write a pattern for what has to hold`, `format ${format}`);
    for (const keyword of ['unevaluatedItems', 'unevaluatedProperties'] as const) {
      if (own(here, keyword) === undefined || own(here, keyword) === true) continue;
      const cause = causeOf(here, keyword, definitionOf);
      if (cause === undefined) continue;
      const part = keyword === 'unevaluatedItems' ? 'elements' : 'properties';
      note(
        pointer,
        keyword,
        `is enforced in part only: ${cause}; say with ${keyword === 'unevaluatedItems' ? 'items' : 'additionalProperties'} what else is allowed`,
        `what ${keyword} says of ${part} beside ${cause.split(' ', 1)[0]}`,
      );
    }
  });
  return found;
}

function causeOf(
  schema: JsonSchema,
  keyword: 'unevaluatedItems' | 'unevaluatedProperties',
  definitionOf: (ref: string) => JsonSchema | undefined,
): string | undefined {
  const looksAt =
    keyword === 'unevaluatedItems'
      ? ['items', 'prefixItems', 'contains', 'unevaluatedItems']
      : ['properties', 'patternProperties', 'additionalProperties', 'unevaluatedProperties'];
  const visit = (here: Json | undefined, within: string | undefined, depth: number): string | undefined => {
    if (!isObject(here) || depth > maxDepth) return undefined;
    if (keyword === 'unevaluatedItems' && own(here, 'contains') !== undefined)
      return 'contains counts every element as evaluated';
    const isAsked = within === 'if' || (within !== undefined && keyword === 'unevaluatedItems');
    if (isAsked && looksAt.some((one) => own(here, one) !== undefined))
      return within === 'if'
        ? 'if counts as evaluated what it looks at, also where it does not hold'
        : `${within} counts as evaluated what an alternative looks at, also where it does not match`;
    const ref = own(here, '$ref');
    const target = typeof ref === 'string' ? visit(definitionOf(ref), within, depth + 1) : undefined;
    if (target !== undefined) return target;
    const hasBranch = own(here, 'then') !== undefined || own(here, 'else') !== undefined;
    for (const below of subschemasOf(here)) {
      if (!below.isInPlace || below.keyword === 'not') continue;
      // A condition alone is taken as it is meant.
      const inside =
        below.keyword === 'if'
          ? hasBranch
            ? 'if'
            : within
          : ['anyOf', 'oneOf'].includes(below.keyword)
            ? below.keyword
            : within;
      const cause = visit(below.schema, inside, depth + 1);
      if (cause !== undefined) return cause;
    }
    return undefined;
  };
  return visit(schema, undefined, 0);
}
