import type { Json } from '../base/json.js';

/** Characters of a value that a report shows. */
const LONGEST = 2_000;
/** Levels of a value that a report shows: nested deeper, it could not even be written. */
const DEEPEST = 24;

/** A value as a report shows it: as it is where it is small, the beginning of its text where it is not. */
export function excerpt(value: Json | undefined): Json {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'string' && value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  }
  const { text, isWhole } = beginningOf(value);
  return isWhole ? value : `${text.slice(0, LONGEST)}…`;
}

/** The JSON text of a value, or its beginning, a little longer than the longest excerpt. */
function beginningOf(value: Json): { readonly text: string; readonly isWhole: boolean } {
  let text = '';
  let isTooDeep = false;
  const write = (part: Json | undefined, depth: number): void => {
    if (text.length > LONGEST || isTooDeep) return;
    if (typeof part !== 'object' || part === null) {
      text += typeof part === 'string' ? JSON.stringify(part.slice(0, LONGEST + 1)) : String(part);
    } else if (depth > DEEPEST) {
      isTooDeep = true;
    } else if (Array.isArray(part)) {
      text += '[';
      for (let index = 0; index < part.length && text.length <= LONGEST; index++) {
        if (index > 0) text += ',';
        write(part[index], depth + 1);
      }
      text += ']';
    } else {
      text += '{';
      let isFirst = true;
      for (const key in part) {
        if (text.length > LONGEST) break;
        text += `${isFirst ? '' : ','}${JSON.stringify(key.slice(0, LONGEST + 1))}:`;
        isFirst = false;
        write(part[key], depth + 1);
      }
      text += '}';
    }
  };
  write(value, 0);
  return { text, isWhole: !isTooDeep && text.length <= LONGEST };
}
