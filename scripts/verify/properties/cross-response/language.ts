import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../base/json.js';
import { clone, own, setOwn } from '../../../base/json.js';
import { put, select } from '../../../base/pointer.js';
import type { Parameter } from '../../../contract/contract.js';
import { pagerOf } from '../../../contract/pager.js';
import { defaultOf } from '../../../contract/parameter-default.js';
import { resolveSchema } from '../../../contract/schema-at.js';
import { type Collection, collectionsOf } from '../../collection.js';
import { complain } from '../../complaint.js';
import { successOf } from '../../judge.js';
import { itemsOf, itemsPointer, totalOf } from '../../pages.js';
import type { Property } from '../../property.js';
import type { Session } from '../../session.js';

/** Entries with a name that are needed to say that none of them is translated. */
const ENOUGH = 5;

/** Another language changes names, and nothing else. */
export const language: Property = {
  name: 'language',
  class: 'cross-response',
  severity: 'error',
  statement: 'Another language changes the names, but neither the entries, their order, nor any other field.',
  source: 'documented: the parameter chooses the language of the names',
  applies: ({ parameters }) => parameters.some((parameter) => parameter.language !== undefined),
  run: async (session) => {
    for (const collection of (await collectionsOf(session)).slice(0, 4)) {
      for (const parameter of session.contract.parameters) {
        if (parameter.language !== undefined) await judge(session, collection, parameter, parameter.language.fields);
      }
    }
  },
};

async function judge(
  session: Session,
  collection: Collection,
  parameter: Parameter,
  fields: readonly string[],
): Promise<void> {
  const { contract } = session;
  const pager = pagerOf(contract);
  const pointer = itemsPointer(contract) ?? '';
  const allowed = own(resolveSchema(parameter.schema, contract.definitions), 'enum');
  const languages = Array.isArray(allowed) ? allowed : session.operation.known.of(parameter.name);
  const size = Math.min(1_000, Math.max(1, collection.items.length));
  const ask = async (value: Json | undefined) => {
    let request: JsonObject = { ...collection.base };
    if (value !== undefined) setOwn(request, parameter.name, value);
    if (pager !== undefined) request = pager.request(pager.first(size), request);
    session.runs++;
    return successOf(contract, await session.ask(request));
  };
  const plain = (item: Json) => {
    const copy = clone(item);
    for (const field of fields) for (const { path } of select(copy, field)) put(copy, path, '');
    return copy;
  };
  const namesOf = (item: Json) => fields.flatMap((field) => select(item, field).map((found) => found.value));

  const [first, ...others] = languages;
  if (first === undefined) return;
  const one = await ask(first);
  if ('complaint' in one) return session.report([one.complaint]);
  const items = itemsOf(contract, one.body);
  let isTranslated = others.length === 0 || items.filter((item) => namesOf(item).length > 0).length < ENOUGH;
  for (const value of others) {
    const other = await ask(value);
    if ('complaint' in other) return session.report([other.complaint]);
    const { reply, body } = other;
    const translated = itemsOf(contract, body);
    if (totalOf(contract, body) !== totalOf(contract, one.body) || items.length !== translated.length) {
      return session.report([
        complain(reply, `${parameter.name} changes the set of entries`, items.length, translated.length, pointer),
      ]);
    }
    for (const [index, item] of items.entries()) {
      const same = translated[index] as Json;
      if (isDeepStrictEqual(plain(item), plain(same))) continue;
      const message = `${parameter.name} changes more than names`;
      return session.report([complain(reply, message, plain(item), plain(same), `${pointer}/${index}`)]);
    }
    if (!isDeepStrictEqual(items.map(namesOf), translated.map(namesOf))) isTranslated = true;
    else if (!isTranslated && value === others.at(-1)) {
      const message = `${parameter.name} changes no name of ${items.length} entries`;
      return session.report([complain(reply, message, 'names in the language', namesOf(items[0] as Json), pointer)]);
    }
  }
  const fallback =
    defaultOf(contract, parameter.name) ?? own(resolveSchema(parameter.schema, contract.definitions), 'default');
  if (fallback === undefined) return;
  const [without, explicit] = [await ask(undefined), await ask(fallback)];
  if ('complaint' in without || 'complaint' in explicit) return;
  const [given, wanted] = [without, explicit].map(({ body }) => itemsOf(contract, body).map(namesOf));
  if (isDeepStrictEqual(given, wanted)) return;
  const message = `without ${parameter.name}, the names are not those of its default`;
  session.report([complain(without.reply, message, `${parameter.name}=${String(fallback)}`, null, pointer)]);
}
