import { safeLines } from './safe-text.js';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Text as HTML shows it, in elements and in quoted attributes alike: nothing in it is markup, and characters that would
 * turn the direction of reading round are written out. Line breaks stay.
 */
export function escapeHtml(text: string): string {
  return safeLines(text)
    .join('\n')
    .replaceAll(/[&<>"']/g, (character) => entities[character] as string);
}
