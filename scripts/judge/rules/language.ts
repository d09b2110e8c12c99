import { isDeepStrictEqual } from 'node:util';
import { isSameText, type Json, own } from '../../base/json.js';
import { visitor } from '../../base/pointer.js';
import { defaultOf } from '../../contract/parameter-default.js';
import { itemsPointer } from '../identity.js';
import { type RuleMaker, rule } from '../rule.js';

/** Entries with a name that are needed to say that none of them is translated. */
const ENOUGH = 5;

/** Entries whose names are remembered. */
const ROOM = 2_000;

/** The language that is asked for chooses the names, and its default does where none is. */
export const language: RuleMaker = ({ contract }) => {
  const pointer = itemsPointer(contract);
  if (pointer === undefined) return [];
  return contract.parameters.flatMap((parameter) => {
    if (parameter.language === undefined) return [];
    const { fields } = parameter.language;
    const fallback = defaultOf(contract, parameter.name);
    const visits = fields.map(visitor);
    const namesOf = (item: Json): Json[] => {
      const found: Json[] = [];
      for (const visit of visits) visit(item, (name) => found.push(name));
      return found;
    };
    return [
      rule(contract, {
        id: `language:${parameter.name}`,
        class: 'cross-response',
        provenance: { kind: 'documented', where: `${parameter.name}` },
        needsOthers: true,
        statement: `${parameter.name} chooses the language of the names: the same for the same language, another for another.`,
        remedy: `the same entries asked for with different ${parameter.name}, and at least ${ENOUGH} of them with names`,
        begin: () => {
          // By the data and the entry, the names in each language.
          const names = new Map<string, Map<string, Map<string, Json[]>>>();
          let remembered = 0;
          let translated = false;
          let alike = 0;
          let hasComplained = false;
          return {
            see: ({ isSuccess, request, items, keys, universe }, verdict) => {
              if (!isSuccess || request === undefined) return;
              const chosen = own(request, parameter.name) ?? fallback;
              if (chosen === undefined) return;
              const tongue = String(chosen);
              const mine = names.get(universe) ?? new Map<string, Map<string, Json[]>>();
              for (const [index, item] of items.entries()) {
                const key = keys[index];
                if (key === undefined) continue;
                const now = namesOf(item);
                const known = mine.get(key);
                if (known === undefined) {
                  if (remembered >= ROOM || now.length === 0) continue;
                  remembered++;
                  names.set(universe, mine);
                  mine.set(key, new Map([[tongue, now]]));
                  continue;
                }
                const same = known.get(tongue);
                if (same !== undefined) {
                  verdict.compared();
                  if (!isSame(same, now)) {
                    const message = `the names are not those that ${parameter.name}=${tongue} had before`;
                    verdict.suspect(
                      { path: `${pointer}/${index}`, keyword: 'language', message, expected: [...same], actual: now },
                      { kind: 'still' },
                    );
                  }
                  continue;
                }
                for (const other of known.values()) {
                  verdict.compared();
                  if (isSame(other, now)) alike++;
                  else translated = true;
                }
                known.set(tongue, now);
                if (translated || alike < ENOUGH || hasComplained) continue;
                hasComplained = true;
                verdict.found({
                  path: `${pointer}/${index}`,
                  keyword: 'language',
                  message: `${parameter.name}=${tongue} changes no name of ${alike} entries`,
                  expected: 'names in the language',
                  actual: now,
                  inferred: 'The page does not promise that every name is translated.',
                });
              }
            },
          };
        },
      }),
    ];
  });
};

function isSame(names: Json[], others: Json[]): boolean {
  return isSameText(names, others) || isDeepStrictEqual(names, others);
}
