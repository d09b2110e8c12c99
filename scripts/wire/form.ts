/** Parameters that one request may have. More are an attack or a mistake; the vendors' limits are far below. */
export const maxParameters = 10_000;

/**
 * Reads `a=1&b=2` (WHATWG URL, "application/x-www-form-urlencoded parsing"), in order, names case-sensitive.
 *
 * Stricter than the standard where that hides a mistake: broken percent-encoding and invalid UTF-8 are reported.
 *
 * @param text without `?`
 * @param receive is called with each decoded name and value, and the value as it travels
 * @returns what is wrong with the text, for people; undefined if nothing is.
 */
export function readForm(
  text: string,
  receive: (name: string, value: string, raw: string) => void,
): string | undefined {
  const { length } = text;
  let count = 0;
  for (let start = 0; start < length; ) {
    let end = text.indexOf('&', start);
    if (end === -1) end = length;
    if (end > start) {
      if (++count > maxParameters) return `has more than ${maxParameters} parameters; send fewer`;
      let equals = text.indexOf('=', start);
      if (equals === -1 || equals > end) equals = end;
      try {
        const raw = text.slice(equals + 1, end);
        receive(decodeText(text.slice(start, equals)), decodeText(raw), raw);
      } catch {
        return `has broken percent-encoding in ${JSON.stringify(text.slice(start, Math.min(end, start + 80)))}; encode values as UTF-8, and % itself as %25`;
      }
    }
    start = end + 1;
  }
  return undefined;
}

/** @throws URIError where the percent-encoding is broken. */
function decodeText(text: string): string {
  const spaced = text.includes('+') ? text.replaceAll('+', ' ') : text;
  return spaced.includes('%') ? decodeURIComponent(spaced) : spaced;
}

/** Writes `a=1&b=2`; the inverse of {@link readForm}. */
export function writeForm(pairs: readonly (readonly [string, string])[]): string {
  return pairs.map(([name, value]) => `${encodeText(name)}=${encodeText(value)}`).join('&');
}

/** Percent-encodes a text. Lone surrogates, which UTF-8 cannot express, become U+FFFD. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
}

/** A target cut into its path and its query string, without the `?`. */
export function splitTarget(target: string): readonly [string, string] {
  const mark = target.indexOf('?');
  return mark === -1 ? [target, ''] : [target.slice(0, mark), target.slice(mark + 1)];
}
