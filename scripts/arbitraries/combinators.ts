import * as fc from 'fast-check';
import type { Json } from '../base/json.js';
import { type Effort, Impossible } from './effort.js';

/** What an arbitrary remembers of a value to shrink it: which of its parts drew it, and that one's memory. */
interface Memory {
  readonly by: fc.Arbitrary<Json>;
  readonly context: unknown;
}

/** Draws with one of several arbitraries, and lets the one that drew a value shrink it. */
abstract class Delegating extends fc.Arbitrary<Json> {
  protected by(arbitrary: fc.Arbitrary<Json>, mrng: fc.Random, bias: number | undefined): fc.Value<Json> {
    const { value, context } = arbitrary.generate(mrng, bias);
    return new fc.Value<Json>(value, { by: arbitrary, context } satisfies Memory);
  }

  override canShrinkWithoutContext(_: unknown): _ is Json {
    return false;
  }

  override shrink(value: Json, memory: unknown): fc.Stream<fc.Value<Json>> {
    if (memory === undefined) return fc.Stream.nil();
    const { by, context } = memory as Memory;
    return by
      .shrink(value, context)
      .map((smaller) => new fc.Value<Json>(smaller.value, { by, context: smaller.context }));
  }
}

/** Decides when a value is wanted how to draw it, so that only the parts of a schema that are needed are prepared. */
export class Deferred extends Delegating {
  readonly #choose: () => fc.Arbitrary<Json>;

  constructor(choose: () => fc.Arbitrary<Json>) {
    super();
    this.#choose = choose;
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<Json> {
    return this.by(this.#choose(), mrng, bias);
  }
}

/** Draws with any of the arbitraries that can draw something. */
export class Choice extends Delegating {
  readonly #branches: readonly fc.Arbitrary<Json>[];
  readonly #otherwise: () => Impossible;

  constructor(branches: readonly fc.Arbitrary<Json>[], otherwise: () => Impossible) {
    super();
    this.#branches = branches;
    this.#otherwise = otherwise;
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<Json> {
    const left = [...this.#branches];
    while (left.length > 0) {
      const [branch] = left.splice(mrng.nextInt(0, left.length - 1), 1);
      try {
        return this.by(branch as fc.Arbitrary<Json>, mrng, bias);
      } catch (error) {
        if (!(error instanceof Impossible)) throw error;
      }
    }
    throw this.#otherwise();
  }
}

/** Draws until a value passes, as often as patience allows; then falls back on values that are known to pass. */
export class Checked extends Delegating {
  readonly #arbitraries: readonly fc.Arbitrary<Json>[];
  readonly #passes: (value: Json) => boolean;
  readonly #effort: Effort;
  readonly #known: () => readonly Json[];
  readonly #otherwise: (cause: Impossible | undefined) => Impossible;

  /** @param arbitraries the usual one, and others for when it was tried in vain */
  constructor(
    arbitraries: readonly fc.Arbitrary<Json>[],
    passes: (value: Json) => boolean,
    effort: Effort,
    known: () => readonly Json[],
    otherwise: (cause: Impossible | undefined) => Impossible,
  ) {
    super();
    this.#arbitraries = arbitraries;
    this.#passes = passes;
    this.#effort = effort;
    this.#known = known;
    this.#otherwise = otherwise;
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<Json> {
    let cause: Impossible | undefined;
    for (let attempt = 0; attempt < tries; attempt++) {
      try {
        // Biased draws are small and alike: what they cannot meet, others may.
        const arbitrary = this.#arbitraries[attempt < 10 ? 0 : attempt % this.#arbitraries.length];
        const drawn = this.by(arbitrary as fc.Arbitrary<Json>, mrng, attempt < 3 ? bias : undefined);
        if (this.#passes(drawn.value)) return drawn;
      } catch (error) {
        if (!(error instanceof Impossible)) throw error;
        cause = error;
        // A contradiction stays one; chance may only help where there was any.
        if (attempt >= 3) break;
      }
      if (!this.#effort.retry()) break;
    }
    const known = this.#known().filter((value) => this.#passes(value));
    if (known.length === 0) throw this.#otherwise(cause);
    const value = known[mrng.nextInt(0, known.length - 1)] as Json;
    return new fc.Value<Json>(structuredClone(value), undefined);
  }

  override shrink(value: Json, memory: unknown): fc.Stream<fc.Value<Json>> {
    return super.shrink(value, memory).filter((smaller) => this.#passes(smaller.value));
  }
}

/** How often one place is drawn anew. */
const tries = 200;

/** What an absent value is, while it is being drawn. No part of JSON. */
export const absent: unique symbol = Symbol('absent');

/** A value that may be left out; it is where it cannot be drawn. */
export class Maybe extends fc.Arbitrary<Json | typeof absent> {
  readonly #make: () => fc.Arbitrary<Json>;
  readonly #isWanted: (mrng: fc.Random) => boolean;

  /** @param make is asked only where the value is wanted */
  constructor(make: () => fc.Arbitrary<Json>, isWanted: (mrng: fc.Random) => boolean) {
    super();
    this.#make = make;
    this.#isWanted = isWanted;
  }

  override generate(mrng: fc.Random, bias: number | undefined): fc.Value<Json | typeof absent> {
    if (!this.#isWanted(mrng)) return new fc.Value(absent, undefined);
    try {
      const by = this.#make();
      const { value, context } = by.generate(mrng, bias);
      return new fc.Value<Json | typeof absent>(value, { by, context } satisfies Memory);
    } catch (error) {
      if (!(error instanceof Impossible)) throw error;
      return new fc.Value(absent, undefined);
    }
  }

  override canShrinkWithoutContext(_: unknown): _ is Json | typeof absent {
    return false;
  }

  override shrink(value: Json | typeof absent, memory: unknown): fc.Stream<fc.Value<Json | typeof absent>> {
    if (value === absent || memory === undefined) return fc.Stream.nil();
    const { by, context } = memory as Memory;
    return fc.Stream.of<fc.Value<Json | typeof absent>>(new fc.Value(absent, undefined)).join(
      by
        .shrink(value, context)
        .map((smaller) => new fc.Value<Json | typeof absent>(smaller.value, { by, context: smaller.context })),
    );
  }
}
