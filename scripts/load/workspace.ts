import { readFileSync, realpathSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import type { Json, JsonObject } from '../base/json.js';
import { isObject, own } from '../base/json.js';
import { at, formatPointer } from '../base/pointer.js';
import { Identifiers } from './identifiers.js';
import type { Node, Place } from './place.js';
import type { Problem } from './problem.js';
import { parseSource, type Source } from './source.js';
import { specFiles } from './spec-files.js';

/** A file of the folder that is no YAML. It may be none of the specs. */
interface Broken {
  readonly problems: readonly Problem[];
  /** It says itself that it is an OpenAPI document. */
  readonly isDocument: boolean;
}

const require = createRequire(import.meta.url);

/** JSON Schema 2020-12, Core, section 8.1.1 and appendix C: the meta-schema and its vocabularies. */
const META_SCHEMAS = 'https://json-schema.org/draft/2020-12/';
const META_SCHEMA_NAMES = [
  'schema',
  ...['core', 'applicator', 'unevaluated', 'validation', 'meta-data', 'format-annotation', 'content'].map(
    (name) => `meta/${name}`,
  ),
];

/** All spec files of a folder, parsed, and the `$ref`s between them. */
export class Workspace {
  /** By path below the folder. */
  readonly sources = new Map<string, Source>();
  readonly identifiers = new Identifiers();
  readonly problems: Problem[] = [];
  /** Errors so far, those that were noted before among them. */
  errors = 0;
  /** The files that references lead to, for who wants to know. */
  reached: Set<string> | undefined;
  /** Is called with each file that is read because a reference leads to it. */
  whenRead: ((file: string) => void) | undefined;
  readonly #root: string;
  readonly #broken = new Map<string, Broken>();
  readonly #spoiled = new Set<string>();
  readonly #referred = new Set<string>();
  readonly #noted = new Set<string>();

  private constructor(root: string) {
    this.#root = root;
  }

  /**
   * Reads every spec file below a folder, or a single file. What a `$ref` leads to is read when it is followed.
   * Symbolic links are not followed.
   *
   * @param only read these files, paths below the folder
   */
  static read(folder: string, only?: readonly string[]): Workspace {
    let files: string[];
    let root = folder;
    let problem: string | undefined;
    try {
      if (statSync(folder).isFile()) {
        root = path.dirname(folder);
        files = [path.basename(folder)];
      } else {
        files = [...(only ?? specFiles(folder))];
      }
    } catch (error) {
      files = [];
      problem = `cannot read the specs folder ${folder}: ${(error as Error).message}`;
    }
    const workspace = new Workspace(root);
    for (const file of files) workspace.#readFile(file);
    if (files.length === 0) {
      problem ??= 'holds no .yaml, .yml or .json file; name the folder of your specs with --specs';
      workspace.add({ file: '', pointer: '' }, problem, folder);
    }
    return workspace;
  }

  #readFile(file: string): void {
    const name = path.join(this.#root, file);
    let text: string;
    try {
      text = readFileSync(name, 'utf8');
    } catch (error) {
      this.add({ file, pointer: '' }, `cannot be read: ${(error as Error).message}`, name);
      return;
    }
    const parsed = parseSource(name, text);
    if ('source' in parsed) {
      this.sources.set(file, parsed.source);
      this.identifiers.index(file, parsed.source.value);
    } else {
      const isDocument = /^[ \t{]*["']?(?:openapi|swagger)["']?[ \t]*:/m.test(text);
      this.#broken.set(file, { problems: parsed.problems, isDocument });
    }
  }

  /** Notes an error at a place: the specs cannot be used. */
  add(place: Place, message: string, file?: string): void {
    this.errors++;
    this.#note('error', place, message, { file });
  }

  /**
   * Notes that something is wrong at a place that spoils no more than this place.
   *
   * @param leftOut what the contracts go without; undefined where they lose nothing
   * @param spoils the place that is left out; by default nothing has to be, since the caller does without already
   */
  warn(place: Place, message: string, leftOut?: string, spoils?: Place): void {
    this.#note('warning', place, message, { leftOut });
    if (spoils !== undefined) this.#spoiled.add(keyOf(spoils));
  }

  #note(
    level: Problem['level'],
    place: Place,
    message: string,
    { file, leftOut }: { readonly file?: string | undefined; readonly leftOut?: string | undefined },
  ): void {
    const source = this.sources.get(place.file);
    const problem: Problem = {
      level,
      file: file ?? source?.file ?? path.join(this.#root, place.file),
      line: source === undefined ? 0 : source.lineOf(place.pointer),
      pointer: place.pointer,
      message,
      ...(leftOut === undefined ? {} : { leftOut }),
    };
    const key = `${problem.file}#${problem.pointer} ${message}`;
    if (!this.#noted.has(key)) this.problems.push(problem);
    this.#noted.add(key);
  }

  /** Whether what stands at a place is to be left out. */
  isSpoiled(place: Place): boolean {
    return this.#spoiled.size > 0 && this.#spoiled.has(keyOf(place));
  }

  /** How many places are to be left out. */
  get spoiled(): number {
    return this.#spoiled.size;
  }

  /** Notes the files that are no YAML: those that were referred to or call themselves documents are errors. */
  noteBroken(): void {
    for (const [file, { problems, isDocument }] of this.#broken) {
      for (const problem of problems) {
        if (isDocument || this.#referred.has(file)) {
          this.errors++;
          this.problems.push(problem);
        } else this.problems.push({ ...problem, level: 'warning', leftOut: `file ${file}` });
      }
    }
  }

  /** `file:line` of a place, the file as the path below the specs folder. */
  originOf(place: Place): string {
    return `${place.file}:${this.sources.get(place.file)?.lineOf(place.pointer) ?? 0}`;
  }

  /** Whether a file lies in the specs folder: the schemas of JSON Schema itself do not. */
  isOwn(file: string): boolean {
    return !file.startsWith(META_SCHEMAS);
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
  follow(from: Place, ref: Json, keyword = '$ref'): Node | undefined {
    const where = { file: from.file, pointer: `${from.pointer}/${keyword}` };
    if (typeof ref !== 'string') {
      this.add(where, `${keyword} is not a text; write the path of a file below the specs folder and a JSON pointer`);
      return undefined;
    }
    const cut = ref.indexOf('#');
    const target = cut < 0 ? ref : ref.slice(0, cut);
    const fragment = cut < 0 ? '' : decode(ref.slice(cut + 1));
    if (target.startsWith(META_SCHEMAS)) this.#addMetaSchemas();
    const resource = this.identifiers.resource(from, target) ?? this.#fileOf(from, where, target, ref);
    if (resource === undefined) return undefined;
    this.#referred.add(resource.file);
    this.reached?.add(resource.file);
    const place =
      fragment === '' || fragment.startsWith('/')
        ? { file: resource.file, pointer: resource.pointer + fragment }
        : this.identifiers.anchor(resource, fragment)?.place;
    const node = place && this.nodeAt(place);
    if (node === undefined) {
      const remedy = fragment.startsWith('/') ? 'correct the JSON pointer after #' : 'no $anchor there has this name';
      this.add(where, `${keyword} "${ref}" points to nothing in ${resource.file}; ${remedy}`);
    }
    return node;
  }

  /** The schemas of JSON Schema itself are known without being fetched: AJV has them. */
  #addMetaSchemas(): void {
    for (const name of META_SCHEMA_NAMES) {
      const file = META_SCHEMAS + name;
      if (this.sources.has(file)) return;
      const value = require(`ajv/dist/refs/json-schema-2020-12/${name}.json`) as Json;
      this.sources.set(file, { file, value, lineOf: () => 1 });
      this.identifiers.index(file, value);
    }
  }

  /** The file that a reference names, read if it was not yet. */
  #fileOf(from: Place, where: Place, target: string, ref: string): Place | undefined {
    if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(target)) {
      this.add(where, `$ref "${ref}" is remote; copy what it names into a file below the specs folder`);
      return undefined;
    }
    const file = target === '' ? from.file : path.posix.join(path.posix.dirname(from.file), decode(target));
    if (file.startsWith('../') || file === '..' || path.posix.isAbsolute(target)) {
      this.add(where, `$ref "${ref}" leads out of the specs folder; copy what it names into it`);
      return undefined;
    }
    if (!this.sources.has(file) && !this.#broken.has(file) && this.#isInside(file)) {
      this.#readFile(file);
      if (this.sources.has(file)) this.whenRead?.(file);
    }
    if (this.#broken.has(file)) {
      // Its own problems are noted with it.
      this.errors++;
      this.#referred.add(file);
      return undefined;
    }
    if (!this.sources.has(file)) {
      this.add(where, `$ref "${ref}" names the file ${file}, which does not exist or cannot be read`);
      return undefined;
    }
    return { file, pointer: '' };
  }

  /** Whether a file lies in the folder, without a symbolic link that leads out of it. */
  #isInside(file: string): boolean {
    try {
      const root = realpathSync(this.#root);
      const name = realpathSync(path.join(this.#root, file));
      return name.startsWith(root + path.sep) && statSync(name).isFile();
    } catch {
      return false;
    }
  }

  /** What stands at a place; undefined where nothing does. */
  nodeAt(place: Place): Node | undefined {
    const value = at(this.sources.get(place.file)?.value, place.pointer);
    return value === undefined ? undefined : { ...place, value };
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

  /**
   * The entries of a node that is a map, each with `$ref`s followed.
   *
   * @param isRead tells of which keys; all by default
   */
  entries(node: Node | undefined, isRead: (key: string) => boolean = () => true): [string, Node][] {
    if (node === undefined) return [];
    if (!isObject(node.value)) {
      this.warn(node, 'is not a map of names to values; correct its indentation', 'all of it');
      return [];
    }
    const entries: [string, Node][] = [];
    for (const key of Object.keys(node.value as JsonObject).filter(isRead)) {
      const below = this.below(node, key);
      if (below !== undefined) entries.push([key, below]);
    }
    return entries;
  }

  /** The elements of a node that is a list, each with `$ref`s followed. */
  elements(node: Node | undefined): Node[] {
    if (node === undefined) return [];
    if (!Array.isArray(node.value)) {
      this.warn(node, 'is not a list; begin each element with "- "', 'all of it');
      return [];
    }
    return node.value.flatMap(
      (value, index) => this.resolve({ file: node.file, pointer: `${node.pointer}/${index}`, value }) ?? [],
    );
  }

  /** The value of one of our own keys; undefined where there is none, or where it is not as the vocabulary has it. */
  term(node: Node, key: string): Json | undefined {
    const value = own(node.value, key);
    const isUsable = value !== undefined && !this.isSpoiled({ file: node.file, pointer: `${node.pointer}/${key}` });
    return isUsable ? value : undefined;
  }
}

function keyOf({ file, pointer }: Place): string {
  return `${file}#${pointer}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
