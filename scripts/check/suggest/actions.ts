import type { Exact } from '../../base/exact.js';
import { type JsonObject, own, setOwn } from '../../base/json.js';
import type { Proposal } from './proposal.js';
import { schemaOfValues, typeOf } from './schema-of-values.js';
import type { SpecPlace, SpecPlaces } from './spec-places.js';

/** One step of a patch (OpenAPI Overlay 1.0.0, section "Action Object"). */
export interface Action {
  /** JSONPath (RFC 9535). */
  readonly target: string;
  readonly update?: unknown;
  readonly remove?: true;
  /** JSON text of the one value that it is about, where it is about one. */
  readonly about?: string;
}

/** Bounds, and which way they move. */
const bounds: Readonly<Record<string, 'least' | 'most'>> = {
  minimum: 'least',
  exclusiveMinimum: 'least',
  minLength: 'least',
  minItems: 'least',
  minProperties: 'least',
  maximum: 'most',
  exclusiveMaximum: 'most',
  maxLength: 'most',
  maxItems: 'most',
  maxProperties: 'most',
};

/** Keywords that can only be given up where answers do not keep them. */
const given = new Set(['pattern', 'format', 'multipleOf', 'uniqueItems']);

/**
 * What would have to be added to a spec, or given up in it, so that it allows what was seen: the least of it.
 *
 * @returns undefined where that is for people to think of: combinations of schemas, or a place that was not found
 */
export function actionsFor(proposal: Proposal, places: SpecPlaces): Action[] | undefined {
  const { keyword, property, values, spec } = proposal;
  const { file, line } = splitSpec(spec);
  const place = places.at(file, line, (schema) => isAbout(schema, proposal));
  if (place === undefined) return undefined;
  const found = [...values.values()].map(({ value }) => value);
  const target = pathOf(place.steps);
  const { schema } = place;
  if (keyword === 'enum') {
    const listed = own(schema, 'enum') as Exact[];
    return [...values]
      .filter(([, { value }]) => !listed.includes(value))
      .map(([about, { value }]) => ({ target: `${target}['enum']`, update: value, about }));
  }
  if (keyword === 'const') {
    return [
      { target: `${target}['const']`, remove: true },
      { target, update: { enum: [own(schema, 'const'), ...found] } },
    ];
  }
  if (keyword === 'undeclared' && property !== undefined) {
    const properties: JsonObject = {};
    setOwn(properties, property, schemaOfValues(found));
    return [{ target, update: { properties } }];
  }
  if (keyword === 'required') {
    return [{ target: `${target}['required'][?@ == ${quoted(property ?? '')}]`, remove: true }];
  }
  if (keyword === 'type') return typeActions(place, target, found, places.is30(file));
  const bound = Object.hasOwn(bounds, keyword) ? bounds[keyword] : undefined;
  if (bound !== undefined && Number.isFinite(proposal[bound])) {
    // The limit is that of an integer format, which states none itself.
    if (own(schema, keyword) === undefined) return [{ target: `${target}['format']`, remove: true }];
    const name = keyword.replace('exclusiveM', 'm');
    const update = { target, update: { [name]: proposal[bound] } };
    return name === keyword ? [update] : [{ target: `${target}['${keyword}']`, remove: true }, update];
  }
  return given.has(keyword) ? [{ target: `${target}['${keyword}']`, remove: true }] : undefined;
}

function typeActions({ schema }: SpecPlace, target: string, found: readonly Exact[], is30: boolean): Action[] {
  const before = [own(schema, 'type')].flat() as string[];
  const seen = [...new Set(found.map(typeOf))].filter((type) => !before.includes(type));
  const types = seen.includes('number') ? seen.filter((type) => type !== 'integer') : seen;
  if (is30) {
    // OpenAPI 3.0.3, section "Schema Object": one type, and beside it whether null is one of the values.
    const nullable = types.includes('null') ? [{ target, update: { nullable: true } }] : [];
    const others = types.filter((type) => type !== 'null');
    return others.length === 0 ? nullable : [...nullable, { target: `${target}['type']`, remove: true }];
  }
  if (Array.isArray(own(schema, 'type'))) return types.map((update) => ({ target: `${target}['type']`, update }));
  return [{ target, update: { type: [...before, ...types] } }];
}

/** Whether a schema is the one that a proposal is about: several can stand at one line. */
function isAbout(schema: JsonObject, { keyword, property }: Proposal): boolean {
  if (keyword === 'required') return [own(schema, 'required')].flat().includes(property ?? '');
  if (keyword === 'undeclared') return own(schema, 'properties') !== undefined || own(schema, 'type') === 'object';
  if (own(schema, keyword) !== undefined) return true;
  return (keyword === 'minimum' || keyword === 'maximum') && own(schema, 'format') !== undefined;
}

/** `file:line` in two parts. */
export function splitSpec(spec: string): { readonly file: string; readonly line: number } {
  const colon = spec.lastIndexOf(':');
  return { file: spec.slice(0, Math.max(0, colon)), line: Number(spec.slice(colon + 1)) };
}

/** A normalized path (RFC 9535, section 2.7). Numbers choose elements of lists only: the key `200` of a map is quoted. */
function pathOf(steps: readonly (string | number)[]): string {
  return `$${steps.map((step) => `[${typeof step === 'number' ? step : quoted(step)}]`).join('')}`;
}

function quoted(text: string): string {
  return `'${JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
