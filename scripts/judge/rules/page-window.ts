import { at } from '../../base/pointer.js';
import { pageReader, withWindows } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** Any page is the stretch of the whole result that its number and its size say. */
export const pageWindow: RuleMaker = (meaning) => {
  const paged = withWindows(meaning);
  if (paged === undefined) return [];
  const { contract } = paged;
  const { pagination } = contract;
  const { items } = pagination.response;
  return [
    rule(contract, {
      id: 'page-window',
      class: 'pagination',
      provenance: { kind: 'documented', where: `${pagination.request.position}, ${pagination.request.size}` },
      needsOthers: true,
      statement: 'A page holds its stretch of the whole result: page and size say which.',
      remedy: 'more entries, so that there are several pages',
      sense: meaning.behaviour.oversize,
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        return {
          see: (seen, verdict) => {
            const { start, effective, position } = pageOf(seen) ?? {};
            const whole = seen.result === undefined ? ledger.result(seen.scope) : undefined;
            if (whole === undefined || start === undefined || effective === undefined || start >= whole.keys.length)
              return;
            verdict.compared();
            const end = Math.min(start + effective, whole.keys.length);
            let entry = start;
            while (entry < end && whole.keys[entry] === seen.keys[entry - start]) entry++;
            if (entry === end) return;
            const place = entry - start;
            const where = `page ${position} of ${effective}`;
            // An answer without a list is often the body of an error that was sent as a success.
            const finding = Array.isArray(at(seen.body, items))
              ? {
                  path: `${items}/${place}`,
                  message: `is not entry ${entry + 1} of the whole result, which stands there on ${where}`,
                  expected: whole.keys[entry] ?? null,
                  actual: seen.items[place],
                }
              : {
                  path: items,
                  message: `is not there, and ${where} of the whole result has entries`,
                  expected: `${end - start} entries`,
                  actual: at(seen.body, items),
                };
            verdict.suspect({ ...finding, keyword: 'window' }, { kind: 'still', scope: seen.scope });
          },
        };
      },
    }),
  ];
};
