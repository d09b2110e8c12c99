import type { Line } from './lines.js';

/** The longest sample that is read, in lines; a longer one is an attack, not a sample. */
const maxLines = 20_000;

/** Whether a line begins a JSON text that stands by itself. */
export function beginsJson(text: string): boolean {
  return /^[{[]\s*(?:$|["{[\]}])/.test(text);
}

/** Whether a line begins the members of an object of which the page does not show the brackets: `"RequestId": "…",`. */
export function beginsMembers(text: string): boolean {
  return /^"[\w$@.-]{1,128}"\s*:\s*\S/.test(text);
}

/** Whether a line begins the same in XML. */
export function beginsXml(text: string): boolean {
  return /^<[?!]?[ -]{0,4}[A-Za-z]/.test(text);
}

/** The end (index after the last line) of the members that begin at a line. */
export function membersEnd(lines: readonly Line[], start: number): number {
  let end = start;
  while (end < lines.length && beginsMembers((lines[end] as Line).text)) end = jsonEnd(lines, end).end;
  return end;
}

/**
 * The JSON text that begins at a line.
 *
 * @returns its lines' end (index after the last) and whether all brackets were closed.
 */
export function jsonEnd(lines: readonly Line[], start: number): { readonly end: number; readonly whole: boolean } {
  let depth = 0;
  let quoted = false;
  const last = Math.min(lines.length, start + maxLines);
  for (let index = start; index < last; index++) {
    const { text } = lines[index] as Line;
    for (let at = 0; at < text.length; at++) {
      const character = text[at];
      if (quoted) {
        if (character === '\\') at++;
        else if (character === '"') quoted = false;
      } else if (character === '"') quoted = true;
      else if (character === '{' || character === '[') depth++;
      else if (character === '}' || character === ']') depth--;
    }
    // A text in JSON ends on its line.
    quoted = false;
    if (depth <= 0) return { end: index + 1, whole: depth === 0 };
  }
  return { end: last, whole: false };
}

/** All keys of the JSON samples of a text, to tell names of fields from other words. */
export function keysIn(text: string): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const match of text.matchAll(/"([A-Za-z_$@][\w$@.-]{0,127})"\s{0,8}:/g)) keys.add(match[1] as string);
  return keys;
}
