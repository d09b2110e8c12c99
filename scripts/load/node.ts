import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Location } from '../contract/contract.js';
import type { Node, Place } from './place.js';
import type { Workspace } from './workspace.js';

/** The text at a key of a node; empty where there is none. */
export function textAt(node: Node, key: string): string {
  const value = own(node.value, key);
  return typeof value === 'string' ? value : '';
}

/** The node at a key of a node as it stands, a `$ref` included. */
export function rawBelow(node: Node, key: string): Node | undefined {
  const value = own(node.value, key);
  return value === undefined ? undefined : { file: node.file, pointer: node.pointer + formatPointer([key]), value };
}

/** An object with one key, or with none where there is no value: optional keys of a contract are absent, not undefined. */
export function optional(key: string, value: unknown): JsonObject {
  return value === undefined ? {} : { [key]: value as Json };
}

/** A place with its line. */
export function locate(workspace: Workspace, { file, pointer }: Place): Location {
  return { file, line: workspace.sources.get(file)?.lineOf(pointer) ?? 0, pointer };
}
