import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json, type JsonObject, own } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import { parseSource } from '../../load/source.js';

/** A schema as a spec file states it. */
export interface SpecPlace {
  /** Keys of maps and indices of lists that lead to it in the file. */
  readonly steps: readonly (string | number)[];
  readonly schema: JsonObject;
}

interface IndexedFile {
  readonly byLine: ReadonlyMap<number, readonly SpecPlace[]>;
  readonly is30: boolean;
}

/** Finds the schemas of spec files by their lines, for patches to name them. */
export class SpecPlaces {
  readonly #folder: string;
  readonly #files = new Map<string, IndexedFile | undefined>();

  /** @param specs folder of the specs, or the one document */
  constructor(specs: string) {
    this.#folder = statSync(specs, { throwIfNoEntry: false })?.isFile() === true ? path.dirname(specs) : specs;
  }

  /**
   * The schema that begins at a line.
   *
   * @param fits of several at one line, the first that fits is meant
   * @returns undefined where the file cannot be read as the contract was, or nothing there is a schema
   */
  at(file: string, line: number, fits: (schema: JsonObject) => boolean): SpecPlace | undefined {
    const places = this.#read(file)?.byLine.get(line) ?? [];
    return places.find(({ schema }) => fits(schema));
  }

  /** Whether a file is of OpenAPI 3.0, which has its own way to say that a value may be null. */
  is30(file: string): boolean {
    return this.#read(file)?.is30 ?? false;
  }

  #read(file: string): IndexedFile | undefined {
    if (!this.#files.has(file)) this.#files.set(file, indexOf(path.join(this.#folder, file)));
    return this.#files.get(file);
  }
}

function indexOf(file: string): IndexedFile | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
  const parsed = parseSource(file, text);
  if (!('source' in parsed)) return undefined;
  const { value, lineOf } = parsed.source;
  const byLine = new Map<number, SpecPlace[]>();
  const visit = (here: Json, steps: readonly (string | number)[]) => {
    if (typeof here !== 'object' || here === null) return;
    if (isObject(here)) {
      const line = lineOf(formatPointer(steps.map(String)));
      byLine.set(line, [...(byLine.get(line) ?? []), { steps, schema: here }]);
    }
    const parts = Array.isArray(here) ? here.entries() : Object.entries(here);
    for (const [step, part] of parts) visit(part, [...steps, step]);
  };
  visit(value, []);
  return { byLine, is30: String(own(value, 'openapi') ?? '').startsWith('3.0') };
}
