import { hashOf } from '../../base/hash.js';
import { type Json, type JsonObject, jsonText, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract, Parameter } from '../../contract/contract.js';
import type { Pager } from '../../contract/pager.js';

/** Reads out of requests what they ask for. */
export class RequestReader {
  readonly #contract: Contract;
  readonly #pager: Pager | undefined;
  readonly #framing: ReadonlySet<string>;

  constructor(contract: Contract, pager: Pager | undefined) {
    this.#contract = contract;
    this.#pager = pager;
    this.#framing = framing(contract);
  }

  /** The filters that it gives. */
  filtersOf(request: JsonObject): Parameter[] {
    return this.#contract.parameters.filter(
      ({ name, filter }) => filter !== undefined && own(request, name) !== undefined,
    );
  }

  /** The values that say whose data are asked for. */
  universeOf(request: JsonObject | undefined): string {
    if (request === undefined) return '';
    const { parameters, sort } = this.#contract;
    return keyOf(
      request,
      parameters.filter(
        ({ name, filter }) =>
          filter === undefined && name !== sort?.by && name !== sort?.direction && !this.#framing.has(name),
      ),
    );
  }

  /** The values that say which result a page is of: whose data, filters and order. */
  scopeOf(request: JsonObject | undefined): string {
    if (request === undefined) return '';
    return keyOf(
      request,
      this.#contract.parameters.filter(({ name }) => !this.#framing.has(name)),
    );
  }

  /** The page that is asked for; what is left out is what the answer says of itself, or else the default. */
  pageOf(request: JsonObject | undefined, body: Json | undefined) {
    const { pagination } = this.#contract;
    if (pagination === undefined || request === undefined) return undefined;
    const filled: JsonObject = { ...request };
    for (const part of ['position', 'size'] as const) {
      const name = pagination.request[part];
      const pointer = pagination.response[part];
      if (own(request, name) !== undefined || pointer === undefined || body === undefined) continue;
      const echoed = whole(at(body, pointer));
      if (echoed !== undefined) filled[name] = echoed;
    }
    const page = this.#pager?.requested(filled);
    return page !== undefined && page.size > 0 ? page : undefined;
  }
}

/** Parameters that change neither whose data are shown nor which of them: the page and the language. */
function framing({ pagination, parameters }: Contract): ReadonlySet<string> {
  return new Set([
    ...Object.values(pagination?.request ?? {}),
    ...parameters.filter(({ language }) => language !== undefined).map(({ name }) => name),
  ]);
}

function keyOf(request: JsonObject, parameters: readonly Parameter[]): string {
  let key = '';
  for (const { name } of parameters) {
    const value = own(request, name);
    if (value !== undefined) key += `&${name}=${jsonText(value)}`;
  }
  return key;
}

/** A request as one text: long ones by what stands for them. */
export function questionOf(request: JsonObject): string {
  const text = jsonText(request);
  return text.length > 200 ? String(hashOf(text)) : text;
}

function whole(value: Json | undefined): number | undefined {
  return Number.isSafeInteger(value) ? (value as number) : undefined;
}
