import { endOfHidden, type Range, unitsAt } from './hidden-text.js';

/** Shorter texts occur by chance everywhere, so that nothing is looked for. */
const SHORTEST = 3;
/** Up to this length a text counts only where it stands alone, not within a word. */
const ALONE = 5;
/** Characters that an encoded text needs at least, so that it is not found by chance. */
const SHORTEST_ENCODED = 6;

interface Needle {
  readonly text: string;
  /** Base64 is found by its middle: the characters at its ends depend on what stands around it. */
  readonly isBase64: boolean;
}

/** Finds texts inside others, in every way in which they may be encoded there. */
export class Finder {
  readonly #values: Set<string>;
  /** By code of the first character. Lists are never changed, so that copies can share them. */
  readonly #needles: Map<number, readonly Needle[]>;
  #longest: number;

  /** @param other whose texts are looked for, too. Default: none. */
  constructor(other?: Finder) {
    this.#values = new Set(other === undefined ? [] : other.#values);
    this.#needles = new Map(other === undefined ? [] : other.#needles);
    this.#longest = other === undefined ? 0 : other.#longest;
  }

  /** Characters that a found text may have at most. */
  get longest(): number {
    return this.#longest;
  }

  /** Adds a text to look for. Those of less than three characters are left out. */
  add(value: string): void {
    if (value.length < SHORTEST || this.#values.has(value)) return;
    this.#values.add(value);
    this.#add(value, false);
    const bytes = Buffer.from(value, 'utf8');
    const hex = bytes.toString('hex');
    if (hex.length >= SHORTEST_ENCODED * 2) {
      this.#add(hex, false);
      this.#add(hex.toUpperCase(), false);
    }
    for (const core of base64Cores(bytes)) {
      this.#add(core, true);
      this.#add(core.replaceAll('+', '-').replaceAll('/', '_'), true);
    }
  }

  #add(text: string, isBase64: boolean): void {
    if (isBase64 && text.length < SHORTEST_ENCODED) return;
    const code = text.charCodeAt(0);
    const list = this.#needles.get(code) ?? [];
    if (list.some((needle) => needle.text === text)) return;
    this.#needles.set(code, [...list, { text, isBase64 }]);
    // A Unicode escape has six characters.
    this.#longest = Math.max(this.#longest, text.length * 6);
  }

  /** Whether a text is exactly one that is looked for. */
  has(text: string): boolean {
    return this.#values.has(text);
  }

  /** Every place at which one of the texts stands, in order, without overlaps. */
  find(text: string): Range[] {
    const ranges: Range[] = [];
    if (this.#needles.size === 0) return ranges;
    for (let index = 0; index < text.length; index++) {
      const end = this.#endAt(text, index);
      if (end < 0) continue;
      const last = ranges.at(-1);
      const range = { start: index, end };
      if (last !== undefined && range.start <= last.end) {
        ranges[ranges.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
      } else {
        ranges.push(range);
      }
    }
    return ranges;
  }

  /** The index behind the longest of the texts that stand at an index; -1 where none does. */
  #endAt(text: string, index: number): number {
    const code = text.charCodeAt(index);
    let end = -1;
    const needles = this.#needles.get(code);
    if (needles !== undefined) {
      const next = text.charCodeAt(index + 1);
      for (const needle of needles) {
        // Nearly all places are ruled out by the next character.
        if (needle.text.charCodeAt(1) !== next && !isEncoded(next)) continue;
        end = Math.max(end, endOf(text, index, needle));
      }
    }
    if (!isEncoded(code)) return end;
    for (const unit of unitsAt(text, index)) {
      for (const needle of this.#needles.get(unit.text.charCodeAt(0)) ?? []) {
        end = Math.max(end, endOf(text, index, needle));
      }
    }
    return end;
  }
}

/** Whether an encoded character may begin with a code: one of %, &, + and the backslash. */
function isEncoded(code: number): boolean {
  return code === 0x25 || code === 0x26 || code === 0x2b || code === 0x5c;
}

function endOf(text: string, index: number, needle: Needle): number {
  const end = endOfHidden(text, index, needle.text);
  if (end < 0) return end;
  if (needle.isBase64) {
    let last = end;
    while (last < end + 4 && /[\w+=-]/.test(text[last] ?? '')) last++;
    return last;
  }
  const isWord = (character: string | undefined) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
  return needle.text.length <= ALONE && (isWord(text[index - 1]) || isWord(text[end])) ? -1 : end;
}

/**
 * What base64 makes of bytes, whatever stands before and behind them: for each of the three ways in which they may lie
 * across its groups, the characters that depend on them alone.
 */
function base64Cores(bytes: Buffer): string[] {
  return [0, 1, 2].map((offset) => {
    const all = Buffer.concat([Buffer.alloc(offset), bytes]);
    const text = all.toString('base64').replaceAll('=', '');
    return text.slice(offset === 0 ? 0 : offset + 1, all.length % 3 === 0 ? undefined : -1);
  });
}
