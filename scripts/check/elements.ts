/** Called for each element, from 1 on. `text` is undefined where the element is too long to be read. */
export type OnElement = (text: string | undefined, element: number) => void;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Finds the objects in one array of a JSON text, wherever it is cut into chunks, and without holding more than one of
 * them.
 *
 * Reads brackets and strings only: whether an element is JSON is left to whom it is handed to. No library was taken:
 * those that stream JSON make an event of every token, of which an entry of a HAR has thousands.
 */
export class ElementScanner {
  readonly #path: readonly string[];
  readonly #longest: number;
  readonly #onElement: OnElement;
  #depth = 0;
  /** How many keys of the path lead to where we are. */
  #matched = 0;
  /** Depth within the array; 0 before and after it. */
  #inside = 0;
  #inString = false;
  #escaped = false;
  #key: string | undefined;
  #keyParts: Buffer[] = [];
  #parts: Buffer[] = [];
  #bytes = 0;
  #element = 0;

  /**
   * @param path keys of the objects that lead to the array; empty if the text itself is the array
   * @param longest bytes that an element may have; longer ones are skipped
   */
  constructor(path: readonly string[], longest: number, onElement: OnElement) {
    this.#path = path;
    this.#longest = longest;
    this.#onElement = onElement;
  }

  /** Whether the text ended where a JSON text can end. */
  get isComplete(): boolean {
    return this.#depth === 0 && !this.#inString;
  }

  /** How many elements were found, one that is cut off included. */
  get count(): number {
    return this.#element;
  }

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    let keep = this.#isInElement() ? 0 : -1;
    for (let index = 0; index < chunk.length; index++) {
      if (this.#inString) {
        index = this.#skipString(chunk, index);
        continue;
      }
      const byte = chunk[index];
      if (byte === QUOTE) {
        this.#inString = true;
        this.#keyParts = [];
      } else if (byte === 0x7b || byte === 0x5b) {
        if (this.#open(byte === 0x5b)) keep = index;
      } else if (byte === 0x7d || byte === 0x5d) {
        if (this.#close()) {
          this.#hold(chunk.subarray(keep, index + 1));
          this.#emit();
          keep = -1;
        }
      }
    }
    if (keep >= 0) this.#hold(chunk.subarray(keep));
  }

  #isInElement(): boolean {
    return this.#inside > 0 && this.#depth > this.#inside;
  }

  /** Goes to the end of a string, or of the chunk. Returns the index of the last byte that it has seen. */
  #skipString(chunk: Buffer, from: number): number {
    let index = from;
    if (this.#escaped) {
      this.#escaped = false;
      index++;
    }
    for (; index < chunk.length; index++) {
      const byte = chunk[index];
      if (byte === BACKSLASH) {
        if (++index === chunk.length) this.#escaped = true;
      } else if (byte === QUOTE) {
        this.#inString = false;
        break;
      }
    }
    // Only keys on the way to the array are looked at.
    if (this.#inside === 0 && this.#depth === this.#matched + 1) {
      this.#keyParts.push(chunk.subarray(from, Math.min(index, chunk.length)));
      if (!this.#inString) this.#key = Buffer.concat(this.#keyParts).toString('utf8');
    }
    return index;
  }

  /** Enters an object or array. Returns whether it is an element. */
  #open(isArray: boolean): boolean {
    const isHere = this.#inside === 0 && this.#depth === this.#matched + (this.#depth > 0 ? 1 : 0);
    const isNext = this.#depth === 0 || this.#key === this.#path[this.#matched];
    this.#depth++;
    if (this.#inside > 0) {
      const isElement = this.#depth === this.#inside + 1;
      if (isElement) this.#element++;
      return isElement;
    }
    if (isHere && isNext) {
      const last = this.#path.length - (this.#depth > 1 ? 1 : 0);
      if (isArray && this.#matched === last) this.#inside = this.#depth;
      else if (!isArray && this.#depth > 1) this.#matched++;
    }
    this.#key = undefined;
    return false;
  }

  /** Leaves an object or array. Returns whether an element ends here. */
  #close(): boolean {
    const isElement = this.#inside > 0 && this.#depth === this.#inside + 1;
    if (this.#depth === this.#inside) this.#inside = 0;
    this.#depth = Math.max(0, this.#depth - 1);
    this.#matched = Math.min(this.#matched, Math.max(0, this.#depth - 1));
    this.#key = undefined;
    return isElement;
  }

  #hold(bytes: Buffer): void {
    this.#bytes += bytes.length;
    if (this.#bytes <= this.#longest) this.#parts.push(bytes);
    else this.#parts = [];
  }

  #emit(): void {
    const text = this.#bytes > this.#longest ? undefined : Buffer.concat(this.#parts).toString('utf8');
    this.#parts = [];
    this.#bytes = 0;
    this.#onElement(text, this.#element);
  }
}
