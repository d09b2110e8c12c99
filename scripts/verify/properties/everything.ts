import { itemsPointer } from '../../judge/index.js';
import type { Property } from '../property.js';

/** Reads what there is, page by page, and page by page again: what changes between two readings is the data's doing. */
export const everything: Property = {
  name: 'everything',
  class: 'schema',
  statement: 'Everything that the server shows is read, from the first page to the last.',
  cost: 20,
  alone: true,
  applies: () => true,
  run: async (session) => {
    session.runs++;
    const collections = await session.collections();
    const { id, lookup } = session.contract;
    const hasList = itemsPointer(session.contract) !== undefined;
    if (collections.length === 0 && lookup !== undefined) {
      session.note(
        `the server knows no entity to ask about; name some with --value ${id}.${lookup.key}=<known ${lookup.key}>`,
      );
    } else if (hasList && collections.length > 0 && collections.every(({ items }) => items.length === 0)) {
      session.note('the server shows no entries, so that little can be compared');
    }
    for (const { isComplete, items, total } of collections) {
      if (isComplete || items.length === 0) continue;
      session.note(`of ${total ?? 'more'} entries, the first ${items.length} were read and are compared`);
    }
  },
};
