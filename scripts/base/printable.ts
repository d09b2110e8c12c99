/**
 * A line that cannot steer a terminal, pretend to be two lines, or turn its own direction round: control and format
 * characters (the bidirectional ones among them), lone surrogates and line separators become `\u…` escapes. What
 * servers, recordings, requests and specs say is hostile until it went through here.
 */
export function printable(line: string): string {
  return line.replaceAll(/[\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]/gu, (character) => {
    const code = (character.codePointAt(0) as number).toString(16).padStart(4, '0');
    return code.length > 4 ? `\\u{${code}}` : `\\u${code}`;
  });
}
