/** A string format that is checked. */
export interface Format {
  test(text: string): boolean;
  /** The same as AJV takes it. */
  readonly definition: RegExp | ((text: string) => boolean);
  /** The definition as a JavaScript expression, which needs nothing from outside. */
  readonly code: string;
}

/** A format that a regular expression describes whole. */
class PatternFormat implements Format {
  readonly definition: RegExp;
  readonly code: string;

  constructor(pattern: RegExp | string) {
    this.definition = new RegExp(pattern);
    this.code = String(this.definition);
  }

  test(text: string): boolean {
    return this.definition.test(text);
  }
}

/** A format of which a rare part asks for more than a regular expression. */
class CheckedFormat implements Format {
  readonly definition: (text: string) => boolean;
  readonly code: string;

  /** @param check of the texts that contain `rare`; what it says as source text must need nothing from outside */
  constructor(pattern: RegExp, rare: string, check: (text: string) => boolean) {
    this.definition = (text) => pattern.test(text) && (!text.includes(rare) || check(text));
    this.code = `(text) => ${pattern}.test(text) && (!text.includes(${JSON.stringify(rare)}) || (${check})(text))`;
  }

  test(text: string): boolean {
    return this.definition(text);
  }
}

const date =
  '(?:(?:\\d\\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29' +
  '|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|02-(?:0[1-9]|1\\d|2[0-8])))';
// RFC 3339, section 5.6.
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:(?:[0-5]\\d|60)(?:\\.\\d+)?(?:[zZ]|[+-](?:[01]\\d|2[0-3]):?[0-5]\\d)';

/** Whether a leap second stands where one can be: at the end of a day in UTC (RFC 3339, section 5.6 and appendix D). */
function endsDay(text: string): boolean {
  const clock = /(\d\d):(\d\d):60/.exec(text) ?? [];
  const zone = /(\d\d):?(\d\d)$/.exec(text) ?? [0, 0, 0];
  const east = /-\d\d:?\d\d$/.test(text) ? -1 : 1;
  const minutes = Number(clock[1]) * 60 + Number(clock[2]) - east * (Number(zone[1]) * 60 + Number(zone[2]));
  return (minutes + 2880) % 1440 === 1439;
}

const byte = '(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const hex = '[0-9a-fA-F]{1,4}';
const ipv4 = `(?:${byte}\\.){3}${byte}`;
const ipv6 =
  `(?:(?:${hex}:){7}(?:${hex}|:)|(?:${hex}:){6}(?:${ipv4}|:${hex}|:)|(?:${hex}:){5}(?::${ipv4}|(?::${hex}){1,2}|:)` +
  `|(?:${hex}:){4}(?:(?::${hex})?:${ipv4}|(?::${hex}){1,3}|:)|(?:${hex}:){3}(?:(?::${hex}){0,2}:${ipv4}|(?::${hex}){1,4}|:)` +
  `|(?:${hex}:){2}(?:(?::${hex}){0,3}:${ipv4}|(?::${hex}){1,5}|:)|${hex}:(?:(?::${hex}){0,4}:${ipv4}|(?::${hex}){1,6}|:)` +
  `|:(?:(?::${hex}){0,5}:${ipv4}|(?::${hex}){1,7}|:))`;

// RFC 3986, appendix A.
const escaped = '%[0-9a-fA-F]{2}';
const plain = "[\\w.~!$&'()*+,;=-]";
const pathCharacter = `(?:${plain}|[:@]|${escaped})`;
const userInfo = `(?:${plain}|:|${escaped})*@`;
const literalHost = `\\[(?:${ipv6}|[vV][0-9a-fA-F]+\\.(?:${plain}|:)+)\\]`;
const authority = `(?:${userInfo})?(?:${literalHost}|(?:${plain}|${escaped})*)(?::\\d*)?`;
const segments = `(?:/${pathCharacter}*)*`;
const rooted = `/(?:${pathCharacter}+${segments})?`;
const tail = `(?:\\?(?:${pathCharacter}|[/?])*)?(?:#(?:${pathCharacter}|[/?])*)?`;
const uri = `[a-zA-Z][a-zA-Z0-9+.-]*:(?://${authority}${segments}|${rooted}|${pathCharacter}+${segments}|)${tail}`;
const firstSegment = `(?:${plain}|@|${escaped})+`;
const relative = `(?://${authority}${segments}|${rooted}|${firstSegment}${segments}|)${tail}`;

// RFC 6570, section 2.
const variable = `(?:\\w|${escaped})+(?:\\.(?:\\w|${escaped})+)*(?::[1-9]\\d{0,3}|\\*)?`;
const pointer = '(?:/(?:[^~/]|~[01])*)*';
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?';

function isRegExp(text: string): boolean {
  try {
    new RegExp(text, 'u');
    return true;
  } catch {
    return false;
  }
}

/**
 * What the string formats of JSON Schema 2020-12 (Validation, section 7.3) and OpenAPI's registry accept. Formats that
 * are not listed are annotations only.
 *
 * The package ajv-formats was not taken for the generated code: it has to be imported at run time.
 */
export const formats: Readonly<Record<string, Format>> = {
  date: new PatternFormat(`^${date}$`),
  time: new CheckedFormat(new RegExp(`^${time}$`), ':60', endsDay),
  'date-time': new CheckedFormat(new RegExp(`^${date}[tT\\s]${time}$`), ':60', endsDay),
  // RFC 3339, appendix A.
  duration: new PatternFormat(
    /^P(?!$)(?:\d+W|(?:\d+Y(?:\d+M(?:\d+D)?)?|\d+M(?:\d+D)?|\d+D)?(?:T(?:\d+H(?:\d+M(?:\d+S)?)?|\d+M(?:\d+S)?|\d+S))?)$/,
  ),
  uuid: new PatternFormat(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/),
  // RFC 5321, section 4.1.2, without quoted strings and address literals.
  email: new PatternFormat(
    /^[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*@(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?$/,
  ),
  hostname: new PatternFormat(`^(?=.{1,253}$)${label}(?:\\.${label})*$`),
  ipv4: new PatternFormat(`^${ipv4}$`),
  ipv6: new PatternFormat(`^${ipv6}$`),
  uri: new PatternFormat(`^${uri}$`),
  'uri-reference': new PatternFormat(`^(?:${uri}|${relative})$`),
  'uri-template': new PatternFormat(
    `^(?:[^\\x00-\\x20\\x7f"'<>%\\\\^\`{|}]|${escaped}|\\{[+#./;?&=,!@|]?${variable}(?:,${variable})*\\})*$`,
  ),
  // RFC 6901, section 3.
  'json-pointer': new PatternFormat(`^${pointer}$`),
  'relative-json-pointer': new PatternFormat(`^(?:0|[1-9]\\d*)(?:#|${pointer})$`),
  // ECMA-262, with Unicode, as AJV has patterns.
  regex: {
    test: isRegExp,
    definition: isRegExp,
    code: '(text) => { try { new RegExp(text, "u"); return true; } catch { return false; } }',
  },
  // RFC 4648, section 4.
  byte: new PatternFormat(/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/),
};

/** The limits of OpenAPI's integer formats (OpenAPI 3.1, "Data Types"). int64 exceeds what a JSON number holds exactly. */
export const integerLimits: Readonly<Record<string, readonly [number, number]>> = {
  int32: [-(2 ** 31), 2 ** 31 - 1],
};
