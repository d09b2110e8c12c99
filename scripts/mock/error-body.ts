import * as fc from 'fast-check';
import { fromSchema } from '../arbitraries/from-schema.js';
import { hashOf } from '../base/hash.js';
import type { Json } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { RuntimeValidators } from '../contract/ajv.js';
import type { Contract, Response } from '../contract/contract.js';
import { contentOf, responseFor, successResponse } from '../contract/responses.js';
import { bodyText } from './dataset/bodies.js';

/** An error's body as it is sent. */
export interface ErrorBody {
  readonly mediaType: string;
  readonly text: string;
}

/** What is made once of a contract, when its first error is sent. */
interface Made {
  readonly validators: RuntimeValidators;
  readonly drawn: Map<Response, Json>;
}

const made = new WeakMap<Contract, Made>();

/**
 * The body of an error in the media type that the document declares for its status. A body that does not keep the
 * declared schema, as the words of a refusal may not, gives way to one that is drawn from it.
 *
 * @returns undefined where the document declares no error of this status, or none with a body
 */
export function errorBody(contract: Contract, status: number, body: Json): ErrorBody | undefined {
  const response = responseFor(contract, status);
  if (response === undefined || response === successResponse(contract)) return undefined;
  const { mediaType, examples } = contentOf(response);
  if (mediaType === '') return undefined;
  const isExample = Object.values(examples).some(({ value }) => value === body);
  return { mediaType, text: bodyText(mediaType, isExample ? body : kept(contract, response, body)) };
}

function kept(contract: Contract, response: Response, body: Json): Json {
  let known = made.get(contract);
  if (known === undefined) {
    known = { validators: new RuntimeValidators(contract), drawn: new Map() };
    made.set(contract, known);
  }
  if (known.validators.of(response)(body)) return body;
  let drawn = known.drawn.get(response);
  if (drawn === undefined) {
    drawn = draw(contract, response) ?? body;
    known.drawn.set(response, drawn);
  }
  return drawn;
}

/** Undefined where nothing can be drawn: then the words of the refusal have to do. */
function draw({ id, definitions, origins }: Contract, response: Response): Json | undefined {
  const { schema, mediaType } = contentOf(response);
  const pointer = `/responses/${response.status}/content${formatPointer([mediaType])}/schema`;
  try {
    const arbitrary = fromSchema(schema, definitions, { texts: 'realistic', optional: 'usual' }, { pointer, origins });
    return fc.sample(arbitrary, { numRuns: 1, seed: hashOf(id, response.status) | 0 })[0];
  } catch {
    return undefined;
  }
}
