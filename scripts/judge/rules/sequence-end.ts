import { type Position, pagerOf } from '../../contract/pager.js';
import type { Walk } from '../ledger/walks.js';
import { type RuleMaker, rule } from '../rule.js';

/**
 * Where markers or tokens lead from page to page, they come to an end: no page leads to itself, nor to one before it. Some
 * services end a list in just this way, so that it is no error unless a page says how its list ends.
 */
export const sequenceEnd: RuleMaker = ({ contract }) => {
  const pager = pagerOf(contract);
  const pointer = contract.pagination?.response.next;
  if (pager === undefined || pager.hasRandomAccess || pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'sequence-end',
      class: 'pagination',
      provenance: { kind: 'inferred', reason: 'A walk that comes back to a page that it has passed never ends.' },
      needsOthers: true,
      statement: 'A walk from page to page comes to an end.',
      remedy: 'a walk to the last page',
      begin: () => {
        const passed = new WeakMap<Walk, Set<Position>>();
        return {
          see: ({ isSuccess, page, body, step }, verdict) => {
            if (!isSuccess || page === undefined || body === undefined) return;
            const positions = (step && passed.get(step.walk)) ?? new Set<Position>();
            positions.add(page.position);
            if (step !== undefined) passed.set(step.walk, positions);
            const next = pager.next(page, body);
            verdict.compared();
            if (next === undefined || !positions.has(next.position)) return;
            verdict.found({
              path: pointer,
              keyword: 'end',
              message:
                next.position === page.position ? 'leads to the same page again' : 'leads back to an earlier page',
              expected: 'what leads to another page, or nothing',
              actual: next.position,
            });
          },
        };
      },
    }),
  ];
};
