import type * as fc from 'fast-check';
import type { Json, JsonSchema } from '../base/json.js';

/** How values are drawn. */
export interface DrawOptions {
  /**
   * `any` (default): every text that the schema allows, the odd ones too. `realistic`: texts that look like the
   * schema's example, for people to read.
   */
  readonly texts?: 'any' | 'realistic';
}

/** What drawing a part of a schema needs to know of the whole. */
export interface DrawContext extends DrawOptions {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** The references that are being drawn, so that a recursive schema comes to an end. */
  readonly open: readonly string[];
  /** Draws a part. Undefined where a recursive schema has come to its end: the part is to be left out. */
  draw(schema: Json, context: DrawContext): fc.Arbitrary<Json> | undefined;
}
