import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { isObject, own, setOwn } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Body, Contract, Link, Parameter, Permission } from '../contract/contract.js';
import { contentOf, findSuccess } from '../contract/responses.js';
import { schemaAt } from '../contract/schema-at.js';
import { buildEnums } from './build-enums.js';
import { buildParameters } from './build-parameters.js';
import { buildBody, buildResponses } from './build-responses.js';
import { buildSecurity, buildServers } from './build-security.js';
import { DecisionCollector } from './decision-collector.js';
import { locate, optional, rawBelow, textAt } from './node.js';
import type { Node, Place } from './place.js';
import { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/** A contract, and where its parts stand in the specs. */
export interface Built {
  readonly contract: Contract;
  /** By JSON pointer into the contract: of schemas, parameters and examples. */
  readonly sites: ReadonlyMap<string, Place>;
}

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
): Built {
  const version = textAt(document, 'openapi').startsWith('3.0') ? '3.0' : '3.1';
  const bundle = new SchemaBundle(workspace, version);
  const decisions = new DecisionCollector(workspace);
  const id =
    textAt(operation, 'operationId') ||
    `${method}${path.replaceAll(/[^A-Za-z0-9]+(.)?/g, (_, c = '') => c.toUpperCase())}`;

  decisions.collect(operation);
  const parameters = buildParameters(workspace, bundle, decisions, path, pathItem, operation);
  const body = buildBody(workspace, bundle, decisions, operation);
  const responses = buildResponses(workspace, bundle, decisions, operation);
  const success = findSuccess({ responses });
  const callbacks = rawBelow(operation, 'callbacks');
  if (callbacks !== undefined)
    workspace.warn(callbacks, 'what a server calls back with is not judged', `callbacks of ${id}`);
  if (success === undefined) {
    const declared = Object.keys(responses).join(', ') || 'none';
    workspace.warn(
      operation,
      `declares no successful response (declared: ${declared}); add one below responses, such as '200'`,
      `operation ${method.toUpperCase()} ${path}`,
      operation,
    );
  }
  const enums = buildEnums(workspace, bundle);
  decisions.collectDefinitions(bundle);

  const info = workspace.below(document, 'info');
  const atLeastOneOf = (workspace.term(operation, 'x-at-least-one-of') ?? []) as string[][];
  const contract = {
    id,
    title: String(own(info?.value, 'title') ?? id),
    summary: textAt(operation, 'summary'),
    description: textAt(operation, 'description'),
    location: locate(workspace, operation),
    method,
    path,
    ...(own(operation.value, 'deprecated') === true ? { deprecated: true } : {}),
    servers: buildServers(document, pathItem, operation),
    ...optional('provenance', info && workspace.term(info, 'x-provenance')),
    permissions: [workspace.term(operation, 'x-permission') ?? []].flat() as unknown as Permission[],
    ...optional('wire', workspace.term(operation, 'x-wire')),
    security: buildSecurity(workspace, document, operation),
    parameters,
    ...optional('body', body),
    request: requestSchema(bundle, parameters, body, atLeastOneOf, operation, workspace),
    responses,
    definitions: { ...bundle.definitions },
    enums,
    ...optional('pagination', workspace.term(operation, 'x-pagination')),
    ...optional('lookup', workspace.term(operation, 'x-lookup')),
    ...optional('sort', workspace.term(operation, 'x-sort')),
    atLeastOneOf,
    links: buildLinks(workspace, operation, bundle, success && contentOf(success).schema),
    decisions: decisions.inOrder(operation.file),
    origins: { ...bundle.origins },
  };
  return { contract: contract as Contract, sites: bundle.sites };
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
    properties.body = contentOf(body).schema;
    if (body.required) required.push('body');
  }
  // The body stands in the request and by its media type; of both the spec's line is asked.
  const content = body && `/body/content${formatPointer([contentOf(body).mediaType])}/schema`;
  for (const [pointer, origin] of Object.entries(bundle.origins)) {
    if (content === undefined || !`${pointer}/`.startsWith(`${content}/`)) continue;
    const here = `/request/properties/body${pointer.slice(content.length)}`;
    bundle.origins[here] = origin;
    bundle.sites.set(here, bundle.sites.get(pointer) as Place);
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

function buildLinks(
  workspace: Workspace,
  operation: Node,
  bundle: SchemaBundle,
  response: JsonSchema | undefined,
): Link[] {
  const stated = workspace.term(operation, 'x-links');
  const links: Link[] = [];
  for (const [index, link] of (Array.isArray(stated) ? stated : []).entries()) {
    const place = { file: operation.file, pointer: `${operation.pointer}/x-links/${index}` };
    if (!isObject(link) || workspace.isSpoiled(place)) continue;
    bundle.sites.set(`/links/${links.length}`, place);
    links.push(buildLink(link, bundle, response));
  }
  return links;
}

function buildLink(link: JsonObject, bundle: SchemaBundle, response: JsonSchema | undefined): Link {
  const { when, ...rest } = { severity: 'error', each: '', ...link } as JsonObject;
  if (!isObject(when)) return rest as unknown as Link;
  const phases = own(when, 'phase');
  const lifecycle = own(schemaAt(response, bundle.definitions, `${rest.each}${when.field}`), 'x-lifecycle');
  const values = Array.isArray(phases)
    ? phases.flatMap((phase) => (own(lifecycle, String(phase)) ?? []) as Json[])
    : when.in;
  return { ...rest, when: { field: when.field, in: values } } as unknown as Link;
}
