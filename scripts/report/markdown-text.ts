import { safeLine } from './safe-text.js';

/**
 * Text in one line as GitHub's Markdown shows it: nothing in it is markup, a link, an image, a mention or a reference,
 * not even inside a table.
 */
export function markdownText(text: string): string {
  return safeLine(text)
    .replaceAll(/[\\`*_{}[\]<>&|~@#$!^=]/g, (character) => `&#${character.charCodeAt(0)};`)
    .replaceAll(/:(?=\/\/)/g, '&#58;')
    .replaceAll(/\bwww\./gi, (text) => `${text.slice(0, -1)}&#46;`)
    .replaceAll(/\b(?:mailto|xmpp):/gi, (text) => `${text.slice(0, -1)}&#58;`);
}

/** Text in one line, in the type of code. */
export function markdownCode(text: string): string {
  return text === '' ? '' : `<code>${markdownText(text)}</code>`;
}

/** Lines as a block of code that none of them can end. @param language for highlighting */
export function markdownBlock(lines: readonly string[], language = ''): string {
  const safe = lines.map(safeLine);
  const longest = Math.max(2, ...safe.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...safe, fence].join('\n');
}
