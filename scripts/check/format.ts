/** How a file holds its traffic. */
export type Format = 'lines' | 'har' | 'array' | 'document';

/** Characters of the beginning that are looked at for a sign of the format. */
const PEEK = 1 << 16;

/**
 * Tells the format of a file by its beginning, not by its name: standard input has none.
 *
 * - `har`: an object whose first key is `log` (HAR 1.2, section "log": it is the only one)
 * - `array`: a JSON array, of records or bodies
 * - `lines`: a record or body in each line, also if it is the only one, and also if some lines are broken
 * - `document`: one JSON text over several lines
 *
 * @param beginning the first bytes of the file
 */
export function formatOf(beginning: Buffer): Format {
  const text = beginning
    .toString('utf8', 0, PEEK)
    .replace(/^\uFEFF/, '')
    .trimStart();
  if (/^\{\s*"log"\s*:/.test(text)) return 'har';
  const end = text.indexOf('\n');
  if (end === -1) return text.startsWith('[') ? 'array' : 'lines';
  if (isJson(text.slice(0, end))) return text.startsWith('[') ? 'array' : 'lines';
  if (text.startsWith('[')) return 'array';
  // The first line is broken, or goes on. Objects that begin at the margin are lines of their own.
  const isLines = /\n\{/.test(text) || /^\{"(?:operation|request|response)"/.test(text) || !text.startsWith('{');
  return isLines ? 'lines' : 'document';
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
