import type { Piece } from '../blocks/block.js';
import type { PageSection } from '../meaning/sections.js';
import { Unread } from '../meaning/unread.js';
import type { Fact, Page, PageError, PageParameter, PageResponse, Permission, Prose, Sample } from '../page.js';
import { proseOf } from '../prose.js';

/** How the pages of one vendor are told from others, and what their sections mean. */
export interface Vendor {
  readonly vendor: Page['vendor'];
  /** How much speaks for the vendor; 0 where nothing does. */
  score(sections: readonly PageSection[]): number;
  read(sections: readonly PageSection[], draft: Draft): void;
}

/** A page while it is being read. */
export class Draft {
  title: Fact<string> | undefined;
  product: Fact<string> | undefined;
  operation: Fact<string> | undefined;
  updated: Fact<string> | undefined;
  method: Fact<string> | undefined;
  path: Fact<string> | undefined;
  summary: Prose | undefined;
  readonly #sections = new Map<string, Piece[]>();
  readonly permissions: Permission[] = [];
  readonly parameters: PageParameter[] = [];
  readonly responses: PageResponse[] = [];
  readonly samples: Sample[] = [];
  readonly statuses: { status: Fact<string>; meaning?: Prose | undefined }[] = [];
  errors: PageError[] | undefined;
  readonly changes: { date: Fact<string>; summary?: Prose | undefined }[] = [];
  readonly unread = new Unread();

  /** Adds the sentences of a section; of two sections of one name, the second follows the first. */
  addSection(heading: string, pieces: readonly Piece[]): void {
    const before = this.#sections.get(heading);
    if (before === undefined) this.#sections.set(heading, [...pieces]);
    else for (const piece of pieces) before.push(piece);
  }

  /** The sentences of the sections by their headings, those without a sentence left out. */
  sections(): Record<string, Prose> {
    const sections: Record<string, Prose> = {};
    for (const [heading, pieces] of this.#sections) {
      const prose = proseOf(pieces);
      if (prose !== undefined) sections[heading] = prose;
    }
    return sections;
  }
}
