import { isObject, type Json, type JsonObject, setOwn } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Field, PageType } from '../page.js';
import { unitOf } from '../units.js';
import type { OpenDecisions } from './decisions.js';
import { lifecycleOf } from './lifecycle.js';
import { pascalCase, UniqueNames } from './names.js';
import { infer, propose } from './proposal.js';

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})$/;

/** Writes the fields of a page as schemas; objects and enums get a name of their own. */
export class SchemaWriter {
  readonly definitions: JsonObject = {};
  readonly #names = new UniqueNames();
  readonly #decisions: OpenDecisions;

  constructor(decisions: OpenDecisions, taken: readonly string[]) {
    this.#decisions = decisions;
    for (const name of taken) this.#names.of(name);
  }

  /**
   * The schema of a field.
   *
   * @param path place of the field among the subjects of a comparison
   * @param samples values that the samples of the page have at the place
   */
  schema(field: Field, path: string, samples: readonly Json[], holder = ''): JsonObject {
    const type = field.type.value;
    const schema = this.#own(field, path, samples, holder);
    if (type.kind === 'array') {
      const items = field.items;
      const below = samples.flatMap((sample) => (Array.isArray(sample) ? sample : []));
      const element =
        items !== undefined
          ? this.schema(values(items, field), `${path}/*`, below, field.name || holder)
          : type.items === undefined || (field.values.length > 0 && type.items.kind !== 'object')
            ? this.#valuesOnly(field, path, below)
            : this.#plainType(type.items);
      return { ...schema, items: element };
    }
    if (type.kind === 'object') {
      if (type.map || (field.items !== undefined && field.fields.length === 0)) {
        const element =
          field.items === undefined
            ? this.#plainType(type.items ?? { kind: 'any' })
            : this.schema(field.items, `${path}/*`, [], field.name || holder);
        return { ...schema, additionalProperties: element };
      }
      if (field.fields.length === 0) return schema;
      return this.#object(field, schema, path, samples, holder);
    }
    return schema;
  }

