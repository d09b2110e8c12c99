import { type Json, jsonText } from '../../base/json.js';
import { at, type Found, matcher, put, reader, remove, select, visitor } from '../../base/pointer.js';
import type { Link } from '../../contract/contract.js';
import type { Finding as JudgeFinding } from '../exchange.js';
import { rank } from '../selects.js';
import { isUntidy, linkScreen } from './link-screen.js';

/** What one place of a response is, and what it should be. */
type Finding = Omit<JudgeFinding, 'keyword'>;

/** What a quick look at a successful body shows. */
export interface Look {
  readonly met: number;
  readonly mayBreak: boolean;
}

/** What a link says of a successful body. */
export interface LinkInvariant {
  /** How many places meet its condition, and whether any of them may break it: a quick look, which makes nothing. */
  look(response: Json): Look;
  /** Every place that breaks it. Places whose values are absent or of the wrong type are the schema's to judge. */
  judge(body: { readonly response: Json }): Finding[];
  /** Changes a body so that it keeps the link; touches nothing where it does already. */
  repair(body: { readonly response: Json }): void;
}

/** Prepares to judge, and to mend, what a link of the contract says. */
export function linkInvariant(link: Link): LinkInvariant {
  const rule = ruleOf(link);
  const mayBreak = linkScreen<Json>(link, { match: matcher, read: reader });
  const mayBreakSomewhere = matcher(link.each, mayBreak);
  const isMet = conditionOf(link);
  const places = visitor(link.each);
  return {
    look: (response) => {
      let met = 0;
      let mayBreakAny = false;
      places(response, (place) => {
        if (!isMet(place)) return;
        met++;
        mayBreakAny ||= mayBreak(place);
      });
      return { met, mayBreak: mayBreakAny };
    },
    // Nearly every response keeps the rule: only one that does not is worth the paths of its places.
    judge: ({ response }) =>
      mayBreakSomewhere(response) ? select(response, link.each).flatMap((place) => rule.judge(place)) : [],
    repair: ({ response }) => {
      for (const place of select(response, link.each)) {
        if (mayBreak(place.value) && rule.judge(place).length > 0) rule.repair(place.value);
      }
    },
  };
}

/** Whether a place meets the condition of a link: none that does not can break it. */
function conditionOf(link: Link): (place: Json) => boolean {
  if ('when' in link) {
    const wanted = new Set<Json>(link.when.in);
    return matcher(link.when.field, (value) => wanted.has(value));
  }
  const fields = ('ordered' in link ? link.ordered : link.trimmed).map((field) => matcher(field, () => true));
  const least = 'ordered' in link ? 2 : 1;
  return (place) => {
    let present = 0;
    for (const has of fields) if (has(place)) present++;
    return present >= least;
  };
}

/** A rule for one of the places that a link speaks of. */
interface Rule {
  judge(place: Found): Finding[];
  repair(value: Json): void;
}

function ruleOf(link: Link): Rule {
  if ('ordered' in link) return ordered(link.ordered, link.statement);
  if ('trimmed' in link) return trimmed(link.trimmed, link.statement);
  return implies(link, link.statement);
}

function implies({ when, then }: Extract<Link, { when: unknown }>, statement: string): Rule {
  const applies = matcher(when.field, (value) => when.in.includes(value));
  const because = (value: Json) => `breaks "${statement}" where ${when.field} is ${jsonText(at(value, when.field))}`;

  if ('present' in then) {
    return {
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

function ordered(fields: readonly string[], statement: string): Rule {
  const present = (value: Json): Ranked[] =>
    fields.flatMap((field) => {
      const here = at(value, field);
      const order = here === undefined ? undefined : rank(here);
      return order === undefined ? [] : [{ field, value: here as Json, order }];
    });
  return {
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

function trimmed(fields: readonly string[], statement: string): Rule {
  const untidy = (value: Json) =>
    fields.flatMap((field) => select(value, field)).filter((found) => isUntidy(found.value));
  return {
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
