const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Whether a JSON text has more levels of arrays and objects than a limit. Looks at the text alone, so that a value that
 * no stack could be walked through is never built.
 *
 * Counts brackets outside of strings. What is no JSON may be misjudged: it is refused either way.
 */
export function isNestedDeeperThan(text: string, limit: number): boolean {
  if (hasFewBrackets(text, limit)) return false;
  let depth = 0;
  for (let place = 0; place < text.length; place++) {
    const character = text.charCodeAt(place);
    if (character === QUOTE) place = endOfString(text, place);
    else if (character === 0x5b || character === 0x7b) {
      if (++depth > limit) return true;
    } else if (character === 0x5d || character === 0x7d) depth--;
  }
  return false;
}

/** Whether a text has no more opening brackets than a limit: searching for them is quicker than looking at each character. */
function hasFewBrackets(text: string, limit: number): boolean {
  let count = 0;
  for (const bracket of '[{') {
    for (let place = text.indexOf(bracket); place !== -1; place = text.indexOf(bracket, place + 1)) {
      if (++count > limit) return false;
    }
  }
  return true;
}

/** Where the JSON string that begins at a place of a text ends: at its closing quote, or behind the text. */
export function endOfString(text: string, start: number): number {
  for (let place = start + 1; place < text.length; place++) {
    const character = text.charCodeAt(place);
    if (character === QUOTE) return place;
    if (character === BACKSLASH) place++;
  }
  return text.length;
}
