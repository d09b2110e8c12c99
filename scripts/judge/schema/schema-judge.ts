import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { writeExact } from '../../base/exact.js';
import { HIDDEN } from '../../base/hidden.js';
import type { Json } from '../../base/json.js';
import { anyIndex, at, formatPointer } from '../../base/pointer.js';
import { createAjv, originPointer, type Part, partId, partSchemas, schemasOf } from '../../contract/ajv.js';
import type { Contract } from '../../contract/contract.js';
import { type Explained, schemaRule } from '../../contract/schema-rule.js';
import type { Finding } from '../exchange.js';
import { type Reach, tellingErrors } from './telling.js';

/** Errors of one value that are told. */
const MOST_ERRORS = 50;

/** Items of a value beyond which it is told one error only: each may have several, and a hostile one has millions. */
const DETAILED = 20_000;

/** Values of which is remembered what was said of them: a request and a body. */
const MOST_TOLD = 2;

interface Told {
  readonly part: Part;
  readonly value: Json;
  readonly errors: readonly SchemaError[];
}

const none: readonly SchemaError[] = [];

/** One error of a value against a part of its contract. */
export interface SchemaError extends Finding {
  /** Name of a missing or surplus property. */
  readonly property?: string | undefined;
}

/** Judges values by the schemas of a contract, in the words of the generated validators. */
export class SchemaJudge {
  readonly contract: Contract;
  readonly #compiled: Compiled;
  /** What was said last: many rules ask about the same request and the same body. */
  readonly #told: Told[] = [];
  readonly #explained: Explained;

  constructor(contract: Contract) {
    this.contract = contract;
    this.#compiled = compiledOf(contract);
    this.#explained = {
      schemas: partSchemas(contract),
      origins: contract.origins,
      pointerOf: (id) => originPointer(contract, id),
      nowhere: `${contract.location.file}:${contract.location.line}`,
      request: partId('request'),
    };
  }

  /** Whether a value keeps a part of the contract. */
  accepts(part: Part, value: Json): boolean {
    return this.#quick(part)(value) === true;
  }

  /** Everything that a value breaks of a part of the contract; empty if nothing. */
  errors(part: Part, value: Json): readonly SchemaError[] {
    const known = this.#told.find((told) => told.value === value && told.part === part);
    if (known !== undefined) return known.errors;
    const errors = this.accepts(part, value) ? none : this.#explain(part, value);
    this.#told.unshift({ part, value, errors });
    if (this.#told.length > MOST_TOLD) this.#told.pop();
    return errors;
  }

  #quick(part: Part): ValidateFunction {
    const id = partId(part);
    const { ajv, quick } = this.#compiled;
    let validate = quick.get(id);
    if (validate === undefined) {
      validate = ajv.getSchema(id) as ValidateFunction;
      quick.set(id, validate);
    }
    return validate;
  }

  #explain(part: Part, value: Json): readonly SchemaError[] {
    const quick = this.#quick(part).errors ?? [];
    let errors: readonly ErrorObject[] = quick;
    if (sizeOf(value) <= DETAILED) {
      this.#compiled.detailed ??= detailedOf(this.contract);
      const validate = this.#compiled.detailed.ajv.getSchema(partId(part)) as ValidateFunction;
      const all = validate(value) ? quick : (validate.errors ?? quick);
      // What alternatives a request has to choose from is for the rules of input to say.
      errors = part === 'request' ? all : tellingErrors(all, this.#compiled.detailed.reach);
    }
    return (
      variedFirst(errors)
        .slice(0, MOST_ERRORS)
        .map((error) => this.#finding(error, partId(part), value))
        // Of a text that a recording does not show, nothing is known but that it is one.
        .filter(({ actual, keyword }) => actual !== HIDDEN || keyword === 'type')
    );
  }

  #finding(error: ErrorObject, owner: string, value: Json): SchemaError {
    const { keyword, instancePath } = error;
    const params = error.params as Record<string, Json>;
    const property = params.missingProperty ?? params.additionalProperty ?? params.unevaluatedProperty;
    const path = typeof property === 'string' ? instancePath + formatPointer([property]) : instancePath;
    // AJV's paths begin at the schema whose function was called, which they do not always name.
    const place = this.#compiled.detailed?.places.get(error.parentSchema ?? {}) ?? placeOf(error.schemaPath, owner);
    const rule = schemaRule(this.#explained, place.id, place.pointer, keyword);
    const actual = at(value, path);
    return {
      path,
      keyword: rule.keyword,
      message: `expected ${wordsOf(rule.expected)}, found ${foundOf(actual)}`,
      expected: rule.expected,
      actual,
      spec: rule.spec,
      inferred: rule.inferred,
      ...(typeof property === 'string' ? { property } : {}),
    };
  }
}

