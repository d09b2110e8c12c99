import { isDeepStrictEqual } from 'node:util';
import { type Json, jsonText, own } from '../../base/json.js';
import { select } from '../../base/pointer.js';
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
    return [
      rule(contract, {
        id: `language:${parameter.name}`,
        class: 'cross-response',
        provenance: { kind: 'documented', where: `${parameter.name}` },
        needsOthers: true,
        statement: `${parameter.name} chooses the language of the names: the same for the same language, another for another.`,
        remedy: `the same records asked for with different ${parameter.name}, and at least ${ENOUGH} of them with names`,
        begin: () => {
          // By entry, the names in each language.
          const names = new Map<string, Map<string, readonly Json[]>>();
          let translated = false;
          let alike = 0;
          let hasComplained = false;
          return {
            see: ({ isSuccess, request, items, keys, universe }, verdict) => {
              if (!isSuccess || request === undefined) return;
              const chosen = own(request, parameter.name) ?? fallback;
              if (chosen === undefined) return;
              const tongue = String(chosen);
              for (const [index, item] of items.entries()) {
                const key = keys[index];
                if (key === undefined) continue;
                const place = jsonText([universe, key]);
                const now = fields.flatMap((field) => select(item, field).map((found) => found.value));
                const known = names.get(place);
                if (known === undefined) {
                  if (names.size < ROOM && now.length > 0) names.set(place, new Map([[tongue, now]]));
                  continue;
                }
                const same = known.get(tongue);
                if (same !== undefined) {
                  verdict.compared();
                  if (!isDeepStrictEqual(same, now)) {
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
                  if (isDeepStrictEqual(other, now)) alike++;
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
