import { hashOf } from '../base/hash.js';
import type { Prose } from './page.js';

/** The hash of a text's words: neither line breaks nor bullets nor runs of blanks change it. */
export function proseHash(text: string): string {
  const words = text
    .normalize('NFC')
    .replaceAll(/(^|\s)[•·●○◦▪‣⁃*–—-](?=\s)/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  return hashOf(words).toString(36);
}

/** Sentences from their pieces; undefined where there are none. */
export function proseOf(pieces: readonly { readonly text: string; readonly line: number }[]): Prose | undefined {
  const text = pieces
    .map((piece) => piece.text)
    .join('\n')
    .trim();
  const first = pieces[0];
  return first === undefined || text === '' ? undefined : { text, hash: proseHash(text), line: first.line };
}
