import { type JsonObject, setOwn } from '../../base/json.js';
import type { Operation } from '../operation.js';

/**
 * A request with the examples of all parameters that choose nothing; undefined where there are none. A server that asks
 * for one of them, though it is optional, answers nothing without it.
 */
export function requestInFull({ contract, known }: Operation, base: JsonObject): JsonObject | undefined {
  const { pagination, sort, lookup } = contract;
  const choosing = [...Object.values(pagination?.request ?? {}), sort?.by, sort?.direction, lookup?.key];
  const full: JsonObject = { ...base };
  for (const { name, filter } of contract.parameters) {
    const [example] = known.of(name);
    if (filter !== undefined || choosing.includes(name) || example === undefined) continue;
    if (!Object.hasOwn(full, name)) setOwn(full, name, example);
  }
  return Object.keys(full).length > Object.keys(base).length ? full : undefined;
}
