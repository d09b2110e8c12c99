import { own } from '../../base/json.js';
import { at } from '../../base/pointer.js';
import type { Filter } from '../../contract/contract.js';
import { selectorOf, senseOf } from '../facts/selector.js';
import { itemsPointer } from '../identity.js';
import type { Entry } from '../ledger/entries.js';
import { type RuleMaker, type RuleRun, rule } from '../rule.js';
import { foundOf } from '../schema/schema-judge.js';

/** Each filter alone: all that is returned matches, and nothing that matches is missing. */
export const filterRules: RuleMaker = (meaning) => {
  const { contract } = meaning;
  const pointer = itemsPointer(contract);
  if (pointer === undefined) return [];
  return contract.parameters.flatMap((parameter) => {
    const { name, filter } = parameter;
    if (filter === undefined) return [];
    const where = fieldsOf(filter)
      .map((field) => `${pointer}/*${field}`.slice(1))
      .join(', ');
    return [
      rule(contract, {
        id: `filter:${name}`,
        class: 'filters',
        provenance: { kind: 'documented', where: `${name}; ${where}` },
        spec: contract.origins[`/request/properties/${name}`] ?? `${contract.location.file}:${contract.location.line}`,
        needsOthers: true,
        asks: name,
        statement: `${name} returns the entries that match it, all of them, and no others.`,
        remedy: `entries that differ in ${fieldsOf(filter).join(' or ').slice(1)}, or --value ${contract.id}.${name}=<a value of yours>`,
        sense: senseOf(meaning, parameter),
        begin: (ledger) => {
          const select = selectorOf(meaning, parameter, ledger);
          // How many days ago something was is another matter from question to question.
          const by = filter.match === 'within-days' ? undefined : select;
          const see: RuleRun['see'] = (seen, verdict) => {
            const { request, isSuccess, items, filters, result, universe, time } = seen;
            if (request === undefined || !isSuccess || !filters.some((one) => one.name === name)) return;
            for (const [index, item] of items.entries()) {
              const selection = select(request, item, time);
              if (selection === undefined) continue;
              verdict.compared();
              if (selection) continue;
              const field = fieldsOf(filter).find((one) => at(item, one) !== undefined) ?? '';
              verdict.found({
                path: `${pointer}/${index}${field}`,
                keyword: 'match',
                parameters: [name],
                message: `does not match ${name}=${foundOf(own(request, name))}`,
                expected: own(request, name) ?? null,
                actual: at(item, field),
              });
              break;
            }
            // What several filters leave out is theirs together.
            if (result === undefined || filters.length > 1) return;
            const isChosen = ({ item }: Entry) => select(request, item, time) === true;
            const entry = ledger.lackedBy(result, seen, { isChosen, by }, () => verdict.compared());
            if (entry === undefined) return;
            const { key } = entry;
            verdict.suspect(
              {
                path: pointer,
                keyword: 'complete',
                parameters: [name],
                message: `lacks an entry that matches ${name}=${foundOf(own(request, name))}`,
                expected: entry.item,
                actual: undefined,
              },
              {
                kind: 'entry',
                key,
                scope: universe,
                upTo: result.since - 1,
                isSnapshot: result.since === result.last,
              },
            );
          };
          return { see };
        },
      }),
    ];
  });
};

/** Where the fields of an item stand that a filter looks at. */
export function fieldsOf(filter: Filter): readonly string[] {
  if (filter.match === 'substring') return filter.fields;
  return filter.match === 'any-object' ? Object.values(filter.fields) : [filter.field];
}
