import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Contract, Parameter } from '../../scripts/contract/contract.js';
import { resolveSchema } from '../../scripts/contract/schema-at.js';
import { readForm, splitTarget, writeForm } from '../../scripts/wire/form.js';
import { plain } from '../../scripts/wire/plain.js';
import type { WireRequest } from '../../scripts/wire/protocol.js';
import { scalarReader, typesOf, writeScalar } from '../../scripts/wire/scalar.js';
import { coercedByPrism } from './prism-coercion.js';

/** Where Prism judges a request other than the contract does: a fault of Prism, or something that OpenAPI cannot tell it. */
export interface PrismFault {
  readonly name: string;
  readonly reason: string;
  /** Whether a request can meet the fault. */
  readonly meets: (contract: Contract, request: JsonObject) => boolean;
  /** True where a parameter meets the fault by itself: without it, the rest of the request can still be compared. */
  readonly ofOneParameter: boolean;
}

/** All that is known. Each has a test that shows it, and each run reports those that it did not need. */
export const prismFaults: readonly PrismFault[] = [
  {
    name: 'other-case',
    ofOneParameter: true,
    reason: 'Prism lower-cases the names of query and path parameters before it validates.',
    meets: (contract, request) =>
      Object.keys(request).some((name) =>
        contract.parameters.some((one) => one.name !== name && one.name.toLowerCase() === name.toLowerCase()),
      ),
  },
  {
    name: 'empty-value',
    ofOneParameter: true,
    reason: 'Prism drops values that are empty before it validates.',
    meets: (contract, request) =>
      Object.values(request).some((value) => isDeepStrictEqual(textsOf(value), [''])) ||
      // A list or an object without anything in it travels as an empty header, and leaves no trace anywhere else.
      Object.values(plain.encode(contract, request).headers).includes(''),
  },
  {
    name: 'coercion',
    ofOneParameter: true,
    reason: "Prism takes every text for a number that JavaScript's Number() reads; see prism-coercion.ts.",
    meets: (contract, request) => plainParameters(contract, request).some((one) => isCoercedOtherwise(contract, one)),
  },
  {
    name: 'int64-limits',
    ofOneParameter: true,
    reason: 'Prism gives the format int64 the limits of what a double holds exactly, 2^53 - 1 either way.',
    meets: (contract, request) =>
      plainParameters(contract, request).some(
        ({ parameter, value }) =>
          resolveSchema(elementOf(contract, parameter), contract.definitions)?.format === 'int64' &&
          textsOf(value).some((text) => Math.abs(Number(text)) > Number.MAX_SAFE_INTEGER),
      ),
  },
  {
    name: 'json-text',
    ofOneParameter: true,
    reason: 'Prism does not look into a parameter that is declared with `content`.',
    meets: (contract, request) =>
      contract.parameters.some((one) => one.encoding === 'json' && Object.hasOwn(request, one.name)),
  },
  {
    name: 'dot-segment',
    ofOneParameter: false,
    reason: 'Prism resolves the segments . and .. of a path (RFC 3986, section 5.2.4), so that it finds no operation.',
    meets: (contract, request) => {
      const [path] = splitTarget(sentPlainly(contract, request).target);
      return path.split('/').some((segment) => /^(?:\.|%2e){1,2}$/i.test(segment));
    },
  },
  {
    name: 'at-least-one-of',
    ofOneParameter: false,
    reason: 'OpenAPI cannot say that at least one of several parameters is needed, so Prism does not know it.',
    meets: (contract, request) => {
      const sent = namesInQuery(contract, request);
      return contract.atLeastOneOf.some((names) => !names.some((name) => sent.has(name)));
    },
  },
];

/**
 * A request as plain OpenAPI has it, which is what Prism understands. Names that the contract does not declare travel
 * too, in the query.
 */
export function sentPlainly(contract: Contract, request: JsonObject): WireRequest {
  const wire = plain.encode(contract, request);
  const strangers = Object.entries(request)
    .filter(([name]) => !contract.parameters.some((one) => one.name === name))
    .flatMap(([name, value]) => textsOf(value).map((text) => [name, text] as const));
  if (strangers.length === 0) return wire;
  return { ...wire, target: `${wire.target}${wire.target.includes('?') ? '&' : '?'}${writeForm(strangers)}` };
}

/** What of a request plain OpenAPI can carry: it has no way to write an array of objects into a query. */
export function expressible(contract: Contract, request: JsonObject): JsonObject {
  const { definitions } = contract;
  const lost = contract.parameters.filter(({ encoding, schema }) => {
    const items = resolveSchema(schema, definitions)?.items;
    return encoding === 'plain' && resolveSchema(items, definitions)?.type === 'object';
  });
  return Object.fromEntries(Object.entries(request).filter(([name]) => !lost.some((one) => one.name === name)));
}

/** A parameter that a request gives, and that does not travel as JSON. */
interface Given {
  readonly parameter: Parameter;
  readonly value: Json;
}

function plainParameters(contract: Contract, request: JsonObject): Given[] {
  return contract.parameters.flatMap((parameter) => {
    const value = Object.hasOwn(request, parameter.name) ? request[parameter.name] : undefined;
    return value === undefined || parameter.encoding !== 'plain' ? [] : [{ parameter, value }];
  });
}

function isCoercedOtherwise(contract: Contract, { parameter, value }: Given): boolean {
  const { definitions } = contract;
  const schema = elementOf(contract, parameter);
  const read = scalarReader(schema, definitions);
  return textsOf(value).some((text) => {
    // RFC 9110, section 5.5: blanks around the value of a header do not belong to it.
    const sent = parameter.in === 'header' ? text.trim() : text;
    return !Object.is(coercedByPrism(schema, definitions, sent), read(text));
  });
}

/** The schema of what one text of a parameter holds: of a list, that of its elements. */
export function elementOf({ definitions }: Contract, { schema }: Parameter): Json | undefined {
  return typesOf(schema, definitions).has('array') ? resolveSchema(schema, definitions)?.items : schema;
}

/** The names that a request has in its query. Empty lists and objects leave no trace there. */
function namesInQuery(contract: Contract, request: JsonObject): Set<string> {
  const names = new Set<string>();
  readForm(splitTarget(sentPlainly(contract, request).target)[1], (name) => names.add(name));
  return names;
}

/** The texts that a value travels as: one for each element of a list. */
function textsOf(value: Json): string[] {
  return [value].flat().map(writeScalar);
}
