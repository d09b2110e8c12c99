import { isObject, type Json, type JsonObject, own, setOwn } from '../../base/json.js';
import type { Behaviour, Contract } from '../../contract/contract.js';
import { successBody } from '../../contract/responses.js';
import { resolveSchema, schemaAt } from '../../contract/schema-at.js';

/**
 * Writes something into the fields of an item that have no value, as a reading of the documentation has it.
 *
 * @param list pointer to the list in a response
 * @returns what shows an item; undefined where absent fields stay absent.
 */
export function placeholdersOf(
  contract: Contract,
  list: string,
  noValue: Behaviour['noValue'],
): ((item: JsonObject) => JsonObject) | undefined {
  if (noValue === 'absent') return undefined;
  const schema = schemaAt(successBody(contract).schema, contract.definitions, `${list}/*`);
  const properties = own(schema, 'properties');
  const required = own(schema, 'required');
  const fillings: [string, Json | undefined][] = Object.entries(isObject(properties) ? properties : {})
    .filter(([name]) => !(Array.isArray(required) && required.includes(name)))
    .map(([name, part]) => [name, fillingOf(own(resolveSchema(part, contract.definitions), 'type'), noValue)]);
  return (item) => {
    const shown: JsonObject = {};
    for (const [name, value] of Object.entries(item)) setOwn(shown, name, value);
    for (const [name, value] of fillings) {
      if (value !== undefined && own(item, name) === undefined) setOwn(shown, name, value);
    }
    return shown;
  };
}

function fillingOf(type: Json | undefined, noValue: Behaviour['noValue']): Json | undefined {
  if (noValue === 'null') return null;
  if (type === 'integer' || type === 'number') return noValue === 'empty' ? undefined : 0;
  return type === 'string' && noValue !== 'zero' ? '' : undefined;
}
