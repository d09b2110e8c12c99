import { own } from '../../base/json.js';
import { at, put } from '../../base/pointer.js';
import { type Paged, type PageFacts, pageReader, wholeNumber, withPages } from '../facts/page-facts.js';
import { type RuleMaker, rule } from '../rule.js';

/** The answer repeats the page and the page size that were asked for. */
export const pageEcho: RuleMaker = (meaning) => {
  const paged = withPages(meaning);
  if (paged === undefined) return [];
  const { contract, behaviour, pager } = paged;
  const { request: names, response } = contract.pagination;
  const parts = (['position', 'size'] as const).filter((part) => response[part] !== undefined);
  if (parts.length === 0) return [];
  return [
    rule(contract, {
      id: 'page-echo',
      class: 'pagination',
      provenance: {
        kind: 'documented',
        where: parts.map((part) => String(response[part]).slice(1).replaceAll('/', ' > ')).join(', '),
      },
      statement: 'The response repeats the page and the page size that the request asked for.',
      sense: [behaviour.oversize, behaviour.beyondEnd],
      begin: (ledger) => {
        const pageOf = pageReader(ledger, paged);
        return {
          see: (seen, verdict) => {
            const page = pageOf(seen);
            const { request, body } = seen;
            if (page === undefined || request === undefined || body === undefined) return;
            for (const part of parts) {
              const pointer = response[part] as string;
              const asked = wholeNumber(own(request, names[part]));
              const actual = wholeNumber(at(body, pointer));
              if (asked === undefined || actual === undefined) continue;
              // What a page before the first one, or one of no size, is, no page says.
              if (part === 'size' ? asked < 1 : page.start === undefined || page.start < 0) continue;
              verdict.compared();
              const isClamped = part === 'size' && actual === page.effective;
              const isMoved =
                part === 'position' && behaviour.beyondEnd === 'last-page' && isLastInstead(paged, page, actual);
              if (actual === asked || isClamped || isMoved) continue;
              verdict.found({
                path: pointer,
                keyword: 'echo',
                message: `is not the ${names[part]} of the request`,
                expected: asked,
                actual,
              });
            }
          },
        };
      },
      repair: ({ request, body }) => {
        const asked = request === undefined ? undefined : pager.requested(request);
        if (asked === undefined || body === undefined) return;
        for (const part of parts) put(body, response[part] as string, asked[part] ?? '');
      },
    }),
  ];
};

/** Whether a page behind the end may call itself by another position: one from which on the end is reached. */
function isLastInstead({ pager }: Paged, { start, effective, total }: PageFacts, position: number): boolean {
  if (start === undefined || effective === undefined || total === undefined || start < total) return false;
  const shown = pager.startOf({ position, size: effective }) ?? 0;
  // Of a result without entries the first page is the last one.
  return shown >= 0 && shown < Math.max(1, total) && shown + effective >= total;
}
