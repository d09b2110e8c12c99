import type { Piece } from '../blocks/block.js';

/** What stands around every page: navigation, buttons, disclaimers of the site. */
const furniture =
  /^(?:ok|all products|search|document center|share|copy link|copied\.?|view pdf|feedback|test|none\.?|无[。.]?|json ?format|xml ?format|json|xml|previous topic:?.*|next topic:?.*|parent topic:?.*|try it now|x\.com|facebook|linkedin|更新时间:?|复制 md 格式|copy as md|updated at:?|description|note:?|(?:public|common) parameters\.?)$/i;

/** References that stand in place of a table, or below one. */
const reference =
  /^(?:see|for (?:a list|more|details|information)|visit|no change history|more error codes|参见|请参见|访问)\b|^no change history|see (?:error codes|release notes|status codes)/i;

/** The first lines of an answer as it travels, above its body. */
const transport = /^(?:content-(?:type|length)|date|connection|server)\s*[:：]\s?\S|^HTTP\/\d\S* \d{3}\b/i;

/** Whether a line says nothing about the operation. */
export function isFurniture(text: string): boolean {
  const line = text.trim();
  return text.length < 300 && (furniture.test(line) || reference.test(line) || transport.test(line));
}

/** Collects what was not understood, in the order of the page. */
export class Unread {
  readonly #lines = new Map<string, { line: number; text: string }>();

  add(pieces: readonly Piece[]): void {
    for (const { line, text } of pieces) {
      if (isFurniture(text)) continue;
      const short = text.length > 200 ? `${text.slice(0, 200)}…` : text;
      this.#lines.set(`${line} ${short}`, { line, text: short });
    }
  }

  /** At most so many that a hostile page does not fill the terminal; what is left out is counted in the last one. */
  list(limit = 1000): { line: number; text: string }[] {
    const all = [...this.#lines.values()].sort((a, b) => a.line - b.line);
    if (all.length <= limit) return all;
    const rest = all.length - limit;
    return [...all.slice(0, limit), { line: (all[limit] as { line: number }).line, text: `… and ${rest} more lines` }];
  }
}
