import { encodeText } from './form.js';
import type { Escaping } from './styles.js';

/** RFC 3986, section 2.2: characters that mean something in a URI; those that end the query or a pair are not among them. */
const reserved = /%(?:3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/gi;

function withSeparators(text: string, separators: string): string {
  let safe = text;
  // encodeURIComponent leaves - _ . ! ~ * ' ( ) as they are.
  for (const separator of separators) {
    const code = `%${separator.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
    safe = safe.replaceAll(separator, code);
  }
  return safe;
}

/** In the path: all is percent-encoded but unreserved characters. */
export const inPath: Escaping = {
  write: (text, separators) => withSeparators(encodeText(text), separators),
  read: decodeURIComponent,
};

/** In the query and in cookies; `+` is a space. */
export const inQuery: Escaping = {
  write: (text, separators) => withSeparators(encodeText(text), separators),
  read: (text) => decodeURIComponent(text.replaceAll('+', ' ')),
};

/** In the query, for parameters with `allowReserved`: what RFC 3986 reserves stands as it is, where that cannot be misread. */
export const inQueryReserved: Escaping = {
  write: (text, separators) => withSeparators(encodeText(text).replaceAll(reserved, decodeURIComponent), separators),
  read: inQuery.read,
};

/**
 * In headers: a line of visible characters. What lies beyond is percent-encoded, as RFC 6570 does, and so is what would
 * be taken for percent-encoding, or for a separator.
 */
export const inHeader: Escaping = {
  write: (text, separators) =>
    withSeparators(
      text
        .replaceAll(/%(?=[0-9a-f]{2})/gi, '%25')
        .replaceAll(/[^\x20-\x7e]|^ | $/gu, (character) => encodeText(character)),
      separators,
    ),
  read: (text) => {
    try {
      return decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
    } catch {
      // Not every client means percent-encoding where it writes a percent sign.
      return text;
    }
  },
};
