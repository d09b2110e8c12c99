import { _, type Ajv2020, type AnySchemaObject, type Name, stringify } from 'ajv/dist/2020.js';
import deepEqual from 'ajv/dist/runtime/equal.js';
import standaloneCode from 'ajv/dist/standalone/index.js';
import type { Json, JsonSchema } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import { createAjv, originPointer, partId, schemasOf } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { successResponse } from '../contract/responses.js';
import { literal } from './literal.js';
import { splitTopLevel } from './split.js';

/** A rule that compiled code reports by its index: what was expected, and where the spec says so. */
export interface Rule {
  readonly keyword: string;
  readonly expected: Json;
  /** Name of the constant in the code that holds the list of expected values. */
  readonly list?: string;
  /** `file:line`, the file as the path below the specs folder. */
  readonly spec: string;
}

/** AJV's code for one contract: functions that import nothing, and the rules that they report. */
export interface Standalone {
  readonly code: string;
  /** Names of the functions. */
  readonly request: string;
  readonly response: string;
  readonly error: string;
  readonly rules: readonly Rule[];
}

/**
 * Compiles the schemas of a contract with AJV's standalone code, and rewrites what AJV writes in two ways.
 *
 * Each error becomes `[path, index of a rule, property]` instead of an object, so that the texts stand once and the
 * code is a third of the size. And the helpers that AJV would `require` are written into the module: as an ES module
 * it could not load them.
 *
 * @throws Error where AJV asks for a helper that is not known here; a newer AJV may.
 */
export function compileStandalone(contract: Contract): Standalone {
  const schemas = schemasOf(contract);
  const text = JSON.stringify([...schemas.values()]);
  const ajv = createAjv({
    code: { source: true, esm: true, lines: true, optimize: 2 },
    messages: false,
    // Where a property has the name of something that every object inherits, AJV has to ask whether it is its own.
    ownProperties: Object.getOwnPropertyNames(Object.prototype).some((name) => text.includes(`"${name}"`)),
  });
  compactEnums(ajv);
  // Bookkeeping for unevaluatedProperties and $dynamicRef doubles the code, and the first is rare, the second refused.
  Object.assign(ajv.opts, { unevaluated: text.includes('"unevaluated'), dynamicRef: false, validateSchema: false });
  for (const schema of schemas.values()) ajv.addSchema(schema as AnySchemaObject);

  const owners = new Map<string, string>();
  for (const id of schemas.keys()) {
    const source = ajv.getSchema(id)?.source as { validateName: { str: string } } | undefined;
    if (source !== undefined) owners.set(source.validateName.str, id);
  }
  const nameOf = (id: string) => [...owners].find(([, owner]) => owner === id)?.[0] as string;
  const exported = { request: partId('request'), response: partId(successResponse(contract)), error: partId('error') };
  const { code, rules } = rewrite(standaloneCode.default(ajv, exported), owners, { contract, schemas });
  return {
    code,
    request: nameOf(exported.request),
    response: nameOf(exported.response),
    error: nameOf(exported.error),
    rules,
  };
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

/** The contract that is compiled, and its schemas as AJV has them. */
interface Context {
  readonly contract: Contract;
  readonly schemas: ReadonlyMap<string, JsonSchema>;
}

/** What AJV's generated code asks for at run time, written out. */
const helpers: Readonly<Record<string, string>> = {
  // Length of a text in code points (JSON Schema 2020-12, Validation, section 6.3).
  'ajv/dist/runtime/ucs2length': `(text) => {
  let length = text.length;
  for (let at = 1; at < text.length; at++) {
    const isPair = (text.charCodeAt(at - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(at) & 0xfc00) === 0xdc00;
    if (isPair) length--;
  }
  return length;
}`,
  'ajv/dist/runtime/equal': `function equal(a, b) {
  if (a === b) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && equal(a[key], b[key]));
}`,
};

const errorBlock =
  /^const (err\d+) = \{(.*)\};\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}\nerrors\+\+;$/gm;

