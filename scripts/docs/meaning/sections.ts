import type { Block, Piece } from '../blocks/block.js';
import { type Section, sectionOf, statusLine } from '../blocks/headings.js';

/** A run of blocks under one heading. */
export interface PageSection {
  /** Undefined before the first heading. */
  readonly section: Section | undefined;
  readonly heading: string;
  readonly line: number;
  readonly blocks: readonly Block[];
}

/** Cuts a page into its sections. Headings that we do not know stay blocks of the section before. */
export function sectionsOf(blocks: readonly Block[]): PageSection[] {
  let current: { section: Section | undefined; heading: string; line: number; blocks: Block[] } = {
    section: undefined,
    heading: '',
    line: 1,
    blocks: [],
  };
  const sections = [current];
  for (const block of blocks) {
    const section = block.kind === 'heading' ? sectionOf(block.text) : undefined;
    if (block.kind === 'heading' && section !== undefined && statusLine(block.text) === undefined) {
      current = {
        section,
        heading: block.text
          .trim()
          .replace(/[:：]$/, '')
          .toLowerCase(),
        line: block.line,
        blocks: [],
      };
      sections.push(current);
    } else {
      current.blocks.push(block);
    }
  }
  return sections;
}

/** What stands before the first heading that we know, line by line. */
export function headPieces(sections: readonly PageSection[]): Piece[] {
  return (sections[0]?.blocks ?? []).flatMap((block) =>
    block.kind === 'text'
      ? block.pieces
      : block.kind === 'heading'
        ? [{ text: block.text, line: block.line, bullet: false, depth: 0 }]
        : [],
  );
}
