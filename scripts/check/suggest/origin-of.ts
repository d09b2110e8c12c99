import { isObject, type Json, type JsonSchema, own } from '../../base/json.js';
import { formatPointer, parsePointer } from '../../base/pointer.js';
import { originPointer, partId, partSchemas } from '../../contract/ajv.js';
import type { Contract, Response } from '../../contract/contract.js';

/** A schema, and where it stands in the contract. */
interface Site {
  readonly pointer: string;
  readonly schema: JsonSchema;
}

/** Where the specs state the object at a place of a response's body: `file:line`; undefined where they do not say. */
export function originOf(contract: Contract, response: Response, path: string): string | undefined {
  const id = partId(response);
  let sites = expand(contract, { pointer: originPointer(contract, id), schema: partSchemas(contract).get(id) });
  for (const step of parsePointer(path)) {
    sites = sites.flatMap(({ pointer, schema }) => [
      ...expand(contract, below(pointer, schema, ['properties', step])),
      ...(/^\d+$/.test(step) ? expand(contract, below(pointer, schema, ['items'])) : []),
    ]);
  }
  const site = sites.find(({ schema }) => own(schema, 'properties') !== undefined) ?? sites[0];
  return site === undefined ? undefined : contract.origins[site.pointer];
}

function below(pointer: string, schema: JsonSchema, steps: readonly string[]): { pointer: string; schema?: Json } {
  let here: Json | undefined = schema;
  for (const step of steps) here = own(here, step);
  return { pointer: pointer + formatPointer(steps), ...(here === undefined ? {} : { schema: here }) };
}

/** A schema and those that describe the same value together with it. */
function expand(
  { definitions }: Contract,
  start: { readonly pointer: string; readonly schema?: Json | undefined },
): Site[] {
  const sites: Site[] = [];
  const seen = new Set<string>();
  const rest = [start];
  for (let next = rest.shift(); next !== undefined; next = rest.shift()) {
    const { pointer, schema } = next;
    if (!isObject(schema) || seen.has(pointer)) continue;
    seen.add(pointer);
    sites.push({ pointer, schema });
    const ref = own(schema, '$ref');
    const name = typeof ref === 'string' ? ref.slice('#/$defs/'.length) : undefined;
    if (name !== undefined) rest.push({ pointer: `/definitions/${name}`, schema: own(definitions as never, name) });
    for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
      const parts = own(schema, keyword);
      if (!Array.isArray(parts)) continue;
      rest.push(...parts.map((part, index) => ({ pointer: `${pointer}/${keyword}/${index}`, schema: part })));
    }
  }
  return sites;
}
