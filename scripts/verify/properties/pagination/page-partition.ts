import * as fc from 'fast-check';
import type { Json } from '../../../base/json.js';
import { identityOf, sequenceInvariants } from '../../../contract/invariants/sequence.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain } from '../../complaint.js';
import type { Property } from '../../property.js';
import { walk } from '../../walk.js';

/** Requests of a single walk, so that walks in small steps stay affordable. */
const MAX_STEPS = 200;

/** Walks in steps of any size meet every entry exactly once, and the same total on every page. */
export const pagePartition: Property = {
  name: 'page-partition',
  class: 'pagination',
  severity: 'error',
  statement: 'The pages of one walk hold every entry of the result exactly once, and state the same total.',
  source: 'documented: the total is that of all pages; inferred: a result that stays the same is cut into its pages',
  applies: ({ pagination }) => pagination !== undefined,
  run: async (session) => {
    const { contract } = session;
    const { pagination } = contract;
    const [whole] = await collectionsOf(session);
    if (pagination === undefined || whole === undefined) return;
    const invariants = sequenceInvariants(contract);
    const count = whole.items.length;
    const names = (items: readonly Json[]) => new Set(items.map((item) => identityOf(item, pagination.identity)));
    const known = names(whole.items);
    const judge = async (size: number): Promise<Complaint[]> => {
      const result = await walk(session, whole.base, size);
      if (result.complaint !== undefined) return [result.complaint];
      for (const invariant of invariants) {
        const [found] = invariant.judge(result.steps);
        const reply = found && result.steps[found.step]?.reply;
        if (found === undefined || reply === undefined) continue;
        return [complain(reply, `${found.message} (pages of ${size})`, found.expected, found.actual, found.path)];
      }
      const last = result.steps.at(-1)?.reply;
      if (last === undefined || !result.complete || !whole.complete) return [];
      const seen = names(result.items);
      const lost = [...known].find((name) => !seen.has(name));
      if (lost !== undefined) {
        return [complain(last, `a walk in pages of ${size} misses an entry that another walk has`, lost, null)];
      }
      const extra = [...seen].find((name) => !known.has(name));
      return extra === undefined
        ? []
        : [complain(last, `a walk in pages of ${size} has an entry that another walk misses`, null, extra)];
    };
    const smallest = Math.max(1, Math.ceil(count / MAX_STEPS));
    const sizes = [smallest, 7, 10, 20, 30, 50, 64, 100, Math.ceil(count / 2), count - 1, count, count + 1];
    await session.forAll({
      label: 'walks',
      cases: fc.integer({ min: Math.max(smallest, Math.ceil(count / 20)), max: Math.max(smallest, count) + 1 }),
      always: [...new Set(sizes)].filter((size) => size >= smallest),
      runs: Math.min(4, session.operation.settings.runs),
      judge,
    });
  },
};
