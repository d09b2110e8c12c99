import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../base/json.js';
import { pageInvariants } from '../../../contract/invariants/page.js';
import { identityOf, sequenceInvariants } from '../../../contract/invariants/sequence.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain, complaintsOf } from '../../complaint.js';
import { oracle } from '../../oracle.js';
import type { Property } from '../../property.js';
import { spread } from '../../random.js';
import { clockOf } from '../../selection.js';
import { drawnFilters, singleFilters } from '../../valid-requests.js';
import { walk } from '../../walk.js';

/** Walks through a filtered result: it is filtered first, and cut into pages then. */
export const filteredPages: Property = {
  name: 'filtered-pages',
  class: 'filters',
  severity: 'error',
  statement:
    'A filtered result is cut into pages like any other: full pages, the total of the matching entries, each once.',
  source: 'documented: the total counts the entries of the result; inferred: filters come before paging',
  applies: ({ pagination, parameters }) =>
    pagination !== undefined && parameters.some((parameter) => parameter.filter !== undefined),
  run: async (session) => {
    const { contract } = session;
    const { pagination } = contract;
    const [whole] = await collectionsOf(session);
    if (pagination === undefined || whole === undefined || !whole.complete) return;
    const sequences = sequenceInvariants(contract);
    const pages = pageInvariants(contract).filter((invariant) => invariant.severity === 'error');
    const name = (item: Json) => identityOf(item, pagination.identity);
    const judge = async ({ filters, size }: { filters: JsonObject; size: number }): Promise<Complaint[]> => {
      const result = await walk(session, { ...whole.base, ...filters }, size);
      if (result.complaint !== undefined) return [result.complaint];
      const last = result.steps.at(-1)?.reply;
      if (last === undefined) return [];
      for (const { request, response, reply } of result.steps) {
        for (const page of pages) {
          const found = page.judge({ request, response });
          if (found.length > 0) return complaintsOf(reply, found);
        }
      }
      for (const sequence of sequences) {
        const [found] = sequence.judge(result.steps);
        const reply = found && result.steps[found.step]?.reply;
        if (found !== undefined && reply !== undefined) return complaintsOf(reply, [found]);
      }
      const accepts = await oracle(session, filters, clockOf(last));
      const seen = new Set(result.items.map(name));
      const lost = whole.items.find((item) => accepts(item) === true && !seen.has(name(item)));
      if (lost !== undefined && result.complete) {
        return [complain(last, 'a matching entry is on no page', lost, null, pagination.response.items)];
      }
      const stranger = result.items.find((item) => accepts(item) === false);
      return stranger === undefined
        ? []
        : [complain(last, 'an entry that does not match is on a page', null, stranger, pagination.response.items)];
    };
    await session.forAll({
      label: 'walks',
      cases: fc.record({ filters: drawnFilters(session, whole), size: fc.integer({ min: 3, max: 20 }) }),
      always: spread(singleFilters(session, whole), 20).map((filters) => ({ filters, size: 6 })),
      runs: Math.ceil(session.operation.settings.runs / 2),
      judge,
    });
  },
};
