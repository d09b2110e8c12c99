import { type RuleMaker, rule } from '../rule.js';

/** Every page of one walk states the same total. */
export const sequenceTotal: RuleMaker = ({ contract }) => {
  const { pagination } = contract;
  if (pagination === undefined) return [];
  const { total: pointer } = pagination.response;
  if (pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'sequence-total',
      class: 'pagination',
      provenance: { kind: 'documented', where: pointer.slice(1).replaceAll('/', ' > ') },
      needsOthers: true,
      statement: 'Every page of one result states the same total.',
      remedy: 'more entries than fit on a page',
      begin: (ledger) => ({
        see: ({ step, total, scope, result }, verdict) => {
          if (total === undefined) return;
          const known = result === undefined ? ledger.result(scope)?.keys.length : undefined;
          const first = step !== undefined && !step.isFirst ? step.walk.total : known;
          if (first === undefined) return;
          verdict.compared();
          if (total === first) return;
          verdict.suspect(
            {
              path: pointer,
              keyword: 'total',
              message: 'differs from the total on another page of the same result',
              expected: first,
              actual: total,
            },
            { kind: 'total', scope },
          );
        },
      }),
    }),
  ];
};
