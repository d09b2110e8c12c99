import type { JsonObject } from '../../base/json.js';
import { splitWords } from '../meaning/words.js';
import type { PageParameter } from '../page.js';
import type { ItemList, Placed } from './layout-of-response.js';
import { sameName } from './names.js';

/** What a draft proposes that a parameter selects. */
export interface FilterProposal {
  readonly filter: JsonObject;
  readonly reason: string;
}

/**
 * @param items the list that the parameter may select from
 * @returns undefined where no field of an item fits
 */
export function filterOf(parameter: PageParameter, items: ItemList): FilterProposal | undefined {
  const { name } = parameter;
  const { kind } = parameter.type.value;
  if (kind === 'array' && (parameter.items?.fields.length ?? 0) > 0) return objectFilter(parameter, items);
  if (kind === 'object' || kind === 'any') return undefined;
  const same = items.fields.find(({ field }) => sameName(field.name, name));
  const range = rangeOf(parameter, items, same);
  if (range !== undefined) return range;
  if (same === undefined) return undefined;
  const inferred = `The field ${same.field.name} of an item has the name of the parameter.`;
  const match = kind === 'array' ? 'any-of' : 'equals';
  return { filter: { match, field: same.pointer, inferred }, reason: inferred };
}

function objectFilter(parameter: PageParameter, items: ItemList): FilterProposal | undefined {
  const fields: JsonObject = {};
  for (const child of parameter.items?.fields ?? []) {
    const same = items.fields.find(({ field }) => sameName(field.name, child.name));
    if (same !== undefined) fields[child.name] = same.pointer;
  }
  if (Object.keys(fields).length === 0) return undefined;
  const inferred = `Fields of an item have the names of those of ${parameter.name}.`;
  return { filter: { match: 'any-object', fields, inferred }, reason: inferred };
}

const ends: readonly (readonly ['from' | 'until', RegExp])[] = [
  ['from', /^(?:start|begin|from|since)|(?:start|begin|from)$/i],
  ['until', /^(?:end|until|to(?=_|[A-Z]))|(?:end|until)$/i],
];

/** A start or an end of a range of times: of the time of that name, or else of the only one, or of the creation. */
function rangeOf(parameter: PageParameter, items: ItemList, same: Placed | undefined): FilterProposal | undefined {
  const { name } = parameter;
  const { kind } = parameter.type.value;
  if (kind !== 'integer' || !/time|date|start|end/i.test(name)) return undefined;
  const [match] = ends.find(([, pattern]) => pattern.test(name)) ?? [];
  if (match === undefined) return undefined;
  const times = items.fields.filter(
    ({ field }) => field.type.value.kind === 'integer' && /time|date|millis|_at$/i.test(field.name),
  );
  const words = splitWords(name).filter((word) => !/^(?:start|end|begin|from|until|time|to|date)$/.test(word));
  const named =
    words.length === 0
      ? undefined
      : times.find(({ field }) => words.every((word) => splitWords(field.name).includes(word)));
  const chosen = same ?? named ?? times.find(({ field }) => /creat/i.test(field.name)) ?? times[0];
  if (chosen === undefined) return undefined;
  const inferred = `The page speaks of a time range and does not say of which time; ${chosen.field.name} is ${same === undefined ? 'a time of an item' : 'of the same name'}.`;
  return { filter: { match, field: chosen.pointer, inferred }, reason: inferred };
}
