import { isDeepStrictEqual } from 'node:util';
import { isObject, type Json } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import { itemsPointer } from '../identity.js';
import { type RuleMaker, rule } from '../rule.js';

/**
 * An entry is the same wherever it is met. Tasks go on, so that another content alone says nothing: but one that comes
 * back after another one depends on the question, not on the task.
 */
export const entityAgreement: RuleMaker = ({ contract }) => {
  const pointer = itemsPointer(contract);
  if (pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'entity-agreement',
      class: 'cross-response',
      provenance: { kind: 'documented', where: pointer.slice(1).replaceAll('/', ' > ') },
      needsOthers: true,
      statement: 'An entry has the same fields with the same values, whatever was asked.',
      remedy: 'several requests that show the same entries',
      begin: (ledger) => ({
        see: ({ sightings, keys, items, universe }, verdict) => {
          for (const [index, sighting] of sightings.entries()) {
            if (sighting === 'new') continue;
            verdict.compared();
            if (sighting === 'same') continue;
            const entry = ledger.entries.get(universe, keys[index] ?? '');
            const item = items[index] as Json;
            // An answer may show an entry twice: then the latest that is known of it is not the one before this one.
            const versions = entry === undefined ? [] : [...entry.before.map((version) => version.item), entry.item];
            const before = versions.findLast((version) => !isDeepStrictEqual(version, item));
            const field = before === undefined ? undefined : differingField(before, item);
            const finding = {
              path: `${pointer}/${index}${field === undefined ? '' : formatPointer([field])}`,
              keyword: 'agreement',
              message: 'differs from another response about the same entry',
              expected: field === undefined || !isObject(before) ? (before ?? null) : (before[field] ?? null),
              actual: field === undefined || !isObject(item) ? item : item[field],
            };
            verdict.suspect(finding, sighting === 'returned' ? { kind: 'shown', key: keys[index] } : { kind: 'still' });
          }
        },
      }),
    }),
  ];
};

function differingField(one: Json, other: Json): string | undefined {
  if (!isObject(one) || !isObject(other)) return undefined;
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].find(
    (key) => !isDeepStrictEqual(one[key], other[key]),
  );
}
