import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { filesOf } from './rooms.js';
import type { MutantResult } from './run.js';

/** A mutant, as the instrumenter describes it: lines and columns from 0. */
interface Mutant {
  readonly fileName: string;
  readonly mutatorName: string;
  readonly replacement: string;
  readonly location: { readonly start: Place; readonly end: Place };
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** Which mutants are run. */
export interface Sample {
  /** As Stryker's option `mutate` has them. */
  readonly ranges: string[];
  /** How many mutants the ranges hold. */
  readonly count: number;
  /** How many the room has. */
  readonly all: number;
  /** Tells whether a result is of one of them: remembered results can be of mutants of code that is gone. */
  readonly has: (result: MutantResult) => boolean;
}

/** A range holds the mutants of all that stands in it; one that holds more than these would be most of a sample. */
const mostInOne = 20;

/**
 * Chooses mutants of a room by chance: the same for the same code and seed, and nearly the same after a change.
 *
 * @param size how many at least, where the room has so many
 * @param sources texts of the room's files by their names. Default: those that there are
 */
export async function sampleMutants(
  room: string,
  size: number,
  seed: string,
  sources: ReadonlyMap<string, string> = sourcesOf(room),
): Promise<Sample> {
  const files = [...sources].map(([name, content]) => ({ name, mutate: true, content }));
  const options = { plugins: null, excludedMutations: [], ignorers: [], noHeader: true };
  const { mutants } = (await new Instrumenter(silent as never).instrument(files, options as never)) as unknown as {
    mutants: readonly Mutant[];
  };
  const chosen = new Set<Mutant>();
  const ranges: string[] = [];
  for (const mutant of [...mutants].sort((a, b) => rankOf(a, seed).localeCompare(rankOf(b, seed)))) {
    if (chosen.size >= size) break;
    const within = mutants.filter((other) => holds(mutant, other));
    if (chosen.has(mutant) || within.length > mostInOne) continue;
    for (const other of within) chosen.add(other);
    const { start, end } = mutant.location;
    ranges.push(`${mutant.fileName}:${start.line + 1}:${start.column}-${end.line + 1}:${end.column}`);
  }
  const keys = new Set([...chosen].map((mutant) => placeOf(mutant, mutant.location.start, 1)));
  const has = (result: MutantResult) => keys.has(placeOf(result, result.location.start, 0));
  return { ranges, count: chosen.size, all: mutants.length, has };
}

function sourcesOf(room: string): Map<string, string> {
  return new Map(filesOf(room).map((name) => [name, readFileSync(name, 'utf8')]));
}

const silent = { isDebugEnabled: () => false, debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What a mutant stands in line by: what it changes, not where, so that a new line above changes nothing. */
function rankOf({ fileName, mutatorName, replacement, location }: Mutant, seed: string): string {
  const width = location.end.column - location.start.column;
  return createHash('sha256')
    .update(JSON.stringify([seed, fileName, mutatorName, replacement, width, location.start.column]))
    .digest('hex');
}

function placeOf(
  { fileName, mutatorName, replacement }: Pick<MutantResult, 'fileName' | 'mutatorName' | 'replacement'>,
  { line, column }: Place,
  offset: number,
): string {
  const file = fileName.slice(fileName.lastIndexOf('scripts/'));
  return JSON.stringify([file, mutatorName, replacement, line + offset, column + offset]);
}

function holds(outer: Mutant, inner: Mutant): boolean {
  return (
    outer.fileName === inner.fileName &&
    !isBefore(inner.location.start, outer.location.start) &&
    !isBefore(outer.location.end, inner.location.end)
  );
}

function isBefore(a: Place, b: Place): boolean {
  return a.line < b.line || (a.line === b.line && a.column < b.column);
}
