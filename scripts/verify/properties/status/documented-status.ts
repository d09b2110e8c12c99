import * as fc from 'fast-check';
import type { Json, JsonObject } from '../../../base/json.js';
import { select } from '../../../base/pointer.js';
import { collectionsOf } from '../../collection.js';
import { type Complaint, complain } from '../../complaint.js';
import { enumPlaces } from '../../enum-places.js';
import type { Property } from '../../property.js';
import { selectFrom } from '../../selection.js';
import type { Reply } from '../../transport/answer.js';
import { singleFilters } from '../../valid-requests.js';

/** Statuses, types and levels are documented ones: in every record, and whatever filter brings it up. */
export const documentedStatus: Property = {
  name: 'documented-status',
  class: 'status',
  severity: 'error',
  statement: 'Every status, and every other coded value, is one of the documented ones, also in rare records.',
  source: 'documented: the page lists the values of each status and of each other code',
  applies: (contract) => enumPlaces(contract).length > 0,
  run: async (session) => {
    const places = enumPlaces(session.contract);
    const judge = (reply: Reply): Complaint[] => {
      for (const { pattern, values } of places) {
        for (const { path, value } of select(reply.body as Json, pattern)) {
          if (!values.includes(value)) {
            return [complain(reply, 'is no documented value', values as Json[], value, path)];
          }
        }
      }
      return [];
    };
    for (const collection of await collectionsOf(session)) {
      for (const reply of collection.replies) {
        session.runs++;
        session.report(judge(reply));
      }
      await session.forAll<JsonObject>({
        label: `filters of ${JSON.stringify(collection.base)}`,
        cases: fc.constant({}),
        always: singleFilters(session, collection),
        runs: 0,
        judge: async (filters) => {
          const selected = await selectFrom(session, collection, filters, { isShared: true });
          return 'complaint' in selected ? [] : judge(selected.reply);
        },
      });
    }
  },
};
