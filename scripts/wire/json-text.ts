import type { Json } from '../base/json.js';

/** How deep a value may be nested. What walks over a deeper one, recursively, would run out of stack. */
export const maxJsonDepth = 100;

/**
 * Reads JSON that a client sent.
 *
 * @returns the value, or what is wrong with the text, for people.
 */
export function readJson(text: string): { readonly value: Json } | { readonly problem: string } {
  if (isDeep(text)) return { problem: `is nested more than ${maxJsonDepth} levels deep` };
  try {
    return { value: JSON.parse(text) as Json };
  } catch {
    return { problem: `is not JSON: ${JSON.stringify(text.slice(0, 80))}` };
  }
}

/** Counts brackets outside of strings. What is no JSON may be misjudged, and is refused either way. */
function isDeep(text: string): boolean {
  if (text.length <= maxJsonDepth) return false;
  let depth = 0;
  let inString = false;
  for (let place = 0; place < text.length; place++) {
    const character = text.charCodeAt(place);
    if (inString) {
      if (character === 0x5c) place++;
      else if (character === 0x22) inString = false;
    } else if (character === 0x22) inString = true;
    else if (character === 0x5b || character === 0x7b) {
      if (++depth > maxJsonDepth) return true;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return false;
}
