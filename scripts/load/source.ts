import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  type Pair,
  type YAMLMap,
  YAMLParseError,
} from 'yaml';
import type { Json } from '../base/json.js';
import { formatPointer, parsePointer } from '../base/pointer.js';
import type { Problem } from './problem.js';
import { MAX_DEPTH, ShallowParser, TooDeep } from './shallow-parser.js';

/** The largest spec file that is read, in bytes. */
export const MAX_SOURCE_BYTES = 16 * 1024 * 1024;
/** How many nodes YAML aliases may expand to in one file, so that an alias bomb stays small. */
const MAX_ALIASES = 1000;

/** A spec file that has been read: its value and where each part of it stands. */
export interface Source {
  /** Path as the user would name it. */
  readonly file: string;
  readonly value: Json;
  /** Line (from 1) of the key or element at a JSON pointer; the nearest existing ancestor's where there is none. */
  lineOf(pointer: string): number;
}

/**
 * Parses YAML 1.2 (of which JSON is a subset).
 *
 * @returns the source, or the problems that keep it from being one: syntax errors, duplicate keys, alias bombs,
 * too deep or too large a file.
 */
export function parseSource(file: string, text: string): { source: Source } | { problems: Problem[] } {
  if (Buffer.byteLength(text) > MAX_SOURCE_BYTES) {
    return fail(file, 0, `is larger than ${MAX_SOURCE_BYTES} bytes; split it into several files`);
  }
  const lines = new LineCounter();
  let document: Document.Parsed;
  try {
    document = documentOf(text, lines);
  } catch (error) {
    if (error instanceof TooDeep) {
      const { line } = lines.linePos(error.offset);
      return fail(file, line, `is nested deeper than ${MAX_DEPTH} levels; flatten it with $ref`);
    }
    return fail(file, 0, `is not YAML: ${(error as Error).message}`);
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map((error) => ({
      level: 'error' as const,
      file,
      line: lines.linePos(error.pos[0]).line,
      pointer: '',
      message: `is not YAML: ${firstLine(error.message)}`,
    }));
    return { problems };
  }

  let value: Json;
  try {
    value = document.toJS({ maxAliasCount: MAX_ALIASES }) as Json;
  } catch (error) {
    return fail(file, 0, `expands too many YAML aliases (${firstLine((error as Error).message)}); write the parts out`);
  }
  const index: Index = new WeakMap();
  const source: Source = { file, value, lineOf: (pointer) => lineOf(document, lines, index, pointer) };
  const endless = firstEndless(value);
  if (endless === undefined) return { source };
  const { steps, isCircle } = endless;
  // The text itself is not that deep: aliases make it so.
  const message = isCircle
    ? 'is a part of itself by a YAML alias; refer to schemas with $ref'
    : `is nested deeper than ${MAX_DEPTH} levels by YAML aliases; flatten it with $ref`;
  return fail(file, source.lineOf(formatPointer(steps.slice(0, MAX_DEPTH))), message);
}

/** The first part of a value that holds itself, or that lies too deep: whoever walks over it would not come back. */
function firstEndless(value: Json): { steps: string[]; isCircle: boolean } | undefined {
  const around = new Set<Json>();
  const done = new Map<Json, number>();
  const steps: string[] = [];
  const visit = (node: Json): boolean | undefined => {
    if (typeof node !== 'object' || node === null) return undefined;
    if (around.has(node)) return true;
    if (steps.length > MAX_DEPTH) return false;
    // Shared parts are looked at again only where they lie deeper than before.
    if ((done.get(node) ?? -1) >= steps.length) return undefined;
    around.add(node);
    for (const [key, part] of Object.entries(node)) {
      steps.push(key);
      const found = visit(part);
      if (found !== undefined) return found;
      steps.pop();
    }
    around.delete(node);
    done.set(node, steps.length);
    return undefined;
  };
  const isCircle = visit(value);
  return isCircle === undefined ? undefined : { steps, isCircle };
}

function fail(file: string, line: number, message: string): { problems: Problem[] } {
  return { problems: [{ level: 'error', file, line, pointer: '', message }] };
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] as string;
}

/**
 * The one document of a text.
 *
 * @throws TooDeep
 */
function documentOf(text: string, lines: LineCounter): Document.Parsed {
  const tokens = new ShallowParser(lines.addNewLine).parse(text);
  const composer = new Composer({ prettyErrors: false, uniqueKeys: true, version: '1.2', logLevel: 'error' });
  const [document, second] = composer.compose(tokens, true, text.length);
  if (second !== undefined) {
    const [start, end] = second.range;
    const message = 'a file holds one document; write the others into files of their own';
    document?.errors.push(new YAMLParseError([start, end], 'MULTIPLE_DOCS', message));
  }
  return document as Document.Parsed;
}

type Index = WeakMap<YAMLMap, Map<string, Pair>>;

/** The pairs of a map by key, made once per map: looking each up by a scan would be quadratic in large files. */
function pairsOf(map: YAMLMap, index: Index): Map<string, Pair> {
  let pairs = index.get(map);
  if (pairs === undefined) {
    pairs = new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', pair]));
    index.set(map, pairs);
  }
  return pairs;
}

function lineOf(document: Document.Parsed, lines: LineCounter, index: Index, pointer: string): number {
  let node: unknown = document.contents;
  let offset = (document.contents as Node | null)?.range?.[0] ?? 0;
  for (const step of parsePointer(pointer)) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = pairsOf(node, index).get(step);
      if (pair === undefined) break;
      offset = (pair.key as Node).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const element = node.items[Number(step)] as Node | undefined;
      if (element === undefined) break;
      offset = element.range?.[0] ?? offset;
      node = element;
    } else {
      break;
    }
  }
  return lines.linePos(offset).line;
}
