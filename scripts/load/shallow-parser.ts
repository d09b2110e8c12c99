import { Parser } from 'yaml';

/** The deepest nesting that is read: far beyond any real spec, and safe for recursive readers. */
export const MAX_DEPTH = 200;

/** A text nests lists and maps deeper than {@link MAX_DEPTH}. */
export class TooDeep extends Error {
  /** @param offset where in the text the first list or map too deep begins, in UTF-16 code units */
  constructor(readonly offset: number) {
    super(`lists and maps are nested deeper than ${MAX_DEPTH} levels`);
  }
}

const collections = new Set(['block-map', 'block-seq', 'flow-collection']);

/**
 * YAML's parser, which keeps what is open on a stack of its own, but stops where that grows too high: what composes its
 * tokens to values is recursive, and would overflow the stack of the process.
 *
 * @throws TooDeep from `parse`
 */
export class ShallowParser extends Parser {
  override *next(lexeme: string): ReturnType<Parser['next']> {
    yield* super.next(lexeme);
    // The document itself is on the stack, too.
    if (this.stack.length <= MAX_DEPTH + 2) return;
    const open = this.stack.filter(({ type }) => collections.has(type));
    const first = open[MAX_DEPTH + 1];
    if (first !== undefined) throw new TooDeep('offset' in first ? first.offset : this.offset);
  }
}
