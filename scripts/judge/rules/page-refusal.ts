import { own } from '../../base/json.js';
import { knownSize, mustBeAccepted } from '../facts/must-be-accepted.js';
import { withWindows } from '../facts/page-facts.js';
import { isClientError, isGeneral } from '../facts/refusal.js';
import { validityOf } from '../facts/request-validity.js';
import { type RuleMaker, rule } from '../rule.js';

/** Pages that are too large, or behind the end, are refused always or never. */
export const pageRefusal: RuleMaker = (meaning) => {
  const paged = withWindows(meaning);
  if (paged === undefined) return [];
  const { contract, behaviour, pager } = paged;
  const { pagination } = contract;
  const { position, size } = pagination.request;
  const usual = knownSize(contract, undefined);
  return [
    rule(contract, {
      id: 'page-refusal',
      class: 'pagination',
      provenance: { kind: 'documented', where: `${position}, ${size}` },
      needsOthers: true,
      statement: 'A page that is too large, or behind the end, is refused always or never.',
      remedy: 'requests for large pages, and for pages behind the end',
      sense: [behaviour.oversize, behaviour.beyondEnd],
      begin: (ledger) => {
        let smallestRefused = Number.POSITIVE_INFINITY;
        let largestServed = 0;
        // The end of the deepest page that was served: what lies behind it may be out of reach, whatever the size.
        let deepest = 0;
        // Pages behind the end, by their own numbers and by the entries before them: a limit may be on either.
        const served: Depth[] = [];
        const refused: Depth[] = [];
        return {
          see: ({ request, exchange, isSuccess, items, total, filters }, verdict) => {
            const { status } = exchange;
            const page = request && pager.requested(request);
            if (request === undefined || status === undefined || page === undefined) return;
            const isRefused = isClientError(status) && !isGeneral(status);
            if (!isSuccess && !isRefused) return;
            const start = pager.startOf(page) ?? 0;
            const end = isSuccess ? total : filters.length === 0 ? ledger.reachable : undefined;
            const isBehind = end !== undefined && end > 0 && start >= end;
            const complain = (part: string, message: string) =>
              verdict.found({
                path: '',
                keyword: 'refusal',
                message,
                expected: 'the same as before',
                actual: own(request, part),
              });
            if (isSuccess) {
              // A page that is not full may begin elsewhere: at a multiple of the size that is served.
              if (items.length === page.size) deepest = Math.max(deepest, start + page.size);
              if (isBehind && start > 0) {
                verdict.compared();
                const before = refused.find((one) => isDeeper({ start, size: page.size }, one));
                if (behaviour.beyondEnd === 'refused') complain(position, `a page behind the end of ${end} is served`);
                else if (before !== undefined)
                  complain(position, `a page behind the end of ${end} is served, though one before it was refused`);
                keep(served, { start, size: page.size });
              }
              if (page.size <= usual) return;
              verdict.compared();
              largestServed = Math.max(largestServed, page.size);
              if (page.size >= smallestRefused)
                complain(size, `a page size of ${page.size} is served, though ${smallestRefused} was refused`);
              return;
            }
            // A refusal is about the page only if there is nothing else that it could be about.
            const { faults, doubts, unlisted } = validityOf(meaning, ledger, request);
            if (faults.length + doubts.length + unlisted.length > 0) return;
            const rest = Object.fromEntries(
              Object.entries(request).filter(([name]) => name !== position && name !== size),
            );
            if (!mustBeAccepted(meaning, ledger, rest)) return;
            const isLarge = page.size > usual;
            // A large page that may lie behind the end, or too deep, is refused for one reason or the other.
            const mayBeBehind = start !== undefined && start > 0 && (end === undefined || start >= end);
            if (isLarge && (mayBeBehind || (start > 0 && start + page.size > deepest))) return;
            if (isBehind) {
              verdict.compared();
              // A server that shows nothing there may have a last page that it is ready to show.
              const depth = { start, size: page.size };
              if (behaviour.beyondEnd !== 'refused') {
                if (served.some((one) => isDeeper(one, depth)))
                  complain(position, `a page behind the end of ${end} is refused, though one behind it was served`);
                keep(refused, depth);
              }
            } else if (isLarge) {
              verdict.compared();
              smallestRefused = Math.min(smallestRefused, page.size);
              if (behaviour.oversize !== 'refused') complain(size, `a page size of ${page.size} is refused`);
              else if (page.size <= largestServed)
                complain(size, `a page size of ${page.size} is refused, though ${largestServed} was served`);
            }
          },
        };
      },
    }),
  ];
};

interface Depth {
  readonly start: number;
  readonly size: number;
}

/** Pages that are remembered; more say nothing new. */
const MOST_DEPTHS = 50;

function keep(depths: Depth[], depth: Depth): void {
  if (depths.length < MOST_DEPTHS) depths.push(depth);
}

/** Whether one page is at least as deep as another, however depth is counted. */
function isDeeper(one: Depth, other: Depth): boolean {
  return one.start >= other.start && one.start / one.size >= other.start / other.size;
}
