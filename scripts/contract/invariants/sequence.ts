import type { Json, JsonObject } from '../../base/json.js';
import { at, reader } from '../../base/pointer.js';
import { type PageRequest, pagerOf } from '../pager.js';
import type { Finding, InvariantSubject } from './invariant.js';

/** One page of a walk. */
export interface Step {
  readonly request: JsonObject;
  readonly response: Json;
}

/** What one step of a walk breaks: the index of the step, and the finding within its response. */
export interface SequenceFinding extends Finding {
  readonly step: number;
}

/** Remembers the entries that a walk has seen. */
export interface SeenEntries {
  /**
   * Remembers an entry that is new.
   *
   * @param place a number that tells where it stands
   * @returns the place of an entry of the same identity that came before
   */
  add(identity: string, place: number): number | undefined;
}

/** One walk, judged page by page as the pages come. */
export interface SequenceWalk {
  /** Takes the next page. Returns what it breaks. */
  add(step: Step): Finding[];
  /** Ends the walk. Returns what only its end shows, as findings within the last page. */
  finish(): Finding[];
}

/** A rule that the pages of one walk through a result keep together. */
export interface SequenceInvariant {
  readonly id: string;
  readonly statement: string;
  readonly source: 'documented' | 'inferred';
  readonly severity: 'error' | 'warning';
  /** @param steps the pages of one query, in the order of the walk, from the first page on. */
  judge(steps: readonly Step[]): SequenceFinding[];
  /**
   * Begins a walk that is too long to be held as a whole.
   *
   * @param seen remembers entries, where the rule needs that; by default all of them.
   */
  begin(seen?: SeenEntries): SequenceWalk;
}

/** The identity of an item as one text: the values of its identity fields, in order. */
export function identityOf(item: Json, identity: readonly string[]): string {
  return identifier(identity)(item);
}

/** {@link identityOf}, prepared for many items. */
function identifier(identity: readonly string[]): (item: Json) => string {
  const [first, ...others] = identity.map(reader);
  if (first === undefined) return () => '';
  return (item) => {
    let name = nameOf(first(item));
    for (const read of others) name += `\u0000${nameOf(read(item))}`;
    return name;
  };
}

/** Texts as they are; control characters tell all else from them. */
function nameOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : `\u0001${JSON.stringify(value ?? null)}`;
}

/** More entries than any page has: places on several pages are told apart by it. */
const PAGE = 2 ** 26;

/** The rules for walks from page to page, made for the places that the contract's pagination names. */
export function sequenceInvariants(contract: InvariantSubject): SequenceInvariant[] {
  const pagination = contract.pagination;
  const pager = pagerOf(contract);
  if (pagination === undefined || pager === undefined) return [];
  const totalPlace = pagination.response.total;
  const totalOf = (response: Json) => (totalPlace === undefined ? undefined : at(response, totalPlace));
  const common = { source: 'inferred', severity: 'error' } as const;

  const rules: Omit<SequenceInvariant, 'judge'>[] = [
    {
      id: 'sequence-total',
      statement: 'Every page of one walk states the same total.',
      ...common,
      begin: () => {
        let first: Json | undefined;
        let isFirst = true;
        return {
          add: (step) => {
            const total = totalOf(step.response);
            if (isFirst) first = total;
            isFirst = false;
            return total === first || first === undefined
              ? []
              : [finding(totalPlace ?? '', 'differs from that of the first page', first, total)];
          },
          finish: () => [],
        };
      },
    },
    {
      id: 'sequence-overlap',
      statement: 'No entry stands on two pages of one walk, nor twice on one page.',
      ...common,
      begin: (seen = new AllEntries()) => {
        const identify = identifier(pagination.identity);
        let page = 0;
        return {
          add: (step) => {
            page++;
            const found: Finding[] = [];
            let place = -1;
            for (const item of pager.items(step.response)) {
              place++;
              const before = seen.add(identify(item), page * PAGE + place);
              if (before !== undefined) {
                const where = `page ${Math.floor(before / PAGE)}, ${pagination.response.items}/${before % PAGE}`;
                const path = `${pagination.response.items}/${place}`;
                found.push(finding(path, `repeats the entry of ${where}`, 'another entry', item));
              }
            }
            return found;
          },
          finish: () => [],
        };
      },
    },
    {
      id: 'sequence-gap',
      statement: 'The pages of a walk to the end hold as many entries as the total says.',
      ...common,
      begin: () => {
        let sum = 0;
        let isWhole = true;
        let isFirst = true;
        let isLast = false;
        let expected: PageRequest | undefined;
        let total: Json | undefined;
        return {
          add: ({ request, response }) => {
            const page = pager.requested(request);
            isWhole &&= page !== undefined && (isFirst ? pager.isFirst(page) : page.position === expected?.position);
            isFirst = false;
            const next = page && pager.next(page, response);
            isLast = next === undefined;
            expected = page && (pager.after(page) ?? next);
            sum += pager.items(response).length;
            total = totalOf(response);
            return [];
          },
          finish: () =>
            isWhole && isLast && typeof total === 'number' && sum !== total
              ? [finding(totalPlace ?? '', 'is not the entries on all pages', sum, total)]
              : [],
        };
      },
    },
  ];
  const stated = rules.filter(({ id }) => totalPlace !== undefined || id === 'sequence-overlap');
  return stated.map((rule) => ({ ...rule, judge: (steps) => judgeAll(rule.begin(), steps) }));
}

/** All entries, however many. */
class AllEntries implements SeenEntries {
  readonly #places = new Map<string, number>();

  add(identity: string, place: number): number | undefined {
    const before = this.#places.get(identity);
    if (before === undefined) this.#places.set(identity, place);
    return before;
  }
}

function judgeAll(walk: SequenceWalk, steps: readonly Step[]): SequenceFinding[] {
  const found = steps.flatMap((step, index) => walk.add(step).map((one) => ({ step: index, ...one })));
  return steps.length === 0 ? found : [...found, ...walk.finish().map((one) => ({ step: steps.length - 1, ...one }))];
}

function finding(path: string, message: string, expected: Json, actual: Json | undefined): Finding {
  return { path, message, expected, actual };
}
