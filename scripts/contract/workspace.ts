import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Json, JsonObject } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { at, formatPointer } from '../base/pointer.js';
import type { Problem } from './problem.js';
import { parseSource, type Source } from './source.js';

/** A place in a workspace: a file (path below the specs folder, with `/`) and a JSON pointer into it. */
export interface Place {
  readonly file: string;
  readonly pointer: string;
}

/** A place that exists, and what stands there. */
export interface Node extends Place {
  readonly value: Json;
}

/** All spec files of a folder, parsed, and the `$ref`s between them. */
export class Workspace {
  /** By path below the folder. */
  readonly sources = new Map<string, Source>();
  readonly problems: Problem[] = [];
  readonly #referred = new Set<string>();

  /** Reads every `.yaml`, `.yml` and `.json` file below a folder, or a single file. Symbolic links are not followed. */
  static read(folder: string): Workspace {
    const workspace = new Workspace();
    let files: string[];
    let root = folder;
    try {
      if (statSync(folder).isFile()) {
        root = path.dirname(folder);
        files = [path.basename(folder)];
      } else {
        files = readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && /\.(?:ya?ml|json)$/.test(entry.name))
          .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
          // A page lock (docs/lock) stands beside the spec of its operation and is no part of it.
          .filter((file) => !file.endsWith('.page.yaml'))
          .filter((file) => !/(?:^|\/)(?:node_modules|\.[^/]*)(?:\/|$)/.test(file))
          .sort();
      }
    } catch (error) {
      workspace.add(
        { file: '', pointer: '' },
        `cannot read the specs folder ${folder}: ${(error as Error).message}`,
        folder,
      );
      return workspace;
    }
    const single = files.length === 1 && root !== folder;
    for (const file of files) workspace.#readFile(root, file);
    // A single file may refer to its neighbours: these are read as they are needed.
    for (let before = 0; single && before < workspace.sources.size; ) {
      before = workspace.sources.size;
      for (const [file, source] of [...workspace.sources]) {
        for (const other of filesReferredFrom(file, source.value)) {
          if (!workspace.sources.has(other) && !other.startsWith('../')) workspace.#readFile(root, other);
        }
      }
    }
    if (files.length === 0) {
      workspace.add(
        { file: '', pointer: '' },
        'holds no .yaml, .yml or .json file; name the folder of your specs with --specs',
        folder,
      );
    }
    return workspace;
  }

  #readFile(root: string, file: string): void {
    const name = path.join(root, file);
    let text: string;
    try {
      text = readFileSync(name, 'utf8');
    } catch (error) {
      this.add({ file, pointer: '' }, `cannot be read: ${(error as Error).message}`, name);
      return;
    }
    const parsed = parseSource(name, text);
    if ('source' in parsed) this.sources.set(file, parsed.source);
    else this.problems.push(...parsed.problems);
  }

  /** Notes a problem at a place. */
  add(place: Place, message: string, file?: string): void {
    const source = this.sources.get(place.file);
    const problem = {
      file: file ?? source?.file ?? place.file,
      line: source === undefined ? 0 : source.lineOf(place.pointer),
      pointer: place.pointer,
      message,
    };
    const same = this.problems.some(
      (other) => other.file === problem.file && other.pointer === problem.pointer && other.message === problem.message,
    );
    if (!same) this.problems.push(problem);
  }

  /** `file:line` of a place, the file as the path below the specs folder. */
  originOf(place: Place): string {
    return `${place.file}:${this.sources.get(place.file)?.lineOf(place.pointer) ?? 0}`;
  }

  /** Whether any `$ref` that was followed led into the file. */
  isReferred(file: string): boolean {
    return this.#referred.has(file);
  }

  /**
   * Where the `$ref` at a place leads, one step.
   *
   * @returns undefined, with a problem noted, where it is remote, outside the specs folder, or leads nowhere.
   */
  follow(from: Place, ref: Json): Node | undefined {
    const where = { file: from.file, pointer: `${from.pointer}/$ref` };
    if (typeof ref !== 'string') {
      this.add(where, '$ref is not a text; write the path of a file below the specs folder and a JSON pointer');
      return undefined;
    }
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(ref)) {
      this.add(where, `$ref "${ref}" is remote; copy what it names into a file below the specs folder`);
      return undefined;
    }
    const [target = '', fragment = ''] = ref.split('#', 2);
    const file = target === '' ? from.file : path.posix.join(path.posix.dirname(from.file), decode(target));
    if (file.startsWith('../') || path.posix.isAbsolute(target)) {
      this.add(where, `$ref "${ref}" leads out of the specs folder; copy what it names into it`);
      return undefined;
    }
    const source = this.sources.get(file);
    if (source === undefined) {
      this.add(where, `$ref "${ref}" names the file ${file}, which does not exist or cannot be read`);
      return undefined;
    }
    const pointer = decode(fragment);
    const value = pointer === '' || pointer.startsWith('/') ? at(source.value, pointer) : undefined;
    if (value === undefined) {
      this.add(where, `$ref "${ref}" points to nothing in ${file}; correct the JSON pointer after #`);
      return undefined;
    }
    this.#referred.add(file);
    return { file, pointer, value };
  }

  /** Follows `$ref`s from a node to what they stand for. For objects other than schemas, where `$ref` stands alone. */
  resolve(node: Node): Node | undefined {
    const seen = new Set<string>();
    let here: Node = node;
    for (;;) {
      const ref = own(here.value, '$ref');
      if (ref === undefined) return here;
      const key = `${here.file}#${here.pointer}`;
      if (seen.has(key)) {
        this.add(here, `$ref "${String(ref)}" leads back to itself`);
        return undefined;
      }
      seen.add(key);
      const next = this.follow(here, ref);
      if (next === undefined) return undefined;
      here = next;
    }
  }

  /** The node below a key of a node, with `$ref`s followed; undefined where there is none. */
  below(node: Node, key: string): Node | undefined {
    const value = own(node.value, key);
    if (value === undefined) return undefined;
    return this.resolve({ file: node.file, pointer: node.pointer + formatPointer([key]), value });
  }

  /** The entries of a node that is a map, each with `$ref`s followed. Keys that begin with `x-` are left out. */
  entries(node: Node | undefined): [string, Node][] {
    if (node === undefined) return [];
    if (!isObject(node.value)) {
      this.add(node, 'is not a map of names to values; correct its indentation');
      return [];
    }
    const entries: [string, Node][] = [];
    for (const key of Object.keys(node.value as JsonObject)) {
      if (key.startsWith('x-')) continue;
      const below = this.below(node, key);
      if (below !== undefined) entries.push([key, below]);
    }
    return entries;
  }

  /** The elements of a node that is a list, each with `$ref`s followed. */
  elements(node: Node | undefined): Node[] {
    if (node === undefined) return [];
    if (!Array.isArray(node.value)) {
      this.add(node, 'is not a list; begin each element with "- "');
      return [];
    }
    return node.value.flatMap(
      (value, index) => this.resolve({ file: node.file, pointer: `${node.pointer}/${index}`, value }) ?? [],
    );
  }
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function filesReferredFrom(file: string, value: Json): string[] {
  const files: string[] = [];
  const pending: Json[] = [value];
  for (let part = pending.pop(); part !== undefined; part = pending.pop()) {
    const ref = own(part, '$ref');
    if (typeof ref === 'string' && !ref.startsWith('#') && !/^[a-z][a-z0-9+.-]*:|^\//i.test(ref)) {
      files.push(path.posix.join(path.posix.dirname(file), decode(ref.split('#', 1)[0] as string)));
    }
    if (typeof part === 'object' && part !== null) pending.push(...Object.values(part));
  }
  return files;
}
