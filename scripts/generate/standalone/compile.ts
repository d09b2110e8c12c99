import { _, type Ajv2020, type AnySchemaObject, Name, stringify } from 'ajv/dist/2020.js';
import deepEqual from 'ajv/dist/runtime/equal.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Json, JsonSchema } from '../../base/json.js';
import { createAjv, originPointer, type Part, partId, partSchemas, schemasOf } from '../../contract/ajv.js';
import type { Contract } from '../../contract/contract.js';
import { successResponse } from '../../contract/responses.js';
import { type Explained, type SchemaRule, schemaRule } from '../../contract/schema-rule.js';
import { bodiesOf } from '../bodies.js';
import type { ErrorObject } from './error-site.js';
import { FORMATS } from './helpers.js';
import { rewriteStandalone } from './rewrite.js';

/** A rule that compiled code reports by its number. */
export interface CompiledRule extends SchemaRule {
  /** Name of the constant in the code that holds the list of expected values. */
  readonly list?: string;
}

/** AJV's code for one contract: functions that import nothing, and the rules that they report. */
export interface Standalone {
  readonly code: string;
  /** Name of the function that judges a part of the contract. */
  readonly functionOf: (part: Part) => string;
  readonly rules: readonly CompiledRule[];
}

/**
 * Compiles the schemas of a contract with AJV, and rewrites what AJV writes; see {@link rewriteStandalone}.
 *
 * @throws Error where AJV writes what is not known here; a newer AJV may.
 */
export function compileStandalone(contract: Contract): Standalone {
  const schemas = schemasOf(contract);
  const text = JSON.stringify([...schemas.values()]);
  const proto = text.includes('"__proto__"') ? unusedName(text) : undefined;
  const ajv = createAjv({
    code: { source: true, esm: true, lines: true, optimize: 1, formats: _`${new Name(FORMATS)}` },
    messages: false,
    // Where a property has the name of something that every object inherits, AJV has to ask whether it is its own.
    ownProperties: Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(`"${name}"`)),
  });
  compactEnums(ajv);
  // Bookkeeping for unevaluatedProperties and $dynamicRef doubles the code, and the first is rare, the second resolved.
  Object.assign(ajv.opts, { unevaluated: text.includes('"unevaluated'), dynamicRef: false, validateSchema: false });
  for (const schema of schemas.values()) {
    ajv.addSchema((proto === undefined ? schema : renameProto(schema, proto)) as AnySchemaObject);
  }

  // Each once, and the one that refers to others before them: else AJV writes functions twice.
  const parts: Part[] = ['error', 'request', successResponse(contract), ...bodiesOf(contract).map(({ part }) => part)];
  const ids = [...new Set(parts.map((part) => judgeOf(partId(part), schemas)))];
  const functions = new Map<string, string>();
  for (const id of ids) ajv.getSchema(id);
  for (const id of schemas.keys()) {
    if (ajv.schemas[id]?.validate === undefined) continue;
    const source = ajv.getSchema(id)?.source as { validateName: { str: string } } | undefined;
    if (source !== undefined) functions.set(id, source.validateName.str);
  }
  const rules = new Rules(contract, functions);
  const exported = Object.fromEntries(ids.map((id, index) => [`part${index}`, id]));
  try {
    const code = rewriteStandalone(standaloneCode.default(ajv, exported), proto, rules);
    return {
      code,
      functionOf: (part) => functions.get(judgeOf(partId(part), schemas)) as string,
      rules: rules.list,
    };
  } catch (error) {
    throw new Error(`cannot compile the schemas of ${contract.id}: ${(error as Error).message}`);
  }
}

/** The schema that a schema consists of, if it does nothing but refer to it. */
function judgeOf(id: string, schemas: ReadonlyMap<string, JsonSchema>): string {
  const { $id: _, ...schema } = schemas.get(id) ?? {};
  const target = Object.keys(schema).length === 1 ? schema.$ref : undefined;
  return typeof target === 'string' && schemas.has(target) ? judgeOf(target, schemas) : id;
}

