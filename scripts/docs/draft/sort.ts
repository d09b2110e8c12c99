import type { JsonObject } from '../../base/json.js';
import type { PageParameter } from '../page.js';
import type { ItemList, Placed } from './layout-of-response.js';
import { sameName } from './names.js';

const by = /^(?:order_?field|sort_?by|sort_?field|order_?by|sort_?key|order_?column)$/i;
const direction = /^(?:direction|sort_?order|sort_?dir|sort_?direction|order|order_?type|sort_?type)$/i;

/** How a draft proposes that results are sorted. */
export interface SortProposal {
  readonly value: JsonObject;
  readonly parameters: readonly string[];
  readonly reason: string;
}

/** @returns undefined where no two parameters choose field and direction */
export function sortOf(parameters: readonly PageParameter[], items: ItemList): SortProposal | undefined {
  const field = parameters.find((one) => by.test(one.name));
  const way = parameters.find((one) => direction.test(one.name) && one !== field);
  if (field === undefined || way === undefined) return undefined;
  const ways = way.values.map(({ value }) => String(value.value));
  const down = ways.find((one) => /^desc/i.test(one)) ?? 'desc';
  const fields: JsonObject = {};
  const listed = field.values.map(({ value }) => String(value.value));
  const shown = field.example === undefined ? [] : [String(field.example.value)];
  const times = items.fields.filter((one) => /time|date|millis|_at$/i.test(one.field.name));
  for (const name of listed.length > 0 ? listed : shown) {
    const same = items.fields.find(
      (one) => sameName(one.field.name, name) || one.field.name.toLowerCase().startsWith(name.toLowerCase()),
    );
    if (same !== undefined) fields[name] = same.pointer;
  }
  if (listed.length === 0) for (const time of times) fields[time.field.name] = time.pointer;
  const first = Object.values(fields)[0];
  if (typeof first !== 'string') return undefined;
  const start: Placed | undefined = times.find((one) => /creat/i.test(one.field.name));
  const stated = typeof field.default?.value === 'string' ? fields[field.default.value] : undefined;
  const inferred =
    'Drafted from the names: the page does not say which fields can be sorted by, or what the order is without them.';
  return {
    value: {
      by: field.name,
      direction: way.name,
      fields,
      default: {
        field: (stated as string | undefined) ?? start?.pointer ?? first,
        direction: typeof way.default?.value === 'string' ? way.default.value : down,
      },
      inferred,
    },
    parameters: [field.name, way.name],
    reason: inferred,
  };
}
