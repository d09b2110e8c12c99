import type { Json } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Cause, Example, Media } from './contract.js';
import type { DecisionCollector } from './decision-collector.js';
import { optional, rawBelow, textAt } from './node.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Node, Workspace } from './workspace.js';

/**
 * The media types below `content` of a node, as OpenAPI's "Media Type Object" has them.
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
  for (const [mediaType, media] of workspace.entries(workspace.below(node, 'content'))) {
    const schema = rawBelow(media, 'schema');
    content[mediaType] = {
      schema: schema === undefined ? {} : bundle.add(schema, `${pointer}${formatPointer([mediaType])}/schema`),
      examples: buildExamples(workspace, decisions, media),
    };
  }
  return { ...content };
}

function buildExamples(workspace: Workspace, decisions: DecisionCollector, media: Node): Record<string, Example> {
  const examples: Record<string, Example> = Object.create(null);
  const single = own(media.value, 'example');
  if (single !== undefined) {
    examples.example = { summary: '', value: single, decisions: [], raisedWhen: [], source: 'documented' };
  }
  for (const [name, example] of workspace.entries(workspace.below(media, 'examples'))) {
    const value = own(example.value, 'value');
    if (value === undefined) continue;
    const causes = own(example.value, 'x-raised-when') ?? [];
    examples[name] = {
      summary: textAt(example, 'summary'),
      value,
      ...(optional('request', own(example.value, 'x-request')) as Pick<Example, 'request'>),
      decisions: decisions.collect(example),
      raisedWhen: (Array.isArray(causes) ? causes : [causes]) as Cause[],
      source: own(example.value, 'x-source') === 'common' ? 'common' : 'documented',
    };
  }
  return { ...examples };
}

/** All values that a node gives as `example` or below `examples`. */
export function examplesOf(workspace: Workspace, node: Node): Json[] {
  const example = own(node.value, 'example');
  const named = workspace.entries(workspace.below(node, 'examples')).map(([, one]) => own(one.value, 'value'));
  return [example, ...named].filter((value) => value !== undefined);
}
