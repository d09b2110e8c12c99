import type { Json } from '../base/json.js';
import { isObject } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract, Example, Filter } from './contract.js';

/** How an example's items differ from what its request asks for: one sentence for each filter that an item does not pass. */
export function unanswered(contract: Contract, example: Example): string[] {
  const items = contract.pagination?.response.items ?? contract.lookup?.items;
  const list = items === undefined ? undefined : at(example.value, items);
  if (example.request === undefined || !Array.isArray(list)) return [];
  const problems: string[] = [];
  for (const { name, filter } of contract.parameters) {
    const asked = Object.hasOwn(example.request, name) ? example.request[name] : undefined;
    if (filter === undefined || asked === undefined) continue;
    const index = list.findIndex((item) => !passes(filter, asked, item));
    if (index >= 0) {
      problems.push(`does not answer its x-request: item ${index} is none of ${name} ${JSON.stringify(asked)}`);
    }
  }
  return problems;
}

function passes(filter: Filter, asked: Json, item: Json): boolean {
  switch (filter.match) {
    case 'equals':
      return sameText(at(item, filter.field), asked);
    case 'any-of':
      return Array.isArray(asked) && asked.some((one) => sameText(at(item, filter.field), one));
    case 'from':
    case 'until':
      return isWithin(filter.match, at(item, filter.field), asked);
    case 'substring':
      return filter.fields.some((field) => String(at(item, field) ?? '').includes(String(asked)));
    case 'any-object':
      return Array.isArray(asked) && asked.some((one) => isObject(one) && matchesObject(filter.fields, one, item));
    default:
      // Days count from when the server was asked, which no example says.
      return true;
  }
}

function isWithin(match: 'from' | 'until', value: Json | undefined, bound: Json): boolean {
  if (typeof value !== 'number' || typeof bound !== 'number') return true;
  return match === 'from' ? value >= bound : value <= bound;
}

function matchesObject(fields: Readonly<Record<string, string>>, asked: Json, item: Json): boolean {
  return Object.entries(fields).every(([key, field]) => {
    const one = isObject(asked) && Object.hasOwn(asked, key) ? asked[key] : undefined;
    return one === undefined || sameText(at(item, field), one);
  });
}

/** Requests have texts where responses have numbers. */
function sameText(value: Json | undefined, asked: Json): boolean {
  return value !== undefined && String(value) === String(asked);
}
