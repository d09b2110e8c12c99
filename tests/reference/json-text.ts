const MARK = '\u0000big:';

/** JSON text of a value, in which every bigint stands with all of its digits. */
export function jsonText(value: unknown, space?: number): string {
  const text = JSON.stringify(
    value,
    (_, part: unknown) => (typeof part === 'bigint' ? `${MARK}${part}` : part),
    space,
  ) as string | undefined;
  return (text ?? 'null').replaceAll(/"\\u0000big:(-?\d+)"/g, '$1');
}
