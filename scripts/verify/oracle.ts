import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import type { Collection } from './collection.js';
import type { Complaint } from './complaint.js';
import { matches, type Reading, type Verdict } from './matches.js';
import type { AskOptions } from './operation.js';
import { readingOf } from './reading.js';
import { clockOf, filterParameters, judgeSelected, selectFrom } from './selection.js';
import type { Session } from './session.js';

/** Whether all filters of a request select an item. */
export async function oracle(session: Session, filters: JsonObject, now: number): Promise<(item: Json) => Verdict> {
  const parts: ((item: Json) => Verdict)[] = [];
  for (const parameter of filterParameters(session)) {
    const value = own(filters, parameter.name);
    const filter = parameter.filter;
    if (value === undefined || filter === undefined) continue;
    const reading: Reading = { field: await readingOf(session, parameter), now };
    parts.push((item) => matches(item, filter, value, reading));
  }
  return (item) => {
    let verdict: Verdict = true;
    for (const part of parts) {
      const one = part(item);
      if (one === false) return false;
      if (one === undefined) verdict = undefined;
    }
    return verdict;
  };
}

/** Asks for what filters select, and judges it. */
export async function judgeFilters(
  session: Session,
  collection: Collection,
  filters: JsonObject,
  options: AskOptions = {},
): Promise<Complaint[]> {
  const selected = await selectFrom(session, collection, filters, options);
  if ('complaint' in selected) return [selected.complaint];
  const accepts = await oracle(session, filters, clockOf(selected.reply));
  return judgeSelected(session, collection, selected, accepts);
}
