import type { ValidateFunction } from 'ajv/dist/2020.js';
import { editDistance } from '../base/edit-distance.js';
import type { Json, JsonObject } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { createAjv } from '../contract/ajv.js';
import { isField, walk } from './grammar.js';
import type { Place } from './place.js';
import { vocabulary } from './vocabulary.js';
import type { Workspace } from './workspace.js';

/**
 * Checks every `x-` key of a file against the vocabulary: its place, its value, and what it says of its neighbours.
 *
 * A file that uses none of this project's own keys is plain OpenAPI; other tools' keys in it are none of our business.
 */
export function checkDocument(workspace: Workspace, file: string): void {
  const value = workspace.sources.get(file)?.value;
  if (value === undefined) return;
  const unknown: { readonly place: Place; readonly key: string }[] = [];
  // A key of ours that is used as we use it. Other tools may use the name for something else.
  let isCurated = false;
  walk(value, (kind, node, pointer) => {
    if (!isObject(node)) return;
    for (const [key, here] of Object.entries(node)) {
      if (isField(key)) continue;
      const place = { file, pointer: pointer + formatPointer([key]) };
      const term = Object.hasOwn(vocabulary, key) ? vocabulary[key] : undefined;
      if (term === undefined) unknown.push({ place, key });
      else if (!term.on.includes('*') && !term.on.includes(kind)) {
        const message = `${key} stands in a ${kind} object; it belongs into: ${term.on.join(', ')}`;
        workspace.warn(place, message, key, place);
      } else {
        const errors = validate(key, here);
        for (const error of errors) {
          workspace.warn({ file, pointer: place.pointer + error.pointer }, `${key} ${error.message}`, key, place);
        }
        isCurated ||= term.ours && errors.length === 0;
      }
    }
    checkNeighbours(workspace, file, pointer, node);
  });
  if (!isCurated) return;
  for (const { place, key } of unknown) workspace.warn(place, `unknown key ${key}; ${nearest(key)}`, key);
}

let ajv: ReturnType<typeof createAjv> | undefined;
let compiled: Map<string, ValidateFunction> | undefined;

function validate(key: string, value: Json): { pointer: string; message: string }[] {
  compiled ??= new Map();
  let check = compiled.get(key);
  if (check === undefined) {
    ajv ??= createAjv();
    check = ajv.compile(vocabulary[key]?.schema as object);
    compiled.set(key, check);
  }
  if (check(value)) return [];
  // That a branch of if/then/else is broken says nothing beside how it is.
  const errors = (check.errors ?? []).filter(({ keyword }) => keyword !== 'if');
  // A failed alternative reports every branch; the deepest error is the one that the author meant to satisfy.
  return errors.slice(0, 3).map((error) => {
    const detail = Object.values(error.params ?? {})
      .map((param) => JSON.stringify(param))
      .join(', ');
    return { pointer: error.instancePath, message: `${error.message}${detail === '' ? '' : ` (${detail})`}` };
  });
}

function checkNeighbours(workspace: Workspace, file: string, pointer: string, node: JsonObject): void {
  const inferred = own(node, 'x-inferred');
  if (isObject(inferred)) {
    for (const keyword of Object.keys(inferred)) {
      if (Object.hasOwn(node, keyword)) continue;
      const place = { file, pointer: `${pointer}/x-inferred${formatPointer([keyword])}` };
      workspace.warn(place, `x-inferred explains ${keyword}, which does not stand beside it`);
    }
  }
  const values = own(node, 'enum');
  for (const key of ['x-enum-varnames', 'x-enum-descriptions']) {
    const names = own(node, key);
    if (names === undefined) continue;
    const place = { file, pointer: `${pointer}/${key}` };
    if (!Array.isArray(values)) workspace.warn(place, `${key} stands without an enum`, key, place);
    else if (Array.isArray(names) && names.length !== values.length) {
      const message = `${key} has ${names.length} entries for ${values.length} values of the enum`;
      workspace.warn(place, message, key, place);
    }
  }
  const place = { file, pointer: `${pointer}/x-lifecycle` };
  for (const message of lifecycleProblems(own(node, 'x-lifecycle'), values)) {
    workspace.warn(place, message, 'x-lifecycle', place);
  }
}

function lifecycleProblems(lifecycle: Json | undefined, values: Json | undefined): string[] {
  if (!isObject(lifecycle)) return [];
  if (!Array.isArray(values)) return ['x-lifecycle stands without an enum'];
  const problems: string[] = [];
  const phases = new Map<Json, string[]>(values.map((value) => [value, []]));
  for (const [phase, members] of Object.entries(lifecycle)) {
    if (!Array.isArray(members)) continue;
    for (const member of members) {
      const known = phases.get(member);
      if (known === undefined)
        problems.push(`x-lifecycle.${phase} names ${JSON.stringify(member)}, which the enum has not`);
      else if (phase !== 'final') known.push(phase);
    }
  }
  for (const [value, found] of phases) {
    if (found.length === 0) problems.push(`x-lifecycle puts ${JSON.stringify(value)} into no phase`);
    if (found.length > 1)
      problems.push(`x-lifecycle puts ${JSON.stringify(value)} into several phases: ${found.join(', ')}`);
  }
  const final = own(lifecycle, 'final');
  for (const value of Array.isArray(final) ? final : []) {
    const phase = phases.get(value)?.[0];
    if (phase === 'pending' || phase === 'running') {
      problems.push(`x-lifecycle calls ${JSON.stringify(value)} final, but it is ${phase}`);
    }
  }
  return problems;
}

function nearest(key: string): string {
  const distances = Object.keys(vocabulary).map((term) => ({ term, distance: editDistance(key, term, 4) }));
  const best = distances.sort((a, b) => a.distance - b.distance)[0];
  return best !== undefined && best.distance <= 3
    ? `did you mean ${best.term}?`
    : `the vocabulary has: ${Object.keys(vocabulary).join(', ')}`;
}
