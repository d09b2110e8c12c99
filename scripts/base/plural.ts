/**
 * A count with its noun, in the plural unless it is one.
 *
 * @example plural(1, 'property') // '1 property'
 * @example plural(1200, 'property') // '1,200 properties'
 */
export function plural(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`;
  return `${count.toLocaleString('en')} ${/[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`}`;
}
