import type { Json } from '../../base/json.js';
import type { Link } from '../../contract/contract.js';

/** How the fields of a place that a link speaks of are reached. Fields are pointer patterns. */
export interface Access<Source> {
  /** Prepares to tell whether any value at a field passes a test. */
  match(field: string, test: (value: Json) => boolean): (source: Source) => boolean;
  /** Prepares to read the value at a field. */
  read(field: string): (source: Source) => Json | undefined;
}

/**
 * Prepares the quick look at one place: no means that the link holds there, yes that it has to be judged.
 *
 * Nearly every place keeps every link, so that this is what is done for millions of them: it makes nothing.
 */
export function linkScreen<Source>(link: Link, { match, read }: Access<Source>): (source: Source) => boolean {
  if ('trimmed' in link) {
    const places = link.trimmed.map((field) => match(field, isUntidy));
    return (source) => {
      for (const isUntidyAt of places) if (isUntidyAt(source)) return true;
      return false;
    };
  }
  if ('ordered' in link) {
    const readers = link.ordered.map(read);
    return (source) => {
      let before: Json | undefined;
      for (const readField of readers) {
        const here = readField(source);
        if (here === undefined) continue;
        if (before !== undefined && mayPrecede(here, before)) return true;
        before = here;
      }
      return false;
    };
  }
  const { when, then } = link;
  const reasons = new Set<Json>(when.in);
  const applies = match(when.field, (value) => reasons.has(value));
  if ('present' in then) {
    const hasAny = match(then.field, () => true);
    // What is absent from nearly all places is asked first.
    return then.present
      ? (source) => applies(source) && !hasAny(source)
      : (source) => hasAny(source) && applies(source);
  }
  const wanted = new Set<Json>('in' in then ? then.in : then.some);
  if ('some' in then) {
    const hasWanted = match(then.field, (value) => wanted.has(value));
    return (source) => applies(source) && !hasWanted(source);
  }
  const hasUnwanted = match(then.field, (value) => !wanted.has(value));
  return (source) => applies(source) && hasUnwanted(source);
}

/** Whether a text has white space at either end. */
export function isUntidy(value: Json): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return isSpace(value.charCodeAt(0)) || isSpace(value.charCodeAt(value.length - 1));
}

/** Whether `String.prototype.trim` would remove a character; looks closer only where it may. */
function isSpace(code: number): boolean {
  if (code > 0x20 && code < 0x80) return false;
  return String.fromCharCode(code).trim() === '';
}

/** Whether a value may be of an earlier rank than another. Sure only if it says no; quick for what is usual. */
function mayPrecede(value: Json, other: Json): boolean {
  if (typeof value === 'number' && typeof other === 'number') return value < other;
  // Moments in UTC to the second sort like their texts.
  return !(isStamp(value) && isStamp(other) && value >= other);
}

function isStamp(value: Json): value is string {
  return typeof value === 'string' && value.length === 20 && value[4] === '-' && value[10] === 'T' && value[19] === 'Z';
}
