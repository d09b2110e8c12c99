import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { at, formatPointer } from '../base/pointer.js';
import type {
  Body,
  Cause,
  Contract,
  Credential,
  Decision,
  Enum,
  EnumValue,
  Example,
  Link,
  Location,
  Parameter,
  Phase,
  Reading,
  Response,
} from './contract.js';
import { schemaAt } from './schema-at.js';
import { SchemaBundle } from './schema-bundle.js';
import type { Node, Workspace } from './workspace.js';

/** OpenAPI 3.1, "Parameter Object": header parameters of these names are ignored. */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/**
 * Makes the contract of one operation.
 *
 * @param operation the Operation Object
 * @param pathItem the Path Item Object that holds it, under `path`
 * @returns the contract; what is wrong with it is noted in the workspace.
 */
export function buildContract(
  workspace: Workspace,
  document: Node,
  path: string,
  pathItem: Node,
  method: string,
  operation: Node,
): Contract {
  const version = text(document, 'openapi').startsWith('3.0') ? '3.0' : '3.1';
  const bundle = new SchemaBundle(workspace, version);
  const decisions = new DecisionCollector(workspace);
  const id =
    text(operation, 'operationId') ||
    `${method}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, c = '') => c.toUpperCase())}`;

  decisions.collect(operation);
  const parameters = buildParameters(workspace, bundle, decisions, pathItem, operation);
  const body = buildBody(workspace, bundle, operation);
  const responses = workspace
    .entries(workspace.below(operation, 'responses'))
    .flatMap(([status, node]) => buildResponse(workspace, bundle, decisions, status, node) ?? []);
  const success =
    responses
      .filter((response) => response.status >= 200 && response.status < 300)
      .sort((a, b) => a.status - b.status)[0] ?? responses.find((response) => response.status === 0);
  if (success === undefined) {
    workspace.add(operation, "declares no successful response; add one below responses, such as '200'");
  }
  const enums = buildEnums(workspace, bundle);
  decisions.collectDefinitions(bundle);

  const info = own(document.value, 'info');
  const atLeastOneOf = (own(operation.value, 'x-at-least-one-of') ?? []) as string[][];
  const contract = {
    id,
    title: String(own(info, 'title') ?? id),
    summary: text(operation, 'summary'),
    description: text(operation, 'description'),
    location: locate(workspace, operation),
    method,
    path,
    ...optional('provenance', own(info, 'x-provenance')),
    ...optional('permission', own(operation.value, 'x-permission')),
    ...optional('wire', own(operation.value, 'x-wire')),
    security: buildSecurity(workspace, document, operation),
    parameters,
    ...optional('body', body),
    request: requestSchema(bundle, parameters, body, atLeastOneOf, operation, workspace),
    response: success ?? { status: 200, description: '', mediaType: '', schema: {}, examples: {} },
    errors: responses.filter((response) => response !== success && (response.status >= 400 || response.status === 0)),
    definitions: { ...bundle.definitions },
    enums,
    ...optional('pagination', own(operation.value, 'x-pagination')),
    ...optional('lookup', own(operation.value, 'x-lookup')),
    ...optional('sort', own(operation.value, 'x-sort')),
    atLeastOneOf,
    links: buildLinks(operation, bundle, success?.schema),
    decisions: decisions.inOrder(operation.file),
    origins: { ...bundle.origins },
  };
  return contract as Contract;
}

function optional(key: string, value: unknown): JsonObject {
  return value === undefined ? {} : { [key]: value as Json };
}

function text(node: Node, key: string): string {
  const value = own(node.value, key);
  return typeof value === 'string' ? value : '';
}

function locate(workspace: Workspace, node: { file: string; pointer: string }): Location {
  const line = workspace.sources.get(node.file)?.lineOf(node.pointer) ?? 0;
  return { file: node.file, line, pointer: node.pointer };
}

