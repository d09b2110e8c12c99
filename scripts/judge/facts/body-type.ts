import type { Part } from '../../contract/ajv.js';
import type { Response } from '../../contract/contract.js';
import { contentOf, declaredTypeOf, isJson, isText, mediaTypeOf } from '../../contract/responses.js';
import type { Finding } from '../exchange.js';

/** What an answer's content type means for its body. */
export interface BodyType {
  /** What there is to say where the answer is of a type that is not declared. */
  readonly finding?: Finding;
  /** The body is JSON, or ought to be. */
  readonly isJson: boolean;
  /** What declares the body; undefined where nothing is declared that could be judged. */
  readonly part: Part | undefined;
}

/**
 * Reads the content type of an answer by those that its response declares. Without one, the body is of the type that is
 * preferred.
 */
export function bodyTypeOf(response: Response, contentType: string | undefined): BodyType {
  const preferred = contentOf(response).mediaType;
  if (preferred === '') return { isJson: true, part: response };
  const usual = { isJson: isJson(preferred), part: isText(preferred) ? undefined : response };
  if (contentType === undefined) return usual;
  const given = mediaTypeOf(contentType);
  const declared = declaredTypeOf(response, given);
  if (declared === undefined) {
    const expected = Object.keys(response.content).map((type) => type.toLowerCase());
    const [only, ...others] = expected;
    const message = `the content type is "${given}"`;
    const finding = {
      path: '',
      keyword: 'content-type',
      message,
      expected: others.length === 0 ? (only ?? '') : expected,
    };
    return { ...usual, finding: { ...finding, actual: given } };
  }
  if (!isJson(given)) return { isJson: false, part: undefined };
  if (declared === preferred) return { isJson: true, part: response };
  return { isJson: true, part: isJson(declared) ? { response, mediaType: declared } : undefined };
}
