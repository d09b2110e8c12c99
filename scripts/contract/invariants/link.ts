import type { Link } from '../contract.js';
import type { Json } from '../json.js';
import { at, type Found, matcher, put, reader, remove, select } from '../pointer.js';
import type { Finding, Invariant } from './invariant.js';

/** The rule that a link of the contract states. */
export function linkInvariant(link: Link): Invariant {
  const rule = ruleOf(link);
  const isBroken = matcher(link.each, rule.isBroken);
  return {
    id: link.id,
    statement: link.statement,
    source: link.source,
    severity: link.severity,
    // Nearly every response keeps the rule: only one that does not is worth the paths of its places.
    judge: ({ response }) =>
      isBroken(response) ? select(response, link.each).flatMap((place) => rule.judge(place)) : [],
    repair: ({ response }) => {
      for (const place of select(response, link.each)) {
        if (rule.isBroken(place.value)) rule.repair(place.value);
      }
    },
  };
}

/** A rule for one of the places that a link speaks of. */
interface Rule {
  /** Whether {@link judge} would find something; makes nothing. */
  readonly isBroken: (value: Json) => boolean;
  judge(place: Found): Finding[];
  repair(value: Json): void;
}

function ruleOf(link: Link): Rule {
  if ('ordered' in link) return ordered(link.ordered, link.statement);
  if ('trimmed' in link) return trimmed(link.trimmed, link.statement);
  return implies(link, link.statement);
}

function implies({ when, then }: Extract<Link, { when: unknown }>, statement: string): Rule {
  const reasons = new Set<Json>(when.in);
  const wanted = new Set<Json>('in' in then ? then.in : 'some' in then ? then.some : []);
  const applies = matcher(when.field, (value) => reasons.has(value));
  const hasAny = matcher(then.field, () => true);
  const hasWanted = matcher(then.field, (value) => wanted.has(value));
  const hasUnwanted = matcher(then.field, (value) => !wanted.has(value));
  const because = (value: Json) =>
    `breaks "${statement}" where ${when.field} is ${JSON.stringify(at(value, when.field))}`;

  if ('present' in then) {
    return {
      // What is absent from nearly all values is asked first.
      isBroken: then.present ? (value) => applies(value) && !hasAny(value) : (value) => hasAny(value) && applies(value),
      judge: ({ path, value }) => {
        if (!applies(value)) return [];
        const found = select(value, then.field);
        if (then.present) {
          return found.length > 0
            ? []
            : [{ path: path + then.field, message: because(value), expected: 'a value', actual: undefined }];
        }
        return found.map((extra) => ({
          path: path + extra.path,
          message: because(value),
          expected: 'no value',
          actual: extra.value,
        }));
      },
      repair: (value) => {
        // What is missing cannot be made up: the condition yields by losing its field.
        if (then.present) remove(value, when.field);
        else for (const extra of select(value, then.field)) remove(value, extra.path);
      },
    };
  }

  if ('some' in then) {
    return {
      isBroken: (value) => applies(value) && hasAny(value) && !hasWanted(value),
      judge: ({ path, value }) => {
        const found = select(value, then.field);
        if (!applies(value) || found.length === 0 || found.some((one) => then.some.includes(one.value))) return [];
        return [
          {
            path: path + then.field,
            message: because(value),
            expected: [...then.some],
            actual: found.map((one) => one.value),
          },
        ];
      },
      repair: (value) => {
        const first = select(value, then.field)[0];
        if (first !== undefined) put(value, first.path, then.some[0] as Json);
      },
    };
  }

  return {
    isBroken: (value) => applies(value) && hasUnwanted(value),
    judge: ({ path, value }) =>
      applies(value)
        ? select(value, then.field)
            .filter((found) => !then.in.includes(found.value))
            .map((found) => ({
              path: path + found.path,
              message: because(value),
              expected: then.in.length === 1 ? (then.in[0] as Json) : [...then.in],
              actual: found.value,
            }))
        : [],
    repair: (value) => {
      for (const found of select(value, then.field)) {
        if (!then.in.includes(found.value)) put(value, found.path, then.in[0] as Json);
      }
    },
  };
}

/** A number as it is, a text as the moment it names; undefined where it is neither. */
function rank(value: Json): number | undefined {
  if (typeof value === 'number') return value;
  const moment = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(moment) ? undefined : moment;
}

/** A value of an order, and its place in it. */
interface Ranked {
  readonly field: string;
  readonly value: Json;
  readonly order: number;
}

function isMisplaced(here: Ranked, index: number, list: readonly Ranked[]): boolean {
  const before = list[index - 1];
  return before !== undefined && here.order < before.order;
}

/** Whether a value may be of an earlier rank than another; sure only if it says no. Quick for what is usual. */
function mayPrecede(value: Json, other: Json): boolean {
  if (typeof value === 'number' && typeof other === 'number') return value < other;
  // Moments in UTC to the second sort like their texts.
  return !(isStamp(value) && isStamp(other) && value >= other);
}

function isStamp(value: Json): value is string {
  return typeof value === 'string' && value.length === 20 && value[4] === '-' && value[10] === 'T' && value[19] === 'Z';
}

function ordered(fields: readonly string[], statement: string): Rule {
  const readers = fields.map(reader);
  const present = (value: Json): Ranked[] =>
    fields.flatMap((field) => {
      const here = at(value, field);
      const order = here === undefined ? undefined : rank(here);
      return order === undefined ? [] : [{ field, value: here as Json, order }];
    });
  return {
    isBroken: (value) => {
      let before: Json | undefined;
      for (const read of readers) {
        const here = read(value);
        if (here === undefined) continue;
        if (before !== undefined && mayPrecede(here, before)) return present(value).some(isMisplaced);
        before = here;
      }
      return false;
    },
    judge: ({ path, value }) => {
      const list = present(value);
      return list.flatMap((here, index) => {
        const before = list[index - 1];
        return before === undefined || !isMisplaced(here, index, list)
          ? []
          : [
              {
                path: path + here.field,
                message: `breaks "${statement}": it is before ${before.field}`,
                expected: before.value,
                actual: here.value,
              },
            ];
      });
    },
    repair: (value) => {
      const list = present(value);
      const sorted = [...list].sort((a, b) => a.order - b.order);
      for (const [index, { field }] of list.entries()) put(value, field, sorted[index]?.value as Json);
    },
  };
}

/** Whether `String.prototype.trim` would remove a character; looks closer only where it may. */
function isSpace(code: number): boolean {
  if (code > 0x20 && code < 0x80) return false;
  return String.fromCharCode(code).trim() === '';
}

function isUntidy(value: Json): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return isSpace(value.charCodeAt(0)) || isSpace(value.charCodeAt(value.length - 1));
}

function trimmed(fields: readonly string[], statement: string): Rule {
  const places = fields.map((field) => matcher(field, isUntidy));
  const untidy = (value: Json) =>
    fields.flatMap((field) => select(value, field)).filter((found) => isUntidy(found.value));
  return {
    isBroken: (value) => places.some((isUntidyAt) => isUntidyAt(value)),
    judge: ({ path, value }) =>
      untidy(value).map((found) => ({
        path: path + found.path,
        message: `breaks "${statement}"`,
        expected: (found.value as string).trim(),
        actual: found.value,
      })),
    repair: (value) => {
      for (const found of untidy(value)) put(value, found.path, (found.value as string).trim() || '-');
    },
  };
}
