import type { Json } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import type { Place } from './place.js';

/** Keys whose values are data, in which `$id` is a key like any other. */
const data = new Set(['enum', 'const', 'example', 'examples', 'default', 'required', 'x-request']);

/** A place that a schema gives a name of its own. */
interface Anchor {
  readonly place: Place;
  /** `$dynamicAnchor`: an outer schema of the same name takes its place for `$dynamicRef`. */
  readonly isDynamic: boolean;
}

/**
 * The names that schemas give themselves: `$id`, `$anchor` and `$dynamicAnchor` (JSON Schema 2020-12, Core, section 8).
 * They name what lies in the specs folder; nothing is ever fetched.
 */
export class Identifiers {
  /** Places of `$id`s, by absolute URI. */
  readonly #resources = new Map<string, Place>();
  /** By URI of the resource, `#`, and name. */
  readonly #anchors = new Map<string, Anchor>();
  /** By file: pointers of `$id`s with their absolute URIs, the outer ones first. */
  readonly #byFile = new Map<string, [pointer: string, uri: string][]>();
  #hasDynamic = false;

  /** Notes the names in a file. */
  index(file: string, value: Json): void {
    const known: [string, string][] = [];
    const visit = (node: Json, pointer: string, outer: string): void => {
      if (Array.isArray(node)) {
        for (const [index, part] of node.entries()) visit(part, `${pointer}/${index}`, outer);
        return;
      }
      if (!isObject(node)) return;
      let base = outer;
      const id = own(node, '$id');
      if (typeof id === 'string') {
        base = resolve(id, outer) ?? outer;
        known.push([pointer, base]);
        if (!this.#resources.has(base)) this.#resources.set(base, { file, pointer });
      }
      for (const key of ['$anchor', '$dynamicAnchor']) {
        const name = own(node, key);
        if (typeof name !== 'string') continue;
        const isDynamic = key === '$dynamicAnchor';
        this.#hasDynamic ||= isDynamic;
        if (!this.#anchors.has(`${base}#${name}`)) {
          this.#anchors.set(`${base}#${name}`, { place: { file, pointer }, isDynamic });
        }
      }
      for (const [key, part] of Object.entries(node)) {
        if (!data.has(key)) visit(part, pointer + formatPointer([key]), base);
      }
    };
    visit(value, '', uriOf(file));
    this.#byFile.set(file, known);
  }

  /** The absolute URI of the schema resource around a place. */
  baseOf({ file, pointer }: Place): string {
    let base = uriOf(file);
    for (const [start, uri] of this.#byFile.get(file) ?? []) {
      if (`${pointer}/`.startsWith(`${start}/`)) base = uri;
    }
    return base;
  }

  /** Where the resource begins that a reference names, if it is one that has an `$id`, or the one around the reference. */
  resource(from: Place, target: string): Place | undefined {
    const base = this.baseOf(from);
    const uri = target === '' ? base : resolve(target, base);
    return uri === undefined ? undefined : this.#resources.get(uri);
  }

  /** The place of an anchor in the resource around a place. */
  anchor(within: Place, name: string): Anchor | undefined {
    return this.#anchors.get(`${this.baseOf(within)}#${name}`);
  }

  /** The dynamic anchors of the resource around a place, by name. */
  dynamicAnchors(within: Place): [string, Place][] {
    if (!this.#hasDynamic) return [];
    const prefix = `${this.baseOf(within)}#`;
    return [...this.#anchors].flatMap(([key, { place, isDynamic }]): [string, Place][] =>
      isDynamic && key.startsWith(prefix) ? [[key.slice(prefix.length), place]] : [],
    );
  }
}

/** A file's own URI, if it states none: of a scheme that nothing else has. */
function uriOf(file: string): string {
  return new URL(file.split('/').map(encodeURIComponent).join('/'), 'specs:///').href;
}

function resolve(reference: string, base: string): string | undefined {
  try {
    return new URL(reference, base).href.replace(/#$/, '');
  } catch {
    return undefined;
  }
}
