import { type Json, type JsonObject, own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Contract, Sort } from '../../contract/contract.js';
import type { Walk } from '../ledger/walks.js';
import { codeOrder, compareValues, directionOf } from '../ordering.js';
import { type Rule, type RuleMaker, type RuleRun, rule } from '../rule.js';
import { foundOf } from '../schema/schema-judge.js';

/** The order that a request asks for, or leaves to the default. */
export interface Order {
  readonly field: string;
  readonly direction: 'ascending' | 'descending';
}

/**
 * The order of a request as the contract means it; undefined where it asks for a field that the contract does not know,
 * or for a direction whose name tells nothing.
 */
export function orderOf(sort: Sort, request: JsonObject): Order | undefined {
  const by = own(request, sort.by);
  const asked = own(request, sort.direction);
  const direction = directionOf(asked ?? sort.default.direction);
  const field =
    by === undefined
      ? sort.default.field
      : Object.hasOwn(sort.fields, String(by))
        ? sort.fields[String(by)]
        : undefined;
  return field === undefined || direction === undefined ? undefined : { field, direction };
}

/** The whole result is sorted by the field and in the direction asked for; by their defaults where they are left out. */
export const sortRules: RuleMaker = ({ contract }) => {
  const { sort, pagination } = contract;
  if (sort === undefined || pagination === undefined) return [];
  const { items: pointer } = pagination.response;
  const order = (sort_: Sort, isDefault: (request: JsonObject) => boolean): Rule['begin'] => {
    return () => {
      /** The last value of each walk so far: entries without one may stand between it and the next. */
      const latest = new WeakMap<Walk, Json>();
      const see: RuleRun['see'] = ({ isSuccess, request, items, step, scope }, verdict) => {
        if (!isSuccess || request === undefined || !isDefault(request)) return;
        const asked = orderOf(sort_, request);
        if (asked === undefined) return;
        let before: Json | undefined = step && latest.get(step.walk);
        let isWithin = false;
        for (const [index, item] of items.entries()) {
          const value = at(item, asked.field);
          // Entries without the field may stand anywhere.
          if (value === undefined || value === null || value === '' || value === 0) continue;
          const difference = before === undefined ? 0 : compareValues(before, value);
          if (difference !== 0) verdict.compared();
          if (asked.direction === 'descending' ? difference < 0 : difference > 0) {
            const finding = {
              path: `${pointer}/${index}${asked.field}`,
              keyword: 'order',
              message: `breaks the ${asked.direction} order of ${asked.field.slice(1)}`,
              expected: `at ${asked.direction === 'descending' ? 'most' : 'least'} ${foundOf(before)}`,
              actual: value,
            };
            // What stands on another page was so when that one was answered.
            if (isWithin) verdict.found(finding);
            else verdict.suspect(finding, { kind: 'still', scope });
            return;
          }
          before = value;
          isWithin = true;
          if (step !== undefined) latest.set(step.walk, value);
        }
      };
      return { see };
    };
  };
  const has = (request: JsonObject, name: string) => own(request, name) !== undefined;
  return [
    rule(contract, {
      id: 'sort-order',
      class: 'sort',
      provenance: { kind: 'documented', where: `${sort.by}, ${sort.direction}` },
      statement:
        'The whole result, from its first page to its last, is sorted by the field and in the direction asked for.',
      remedy: 'entries with different values of the fields that can be sorted by',
      begin: order(sort, (request) => has(request, sort.by) && has(request, sort.direction)),
    }),
    rule(contract, {
      id: 'sort-direction-default',
      class: 'sort',
      provenance: provenanceOfDirection(contract, sort),
      needsOthers: true,
      statement: `Without ${sort.direction}, the result is sorted in the default direction.`,
      remedy: 'entries with different values of the fields that can be sorted by',
      begin: order(sort, (request) => has(request, sort.by) && !has(request, sort.direction)),
    }),
    rule(contract, {
      id: 'sort-default',
      class: 'sort',
      provenance:
        sort.inferred === undefined
          ? { kind: 'documented', where: sort.by }
          : { kind: 'inferred', reason: sort.inferred },
      needsOthers: true,
      statement: `Without ${sort.by}, the result is sorted by the default field.`,
      remedy: 'entries with different values of the default field',
      sense: { ...sort.default },
      begin: order(sort, (request) => !has(request, sort.by)),
    }),
  ];
};

function provenanceOfDirection({ parameters }: Contract, sort: Sort): Rule['provenance'] {
  const schema = parameters.find(({ name }) => name === sort.direction)?.schema;
  const reason = own(own(schema, 'x-inferred'), 'default');
  if (typeof reason === 'string') return { kind: 'inferred', reason };
  return own(schema, 'default') === undefined
    ? { kind: 'inferred', reason: 'No default direction is stated.' }
    : { kind: 'documented', where: sort.direction };
}

/** Items in the order in which they come where none is asked for; those without the field last. Alike ones stay as they are. */
export function inDefaultOrder<T extends Json>(contract: Pick<Contract, 'sort'>, items: readonly T[]): T[] {
  const { sort } = contract;
  if (sort === undefined) return [...items];
  const { field } = sort.default;
  const sign = directionOf(sort.default.direction) === 'descending' ? -1 : 1;
  const withField = items.filter((item) => at(item, field) !== undefined);
  const without = items.filter((item) => at(item, field) === undefined);
  withField.sort((a, b) => sign * codeOrder(at(a, field) as Json, at(b, field) as Json));
  return [...withField, ...without];
}
