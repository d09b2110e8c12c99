import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Cause, Example, Media } from '../contract/contract.js';
import { isMediaType } from '../contract/media-type.js';
import type { DecisionCollector } from './decision-collector.js';
import { optional, rawBelow, textAt } from './node.js';
import type { Node } from './place.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/**
 * The media types below `content` of a node, as OpenAPI's "Media Type Object" has them. One that HTTP cannot carry is left
 * out where there is another one.
 *
 * @param pointer where they stand in the contract
 */
export function buildContent(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  node: Node,
  pointer: string,
): Record<string, Media> {
  const content: Record<string, Media> = Object.create(null);
  const all = workspace.entries(workspace.below(node, 'content'));
  const hasOther = all.some(([mediaType]) => isMediaType(mediaType));
  for (const [mediaType, media] of all) {
    if (hasOther && !isMediaType(mediaType)) {
      const message = `"${mediaType}" is no media type that HTTP can carry; write one such as application/json`;
      workspace.warn(media, message, `media type ${mediaType}`);
      continue;
    }
    const schema = rawBelow(media, 'schema');
    content[mediaType] = {
      schema: schema === undefined ? {} : bundle.add(schema, `${pointer}${formatPointer([mediaType])}/schema`),
      examples: buildExamples(workspace, bundle, decisions, media, `${pointer}${formatPointer([mediaType])}/examples`),
    };
  }
  return { ...content };
}

function buildExamples(
  workspace: Workspace,
  bundle: SchemaBundle,
  decisions: DecisionCollector,
  media: Node,
  pointer: string,
): Record<string, Example> {
  const examples: Record<string, Example> = Object.create(null);
  const single = rawBelow(media, 'example');
  if (single !== undefined && !workspace.isSpoiled(single)) {
    bundle.sites.set(`${pointer}/example`, single);
    examples.example = { summary: '', value: single.value, decisions: [], raisedWhen: [], source: 'documented' };
  }
  for (const [name, example] of workspace.entries(workspace.below(media, 'examples'))) {
    const value = own(example.value, 'value');
    if (value === undefined || workspace.isSpoiled(example)) continue;
    bundle.sites.set(pointer + formatPointer([name]), example);
    const causes = workspace.term(example, 'x-raised-when') ?? [];
    examples[name] = {
      summary: textAt(example, 'summary'),
      value,
      ...(optional('request', workspace.term(example, 'x-request')) as Pick<Example, 'request'>),
      decisions: decisions.collect(example),
      raisedWhen: (Array.isArray(causes) ? causes : [causes]) as Cause[],
      source: workspace.term(example, 'x-source') === 'common' ? 'common' : 'documented',
    };
  }
  return { ...examples };
}

/** All values that a node gives as `example` or below `examples`. @param pointer where they stand in the contract */
export function examplesOf(workspace: Workspace, bundle: SchemaBundle, node: Node, pointer: string): Json[] {
  const single = rawBelow(node, 'example');
  const named = workspace.entries(workspace.below(node, 'examples')).flatMap(([, one]) => rawBelow(one, 'value') ?? []);
  const usable = [...(single === undefined ? [] : [single]), ...named].filter((place) => !workspace.isSpoiled(place));
  for (const [index, place] of usable.entries()) bundle.sites.set(`${pointer}/${index}`, place);
  return usable.map(({ value }) => value);
}
