import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Body, Header, Response } from '../contract/contract.js';
import { buildContent } from './build-content.js';
import type { DecisionCollector } from './decision-collector.js';
import { isField } from './grammar.js';
import { rawBelow, textAt } from './node.js';
import type { Node } from './place.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/** The responses of an operation, by their statuses as the document writes them. */
export function buildResponses(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  operation: Node,
): Record<string, Response> {
  const responses: Record<string, Response> = {};
  for (const [key, node] of workspace.entries(workspace.below(operation, 'responses'), isField)) {
    // OpenAPI 3.1, "Responses Object": the X of a range is an upper-case letter. Many documents have it otherwise.
    const status = key.replace(/xx$/i, 'XX');
    if (!/^(?:[1-5]\d\d|[1-5]XX|default)$/.test(status)) {
      workspace.warn(node, `"${key}" is no HTTP status; write one such as '200', '4XX' or default`, `response ${key}`);
      continue;
    }
    const pointer = `/responses/${status}`;
    decisions.collect(node);
    responses[status] = {
      status,
      description: textAt(node, 'description'),
      headers: buildHeaders(workspace, bundle, node, `${pointer}/headers`),
      content: buildContent(workspace, bundle, decisions, node, `${pointer}/content`),
    };
  }
  return responses;
}

/** The body that an operation's requests carry. */
export function buildBody(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  operation: Node,
): Body | undefined {
  const node = workspace.below(operation, 'requestBody');
  if (node === undefined) return undefined;
  return {
    required: own(node.value, 'required') === true,
    description: textAt(node, 'description'),
    content: buildContent(workspace, bundle, decisions, node, '/body/content'),
  };
}

function buildHeaders(
  workspace: Workspace,
  bundle: SchemaBundle,
  response: Node,
  pointer: string,
): Record<string, Header> {
  const headers: Record<string, Header> = Object.create(null);
  for (const [name, node] of workspace.entries(workspace.below(response, 'headers'))) {
    // OpenAPI 3.1, "Response Object": a header of this name is ignored, since `content` says it.
    if (name.toLowerCase() === 'content-type') continue;
    const media = workspace.entries(workspace.below(node, 'content'))[0];
    const schema = rawBelow(media === undefined ? node : media[1], 'schema');
    headers[name] = {
      description: textAt(node, 'description'),
      required: own(node.value, 'required') === true,
      schema: schema === undefined ? {} : bundle.add(schema, `${pointer}${formatPointer([name])}/schema`),
      explode: own(node.value, 'explode') === true,
      ...(media === undefined ? {} : { mediaType: media[0] }),
      ...(own(node.value, 'deprecated') === true ? { deprecated: true } : {}),
    };
  }
  return { ...headers };
}
