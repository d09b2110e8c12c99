import { isObject, type Json, type JsonObject, own, setOwn } from '../base/json.js';
import type { Contract, Parameter } from '../contract/contract.js';
import { resolveSchema } from '../contract/schema-at.js';
import type { Meaning } from '../judge/index.js';

/** A request as a server understands it that reads the documentation in one of its admissible ways. */
export interface Interpreted {
  readonly request: JsonObject;
  /** Whether it asks for a value that no entry has. */
  readonly findsNothing: boolean;
  /** A parameter that this meaning requires and the request lacks. */
  readonly missing: string | undefined;
}

/** Understands a request in the meaning of its contract: spelling of listed values, values that are not listed, what has no effect. */
export function interpret({ contract, valuesOf, ignores }: Meaning, request: JsonObject): Interpreted {
  const understood: JsonObject = {};
  let findsNothing = false;
  const ignored = new Set(
    ignores
      .filter(({ beside }) => beside.every((name) => own(request, name) !== undefined))
      .map(({ parameter }) => parameter),
  );
  for (const [name, value] of Object.entries(request)) {
    const parameter = contract.parameters.find((candidate) => candidate.name === name);
    const allowed = parameter === undefined ? undefined : listedValues(parameter, contract);
    if (ignored.has(name)) continue;
    if (allowed === undefined) {
      setOwn(understood, name, value);
      continue;
    }
    const behaviour = valuesOf(name);
    const values = (Array.isArray(value) ? value : [value]).map((one) =>
      behaviour.letterCase === 'any' ? spelled(one, allowed) : one,
    );
    const known = behaviour.unknownValue === 'finds-nothing' ? values.filter((one) => isListed(one, allowed)) : values;
    if (known.length > 0 || values.length === 0)
      setOwn(understood, name, Array.isArray(value) ? known : (known[0] as Json));
    // What only says how a response looks finds all the same.
    else findsNothing ||= parameter?.filter !== undefined || contract.lookup?.key === name;
  }
  const missing = contract.parameters.find(({ name, required }) => required && own(request, name) === undefined)?.name;
  return { request: understood, findsNothing, missing };
}

/** The values that a parameter, or an element of it, may have; undefined where they are not listed. */
function listedValues({ schema }: Parameter, { definitions }: Contract): readonly Json[] | undefined {
  const resolved = resolveSchema(schema, definitions);
  const values = own(resolveSchema(own(resolved, 'items'), definitions) ?? resolved, 'enum');
  return Array.isArray(values) ? values : undefined;
}

function spelled(value: Json, allowed: readonly Json[]): Json {
  if (typeof value !== 'string' || allowed.includes(value)) return value;
  return allowed.find((one) => typeof one === 'string' && one.toLowerCase() === value.toLowerCase()) ?? value;
}

/** Only texts and numbers can be values that are merely unknown. */
function isListed(value: Json, allowed: readonly Json[]): boolean {
  return isObject(value) || allowed.some((one) => one === value || typeof one !== typeof value);
}
