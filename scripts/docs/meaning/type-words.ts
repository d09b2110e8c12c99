import type { PageType } from '../page.js';

/** Plain types as pages name them, in lower case, and what JSON Schema and OpenAPI call them. */
const plain: Readonly<Record<string, PageType>> = {
  string: { kind: 'string' },
  text: { kind: 'string' },
  'enumerated string': { kind: 'string' },
  'enumerative string': { kind: 'string' },
  char: { kind: 'string' },
  uuid: { kind: 'string' },
  date: { kind: 'string' },
  datetime: { kind: 'string', format: 'date-time' },
  'date-time': { kind: 'string', format: 'date-time' },
  timestamp: { kind: 'string' },
  file: { kind: 'string', format: 'binary' },
  binary: { kind: 'string', format: 'binary' },
  byte: { kind: 'string' },
  integer: { kind: 'integer' },
  int: { kind: 'integer' },
  int32: { kind: 'integer', format: 'int32' },
  int64: { kind: 'integer', format: 'int64' },
  long: { kind: 'integer', format: 'int64' },
  short: { kind: 'integer' },
  'positive integer': { kind: 'integer' },
  number: { kind: 'number' },
  float: { kind: 'number', format: 'float' },
  double: { kind: 'number', format: 'double' },
  decimal: { kind: 'number' },
  bigdecimal: { kind: 'number' },
  boolean: { kind: 'boolean' },
  bool: { kind: 'boolean' },
  object: { kind: 'object' },
  struct: { kind: 'object' },
  json: { kind: 'object' },
  map: { kind: 'object', map: true },
  array: { kind: 'array' },
  list: { kind: 'array' },
  repeatlist: { kind: 'array' },
  any: { kind: 'any' },
};

const longest = 160;

/**
 * Reads a type as pages write it: `array<object>`, `object []`, `Array of OperationLogInfo objects`, `ErrorInfo object`,
 * `List<String>`, `map<string, integer>`, `Long`.
 *
 * @returns undefined where the text is no type.
 */
export function parseType(text: string): PageType | undefined {
  const word = text
    .trim()
    .replaceAll(/\s+/g, ' ')
    .replace(/ ?\[ \]$/, '[]');
  if (word === '' || word.length > longest) return undefined;
  return typeOf(word, 0);
}

function typeOf(word: string, depth: number): PageType | undefined {
  if (depth > 8) return undefined;
  const lower = word.toLowerCase();
  if (Object.hasOwn(plain, lower)) return plain[lower];
  if (lower.endsWith('[]')) return arrayOf(word.slice(0, -2).trim(), depth);
  const generic = /^(\w+) ?(?:<(.*)>|\[(.*)\])$/.exec(word);
  if (generic !== null) {
    const outer = generic[1] as string;
    const inner = generic[2] ?? generic[3] ?? '';
    if (/^(?:array|list|set)$/i.test(outer)) return arrayOf(inner.trim(), depth);
    if (!/^(?:map|object|dictionary)$/i.test(outer)) return undefined;
    const held = (inner.split(',', 2)[1] ?? inner).trim();
    // `Map<String, Rule>` names the table of what stands at each key.
    const value = typeOf(held, depth + 1) ?? (isRef(held) ? { kind: 'object' as const, ref: held } : undefined);
    return value === undefined ? undefined : { kind: 'object', map: true, items: value };
  }
  const named = /^([A-Za-z_][\w.-]*) (?:array|list)$/i.exec(word)?.[1];
  if (named !== undefined) return arrayOf(named, depth);
  const array = /^(?:array|list) of (?:arrays of )?(.+)$/i.exec(word);
  if (array !== null) return arrayOf(array[1] as string, depth);
  const map = /^map of (.+)$/i.exec(word);
  if (map !== null) {
    const value = typeOf(singular(map[1] as string), depth + 1);
    return value === undefined ? undefined : { kind: 'object', map: true, items: value };
  }
  const ref = /^([A-Za-z_][\w.-]*) (?:object|structure|struct)$/i.exec(word)?.[1];
  return ref === undefined ? undefined : { kind: 'object', ref };
}

function arrayOf(inner: string, depth: number): PageType | undefined {
  const items = typeOf(singular(inner), depth + 1) ?? typeOf(inner, depth + 1);
  if (items !== undefined) return { kind: 'array', items };
  // `Array of Rule` and `List<Rule>` name the table of the elements.
  return isRef(inner) ? { kind: 'array', items: { kind: 'object', ref: inner } } : undefined;
}

/** Whether a word can be the name of a table. */
function isRef(word: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(word);
}

function singular(text: string): string {
  return text.replace(
    /\b(objects|structures|strings|integers|longs|booleans|numbers|floats|doubles|arrays|maps)$/i,
    (word) => word.slice(0, -1),
  );
}

/** The ways in which types end a glued line, longest first. */
const endings = [
  'array<object>',
  'array<string>',
  'array<integer>',
  'array<long>',
  'array<boolean>',
  'array<array>',
  'array<array<string>>',
  'array<array<object>>',
  'array<number>',
  'array<double>',
  'array<float>',
  'array<any>',
  'array<map>',
  'map<string, string>',
  'map<string,string>',
  'object []',
  'string []',
  'integer []',
  'long []',
  'object[]',
  'string[]',
  'integer[]',
  'long[]',
  'repeatlist',
  'integer',
  'boolean',
  'string',
  'object',
  'number',
  'double',
  'float',
  'array',
  'long',
  'map',
  'any',
].sort((a, b) => b.length - a.length);

/** Endings that words have as well: `endpoint`. */
const shortEndings = ['int', 'bool', 'json'];

/**
 * Every way to cut a type off the end of a text, the longest type first.
 *
 * @param isSure whether something else tells that a type stands there, so that no word is taken for one
 */
export function cutTypes(text: string, isSure: boolean): { readonly rest: string; readonly type: string }[] {
  const tail = text.slice(-longest).toLowerCase();
  const found: { rest: string; type: string }[] = [];
  const generic = /(?:array|list|map)<[\w<>,\s]{1,60}>$/.exec(tail)?.[0];
  const usual = isSure ? [...endings, ...shortEndings] : endings;
  for (const ending of generic === undefined ? usual : [generic, ...usual]) {
    if (tail.endsWith(ending)) {
      found.push({ rest: text.slice(0, text.length - ending.length), type: text.slice(text.length - ending.length) });
    }
  }
  return found;
}
