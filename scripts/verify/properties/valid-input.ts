import type { Json, JsonObject } from '../../base/json.js';
import { own, setOwn } from '../../base/json.js';
import type { Parameter } from '../../contract/contract.js';
import { satisfies } from '../../contract/satisfies.js';
import { resolveSchema } from '../../contract/schema-at.js';
import type { Property } from '../property.js';
import { plainRequest } from '../questions/bad-requests.js';
import { asParameter, takesList } from '../questions/filter-values.js';
import type { Session } from '../session.js';

/** Texts that servers trip over: long, not ASCII, and full of what means something to URLs, JSON and SQL. */
const texts = [
  'x'.repeat(300),
  'x'.repeat(2_000),
  '安全中心-é-✓-😀',
  'a&b=c+d %41;e,f#g',
  `"'\\<>[]{}`,
  "x' OR '1'='1",
  '*',
  '%',
  '_',
  '.',
  '__proto__',
];

/** Numbers that servers trip over, beside the limits that are stated. */
const numbers = [0, 1, 2 ** 31 - 1, 2 ** 40];

/** Whatever the contract allows, be it odd. */
export const validInput: Property = {
  name: 'odd-values',
  class: 'input',
  statement: 'Valid values are sent that servers trip over: long, not ASCII, rare, or without effect.',
  cost: 100,
  applies: ({ parameters }) => parameters.length > 0,
  run: async (session) => {
    const base = await plainRequest(session);
    const [whole] = await session.collections();
    // Without anything that the server is known to have, a refusal may be about that.
    if (whole === undefined) return;
    for (const parameter of session.contract.parameters) {
      await session.forAll<Json>({
        label: parameter.name,
        always: validValues(session, parameter),
        ask: async (value) => {
          const filters: JsonObject = {};
          setOwn(filters, parameter.name, value);
          if (parameter.filter !== undefined) await session.select(whole, filters);
          else await session.ask({ ...base, ...filters });
        },
      });
    }
    if (session.contract.lookup === undefined) return;
    // The key itself: of another type's size, but of the right type. It may be unknown, but that is the client's fault.
    for (const value of [0, 1, -1, 2 ** 31, 2 ** 53 - 1]) {
      const request: JsonObject = { ...base };
      setOwn(request, session.contract.lookup.key, value);
      session.runs++;
      await session.ask(request);
    }
  },
};

/** Values that the contract allows, and that a server cannot refuse for a reason of its own. */
function validValues(session: Session, parameter: Parameter): Json[] {
  const { contract, operation } = session;
  const { name } = parameter;
  const isPaging = Object.values(contract.pagination?.request ?? {}).includes(name);
  if (isPaging || name === contract.lookup?.key || parameter.in === 'path') return [];
  const schema = resolveSchema(parameter.schema, contract.definitions) ?? {};
  const element = resolveSchema(own(schema, 'items'), contract.definitions) ?? schema;
  const allowed = own(element, 'enum');
  const types = [own(element, 'type')].flat();
  const isObjectList = own(element, 'properties') !== undefined;
  // What a parameter without visible effect means is unknown, so only what the page itself shows is sure to be taken.
  // So it is with what chooses a sort order: the page leaves its values open.
  const isOpaque = parameter.noEffect !== undefined || parameter.required || name === contract.sort?.by;
  const drawn = Array.isArray(allowed)
    ? allowed
    : isOpaque || isObjectList
      ? []
      : types.includes('string')
        ? texts
        : types.includes('integer')
          ? [...numbers, ...limitsOf(element)]
          : [];
  const fallback = own(schema, 'default');
  const known = [...operation.known.of(name), ...(fallback === undefined ? [] : [fallback])];
  const values = [...drawn.map((value) => asParameter(session, parameter, [value])), ...known];
  if (Array.isArray(allowed) && takesList(session, parameter)) values.push([...allowed], [...allowed].reverse());
  if (isObjectList && takesList(session, parameter)) values.push(...objectValues(element));
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()].filter((value) =>
    satisfies(parameter.schema, value, contract.definitions),
  );
}

/** The smallest and the largest number that a schema states. */
function limitsOf(schema: Json): Json[] {
  return ['minimum', 'maximum'].flatMap((limit) => own(schema, limit) ?? []);
}

/** A list with one object that has the example of each of its properties, and one for each property. */
function objectValues(schema: Json): Json[] {
  const properties = Object.entries((own(schema, 'properties') ?? {}) as JsonObject);
  const examples = properties.flatMap(([name, property]): [string, Json][] => {
    const example = own(property, 'example');
    return example === undefined ? [] : [[name, example]];
  });
  return [Object.fromEntries(examples), ...examples.map((entry) => Object.fromEntries([entry]))].map((value) => [
    value,
  ]);
}