/** Calls the function of a recursive schema by its name; AJV goes by an object, for the time until it is compiled. */
function withoutWrappers(code: string): string {
  const functions = new Map<string, string>();
  return code
    .replaceAll(/^const (wrapper\d+) = \{validate: (validate\d+)\};\n/gm, (_, wrapper: string, name: string) => {
      functions.set(wrapper, name);
      return '';
    })
    .replaceAll(/^if\(!\((wrapper\d+)\.validate\(/gm, (_, wrapper: string) => `if(!(${functions.get(wrapper)}(`)
    .replaceAll(/^vErrors = .*$/gm, (line) =>
      line.replaceAll(/\b(wrapper\d+)\.validate\b/g, (_, wrapper: string) => functions.get(wrapper) as string),
    );
}

function rewrite(code: string, owners: ReadonlyMap<string, string>, context: Context): { code: string; rules: Rule[] } {
  const known = new Map<string, Rule>();
  const functions = withoutWrappers(code)
    .split(/^(?=function validate\d+\()/m)
    .map((part) => {
      const owner = owners.get(/^function (validate\d+)\(/.exec(part)?.[1] ?? '') ?? '';
      return { part, owner };
    });
  for (const { part, owner } of functions) {
    for (const [, , fields = ''] of part.matchAll(errorBlock)) {
      const { rule } = parseError(fields, owner, context);
      known.set(JSON.stringify(rule), rule);
    }
  }
  // Rules that expect the same stand together: see the table that is written of them.
  const keys = [...known.keys()].sort();
  const rules = keys.map((key) => known.get(key) as Rule);
  const indexOf = new Map(keys.map((key, index) => [key, index]));
  const rewritten = functions.map(({ part, owner }) =>
    part.replace(errorBlock, (_, _name, fields: string) => {
      const error = parseError(fields, owner, context);
      const extra = error.property === undefined ? '' : `, ${error.property}`;
      return `(vErrors ??= []).push([${error.path}, ${indexOf.get(JSON.stringify(error.rule))}${extra}]);\nerrors++;`;
    }),
  );
  const inlined = rewritten
    .join('')
    // A text has no code point exactly if it has no code unit: there is nothing to count.
    .replaceAll(/\bfunc\d+\((data\d*)\) < 1\)/g, '$1.length < 1)')
    .replaceAll(/^"use strict";\n|^export (?:const \w+ = validate\d+|default validate\d+);\n/gm, '')
    .replaceAll(/require\("([^"]*)"\)(?:\.default)?/g, (_, module: string) => {
      const helper = helpers[module];
      if (helper === undefined)
        throw new Error(`AJV's code for ${context.contract.id} needs ${module}, which cannot be inlined`);
      return helper;
    });
  const looked = inlined.replaceAll(/\bfunc\d+\.call\((schema\d+)\.properties, (key\d+)\)/g, '$1.includes($2)');
  return { code: withoutSurroundings(withoutUnused(looked, new Set(rules.map((rule) => rule.list)))), rules };
}

/**
 * Removes the source schemas that only AJV's error objects referred to. Of a schema whose property names are looked
 * up, only these stay.
 */
function withoutUnused(code: string, kept: ReadonlySet<string | undefined>): string {
  return code.replaceAll(
    /^const ((?:schema|func)\d+) = ([\s\S]*?);\n(?=\n|const |function )/gm,
    (line, name: string, source: string) => {
      if (kept.has(name)) return line;
      const rest = code.replaceAll(line, '');
      const uses = rest.match(new RegExp(`\\b${name}\\b[.\\w]*`, 'g')) ?? [];
      if (uses.length === 0) return '';
      if (uses.some((use) => use !== `${name}.includes`) || source.startsWith('[')) return line;
      const { properties } = JSON.parse(source) as { properties: Record<string, Json> };
      return `const ${name} = ${literal(Object.keys(properties))};\n`;
    },
  );
}

/** Drops what a function is told of its surroundings beside the path: only `$data` references would need it. */
function withoutSurroundings(code: string): string {
  const plain = code
    .replaceAll(/^(function validate\d+\(data), \{instancePath="", [^}]*\}=\{\}\)\{$/gm, '$1, instancePath = ""){')
    .replaceAll(/^\/\*# sourceURL="(?:schema|part):[\w-]+" \*\/;\n/gm, '');
  return plain.replaceAll(/^if\(!\(validate\d+\(.*$/gm, (line) => {
    const [call = ''] = splitTopLevel(line.slice('if(!('.length), true);
    const open = call.indexOf('(') + 1;
    const [argument = '', surroundings = ''] = splitTopLevel(call.slice(open, -1));
    const path = splitTopLevel(surroundings.trim().slice(1, -1))[0]?.replace(/^instancePath:/, '') ?? '';
    return line.replace(call, () => `${call.slice(0, open)}${argument}, ${path})`);
  });
}

interface ReportedError {
  /** JavaScript expression of the JSON pointer into the judged value. */
  readonly path: string;
  readonly rule: Rule;
  /** JavaScript expression of a property's name that only the judged value knows. */
  readonly property?: string;
}

/** Reads one of AJV's error objects: `instancePath:…,schemaPath:"…",keyword:"…",params:{…}`. */
function parseError(fields: string, owner: string, context: Context): ReportedError {
  const parts = new Map(splitTopLevel(fields).map((field) => splitPair(field)));
  const keyword = JSON.parse(parts.get('keyword') as string) as string;
  const schemaPath = JSON.parse(parts.get('schemaPath') as string) as string;
  const params = new Map(splitTopLevel((parts.get('params') as string).slice(1, -1)).map((pair) => splitPair(pair)));
  const shorthand = parts.get('instancePath') ?? 'instancePath';
  const place = placeOf(schemaPath, owner);
  const list = params.get('list');
  const rule = {
    keyword,
    expected: expectedBy(keyword, params, place, context),
    ...(list === undefined ? {} : { list }),
    spec: originOf(context.contract, place),
  };

  const property =
    params.get('missingProperty') ?? params.get('additionalProperty') ?? params.get('unevaluatedProperty');
  if (property === undefined) return { path: shorthand, rule };
  return { path: shorthand, rule, property };
}

function splitPair(field: string): [string, string] {
  const colon = field.indexOf(':');
  return colon < 0 ? [field.trim(), field.trim()] : [field.slice(0, colon).trim(), field.slice(colon + 1).trim()];
}

/** The schema that an error is about: its id, and the pointer from there to the object that has the keyword. */
interface Place {
  readonly id: string;
  readonly pointer: string;
}

function placeOf(schemaPath: string, owner: string): Place {
  // "#/…" starts at the function's own schema; "schema:Name/…" at a definition that AJV wrote into the function.
  const [id = '', ...steps] = schemaPath.split('/');
  return {
    id: id === '#' ? owner : id.replace(/#$/, ''),
    pointer: steps.length === 0 ? '' : `/${steps.slice(0, -1).join('/')}`.replace(/\/$/, ''),
  };
}

function originOf(contract: Contract, { id, pointer }: Place): string {
  const base = originPointer(contract, id);
  const steps = parsePointer(pointer).map((step) => decodeURIComponent(step));
  // A keyword of a combination has no place of its own; the nearest schema around it has.
  for (let length = steps.length; length >= 0; length--) {
    const origin = contract.origins[base + formatPointer(steps.slice(0, length))];
    if (origin !== undefined) return origin;
  }
  return contract.location.file;
}

/** What a keyword expects, in words or as the list of values. */
function expectedBy(keyword: string, params: ReadonlyMap<string, string>, place: Place, context: Context): Json {
  const param = (name: string): Json => {
    const text = params.get(name) ?? '""';
    try {
      return JSON.parse(text) as Json;
    } catch {
      return text;
    }
  };
  const schema = schemaOf(context, place);
  switch (keyword) {
    case 'enum':
      return (schema?.enum as Json) ?? 'a listed value';
    case 'const':
      return schema?.const ?? 'the constant';
    case 'type':
      return Array.isArray(schema?.type) ? schema.type.join(' or ') : String(param('type'));
    case 'required':
    case 'dependentRequired':
      return 'a value';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return place.id === partId('request') && place.pointer === ''
        ? 'no parameter of this name'
        : 'no property of this name';
    case 'minimum':
    case 'maximum':
    case 'exclusiveMinimum':
    case 'exclusiveMaximum':
      return `${String(param('comparison'))} ${String(param('limit'))}`;
    case 'minLength':
      return `at least ${String(param('limit'))} characters`;
    case 'maxLength':
      return `at most ${String(param('limit'))} characters`;
    case 'minItems':
      return `at least ${String(param('limit'))} elements`;
    case 'maxItems':
      return `at most ${String(param('limit'))} elements`;
    case 'multipleOf':
      return `a multiple of ${String(param('multipleOf'))}`;
    case 'pattern':
      return `a text that matches ${String(param('pattern'))}`;
    case 'format':
      return `a ${String(param('format'))}`;
    case 'uniqueItems':
      return 'no two equal elements';
    case 'anyOf':
      return isAtLeastOneOf(context.contract, place) ?? 'a match of at least one alternative';
    case 'oneOf':
      return 'a match of exactly one alternative';
    default:
      return `what ${keyword} asks for`;
  }
}

/** The parameters of which the request schema's `anyOf` wants one. */
function isAtLeastOneOf(contract: Contract, place: Place): string | undefined {
  const index = /^\/allOf\/(\d+)$/.exec(place.pointer)?.[1];
  const names =
    place.id === partId('request') && index !== undefined ? contract.atLeastOneOf[Number(index)] : undefined;
  return names === undefined ? undefined : `at least one of ${names.join(', ')}`;
}

function schemaOf({ schemas }: Context, { id, pointer }: Place): Record<string, Json> | undefined {
  let here: Json | undefined = schemas.get(id);
  for (const step of parsePointer(pointer)) {
    const name: string = decodeURIComponent(step);
    here =
      typeof here === 'object' && here !== null && Object.hasOwn(here, name)
        ? (here as Record<string, Json>)[name]
        : undefined;
  }
  return typeof here === 'object' && here !== null && !Array.isArray(here) ? here : undefined;
}
