/** ISO 8601 and RFC 3339, extended or with a blank or slashes as many pages write them. */
const iso =
  /^\d{4}([-/])\d{1,2}\1\d{1,2}(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?)?$/i;

/** RFC 9110, section 5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`. */
const http = /^[a-z]{3}, \d{1,2} [a-z]{3} \d{4} \d{2}:\d{2}:\d{2} (?:GMT|UTC|[+-]\d{4})$/i;

/**
 * The moment that a text names.
 *
 * `Date.parse` alone takes nearly any text for one: `web-01` is a day in 2001.
 *
 * @returns milliseconds since 1970; undefined where it names none. Without a time zone that of this machine is meant, but
 *   for a day alone, which begins in UTC.
 */
export function momentOf(text: string): number | undefined {
  if (!iso.test(text) && !http.test(text)) return undefined;
  const moment = Date.parse(text);
  return Number.isNaN(moment) ? undefined : moment;
}
