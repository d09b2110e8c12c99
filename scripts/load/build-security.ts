import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import type { Credential, Server } from '../contract/contract.js';
import { optional, rawBelow, textAt } from './node.js';
import type { Node } from './place.js';
import type { Workspace } from './workspace.js';

/** The alternatives by which a request may authenticate: the operation's own, else the document's. */
export function buildSecurity(workspace: Workspace, document: Node, operation: Node): Credential[][] {
  const stated = rawBelow(operation, 'security') ?? rawBelow(document, 'security');
  const requirements = stated?.value;
  const components = workspace.below(document, 'components');
  const schemes = components && workspace.below(components, 'securitySchemes');
  if (!Array.isArray(requirements)) return [];
  return requirements.filter(isObject).map((requirement) =>
    Object.entries(requirement).flatMap(([name, scopes]) => {
      const scheme = schemes && workspace.below(schemes, name);
      if (scheme === undefined) {
        workspace.warn(
          stated ?? operation,
          `security scheme "${name}" is declared nowhere; add it below components.securitySchemes`,
          `security scheme ${name}`,
        );
        return [];
      }
      return [credential(name, scheme, scopes)];
    }),
  );
}

/** OpenAPI 3.1, "Security Scheme Object". All types but API keys and certificates travel in the header of RFC 9110. */
function credential(scheme: string, node: Node, scopes: Json): Credential {
  const type = textAt(node, 'type') as Credential['type'];
  const place: Pick<Credential, 'name' | 'in'> =
    type === 'apiKey'
      ? { name: textAt(node, 'name'), in: textAt(node, 'in') as Credential['in'] }
      : type === 'mutualTLS'
        ? { name: '', in: 'connection' }
        : { name: 'authorization', in: 'header' };
  return {
    scheme,
    type,
    ...place,
    ...(optional('httpScheme', own(node.value, 'scheme')) as Pick<Credential, 'httpScheme'>),
    scopes: (Array.isArray(scopes) ? scopes : []).filter((scope) => typeof scope === 'string'),
  };
}

/** The servers of an operation: its own, else those of its path, else the document's. Empty where none is declared. */
export function buildServers(document: Node, pathItem: Node, operation: Node): Server[] {
  const servers = [operation, pathItem, document].map((node) => own(node.value, 'servers')).find(Array.isArray) ?? [];
  return (servers as Json[]).filter(isObject).map((server) => {
    const variables = own(server, 'variables');
    return {
      url: String(own(server, 'url') ?? '/'),
      description: String(own(server, 'description') ?? ''),
      variables: Object.fromEntries(
        Object.entries(isObject(variables) ? variables : {}).map(([name, variable]) => [
          name,
          {
            default: String(own(variable, 'default') ?? ''),
            ...(optional('enum', own(variable, 'enum')) as { enum?: readonly string[] }),
          },
        ]),
      ),
    };
  });
}
