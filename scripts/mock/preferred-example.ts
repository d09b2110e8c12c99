import { hashOf } from '../base/hash.js';
import type { JsonSchema } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { contentOf, responseFor, successBody, successResponse } from '../contract/responses.js';
import { bodyText } from './dataset/bodies.js';
import type { Answer } from './engine.js';
import { madeValue } from './made-value.js';
import { notImplemented } from './not-implemented.js';
import type { Preference } from './prefer.js';

/**
 * The documented example that a request prefers: the named one, or the first one of the preferred status.
 *
 * @returns undefined where no example is preferred: the status is that of the usual answer, without a name.
 */
export function preferredExample(contract: Contract, { code, example }: Preference): Answer | undefined {
  if (code === undefined && example === undefined) return undefined;
  const success = successBody(contract);
  if (example === undefined && code === success.status) return undefined;
  const response = code === undefined ? successResponse(contract) : responseFor(contract, code);
  if (response === undefined) {
    return unavailable(`code=${code}`, `declared are ${Object.keys(contract.responses).join(', ')}`);
  }
  const { examples, schema, mediaType } = contentOf(response);
  const status = code ?? success.status;
  const name = example ?? Object.keys(examples)[0];
  if (mediaType === '' || status === 204 || status === 304) {
    return { status, text: '', mediaType: '', note: `${status} as preferred`, keepsRules: false };
  }
  if (name === undefined) return made(contract, schema, status, mediaType);
  if (!Object.hasOwn(examples, name)) {
    const known = Object.keys(examples).join(', ') || 'none';
    return unavailable(`example=${name.slice(0, 80)}`, `examples of ${response.status} are ${known}`);
  }
  const value = examples[name]?.value ?? null;
  return { status, text: bodyText(mediaType, value), mediaType, note: `example ${name}`, keepsRules: false };
}

/** A body of a response without examples, made of its schema. */
function made(contract: Contract, schema: JsonSchema, status: number, mediaType: string): Answer {
  const pointer = `/responses/${responseFor(contract, status)?.status}/content${formatPointer([mediaType])}/schema`;
  try {
    const value = madeValue(contract, schema, pointer, hashOf(contract.id, status) | 0);
    const note = `${status} as preferred, made of its schema`;
    return { status, text: bodyText(mediaType, value), mediaType, note, keepsRules: false };
  } catch (error) {
    return notImplemented(contract, (error as Error).message);
  }
}

/** Prism answers 404 to a preference that it cannot meet; so does every vendor's envelope to what is unknown. */
function unavailable(preference: string, because: string): Answer {
  return { refusal: { cause: 'unknown-operation', detail: `Prefer: ${preference} cannot be met: ${because}.` } };
}
