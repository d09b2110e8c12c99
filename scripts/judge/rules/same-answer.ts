import { isQuestion } from '../../contract/is-question.js';
import { itemsPointer } from '../identity.js';
import { type RuleMaker, rule } from '../rule.js';

/** Entries of an answer that are not replaced all at once. */
const FEW = 3;

/** Times that all entries are replaced between two requests until it is no chance. */
const TIMES = 3;

/**
 * The same question has the same answer. Data change, so that another answer alone says nothing: but an answer that
 * comes back after another one was not the data's doing, nor is an order that changes between entries that do not.
 */
export const sameAnswer: RuleMaker = ({ contract }) => {
  if (!isQuestion(contract)) return [];
  const pointer = itemsPointer(contract) ?? '';
  return [
    rule(contract, {
      id: 'same-answer',
      class: 'cross-response',
      provenance: { kind: 'documented', where: contract.summary || contract.title },
      needsOthers: true,
      statement: 'The same question has the same answer when it is asked again.',
      remedy: 'the same request more than once',
      begin: () => {
        let replaced = 0;
        return {
          see: ({ repeat, isReordered, exchange: { status }, isSuccess, number, keys }, verdict) => {
            if (repeat === undefined) return;
            verdict.compared();
            const { sighting, before } = repeat;
            if (before.number === number - 1 && Math.min(keys.length, before.keys.length) >= FEW) {
              const former = new Set(before.keys);
              if (keys.some((key) => former.has(key))) replaced = Number.NEGATIVE_INFINITY;
              // However fast data change, they are not all replaced between one request and the next, each time.
              else if (++replaced >= TIMES) {
                verdict.found({
                  path: pointer,
                  keyword: 'same',
                  message: 'has none of the entries that it had a moment before, whenever it is asked twice',
                  expected: 'the same entries',
                  actual: 'others',
                });
              }
            }
            // Without pages, no order is promised.
            const isTurned = isReordered && contract.pagination !== undefined;
            if (sighting === 'same' && !isTurned) return;
            const finding = {
              path: isSuccess ? pointer : '',
              keyword: 'same',
              message:
                sighting === 'returned'
                  ? 'differs from answer to answer, and comes back'
                  : isTurned
                    ? 'has the same entries in another order'
                    : 'differs the second time',
              expected: before.status === status ? 'the same answer' : (before.status ?? null),
              actual: before.status === status ? 'another answer' : (status ?? null),
            };
            verdict.suspect(finding, sighting === 'returned' || isTurned ? { kind: 'shown' } : { kind: 'still' });
          },
        };
      },
    }),
  ];
};
