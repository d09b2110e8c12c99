import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Parameter, ParameterStyle } from '../contract/contract.js';
import { isJson } from '../contract/responses.js';
import { examplesOf } from './build-content.js';
import type { DecisionCollector } from './decision-collector.js';
import { optional, rawBelow, textAt } from './node.js';
import type { Node } from './place.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/** OpenAPI 3.1, "Parameter Object": header parameters of these names are ignored. */
const ignoredHeaders = new Set(['accept', 'content-type', 'authorization']);

/** OpenAPI 3.1, "Style Values": the styles of each place, its default first. */
const styles: Readonly<Record<Parameter['in'], readonly ParameterStyle[]>> = {
  query: ['form', 'spaceDelimited', 'pipeDelimited', 'deepObject'],
  path: ['simple', 'label', 'matrix'],
  header: ['simple'],
  cookie: ['form'],
};

/** The parameters of an operation: its own, and those of its path that it does not declare itself. */
export function buildParameters(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  path: string,
  pathItem: Node,
  operation: Node,
): Parameter[] {
  const placeholders = placeholdersOf(path);
  const nodes = new Map<string, Node>();
  for (const owner of [pathItem, operation]) {
    const names = new Set<string>();
    for (const node of workspace.elements(workspace.below(owner, 'parameters'))) {
      const name = textAt(node, 'name');
      const place = textAt(node, 'in');
      if (name === '' || !['query', 'path', 'header', 'cookie'].includes(place)) {
        workspace.warn(node, 'a parameter needs a name, and "in" as query, path, header or cookie', 'parameter');
      } else if (place === 'header' && ignoredHeaders.has(name.toLowerCase())) {
        // Says nothing, by OpenAPI's own rule.
      } else if (names.has(`${place} ${name}`)) {
        workspace.warn(node, `parameter ${name} in ${place} is declared twice; remove one`, 'the second');
      } else if (place === 'path' && !placeholders.has(name)) {
        const message = `parameter ${name} is in path, but ${path} has no {${name}}; add it there or correct the name`;
        workspace.warn(node, message, `parameter ${name}`);
      } else {
        names.add(`${place} ${name}`);
        nodes.set(`${place} ${name}`, node);
      }
    }
  }
  // OpenAPI 3.1, "Path Templating": each placeholder corresponds to a parameter.
  for (const name of placeholders) {
    if (nodes.has(`path ${name}`)) continue;
    const message = `declares no parameter "${name}" in path, which ${path} needs; add it`;
    workspace.warn(operation, message, 'schema: any text is taken');
    nodes.set(`path ${name}`, { ...operation, value: { name, in: 'path', schema: { type: 'string' } } });
  }

  const keys = new Set<string>();
  return [...nodes.values()].map((node, index) => {
    bundle.sites.set(`/parameters/${index}`, node);
    decisions.collect(node);
    const name = textAt(node, 'name');
    const place = textAt(node, 'in') as Parameter['in'];
    // The decoded request is one object. Of two parameters of one name, the second is told apart by its place.
    const key = keys.has(name) ? `${place}:${name}` : name;
    keys.add(key);
    const media = workspace.entries(workspace.below(node, 'content'))[0];
    const holder = media === undefined ? node : media[1];
    const schemaNode = rawBelow(holder, 'schema');
    if (schemaNode === undefined)
      workspace.warn(node, `parameter ${name} has neither schema nor content; add one`, 'schema: any value is taken');
    else decisions.collectWithin(schemaNode);
    const holdsJson = media !== undefined && isJson(media[0]);
    return {
      name: key,
      in: place,
      required: own(node.value, 'required') === true || place === 'path',
      description: textAt(node, 'description'),
      schema: schemaNode === undefined ? {} : bundle.add(schemaNode, `/request/properties${formatPointer([key])}`),
      encoding: holdsJson ? 'json' : 'plain',
      ...wireStyle(workspace, node, place),
      ...(media === undefined ? {} : { mediaType: media[0] }),
      arrayStyles: (workspace.term(node, 'x-array-style') ?? []) as Parameter['arrayStyles'],
      examples: examplesOf(workspace, bundle, holder, `/parameters/${index}/examples`),
      ...(optional('filter', workspace.term(node, 'x-filter')) as Pick<Parameter, 'filter'>),
      ...(optional('language', workspace.term(node, 'x-language')) as Pick<Parameter, 'language'>),
      ...(optional('noEffect', workspace.term(node, 'x-no-effect')) as Pick<Parameter, 'noEffect'>),
    } satisfies Parameter;
  });
}

/** The names in the braces of a path. */
function placeholdersOf(path: string): ReadonlySet<string> {
  return new Set(Array.from(path.matchAll(/\{([^{}]+)\}/g), ([, name]) => name as string));
}

/** How a parameter travels, with the defaults of OpenAPI 3.1, "Parameter Object". */
function wireStyle(
  workspace: Workspace,
  node: Node,
  place: Parameter['in'],
): Pick<Parameter, 'style' | 'explode' | 'allowReserved' | 'allowEmptyValue' | 'deprecated'> {
  const [usual] = styles[place] as [ParameterStyle];
  const stated = (own(node.value, 'style') ?? usual) as ParameterStyle;
  const isKnown = styles[place].includes(stated);
  if (!isKnown) {
    const known = styles[place].join(', ');
    const message = `style "${String(stated)}" is none of a parameter in ${place}; write one of: ${known}`;
    workspace.warn(node, message, `style: ${usual} is taken`);
  }
  const style = isKnown ? stated : usual;
  const explode = own(node.value, 'explode');
  const flags = (['allowReserved', 'allowEmptyValue', 'deprecated'] as const).filter(
    (flag) => own(node.value, flag) === true,
  );
  return {
    style,
    explode: typeof explode === 'boolean' ? explode : style === 'form',
    ...Object.fromEntries(flags.map((flag) => [flag, true])),
  };
}
