import { plural } from '../base/plural.js';
import { parsePointer } from '../base/pointer.js';
import { endOfValue, faultIn, type Member, membersOf, skipSpace, type Value } from './json-text.js';

/** A part of a body, as a report shows it. */
export interface Excerpt {
  readonly lines: readonly string[];
  /** Index of the line that holds the place, from 0; undefined where none does. */
  readonly line?: number | undefined;
}

/** Cuts a part out of a text so that it may be shown. Default: as it is. */
export type Slice = (start: number, end: number) => string;

/** Levels around the place that are shown; what is outside of them is left out. */
const LEVELS = 6;
/** Members that are shown on either side of the place, in the object or array that holds it. */
const NEIGHBOURS = 6;
/** The same, of the objects further out. */
const FAR_NEIGHBOURS = 2;
/** Characters of a value beside the place. */
const SHORT = 100;
/** Characters of the value at the place, and of a body that is no JSON. */
const LONG = 1_000;
/** Members of a value at the place, the levels of it that are shown, and the lines. */
const INSIDE = 12;
const INSIDE_LEVELS = 3;
const INSIDE_LINES = 24;
/** Elements of an array at the place that are not folded if they have something in them. */
const UNFOLDED = 2;

/**
 * The part of a response body around a place, laid out as JSON: the value with its surroundings. What is left out is
 * counted. The text may be of any size and depth, and need not be JSON: then it is shown around its first fault.
 *
 * @param pointer JSON pointer into the body; empty for the body as a whole
 */
export function excerptOf(
  body: string,
  pointer: string,
  slice: Slice = (start, end) => body.slice(start, end),
): Excerpt {
  if (body.trim() === '') return { lines: ['(empty body)'] };
  const fault = faultIn(body);
  if (fault !== undefined) return aroundFault(body, fault, slice);
  const start = skipSpace(body, 0);
  const trail = trailOf(body, { start, end: endOfValue(body, start) }, parsePointer(pointer));
  return new Layout(body, slice).around(trail);
}

/** One level on the way to a place. */
interface Level {
  readonly container: Value;
  /** Those before the step, those behind it, as far as they may be shown; and how many are left out. */
  readonly before: readonly Member[];
  readonly after: readonly Member[];
  readonly leftOutBefore: number;
  readonly leftOutAfter: number;
  readonly step: string;
  /** Undefined where the container has no such member. */
  readonly member: Member | undefined;
}

interface Trail {
  readonly levels: readonly Level[];
  readonly whole: Value;
}

