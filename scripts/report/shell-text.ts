/** A part of a word: text as it is, or the value of an environment variable. */
export type Part = { readonly text: string } | { readonly variable: string };

/**
 * A word as a shell reads it back unchanged, made of texts and variables. Texts stand in single quotes, where nothing
 * is expanded, not even `!` in an interactive shell. Control characters are written as `$'\n'`, which bash, zsh and ksh
 * read: in a report they would break the line, or do worse.
 */
export function shellText(parts: readonly Part[]): string {
  const joined: Part[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if ('text' in part && last !== undefined && 'text' in last) {
      joined[joined.length - 1] = { text: last.text + part.text };
    } else {
      joined.push(part);
    }
  }
  const words = joined.map((part) => ('text' in part ? quoted(part.text) : `"$${part.variable}"`));
  return words.join('') || "''";
}

function quoted(text: string): string {
  if (text === '') return '';
  if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(text)) return text;
  return text
    .split(/([\p{Cc}\p{Cf}\p{Surrogate}\u2028\u2029]+)/u)
    .map((piece, index) => {
      if (piece === '') return '';
      if (index % 2 === 1) return `$'${[...piece].map(escaped).join('')}'`;
      return `'${piece.replaceAll("'", `'\\''`)}'`;
    })
    .join('');
}

/** As bytes, so that it does not depend on the reader's locale. */
function escaped(character: string): string {
  return [...Buffer.from(character, 'utf8')].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}
