/**
 * What the string formats of JSON Schema 2020-12 (Validation, section 7.3) accept, as regular expressions, so that a
 * generated validator can hold them without importing anything. Formats that are not listed are annotations only.
 *
 * The package ajv-formats was not taken for the generated code: it has to be imported at run time.
 */
const date =
  '(?:(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29' +
  '|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
// RFC 3339, section 5.6. A leap second is accepted where one can be: at the end of a UTC day.
const time =
  '(?:(?:(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:[zZ]|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d))|23:59:60(?:\\.\\d+)?(?:[zZ]|[+-]00:?00))';
const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const hex = '[0-9a-fA-F]{1,4}';
const ipv4 = `(?:${byte}\\.){3}${byte}`;
const ipv6 =
  `(?:(?:${hex}:){7}(?:${hex}|:)|(?:${hex}:){6}(?:${ipv4}|:${hex}|:)|(?:${hex}:){5}(?::${ipv4}|(?::${hex}){1,2}|:)` +
  `|(?:${hex}:){4}(?:(?::${hex})?:${ipv4}|(?::${hex}){1,3}|:)|(?:${hex}:){3}(?:(?::${hex}){0,2}:${ipv4}|(?::${hex}){1,4}|:)` +
  `|(?:${hex}:){2}(?:(?::${hex}){0,3}:${ipv4}|(?::${hex}){1,5}|:)|${hex}:(?:(?::${hex}){0,4}:${ipv4}|(?::${hex}){1,6}|:)` +
  `|:(?:(?::${hex}){0,5}:${ipv4}|(?::${hex}){1,7}|:))`;

/** The string formats that are checked, each as a regular expression over the whole text. */
export const formats: Readonly<Record<string, RegExp>> = {
  date: new RegExp(`^${date}$`),
  time: new RegExp(`^${time}$`),
  'date-time': new RegExp(`^${date}[tT\\s]${time}$`),
  uuid: /^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/,
  // RFC 5321, section 4.1.2, without quoted strings and address literals.
  email:
    /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/,
  hostname:
    /^(?=.{1,253}$)[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$/,
  ipv4: new RegExp(`^${ipv4}$`),
  ipv6: new RegExp(`^${ipv6}$`),
  // RFC 3986, section 3: a scheme, and only characters that a URI may have.
  uri: /^[a-zA-Z][a-zA-Z0-9+.-]*:(?:[\w\-.~:/?#[\]@!$&'()*+,;=]|%[0-9a-fA-F]{2})+$/,
};

/** The limits of OpenAPI's integer formats (OpenAPI 3.1, "Data Types"). int64 exceeds what a JSON number holds exactly. */
export const integerLimits: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
};