  #object(field: Field, schema: JsonObject, path: string, samples: readonly Json[], holder: string): JsonObject {
    const name = this.#names.of(field.type.value.ref ?? pascalCase(singular(field.name === '' ? holder : field.name)));
    const properties: JsonObject = {};
    const required: string[] = [];
    for (const child of field.fields) {
      const below = samples.flatMap((sample) =>
        isObject(sample) && Object.hasOwn(sample, child.name) ? [sample[child.name] as Json] : [],
      );
      setOwn(properties, child.name, this.schema(child, path + formatPointer([child.name]), below, child.name));
      if (child.required?.value === true) required.push(child.name);
    }
    const definition: JsonObject = { ...schema, ...(required.length === 0 ? {} : { required }), properties };
    if (required.length > 0) {
      // The loader asks for the reason of every required field: here it is the page itself.
      definition['x-inferred'] = { required: 'The table of the page marks them so.' };
    }
    this.definitions[name] = definition;
    return { $ref: `#/components/schemas/${name}` };
  }

  /** The array's row may hold what its elements are. */
  #valuesOnly(field: Field, path: string, samples: readonly Json[]): JsonObject {
    const kind = typeof field.values[0]?.value.value === 'number' ? 'integer' : 'string';
    const named = field.type.value.items;
    const isKnown = field.values.length > 0 || (samples.length > 0 && samples.every((one) => typeof one === 'string'));
    if (!isKnown) return {};
    const type = { ...field.type, value: named === undefined || named.kind === 'any' ? ({ kind } as PageType) : named };
    const element: Field = {
      ...field,
      name: field.name,
      type,
      bounds: {},
      items: undefined,
      prose: undefined,
      default: undefined,
      example: undefined,
    };
    return this.#own(element, `${path}/*`, samples, field.name);
  }

  #plainType(type: PageType): JsonObject {
    if (type.kind === 'any') return {};
    return {
      type: type.kind,
      ...(type.format === undefined ? {} : { format: type.format }),
      ...(type.items === undefined ? {} : { items: this.#plainType(type.items) }),
    };
  }

  #own(field: Field, path: string, samples: readonly Json[], holder: string): JsonObject {
    const type = field.type.value;
    const where = `${path}${field.line > 0 ? ` (line ${field.line})` : ''}`;
    const schema: JsonObject = type.kind === 'any' ? {} : { type: type.kind };
    const isScalar = !['array', 'object', 'any'].includes(type.kind);
    if (type.format !== undefined) schema.format = type.format;
    const description = field.prose?.text
      .split('\n')
      .map((line) => line.trim())
      .join(' ')
      .trim();
    if (description !== undefined && description !== '') schema.description = withoutCue(description);
    for (const [key, fact] of Object.entries(field.bounds)) if (fact !== undefined) schema[key] = fact.value;
    if (isScalar) this.#examples(field, schema, path, where, samples);
    else this.#wholeExample(field, schema, path, where);
    if (field.default !== undefined) this.#default(field, schema, path, where);
    const unit = field.unit === undefined ? undefined : unitOf(field.unit.value);
    if (
      unit !== undefined &&
      (type.kind === 'integer' || type.kind === 'number') &&
      !(unit === 'epoch-milliseconds' && !/time|date|start|end|at$|millis|stamp/i.test(field.name))
    ) {
      propose(schema, 'x-unit', unit, `The page says "${field.unit?.value}".`);
    }
    if (type.kind === 'string' && /^\/response\/request_?id$/i.test(path))
      propose(schema, 'x-unique-per-call', true, 'Its name says that it names the call.');
    if (type.kind === 'integer' && type.format === undefined && field.values.length === 0) {
      infer(schema, 'format', 'int64', 'The page says "integer" and no size; 64 bits hold whatever is counted.');
    }
    const shown = [field.example?.value, ...samples].filter((one) => typeof one === 'string');
    if (
      type.kind === 'string' &&
      field.values.length === 0 &&
      type.format === undefined &&
      shown.length > 0 &&
      shown.every((one) => dateTime.test(String(one)))
    ) {
      infer(
        schema,
        'format',
        'date-time',
        `The page says "string"; its example ${JSON.stringify(shown[0])} is a date and time of RFC 3339.`,
      );
    }
    if (field.values.length > 0 && type.kind !== 'boolean' && type.kind !== 'array' && isScalar)
      return this.#enum(field, schema, path, where, samples, holder);
    return schema;
  }

  #examples(field: Field, schema: JsonObject, path: string, where: string, samples: readonly Json[]): void {
    const example = field.example?.value;
    const odd = samples.find((sample) => !fits(sample, field.type.value.kind));
    if (odd !== undefined && odd !== null) {
      const found = jsonType(odd);
      schema.type = [field.type.value.kind, found];
      this.#decisions.add({
        id: `type-of-${field.name || 'element'}`,
        page: `The table says ${field.type.value.kind}, the sample has ${JSON.stringify(odd).slice(0, 80)}.`,
        where,
        chosen: 'Both types are taken.',
        because: 'The page contradicts itself; a server shows which of the two it is.',
      });
    }
    if (example === undefined) return;
    if (fits(example, field.type.value.kind) && withinBounds(example, schema)) schema.example = example;
    else {
      this.#decisions.add({
        id: `example-of-${field.name || 'element'}`,
        page: `The example ${JSON.stringify(example)} is no ${field.type.value.kind} as the same row describes it.`,
        where,
        chosen: 'The type as the table has it; the example is left out.',
        because: 'Examples are often masked or shortened, types are not.',
        explains: [`${path}#example`],
      });
    }
  }

  /** The example of an array or an object is one where it is JSON of that type; of anything, it is what it is. */
  #wholeExample(field: Field, schema: JsonObject, path: string, where: string): void {
    const example = field.example?.value;
    if (example === undefined) return;
    const { kind } = field.type.value;
    const value = kind === 'any' ? example : parsed(example);
    // Beside fields of their own, an example of the whole is one of each of them, too.
    if (value !== undefined && fits(value, kind) && field.fields.length === 0 && field.items === undefined) {
      schema.example = value;
      return;
    }
    this.#decisions.add({
      id: `example-of-${field.name || 'element'}`,
      page: `The example ${JSON.stringify(example).slice(0, 80)} is one of the whole ${kind}.`,
      where,
      chosen: 'The type as the table has it; the example is left out.',
      because: 'It is no JSON of that type, or its parts have examples of their own.',
      explains: [`${path}#example`],
    });
  }

  #default(field: Field, schema: JsonObject, path: string, where: string): void {
    const value = field.default?.value as Json;
    const listed = field.values.map((one) => one.value.value);
    if ((listed.length === 0 || listed.includes(value)) && withinBounds(value, schema)) {
      schema.default = value;
      return;
    }
    this.#decisions.add({
      id: `default-of-${field.name || 'element'}`,
      page: `The default ${JSON.stringify(value)} is none of the values that the same row allows.`,
      where,
      chosen: 'No default.',
      because: 'The page contradicts itself.',
      explains: [`${path}#default`],
    });
  }

  #enum(
    field: Field,
    schema: JsonObject,
    path: string,
    where: string,
    samples: readonly Json[],
    holder: string,
  ): JsonObject {
    const listed = field.values.map(({ value }) => value.value);
    const meanings = field.values.map(({ value, meaning }) => meaning?.text || String(value.value));
    const unlisted = [
      ...new Set(samples.filter((sample) => !listed.includes(sample) && sample !== null && typeof sample !== 'object')),
    ];
    const { example, default: fallback, description, ...rest } = schema;
    if (unlisted.length > 0) {
      this.#decisions.add({
        id: `values-of-${field.name || 'element'}`,
        page: `The sample has ${unlisted.map((one) => JSON.stringify(one)).join(', ')}, which the list of values does not.`,
        where,
        chosen: 'The values of the list, and that of the sample.',
        because: 'What the vendor shows, a server may answer.',
        explains: [`${path}#enum`],
      });
    }
    const values = [...listed, ...unlisted];
    const name = this.#names.of(pascalCase(singular(field.name === '' ? holder : field.name)));
    const definition: JsonObject = {
      ...rest,
      ...(description === undefined ? {} : { description }),
      enum: values,
      // What the sample has as another type than the list means the same.
      'x-enum-descriptions': [
        ...meanings,
        ...unlisted.map((one) => meanings[listed.findIndex((value) => String(value) === String(one))] ?? String(one)),
      ],
    };
    const lifecycle = unlisted.length > 0 ? undefined : lifecycleOf(field.name || holder, field.values);
    if (lifecycle !== undefined)
      propose(definition, 'x-lifecycle', lifecycle, 'The words of the values name phases of a task.');
    this.definitions[name] = definition;
    const beside: JsonObject = { $ref: `#/components/schemas/${name}` };
    if (fallback !== undefined) beside.default = fallback;
    if (example !== undefined && values.includes(example)) beside.example = example;
    else if (example !== undefined) {
      this.#decisions.add({
        id: `example-outside-values-of-${field.name || 'element'}`,
        page: `The example ${JSON.stringify(example)} is none of the values that the same row lists.`,
        where,
        chosen: 'The list of values; the example is left out.',
        because: 'A list is more deliberate than an example.',
        explains: [`${path}#example`],
      });
    }
    return beside;
  }
}