/** Follows a pointer as far as there is something. */
function trailOf(text: string, whole: Value, steps: readonly string[]): Trail {
  const levels: Level[] = [];
  let container = whole;
  for (const step of steps) {
    if (!/[[{]/.test(text[container.start] ?? '')) break;
    const level = levelOf(text, container, step);
    levels.push(level);
    if (level.member === undefined) break;
    container = level.member;
  }
  return { levels, whole };
}

/** Of several members with one key the last one counts, as it does for JSON.parse. */
function levelOf(text: string, container: Value, step: string): Level {
  let before: Member[] = [];
  let after: Member[] = [];
  let count = 0;
  let countAtMember = 0;
  let member: Member | undefined;
  let recent: Member[] = [];
  for (const one of membersOf(text, container.start)) {
    if (String(one.key) === step) {
      member = one;
      before = recent;
      after = [];
      countAtMember = count;
    } else if (member !== undefined && after.length < NEIGHBOURS) {
      after.push(one);
    }
    recent = [...recent.slice(-NEIGHBOURS + 1), one];
    count++;
  }
  if (member === undefined) {
    return { container, before: recent, after, leftOutBefore: count - recent.length, leftOutAfter: 0, step, member };
  }
  const leftOutBefore = countAtMember - before.length;
  const leftOutAfter = count - countAtMember - 1 - after.length;
  return { container, before, after, leftOutBefore, leftOutAfter, step, member };
}

class Layout {
  readonly #lines: string[] = [];
  #line: number | undefined;

  constructor(
    readonly text: string,
    readonly slice: Slice,
  ) {}

  around({ levels, whole }: Trail): Excerpt {
    const shown = levels.slice(-LEVELS);
    if (shown.length < levels.length) this.#lines.push('…');
    const first = shown[0];
    if (first === undefined) this.#inside(whole, '', 0, INSIDE_LINES);
    else this.#level(shown, 0, first.container, '');
    return { lines: this.#lines, line: this.#line };
  }

  #level(levels: readonly Level[], depth: number, container: Value, label: string): void {
    const level = levels[depth] as Level;
    const isLast = depth === levels.length - 1;
    const isArray = this.text[container.start] === '[';
    const reach = isLast ? NEIGHBOURS : FAR_NEIGHBOURS;
    this.#put(depth, `${label}${isArray ? '[' : '{'}`);
    // Elements that are objects themselves say little when they are folded: they are only counted.
    const worth = (member: Member) => !isArray || !/[[{]/.test(this.text[member.start] ?? '');
    const before = level.before.slice(-reach).filter(worth);
    const after = level.after.slice(0, reach).filter(worth);
    this.#leftOut(depth + 1, level.leftOutBefore + level.before.length - before.length, isArray);
    for (const member of before) this.#member(depth + 1, member);
    if (level.member === undefined) {
      this.#line = this.#lines.length;
      this.#put(depth + 1, isArray ? `(no element ${level.step})` : `(no ${JSON.stringify(level.step)})`);
    } else if (isLast) {
      this.#line = this.#lines.length;
      this.#inside(level.member, this.#label(level.member), depth + 1, this.#lines.length + INSIDE_LINES);
    } else {
      this.#level(levels, depth + 1, level.member, this.#label(level.member));
    }
    for (const member of after) this.#member(depth + 1, member);
    this.#leftOut(depth + 1, level.leftOutAfter + level.after.length - after.length, isArray);
    this.#put(depth, isArray ? ']' : '}');
  }

  /** The value at the place: with what is in it, some levels down. @param last line behind which all is folded */
  #inside(value: Value, label: string, depth: number, last: number, levels = INSIDE_LEVELS): void {
    const opening = this.text[value.start] as string;
    if (opening !== '{' && opening !== '[') {
      this.#put(depth, label + this.#scalar(value, LONG));
      return;
    }
    const members: Member[] = [];
    let count = 0;
    for (const member of membersOf(this.text, value.start)) {
      if (members.length < INSIDE) members.push(member);
      count++;
    }
    const closing = opening === '{' ? '}' : ']';
    if (count === 0 || levels === 0 || this.#lines.length >= last) {
      this.#put(depth, label + (count === 0 ? opening + closing : folded(opening, count)));
      return;
    }
    this.#put(depth, label + opening);
    let shown = 0;
    for (const member of members) {
      const isRich = /[[{]/.test(this.text[member.start] ?? '');
      if (this.#lines.length >= last || (opening === '[' && isRich && shown >= UNFOLDED)) break;
      this.#inside(member, this.#label(member), depth + 1, last, levels - 1);
      shown++;
    }
    this.#leftOut(depth + 1, count - shown, opening === '[');
    this.#put(depth, closing);
  }

  #member(depth: number, member: Member): void {
    const opening = this.text[member.start] as string;
    if (opening !== '{' && opening !== '[') {
      this.#put(depth, this.#label(member) + this.#scalar(member, SHORT));
      return;
    }
    let count = 0;
    for (const _ of membersOf(this.text, member.start)) count++;
    this.#put(depth, this.#label(member) + folded(opening, count));
  }

  #label({ key }: Member): string {
    if (typeof key === 'number') return '';
    return `${JSON.stringify(key.length > SHORT ? `${key.slice(0, SHORT)}…` : key)}: `;
  }

  #scalar({ start, end }: Value, longest: number): string {
    if (end - start <= longest) return this.slice(start, end);
    return `${this.slice(start, start + longest)}… (${end - start} characters)`;
  }

  #leftOut(depth: number, count: number, isArray: boolean): void {
    if (count > 0) this.#put(depth, `… ${plural(count, isArray ? 'more element' : 'more field')}`);
  }

  #put(depth: number, text: string): void {
    this.#lines.push('  '.repeat(depth) + text);
  }
}

function folded(opening: string, count: number): string {
  if (count === 0) return opening === '{' ? '{}' : '[]';
  return opening === '{' ? `{… ${plural(count, 'field')}}` : `[… ${plural(count, 'element')}]`;
}

/** A body that is no JSON: the lines around the first character that cannot be. */
function aroundFault(body: string, fault: number, slice: Slice): Excerpt {
  const start = Math.max(0, fault - LONG / 2);
  const end = Math.min(body.length, fault + LONG / 2);
  const head = `${start > 0 ? '…' : ''}${slice(start, fault)}`.split(/\r?\n/);
  const tail = `${slice(fault, end)}${end < body.length ? '…' : ''}`.split(/\r?\n/);
  const line = head.length - 1;
  const joined = `${head[line]}${tail[0]}`;
  return { lines: [...head.slice(0, line), joined, ...tail.slice(1)], line };
}
