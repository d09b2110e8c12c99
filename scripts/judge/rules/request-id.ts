import { at } from '../../base/pointer.js';
import { callIdPointer } from '../call-id.js';
import { SeenWindow } from '../ledger/seen-window.js';
import { type RuleMaker, rule } from '../rule.js';

/** Every call has a name of its own, errors included. */
export const requestId: RuleMaker = ({ contract }) => {
  const pointer = callIdPointer(contract);
  if (pointer === undefined) return [];
  return [
    rule(contract, {
      id: 'request-id',
      class: 'cross-response',
      provenance: { kind: 'documented', where: pointer.slice(1) },
      needsOthers: true,
      statement: 'Every response names its call, and no two calls have the same name.',
      remedy: 'more than one response',
      begin: () => {
        const known = new SeenWindow();
        let count = 0;
        return {
          see: ({ body }, verdict) => {
            const id = body === undefined ? undefined : at(body, pointer);
            // Absent or of the wrong type: the schema's to judge.
            if (typeof id !== 'string' || id === '') return;
            if (count++ > 0) verdict.compared();
            if (!known.add(id)) return;
            verdict.found({
              path: pointer,
              keyword: 'unique',
              message: 'is the ID of an earlier call, too',
              expected: 'an ID of its own',
              actual: id,
            });
          },
        };
      },
    }),
  ];
};
