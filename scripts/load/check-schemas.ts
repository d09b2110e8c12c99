import { isObject, own } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import { originPointer, partSchemas, schemaErrors, schemasOf } from '../contract/ajv.js';
import type { Contract } from '../contract/contract.js';
import { subschemasOf } from '../contract/schema-keywords.js';
import type { Built } from './build.js';
import { looseKeywords } from './loose-keywords.js';
import type { Place } from './place.js';
import type { Workspace } from './workspace.js';

/**
 * Notes the keywords that make a schema none, those that are enforced in part only, and the references by which a schema
 * is a part of itself.
 */
export function checkSchemas(workspace: Workspace, built: Built): void {
  const { contract, sites } = built;
  for (const [pointer, name] of circlesOf(contract)) {
    const site = sites.get(pointer) ?? contract.location;
    const place = { file: site.file, pointer: `${site.pointer}/$ref` };
    const message = `makes ${name} a part of itself, which says nothing; remove it`;
    workspace.warn(place, message, `$ref in ${name}`, place);
  }
  const definitionOf = (ref: string) => contract.definitions[ref.slice('#/$defs/'.length)];
  for (const [id, schema] of partSchemas(contract)) {
    for (const loose of looseKeywords(schema, definitionOf)) {
      const { place } = keywordPlace(built, originPointer(contract, id) + loose.pointer);
      workspace.warn(place, `${loose.keyword} ${loose.message}`, loose.leftOut);
    }
  }
  for (const [id, schema] of schemasOf(contract)) {
    for (const { pointer, message } of schemaErrors(schema)) {
      const { place, keyword } = keywordPlace(built, originPointer(contract, id) + pointer);
      if (keyword === undefined) {
        workspace.warn(place, `is not a schema: ${message}`, `operation ${contract.id}`, built.contract.location);
      } else workspace.warn(place, `${keyword} ${message}`, `keyword ${keyword}`, place);
    }
  }
}

/** The place in the specs of the keyword at a pointer of the contract, or below it. */
function keywordPlace({ contract, sites }: Built, pointer: string): { place: Place; keyword?: string } {
  const steps = parsePointer(pointer);
  for (let length = steps.length; length >= 0; length--) {
    const site = sites.get(formatPointer(steps.slice(0, length)));
    if (site === undefined) continue;
    const keyword = steps[length];
    if (keyword === undefined) break;
    return { place: { file: site.file, pointer: site.pointer + formatPointer([keyword]) }, keyword };
  }
  return { place: contract.location };
}

/**
 * References that lead from a definition back to itself without a step into a part of the value: a validator would
 * follow them for ever.
 *
 * @returns pointers into the contract of the schemas that hold such a `$ref`, each with the name of the definition.
 */
function circlesOf({ definitions }: Contract): Map<string, string> {
  const found = new Map<string, string>();
  const done = new Set<string>();
  const open = new Set<string>();
  const enter = (name: string): void => {
    if (done.has(name) || definitions[name] === undefined) return;
    open.add(name);
    visit(definitions[name], `/definitions${formatPointer([name])}`);
    open.delete(name);
    done.add(name);
  };
  const visit = (schema: unknown, pointer: string): void => {
    if (!isObject(schema)) return;
    const ref = own(schema, '$ref');
    if (typeof ref === 'string') {
      const name = ref.slice('#/$defs/'.length);
      if (open.has(name)) found.set(pointer, name);
      else enter(name);
    }
    for (const below of subschemasOf(schema)) if (below.isInPlace) visit(below.schema, pointer + below.pointer);
  };
  for (const name of Object.keys(definitions)) enter(name);
  return found;
}
