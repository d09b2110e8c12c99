import type * as fc from 'fast-check';
import type { Json, JsonSchema } from '../base/json.js';
import type { Effort } from './effort.js';

/** How values are drawn. */
export interface DrawOptions {
  /**
   * `any` (default): every text and number that the schema allows, the odd ones too. `realistic`: what looks like the
   * schema's example, for people to read.
   */
  readonly texts?: 'any' | 'realistic';
  /**
   * `some` (default): optional properties are there or not. `usual`: those that the example has are there, and where
   * there is no example, all.
   */
  readonly optional?: 'some' | 'usual';
}

/** What drawing a part of a schema needs to know of the whole. */
export interface DrawContext extends DrawOptions {
  readonly definitions: Readonly<Record<string, JsonSchema>>;
  /** How deep the smallest value of a schema is; infinite where there is none. */
  readonly heightOf: (schema: Json) => number;
  readonly effort: Effort;
  /** The references on the way here, so that a recursive schema comes to an end. */
  readonly open: readonly string[];
  /** Objects and lists around this place. */
  readonly depth: number;
  /** Whether only what is required is to be drawn. */
  readonly isPoor: boolean;
  /** Pointer to the schema of this place, from where drawing began. */
  readonly pointer: string;
  /** What an example shows at this place. */
  readonly example?: Json | undefined;
  /** Name of the property; undefined elsewhere. */
  readonly name?: string | undefined;
  /** Draws a part. The arbitrary throws {@link Impossible} where there is no value. */
  draw(schema: Json, context: DrawContext): fc.Arbitrary<Json>;
}

/** The context of a part of a value. */
export function inside(context: DrawContext, step: string, example?: Json | undefined, name?: string): DrawContext {
  return { ...context, depth: context.depth + 1, pointer: context.pointer + step, example, name };
}
