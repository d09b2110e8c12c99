import type { JsonSchema } from '../base/json.js';
import type { Part } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { contentOf, isJson } from '../contract/responses.js';

/** A body that a response can have. */
export interface ResponseBody {
  /** The status as the document writes it; followed by the media type where the response has several of JSON. */
  readonly key: string;
  readonly schema: JsonSchema;
  /** What the validators of the contract know it as. */
  readonly part: Part;
}

/** The bodies of all responses that have one, be they a success, a redirection or an error. */
export function bodiesOf({ responses }: Pick<Contract, 'responses'>): ResponseBody[] {
  return Object.values(responses).flatMap((response) => {
    const preferred = contentOf(response);
    if (preferred.mediaType === '') return [];
    const others = Object.entries(response.content).filter(([type]) => isJson(type) && type !== preferred.mediaType);
    return [
      { key: response.status, schema: preferred.schema, part: response },
      ...others.map(([mediaType, { schema }]) => ({
        key: `${response.status} ${mediaType}`,
        schema,
        part: { response, mediaType },
      })),
    ];
  });
}
