import { safeLines } from './safe-text.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/**
 * Text as XML 1.0 has it, in elements and attributes alike. Characters that XML does not have at all, and those that
 * would steer a terminal, are written as `\u…`. Line breaks stay in elements.
 */
export function xmlText(text: string): string {
  return safeLines(text)
    .join('\n')
    .replaceAll(/[&<>"']/g, (character) => entities[character] as string)
    .replaceAll(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
}

/** The same for an attribute, where a line break would be read as a blank. */
export function xmlAttribute(text: string): string {
  return xmlText(text).replaceAll('\n', '&#10;');
}