/** The rules of a contract's functions, numbered so that those that expect the same stand together. */
class Rules {
  readonly constants = new Set<string>();
  readonly #owners: ReadonlyMap<string, string>;
  readonly #explained: Explained;
  readonly #byPlace = new Map<string, CompiledRule>();
  #numbers: ReadonlyMap<string, number> | undefined;
  #list: CompiledRule[] = [];

  /** @param functions name of the function of each schema, by the schema's id */
  constructor(contract: Contract, functions: ReadonlyMap<string, string>) {
    this.#owners = new Map([...functions].map(([id, name]) => [name, id]));
    this.#explained = {
      schemas: partSchemas(contract),
      origins: contract.origins,
      pointerOf: (id) => originPointer(contract, id),
      nowhere: `${contract.location.file}:${contract.location.line}`,
      request: partId('request'),
    };
  }

  /** The rules in the order of their numbers. */
  get list(): readonly CompiledRule[] {
    this.#number();
    return this.#list;
  }

  collect(error: ErrorObject, functionName: string): void {
    const place = this.#placeOf(error, functionName);
    if (this.#byPlace.has(place.key)) return;
    const { list } = error;
    if (list !== undefined) this.constants.add(list);
    const rule = schemaRule(this.#explained, place.id, place.pointer, error.keyword);
    this.#byPlace.set(place.key, { ...rule, ...(list === undefined ? {} : { list }) });
  }

  numberOf(error: ErrorObject, functionName: string): number {
    const rule = this.#byPlace.get(this.#placeOf(error, functionName).key);
    return this.#number().get(sortKey(rule as CompiledRule)) as number;
  }

  #number(): ReadonlyMap<string, number> {
    if (this.#numbers === undefined) {
      const rules = new Map([...this.#byPlace.values()].map((rule) => [sortKey(rule), rule]));
      const keys = [...rules.keys()].sort();
      this.#list = keys.map((key) => rules.get(key) as CompiledRule);
      this.#numbers = new Map(keys.map((key, index) => [key, index]));
    }
    return this.#numbers;
  }

  /** The schema that an error is about: its id, and the pointer from there to the object that has the keyword. */
  #placeOf({ schemaPath, keyword }: ErrorObject, functionName: string): { key: string; id: string; pointer: string } {
    // "#/…" starts at the function's own schema; "schema:Name/…" at a definition that AJV wrote into the function.
    const [start = '', ...steps] = schemaPath.split('/');
    const id = start === '#' ? (this.#owners.get(functionName) ?? '') : start.replace(/#$/, '');
    const pointer = steps
      .slice(0, -1)
      .map((step) => `/${decodeURIComponent(step)}`)
      .join('');
    return { key: `${id} ${pointer} ${keyword}`, id, pointer };
  }
}

function sortKey({ keyword, expected, inferred, list, spec }: CompiledRule): string {
  return JSON.stringify([keyword, expected, inferred ?? null, list ?? null, spec]);
}

/** Has AJV write the values of an enum once, as a list, for the code and for the rule that reports them. */
function compactEnums(ajv: Ajv2020): void {
  ajv.removeKeyword('enum');
  ajv.addKeyword({
    keyword: 'enum',
    schemaType: 'array',
    error: { message: '', params: ({ params }) => _`{list: ${params.list as Name}}` },
    code(cxt) {
      const values = cxt.schema as Json[];
      const list = cxt.gen.scopeValue('schema', { key: JSON.stringify(values), ref: values, code: stringify(values) });
      cxt.setParams({ list });
      if (values.every((value) => typeof value !== 'object' || value === null)) {
        cxt.fail(_`!${list}.includes(${cxt.data})`);
      } else {
        const equal = cxt.gen.scopeValue('func', {
          ref: deepEqual,
          code: _`require("ajv/dist/runtime/equal").default`,
        });
        cxt.fail(_`!${list}.some((value) => ${equal}(value, ${cxt.data}))`);
      }
    },
  });
}

/** A name that does not occur in a text. */
function unusedName(text: string): string {
  let name = 'proto__';
  while (text.includes(name)) name += '_';
  return name;
}

/** A schema in which another name stands for the property `__proto__`: AJV passes over that one. */
function renameProto(schema: JsonSchema, proto: string): JsonSchema {
  return JSON.parse(JSON.stringify(schema).replaceAll('"__proto__"', JSON.stringify(proto))) as JsonSchema;
}
