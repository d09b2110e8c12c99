import { endOfString } from '../base/json-depth.js';

/** A part of a JSON text that is one value. */
export interface Value {
  readonly start: number;
  readonly end: number;
}

/** A value inside an object or array. */
export interface Member extends Value {
  /** Key of an object, index of an array. */
  readonly key: string | number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Index of the next character that is no white space. */
export function skipSpace(text: string, start: number): number {
  let index = start;
  for (; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return index;
}

/** Index behind the text in quotes that begins at an index. */
function behindString(text: string, start: number): number {
  return Math.min(endOfString(text, start) + 1, text.length);
}

/**
 * Index behind the JSON value that begins at an index. Does not recurse, so that no nesting is too deep; does not check
 * what is between the brackets, so that a value that is no JSON has an end, too.
 */
export function endOfValue(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; ) {
    const character = text[index];
    if (character === '"') {
      index = behindString(text, index);
    } else if (character === '{' || character === '[') {
      depth++;
      index++;
    } else if (character === '}' || character === ']') {
      if (depth === 0) return index;
      depth--;
      index++;
    } else if (depth === 0) {
      if (character === ',' || character === ':' || /\s/.test(character as string)) return index;
      index++;
      continue;
    } else {
      index++;
      continue;
    }
    if (depth === 0) return index;
  }
  return text.length;
}

/** The values in the object or array that begins at an index, one after the other; nothing for any other value. */
export function* membersOf(text: string, start: number): Generator<Member> {
  const isObject = text[start] === '{';
  if (!isObject && text[start] !== '[') return;
  let index = skipSpace(text, start + 1);
  for (let count = 0; index < text.length && text[index] !== '}' && text[index] !== ']'; count++) {
    let key: string | number = count;
    if (isObject) {
      if (text[index] !== '"') return;
      const end = behindString(text, index);
      key = unquoted(text.slice(index, end));
      index = skipSpace(text, end);
      if (text[index] !== ':') return;
      index = skipSpace(text, index + 1);
    }
    const end = endOfValue(text, index);
    if (end === index) return;
    yield { key, start: index, end };
    index = skipSpace(text, end);
    if (text[index] === ',') index = skipSpace(text, index + 1);
  }
}

function unquoted(text: string): string {
  try {
    return JSON.parse(text) as string;
  } catch {
    return text.slice(1, -1);
  }
}

/** Index of the first character at which a text stops being JSON; undefined where all of it is. */
export function faultIn(text: string): number | undefined {
  const open: string[] = [];
  // What may come next: a value, a value or the end of an array, a key, a key or the end of an object, or what follows a value.
  let next: 'value' | 'first-element' | 'key' | 'first-key' | 'after' = 'value';
  let index = skipSpace(text, 0);
  for (; index < text.length; index = skipSpace(text, index)) {
    const character = text[index] as string;
    if (next === 'after') {
      const container = open.at(-1);
      if (character === ',' && container !== undefined) next = container === '{' ? 'key' : 'value';
      else if (container !== undefined && character === (container === '{' ? '}' : ']')) open.pop();
      else return index;
      index++;
    } else if (next === 'key' || next === 'first-key') {
      if (character === '}' && next === 'first-key') {
        open.pop();
        next = 'after';
        index++;
        continue;
      }
      const end = endOfLiteral(text, index);
      if (character !== '"' || end < 0) return character === '"' ? faultInString(text, index) : index;
      index = skipSpace(text, end);
      if (text[index] !== ':') return index;
      index++;
      next = 'value';
    } else if (character === ']' && next === 'first-element') {
      open.pop();
      next = 'after';
      index++;
    } else if (character === '{' || character === '[') {
      open.push(character);
      next = character === '{' ? 'first-key' : 'first-element';
      index++;
    } else {
      const end = endOfLiteral(text, index);
      if (end < 0) return character === '"' ? faultInString(text, index) : index;
      index = end;
      next = 'after';
    }
  }
  return next === 'after' && open.length === 0 ? undefined : text.length;
}

const literal = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Index behind the text, number or word that begins at an index; negative where it is none. */
function endOfLiteral(text: string, index: number): number {
  if (text[index] === '"') return faultInString(text, index) === undefined ? behindString(text, index) : -1;
  literal.lastIndex = index;
  const length = literal.exec(text)?.[0].length ?? 0;
  return length === 0 || /[\w.+-]/.test(text[index + length] ?? '') ? -1 : index + length;
}

function faultInString(text: string, start: number): number | undefined {
  for (let index = start + 1; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === QUOTE) return undefined;
    if (code < 0x20) return index;
    if (code !== BACKSLASH) continue;
    const letter = text[index + 1] ?? '';
    if (
      letter === 'u' ? !/^[\da-f]{4}$/i.test(text.slice(index + 2, index + 6)) : !'"\\/bfnrt'.includes(letter || ' ')
    ) {
      return index;
    }
    index += letter === 'u' ? 5 : 1;
  }
  return text.length;
}
