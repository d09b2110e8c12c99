/** A line that cannot steer a terminal, nor pretend to be two lines: requests are hostile, and specs may be. */
export function printable(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, (character) => {
    return `\\u${(character.codePointAt(0) as number).toString(16).padStart(4, '0')}`;
  });
}
