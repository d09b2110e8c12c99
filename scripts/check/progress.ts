/** Milliseconds between two updates. */
const INTERVAL = 200;

/** Shows on a terminal how far the reading has come; nothing where the stream is none. */
export class Progress {
  readonly #stream: NodeJS.WriteStream;
  #next = 0;
  #isShown = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  /** Takes the bytes of a file that were read, and how many it has, where that is known. */
  update(file: string, bytes: number, size: number | undefined): void {
    const now = performance.now();
    if (!this.#stream.isTTY || now < this.#next) return;
    // The first update comes late, so that short runs show nothing.
    if (this.#next > 0) {
      const share = size ? ` (${Math.floor((100 * bytes) / size)} %)` : '';
      this.#stream.write(`\r\u001b[K${file}: ${(bytes / 1e6).toFixed(1)} MB${share}`);
      this.#isShown = true;
    }
    this.#next = now + INTERVAL;
  }

  /** Clears what is shown. */
  end(): void {
    if (this.#isShown) this.#stream.write('\r\u001b[K');
    this.#isShown = false;
  }
}
