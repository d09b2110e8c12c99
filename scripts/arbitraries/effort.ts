/** Nodes of one drawn value from which on only what is required is drawn. */
const PLENTY = 1_000;
/** Nodes that one drawn value has at most. More is a bomb, or a mistake. */
const MOST = 100_000;
/** Draws of one value that may be rejected, in all its parts together. */
const PATIENCE = 3_000;

/** Why no value can be drawn at a place. Caught where something else can be drawn instead. */
export class Impossible extends Error {
  /** Pointer to the schema, as the drawing context has it. */
  readonly pointer: string;

  constructor(pointer: string, why: string) {
    super(why);
    this.pointer = pointer;
  }
}

/** How much was spent on the value that is being drawn, so that every draw comes to an end. */
export class Effort {
  #nodes = 0;
  #rejected = 0;
  /** What failed last: the cause that is worth telling where nothing else can be drawn. */
  last: Impossible | undefined;

  /** To be called before each value. */
  reset(): void {
    this.#nodes = 0;
    this.#rejected = 0;
    this.last = undefined;
  }

  /** Whether the value is large enough, so that what may be left out is left out. */
  get isPlenty(): boolean {
    return this.#nodes > PLENTY;
  }

  /** @throws Impossible where the value becomes too large. */
  spend(pointer: string, nodes = 1): void {
    this.#nodes += nodes;
    if (this.#nodes > MOST) throw this.fail(pointer, `a value of it has more than ${MOST} parts`);
  }

  /** Notes that a draw was rejected. Returns false once no more should be tried. */
  retry(): boolean {
    return ++this.#rejected <= PATIENCE;
  }

  fail(pointer: string, why: string): Impossible {
    this.last = new Impossible(pointer, why);
    return this.last;
  }
}
