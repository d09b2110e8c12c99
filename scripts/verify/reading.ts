import type { Json, JsonObject } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import type { Parameter } from '../contract/contract.js';
import { type Collection, observe } from './collection.js';
import { filterValues } from './filter-values.js';
import { matches } from './matches.js';
import { spread } from './random.js';
import { clockOf, judgeSelected, type Selected, selectFrom } from './selection.js';
import type { Session } from './session.js';

/** Values with which each possible field is tried. */
const PROBES = 5;

/**
 * The field that a filter is judged by: of those that the readings of the page admit, the first one that explains
 * everything that the server answered to a few probes; the contract's own if none does.
 *
 * @returns undefined for filters of which only one field is possible
 */
export async function readingOf(session: Session, parameter: Parameter): Promise<string | undefined> {
  const { filter } = parameter;
  if (filter === undefined || !('field' in filter)) return undefined;
  const others = session.contract.decisions.flatMap(({ readings }) =>
    readings.flatMap(({ filters }) => {
      const field = own(filters?.[parameter.name], 'field');
      return typeof field === 'string' ? [field] : [];
    }),
  );
  const fields = [...new Set([filter.field, ...others])];
  if (fields.length === 1) return undefined;
  return session.operation.remember(`reading ${parameter.name}`, async () => {
    const { collections } = await observe(session);
    const probes: { collection: Collection; value: Json; selected: Selected }[] = [];
    for (const collection of collections.slice(0, 2)) {
      for (const field of fields) {
        const values = filterValues(session, { ...parameter, filter: { ...filter, field } }, collection);
        for (const value of spread(values, PROBES)) {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, value);
          const selected = await selectFrom(session, collection, filters);
          if (!('complaint' in selected)) probes.push({ collection, value, selected });
        }
      }
    }
    const explains = (field: string) =>
      probes.every(({ collection, value, selected }) => {
        const reading = { field, now: clockOf(selected.reply) };
        const accepts = (item: Json) => matches(item, filter, value, reading);
        return judgeSelected(session, collection, selected, accepts).length === 0;
      });
    return fields.find(explains) ?? filter.field;
  });
}