/** Gathers the decisions of every part of the specs that a contract is made of, each once. */
class DecisionCollector {
  readonly list: Decision[] = [];
  readonly #workspace: Workspace;
  readonly #seen = new Set<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Those of one object. Returns them, too. */
  collect(node: Node): Decision[] {
    const decisions = own(node.value, 'x-decisions');
    if (!Array.isArray(decisions)) return [];
    const found = decisions.filter(isObject).map((decision, index) => ({
      ...(decision as unknown as Decision),
      breaks: (own(decision, 'breaks') ?? []) as string[],
      readings: (own(decision, 'readings') ?? []) as unknown as Reading[],
      location: locate(this.#workspace, { file: node.file, pointer: `${node.pointer}/x-decisions/${index}` }),
    }));
    for (const decision of found) {
      const key = `${decision.location.file}#${decision.location.pointer}`;
      if (!this.#seen.has(key)) this.list.push(decision);
      this.#seen.add(key);
    }
    return found;
  }

  /** Those of a schema and the schemas written inside it. */
  collectWithin(node: Node): void {
    this.collect(node);
    if (typeof node.value !== 'object' || node.value === null) return;
    for (const [key, value] of Object.entries(node.value)) {
      if (key.startsWith('x-') || key === 'example' || key === 'default' || key === 'enum') continue;
      this.collectWithin({ file: node.file, pointer: node.pointer + formatPointer([key]), value });
    }
  }

  /** All that were collected: those of the document first, each file's in the order of its lines. */
  inOrder(document: string): Decision[] {
    const rank = ({ location }: Decision) => (location.file === document ? '' : location.file);
    return [...this.list].sort((a, b) => rank(a).localeCompare(rank(b), 'en') || a.location.line - b.location.line);
  }

  collectDefinitions(bundle: SchemaBundle): void {
    for (const place of bundle.places.values()) {
      const value = at(this.#workspace.sources.get(place.file)?.value, place.pointer);
      if (value !== undefined) this.collectWithin({ ...place, value });
    }
  }
}

function buildParameters(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  pathItem: Node,
  operation: Node,
): Parameter[] {
  const nodes = new Map<string, Node>();
  for (const owner of [pathItem, operation]) {
    const names = new Set<string>();
    for (const node of workspace.elements(workspace.below(owner, 'parameters'))) {
      const name = text(node, 'name');
      const place = text(node, 'in');
      if (name === '' || !['query', 'path', 'header', 'cookie'].includes(place)) {
        workspace.add(node, 'a parameter needs a name, and "in" as query, path, header or cookie');
      } else if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) {
        // Says nothing, by OpenAPI's own rule.
      } else if (names.has(`${place} ${name}`)) {
        workspace.add(node, `parameter ${name} in ${place} is declared twice; remove one`);
      } else {
        names.add(`${place} ${name}`);
        nodes.set(`${place} ${name}`, node);
      }
    }
  }

  const keys = new Set<string>();
  return [...nodes.values()].map((node) => {
    decisions.collect(node);
    const name = text(node, 'name');
    const place = text(node, 'in') as Parameter['in'];
    // The decoded request is one object. Of two parameters of one name, the second is told apart by its place.
    const key = keys.has(name) ? `${place}:${name}` : name;
    keys.add(key);
    const media = workspace.entries(workspace.below(node, 'content'))[0];
    const holder = media === undefined ? node : media[1];
    const schemaNode = rawBelow(holder, 'schema');
    if (schemaNode === undefined) workspace.add(node, `parameter ${name} has neither schema nor content; add one`);
    else decisions.collectWithin(schemaNode);
    const isJson = media !== undefined && /json/.test(media[0]);
    return {
      name: key,
      in: place,
      required: own(node.value, 'required') === true || place === 'path',
      description: text(node, 'description'),
      schema: schemaNode === undefined ? {} : bundle.add(schemaNode, `/request/properties${formatPointer([key])}`),
      encoding: isJson ? 'json' : 'plain',
      arrayStyles: (own(node.value, 'x-array-style') ?? []) as Parameter['arrayStyles'],
      examples: examplesOf(workspace, holder),
      ...(optional('filter', own(node.value, 'x-filter')) as Pick<Parameter, 'filter'>),
      ...(optional('language', own(node.value, 'x-language')) as Pick<Parameter, 'language'>),
      ...(optional('noEffect', own(node.value, 'x-no-effect')) as Pick<Parameter, 'noEffect'>),
    } satisfies Parameter;
  });
}

/** The node below a key as it stands, a `$ref` included. */
function rawBelow(node: Node, key: string): Node | undefined {
  const value = own(node.value, key);
  return value === undefined ? undefined : { file: node.file, pointer: `${node.pointer}/${key}`, value };
}

function examplesOf(workspace: Workspace, node: Node): Json[] {
  const example = own(node.value, 'example');
  const named = workspace.entries(workspace.below(node, 'examples')).map(([, one]) => own(one.value, 'value'));
  return [example, ...named].filter((value) => value !== undefined);
}

function buildBody(workspace: Workspace, bundle: SchemaBundle, operation: Node): Body | undefined {
  const node = workspace.below(operation, 'requestBody');
  if (node === undefined) return undefined;
  const media = preferredMedia(workspace, node);
  const schemaNode = media && rawBelow(media[1], 'schema');
  return {
    required: own(node.value, 'required') === true,
    mediaType: media?.[0] ?? '',
    schema: schemaNode === undefined ? {} : bundle.add(schemaNode, '/request/properties/body'),
  };
}

/** JSON where there is a choice. */
function preferredMedia(workspace: Workspace, node: Node): [string, Node] | undefined {
  const media = workspace.entries(workspace.below(node, 'content'));
  return media.find(([type]) => /^application\/(?:[\w.+-]+\+)?json/i.test(type)) ?? media[0];
}

function buildResponse(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  key: string,
  node: Node,
): Response | undefined {
  const status = key === 'default' ? 0 : Number(key.replace(/XX$/i, '00'));
  if (!Number.isInteger(status)) {
    workspace.add(node, `"${key}" is no HTTP status; write one such as '200', or default`);
    return undefined;
  }
  decisions.collect(node);
  const media = preferredMedia(workspace, node);
  const schemaNode = media && rawBelow(media[1], 'schema');
  const pointer = status >= 200 && status < 300 ? '/response/schema' : `/errors/${key}/schema`;
  const examples: Record<string, Example> = Object.create(null);
  const single = media && own(media[1].value, 'example');
  if (single !== undefined) {
    examples.example = { summary: '', value: single, decisions: [], raisedWhen: [], source: 'documented' };
  }
  for (const [name, example] of workspace.entries(media && workspace.below(media[1], 'examples'))) {
    const value = own(example.value, 'value');
    if (value === undefined) continue;
    const causes = own(example.value, 'x-raised-when') ?? [];
    examples[name] = {
      summary: text(example, 'summary'),
      value,
      ...(optional('request', own(example.value, 'x-request')) as Pick<Example, 'request'>),
      decisions: decisions.collect(example),
      raisedWhen: (Array.isArray(causes) ? causes : [causes]) as Cause[],
      source: own(example.value, 'x-source') === 'common' ? 'common' : 'documented',
    };
  }
  return {
    status,
    description: text(node, 'description'),
    mediaType: media?.[0] ?? '',
    schema: schemaNode === undefined ? {} : bundle.add(schemaNode, pointer),
    examples: { ...examples },
  };
}

function requestSchema(
  bundle: SchemaBundle,
  parameters: readonly Parameter[],
  body: Body | undefined,
  atLeastOneOf: readonly (readonly string[])[],
  operation: Node,
  workspace: Workspace,
): JsonSchema {
  const properties: JsonObject = {};
  for (const { name, schema, description, examples } of parameters) {
    const described = description === '' ? schema : { ...schema, description };
    setOwn(properties, name, examples[0] === undefined ? described : { ...described, example: examples[0] });
  }
  const required = parameters.filter((parameter) => parameter.required).map((parameter) => parameter.name);
  if (body !== undefined) {
    properties.body = body.schema;
    if (body.required) required.push('body');
  }
  bundle.origins['/request'] = workspace.originOf(operation);
  return {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
    ...(atLeastOneOf.length > 0
      ? { allOf: atLeastOneOf.map((names) => ({ anyOf: names.map((name) => ({ required: [name] })) })) }
      : {}),
  };
}

function buildSecurity(workspace: Workspace, document: Node, operation: Node): Credential[][] {
  const requirements = own(operation.value, 'security') ?? own(document.value, 'security');
  const components = workspace.below(document, 'components');
  const schemes = components && workspace.below(components, 'securitySchemes');
  if (!Array.isArray(requirements)) return [];
  return requirements.filter(isObject).map((requirement) =>
    Object.keys(requirement).flatMap((name) => {
      const scheme = schemes && workspace.below(schemes, name);
      if (scheme === undefined) {
        workspace.add(
          operation,
          `security scheme "${name}" is declared nowhere; add it below components.securitySchemes`,
        );
        return [];
      }
      const isKey = text(scheme, 'type') === 'apiKey';
      return [
        isKey
          ? { name: text(scheme, 'name'), in: text(scheme, 'in') as Credential['in'] }
          : { name: 'authorization', in: 'header' as const },
      ];
    }),
  );
}

/** Every definition that is an enum. Enums without a name of their own have no runtime constant. */
function buildEnums(workspace: Workspace, bundle: SchemaBundle): Enum[] {
  const enums: Enum[] = [];
  for (const [name, schema] of Object.entries(bundle.definitions)) {
    const values = own(schema, 'enum');
    const place = bundle.places.get(name);
    if (!Array.isArray(values) || place === undefined) continue;
    const scalars = values.filter((value) => typeof value === 'string' || typeof value === 'number');
    if (scalars.length === 0) continue;
    const names = own(schema, 'x-enum-varnames') as string[] | undefined;
    const descriptions = own(schema, 'x-enum-descriptions') as string[] | undefined;
    const lifecycle = own(schema, 'x-lifecycle') as (Record<Phase, Json[]> & { final: Json[] }) | undefined;
    const phaseOf = phaseTable(lifecycle);
    enums.push({
      name,
      description: String(own(schema, 'description') ?? ''),
      values: uniqueNames(
        scalars.map((value, index) => ({
          value,
          name: names?.[index] ?? identifier(value),
          description: descriptions?.[index] ?? '',
          ...(phaseOf.has(value)
            ? { phase: phaseOf.get(value) as Phase, final: lifecycle?.final.includes(value) === true }
            : {}),
        })),
      ),
      lifecycle: lifecycle !== undefined,
      location: locate(workspace, place),
    });
  }
  return enums;
}

function phaseTable(lifecycle: Record<Phase, Json[]> | undefined): Map<Json, Phase> {
  const phases: Phase[] = ['pending', 'running', 'succeeded', 'failed', 'skipped'];
  return new Map(phases.flatMap((phase) => (lifecycle?.[phase] ?? []).map((value) => [value, phase] as const)));
}

/** A legal identifier that reads like the value. */
function identifier(value: string | number): string {
  const word = String(value)
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return /^[A-Za-z]/.test(word) ? word : `Value${word === '' ? '' : `_${word}`}`;
}

function uniqueNames(values: EnumValue[]): EnumValue[] {
  const taken = new Set<string>();
  return values.map((value) => {
    let name = value.name;
    for (let number = 2; taken.has(name); number++) name = `${value.name}_${number}`;
    taken.add(name);
    return { ...value, name };
  });
}

function buildLinks(operation: Node, bundle: SchemaBundle, response: JsonSchema | undefined): Link[] {
  const links = own(operation.value, 'x-links');
  if (!Array.isArray(links)) return [];
  return links.filter(isObject).map((link) => {
    const { when, ...rest } = { severity: 'error', each: '', ...link } as JsonObject;
    if (!isObject(when)) return rest as unknown as Link;
    const phases = own(when, 'phase');
    const lifecycle = own(schemaAt(response, bundle.definitions, `${rest.each}${when.field}`), 'x-lifecycle');
    const values = Array.isArray(phases)
      ? phases.flatMap((phase) => (own(lifecycle, String(phase)) ?? []) as Json[])
      : when.in;
    return { ...rest, when: { field: when.field, in: values } } as unknown as Link;
  });
}
