import { isObject, own } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Decision, Reading } from '../contract/contract.js';
import { walkSchema } from '../contract/schema-keywords.js';
import { locate } from './node.js';
import type { Node } from './place.js';
import type { SchemaBundle } from './schema-bundle.js';
import type { Workspace } from './workspace.js';

/** Gathers the decisions of every part of the specs that a contract is made of, each once. */
export class DecisionCollector {
  readonly list: Decision[] = [];
  readonly #workspace: Workspace;
  readonly #seen = new Set<string>();

  constructor(workspace: Workspace) {
    this.#workspace = workspace;
  }

  /** Those of one object. Returns them, too. */
  collect(node: Node): Decision[] {
    const decisions = this.#workspace.term(node, 'x-decisions');
    if (!Array.isArray(decisions)) return [];
    const found = decisions.filter(isObject).map((decision, index) => ({
      ...(decision as unknown as Decision),
      breaks: (own(decision, 'breaks') ?? []) as string[],
      explains: (own(decision, 'explains') ?? []) as string[],
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
    walkSchema(node.value, (value, pointer) => {
      this.collect({ file: node.file, pointer: node.pointer + pointer, value });
    });
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
