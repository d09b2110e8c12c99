/**
 * Splits JavaScript source at the commas that are inside no string, parenthesis, bracket or brace.
 *
 * @param whole do not split, but end where the first bracket closes that the source does not open
 * @example splitTopLevel('a:"x,y",b:{c:1,d:2}') // ['a:"x,y"', 'b:{c:1,d:2}']
 * @example splitTopLevel('a:1,b:2}); more', true) // ['a:1,b:2']
 */
export function splitTopLevel(source: string, whole = false): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let index = 0; index < source.length; index++) {
    const character = source[index] as string;
    if (character === '"' || character === "'" || character === '`') {
      index = endOfString(source, index);
    } else if ('([{'.includes(character)) {
      depth++;
    } else if (')]}'.includes(character)) {
      if (depth === 0) return [...parts, source.slice(start, index)];
      depth--;
    } else if (character === ',' && depth === 0 && !whole) {
      parts.push(source.slice(start, index));
      start = index + 1;
    }
  }
  const last = source.slice(start);
  if (last.trim() !== '') parts.push(last);
  return parts;
}

function endOfString(source: string, start: number): number {
  for (let index = start + 1; index < source.length; index++) {
    if (source[index] === '\\') index++;
    else if (source[index] === source[start]) return index;
  }
  return source.length;
}