/** What AJV makes of the schemas of a contract, when it is first asked for. */
interface Compiled {
  /** Stops at the first error: nearly all values have none. */
  readonly ajv: ReturnType<typeof createAjv>;
  /** Its functions, by the id of a part. */
  readonly quick: Map<string, ValidateFunction>;
  detailed: Detailed | undefined;
}

/** Compiling costs more than a thousand judgements: whoever judges by the same contract shares what was compiled. */
const known = new WeakMap<Contract, Compiled>();

function compiledOf(contract: Contract): Compiled {
  let compiled = known.get(contract);
  if (compiled === undefined) {
    const ajv = createAjv({ allErrors: false });
    for (const schema of schemasOf(contract).values()) ajv.addSchema(schema as AnySchemaObject);
    compiled = { ajv, quick: new Map(), detailed: undefined };
    known.set(contract, compiled);
  }
  return compiled;
}

/** An AJV that tells all errors with the schemas that state them, and where each of those stands. */
interface Detailed {
  readonly ajv: ReturnType<typeof createAjv>;
  readonly places: WeakMap<object, Place>;
  readonly reach: Reach;
}

/** The schema that an error is about: its id, and the pointer from there to the object that has the keyword. */
interface Place {
  readonly id: string;
  readonly pointer: string;
}

function detailedOf(contract: Contract): Detailed {
  const ajv = createAjv({ allErrors: true, verbose: true });
  const places = new WeakMap<object, Place>();
  const visit = (id: string, value: Json, pointer: string): void => {
    if (typeof value !== 'object' || value === null) return;
    places.set(value, { id, pointer });
    for (const [key, part] of Object.entries(value)) visit(id, part, pointer + formatPointer([key]));
  };
  const schemas = schemasOf(contract);
  for (const [id, schema] of schemas) {
    visit(id, schema, '');
    ajv.addSchema(schema as AnySchemaObject);
  }
  return { ajv, places, reach: reachIn(schemas) };
}

/** Finds what a schema of a contract consists of, the definitions that it refers to among it. */
function reachIn(schemas: ReadonlyMap<string, Json>): Reach {
  const known = new WeakMap<object, ReadonlySet<unknown>>();
  const visit = (value: Json | undefined, seen: Set<unknown>): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    for (const [key, part] of Object.entries(value)) {
      visit(key === '$ref' && typeof part === 'string' ? schemas.get(part) : part, seen);
    }
  };
  return (schema) => {
    if (typeof schema !== 'object' || schema === null) return new Set();
    let reached = known.get(schema);
    if (reached === undefined) {
      const seen = new Set<unknown>();
      visit(schema, seen);
      reached = seen;
      known.set(schema, reached);
    }
    return reached;
  };
}

/** Where there are too many errors to be told, the first of each keyword and place come before more of the same. */
function variedFirst(errors: readonly ErrorObject[]): readonly ErrorObject[] {
  if (errors.length <= MOST_ERRORS) return errors;
  const first = new Map<string, ErrorObject>();
  for (const error of errors) {
    const { instancePath, schemaPath, params } = error;
    const key = `${anyIndex(instancePath)} ${schemaPath} ${JSON.stringify(params)}`;
    if (!first.has(key)) first.set(key, error);
  }
  return [...new Set([...first.values(), ...errors])];
}

/** Splits AJV's path of a keyword: the schema's id, and the pointer from there to the object that has the keyword. */
function placeOf(schemaPath: string, owner: string): Place {
  // "#/…" starts at the schema itself; "schema:Name/…" at a definition.
  const [id = '', ...steps] = schemaPath.split('/');
  return {
    id: id === '#' ? owner : id.replace(/#$/, ''),
    pointer: steps
      .slice(0, -1)
      .map((step) => `/${decodeURIComponent(step)}`)
      .join(''),
  };
}

function wordsOf(expected: Json): string {
  return Array.isArray(expected) ? expected.join(' or ') : String(expected);
}

/** A value as messages show it: its beginning. */
export function foundOf(actual: Json | undefined): string {
  if (actual === undefined) return 'nothing';
  const text = writeExact(actual);
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}

/** Values within a value, up to a limit. */
function sizeOf(value: Json): number {
  let size = 0;
  const rest: Json[] = [value];
  for (let next = rest.pop(); next !== undefined && size <= DETAILED; next = rest.pop()) {
    size++;
    if (typeof next === 'object' && next !== null) for (const part of Object.values(next)) rest.push(part);
  }
  return size;
}
