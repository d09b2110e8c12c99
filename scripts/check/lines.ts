/** Called for each line, without its line break. `text` is undefined where the line is too long to be read. */
export type OnLine = (text: string | undefined, line: number, isLast: boolean) => void;

const LF = 0x0a;
const CR = 0x0d;

/**
 * Splits bytes into lines. Lines end with LF or CR LF; empty lines are counted, and not handed out.
 *
 * Splits bytes, not text: a chunk may end within a character, and only lines, not whole chunks, have to be decoded.
 */
export class LineSplitter {
  readonly #onLine: OnLine;
  readonly #longest: number;
  #line = 0;
  #held: Buffer[] = [];
  #heldBytes = 0;
  #isTooLong = false;

  /** @param longest bytes that a line may have; longer ones are skipped. */
  constructor(longest: number, onLine: OnLine) {
    this.#longest = longest;
    this.#onLine = onLine;
  }

  /** Takes the next bytes. */
  push(chunk: Buffer): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(LF, start);
      if (end === -1) break;
      if (this.#heldBytes === 0 && !this.#isTooLong) {
        this.#line++;
        this.#emit(chunk, start, end, false);
      } else {
        this.#hold(chunk.subarray(start, end));
        this.#release(false);
      }
      start = end + 1;
    }
    if (start < chunk.length) this.#hold(chunk.subarray(start));
  }

  /** Takes what stands behind the last line break as the last line. */
  end(): void {
    if (this.#heldBytes > 0 || this.#isTooLong) this.#release(true);
  }

  #hold(bytes: Buffer): void {
    this.#heldBytes += bytes.length;
    if (this.#isTooLong) return;
    if (this.#heldBytes > this.#longest) {
      this.#isTooLong = true;
      this.#held = [];
    } else {
      this.#held.push(bytes);
    }
  }

  #release(isLast: boolean): void {
    this.#line++;
    if (this.#isTooLong) {
      this.#onLine(undefined, this.#line, isLast);
    } else {
      const line = this.#held.length === 1 ? (this.#held[0] as Buffer) : Buffer.concat(this.#held);
      this.#emit(line, 0, line.length, isLast);
    }
    this.#held = [];
    this.#heldBytes = 0;
    this.#isTooLong = false;
  }

  #emit(bytes: Buffer, start: number, end: number, isLast: boolean): void {
    const stop = end > start && bytes[end - 1] === CR ? end - 1 : end;
    if (stop - start > this.#longest) this.#onLine(undefined, this.#line, isLast);
    else if (stop > start) this.#onLine(bytes.toString('utf8', start, stop), this.#line, isLast);
  }
}
