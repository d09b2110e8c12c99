import type { Json, JsonObject } from '../../base/json.js';
import { clone, own } from '../../base/json.js';
import { put, select } from '../../base/pointer.js';
import type { Contract } from '../../contract/contract.js';
import { resolveSchema } from '../../contract/schema-at.js';
import { toBytes } from '../engine.js';
import { inLanguage } from './text.js';

/** The parameter that names the language of display names, and where these are in an item. */
export function languageOf(contract: Contract) {
  const parameter = contract.parameters.find(({ language }) => language !== undefined);
  if (parameter?.language === undefined) return undefined;
  const { name, language } = parameter;
  const fallback = own(resolveSchema(parameter.schema, contract.definitions), 'default');
  return { name, fields: language.fields, fallback: typeof fallback === 'string' ? fallback : 'en' };
}

/** A copy of an item with its display names in a language. */
export function translate(item: JsonObject, fields: readonly string[], language: string): JsonObject {
  const copy = clone(item);
  for (const field of fields) {
    for (const { path, value } of select(copy, field)) {
      if (typeof value === 'string') put(copy, path, inLanguage(value, language));
    }
  }
  return copy;
}

/** Texts that are kept per language. Above this, rare pages are written anew: memory stays bounded. */
const maxKept = 20_000;

/**
 * The JSON texts of a table's items as bytes, in each language; made when first needed.
 *
 * Bytes in a string, not buffers: joining them is free, and Node writes them together with the head of the response.
 */
export class ItemTexts {
  readonly #items: readonly JsonObject[];
  readonly #show: ((item: JsonObject) => JsonObject) | undefined;
  readonly #language: ReturnType<typeof languageOf>;
  readonly #byLanguage = new Map<string, { readonly texts: (string | undefined)[]; kept: number }>();

  /** @param show what an item looks like in a response. Default: as it is */
  constructor(contract: Contract, items: readonly JsonObject[], show?: (item: JsonObject) => JsonObject) {
    this.#show = show;
    this.#items = items;
    this.#language = languageOf(contract);
  }

  /** The language that a request asks for; empty where the operation knows none. */
  languageFor(request: JsonObject): string {
    if (this.#language === undefined) return '';
    const asked: Json | undefined = own(request, this.#language.name);
    return typeof asked === 'string' ? asked : this.#language.fallback;
  }

  /** The texts of some rows, joined by commas. */
  read(rows: Uint32Array, start: number, end: number, language: string): string {
    let store = this.#byLanguage.get(language);
    if (store === undefined) {
      store = { texts: [], kept: 0 };
      // A language is one of the parameter's enum; where it is any text, only the first few are kept.
      if (this.#byLanguage.size < 8) this.#byLanguage.set(language, store);
    }
    let joined = '';
    for (let place = start; place < end; place++) {
      const row = rows[place] as number;
      let text = store.texts[row];
      if (text === undefined) {
        text = this.#write(this.#items[row] as JsonObject, language);
        if (store.kept < maxKept) {
          store.texts[row] = text;
          store.kept++;
        }
      }
      joined += place > start ? `,${text}` : text;
    }
    return joined;
  }

  #write(item: JsonObject, language: string): string {
    const shown = this.#language === undefined ? item : translate(item, this.#language.fields, language);
    return toBytes(JSON.stringify(this.#show === undefined ? shown : this.#show(shown)));
  }
}