/** A description without the words that announce a list, which stands elsewhere. */
export function withoutCue(text: string): string {
  const told = text.replace(/\s*(?:(?:valid|possible|enumerated|supported) )?values?\s*[:：]$/i, '').trim();
  return (told === '' ? text : told).slice(0, 2000);
}

/** The values of an array's row belong to its elements where their own row has none. */
function values(items: Field, array: Field): Field {
  return items.values.length > 0 || array.values.length === 0 ? items : { ...items, values: array.values };
}

function singular(name: string): string {
  return name.replace(/(?<=[a-z])(?:ies)$/, 'y').replace(/(?<=[a-z])(?<![sui])s$|(?<=ss|x|ch|sh|us)es$/, '');
}

function parsed(example: Json): Json | undefined {
  try {
    return typeof example === 'string' ? (JSON.parse(example) as Json) : example;
  } catch {
    return undefined;
  }
}

function jsonType(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function fits(value: Json, kind: string): boolean {
  const type = jsonType(value);
  return kind === 'any' || type === kind || (kind === 'number' && type === 'integer');
}

function withinBounds(value: Json, schema: JsonObject): boolean {
  const { minimum, maximum, minLength, maxLength } = schema as Record<string, number | undefined>;
  if (typeof value === 'number') return value >= (minimum ?? value) && value <= (maximum ?? value);
  if (typeof value !== 'string') return true;
  const length = [...value].length;
  return length >= (minLength ?? 0) && length <= (maxLength ?? length);
}
