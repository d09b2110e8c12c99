import type { JsonObject } from '../../base/json.js';
import { splitWords } from '../meaning/words.js';
import type { Field, PageParameter } from '../page.js';
import { type ItemList, type Placed, scalarsBelow } from './layout-of-response.js';
import { sameName } from './names.js';

const position = /^(?:current_?page|page_?number|page_?no|page_?num|page|page_?index)$/i;
const offset = /^(?:offset|start_?row|skip|start_?index)$/i;
const token = /^(?:next_?token|page_?token|continuation_?token)$/i;
const marker = /^marker$/i;
const size = /^(?:page_?size|limit|max_?results?|max_?items|page_?limit|per_?page|size)$/i;
const total = /^(?:total|total_?count|total_?num(?:ber)?|total_?items?|count_?total|total_?size|total_?record)$/i;
const count = /^(?:count|current_?count|page_?count|returned_?count)$/i;

/** How a draft proposes that a result is cut into pages. */
export interface Paging {
  readonly value: JsonObject;
  /** Names of the request's parameters that turn pages. */
  readonly parameters: readonly string[];
  /** What is taken for those that may be left out and have no default on the page. */
  readonly defaults: Readonly<Record<string, { readonly value: number; readonly reason: string }>>;
}

/** @returns undefined where request and response do not both speak of pages */
export function pagingOf(
  parameters: readonly PageParameter[],
  response: readonly Field[],
  items: ItemList,
): Paging | undefined {
  const named = (pattern: RegExp) =>
    parameters.find((one) => one.in === 'query' && pattern.test(one.name) && one.type.value.kind !== 'array');
  const sizeOf = named(size);
  const styles = [
    ['page', named(position)],
    ['offset', named(offset)],
    ['token', named(token)],
    ['marker', named(marker)],
  ] as const;
  const [style, at] = styles.find(([, parameter]) => parameter !== undefined) ?? [];
  if (style === undefined || at === undefined || sizeOf === undefined) return undefined;
  const around = scalarsBelow(response);
  const find = (test: (name: string) => boolean, kind: string): string | undefined =>
    around.find(
      ({ field }) =>
        test(field.name) &&
        (field.type.value.kind === kind || (kind === 'integer' && field.type.value.kind === 'number')),
    )?.pointer;
  const next =
    style === 'token'
      ? find((name) => token.test(name), 'string')
      : style === 'marker'
        ? find((name) => /^next_?marker$/i.test(name), 'string')
        : undefined;
  if (style === 'token' && next === undefined) return undefined;
  const answers: JsonObject = { items: items.pointer };
  const optional = {
    position: style === 'page' || style === 'offset' ? find((name) => sameName(name, at.name), 'integer') : undefined,
    size: find((name) => sameName(name, sizeOf.name), 'integer'),
    total: find((name) => total.test(name), 'integer'),
    count: find((name) => count.test(name), 'integer'),
    next,
  };
  for (const [key, pointer] of Object.entries(optional)) if (pointer !== undefined) answers[key] = pointer;
  return {
    value: {
      style,
      request: { position: at.name, size: sizeOf.name },
      response: answers,
      identity: [identityOf(items).pointer],
    },
    parameters: [at.name, sizeOf.name],
    defaults: defaultsOf(style, at, sizeOf),
  };
}

/** The field that most probably tells an item from every other: `TaskId` of `ProcessTasks`, before any other id. */
export function identityOf({ array, fields }: ItemList): Placed {
  const topic = new Set(splitWords(array.name.replaceAll('_', ' ')));
  const score = ({ field }: Placed): number => {
    const words = splitWords(field.name.replaceAll('_', ' '));
    if (!/^(?:id|uuid|arn|code|key)$/.test(words.at(-1) ?? '')) return nameScore(field, words, topic);
    const own = words.slice(0, -1);
    const shared = own.filter((word) => topic.has(word)).length;
    const points = own.length === 0 ? 3 : shared === own.length ? 3.5 : shared > 0 ? 2 : 1;
    return /^(?:id|uuid)$/.test(words.at(-1) ?? '') ? points : points / 4;
  };
  return [...fields].sort((a, b) => score(b) - score(a))[0] as Placed;
}

/** How well a field tells an item where there is no id: by its name, by what the list is about, or as a text of its own. */
function nameScore({ type, values }: Field, words: readonly string[], topic: ReadonlySet<string>): number {
  if (type.value.kind !== 'string' || values.length > 0) return 0;
  if (words.at(-1) === 'name') return words.length === 1 ? 0.5 : 0.4;
  return words.every((word) => topic.has(word)) ? 0.3 : 0.1;
}

/** Something has to be taken where page or size are left out. Tokens and markers are left out for the first page. */
function defaultsOf(style: string, at: PageParameter, sizeOf: PageParameter): Paging['defaults'] {
  const defaults: Record<string, { value: number; reason: string }> = {};
  const isOpen = (parameter: PageParameter) =>
    parameter.default === undefined && parameter.required?.value !== true && parameter.type.value.kind === 'integer';
  if (isOpen(at) && (style === 'page' || style === 'offset')) {
    const value = style === 'page' ? 1 : 0;
    defaults[at.name] = {
      value,
      reason: `The page states none; the first ${style === 'page' ? 'page is 1' : 'record has the offset 0'}.`,
    };
  }
  if (isOpen(sizeOf)) {
    const shown = sizeOf.example?.value;
    const value = typeof shown === 'number' && shown > 0 ? shown : 10;
    const least = sizeOf.bounds.minimum?.value ?? value;
    defaults[sizeOf.name] = {
      value: Math.max(value, least),
      reason: shown === undefined ? 'The page states none; 10 is usual.' : 'The page states none; it is its example.',
    };
  }
  return defaults;
}
