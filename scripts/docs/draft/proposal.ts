import type { JsonObject } from '../../base/json.js';
import { isObject } from '../../base/json.js';

/** Sets a key that the page does not state, marked as a proposal with its reason. */
export function propose(holder: JsonObject, key: string, value: JsonObject[string], reason: string): void {
  holder[key] = value;
  mark(holder, 'x-proposed', key, reason);
}

/** Sets a keyword of a schema that the page does not state: inferred, and a proposal. */
export function infer(schema: JsonObject, key: string, value: JsonObject[string], reason: string): void {
  schema[key] = value;
  mark(schema, 'x-inferred', key, reason);
  mark(schema, 'x-proposed', key, 'Inferred by the draft; confirm it, or take it out.');
}

function mark(holder: JsonObject, where: string, key: string, reason: string): void {
  const reasons = holder[where];
  if (isObject(reasons)) reasons[key] = reason;
  else holder[where] = { [key]: reason };
}
