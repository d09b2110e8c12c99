import path from 'node:path';
import { packagedSpecs } from '../packaged-specs.js';
import { type Problem, SpecError } from './problem.js';

/** How specs are read. */
export interface LoadOptions {
  /**
   * Nothing is left out: what would spoil its own place only makes the specs unusable, too. Default: true for the specs
   * of this package, false for others.
   */
  readonly strict?: boolean | undefined;
}

/**
 * What the problems of all files come to.
 *
 * @param operations number of operations that were found
 * @returns warnings, in the order of files and lines
 * @throws SpecError with every problem, where one of them is an error; if strict, any.
 */
export function concluded(
  specs: string,
  found: readonly Problem[],
  operations: number,
  { strict = isPackaged(specs) }: LoadOptions = {},
): Problem[] {
  const all = [...found];
  if (all.length === 0 && operations === 0) {
    const message = 'no operation is declared in any file; add one below paths';
    all.push({ level: 'error', file: specs, line: 0, pointer: '', message });
  }
  // Where nothing is left to use, whatever was left out is the reason.
  const isStrict = strict || operations === 0;
  const problems = all
    .map((problem): Problem => (isStrict ? { ...problem, level: 'error' } : problem))
    .sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  const told = folded(specs, problems);
  if (told.some(({ level }) => level === 'error')) throw new SpecError(told);
  return told;
}

/** Files of which the same is told one by one; a folder may hold thousands of others. */
const MOST_ALIKE = 5;

/** Problems of whole files that are alike: the first ones, and for the rest one that counts them. */
function folded(specs: string, problems: readonly Problem[]): Problem[] {
  const alike = new Map<string, Problem[]>();
  for (const problem of problems) {
    // Of what stands at a place of its own, each is told.
    if (problem.pointer !== '') continue;
    const key = `${problem.level} ${problem.message}`;
    const list = alike.get(key) ?? [];
    alike.set(key, list);
    list.push(problem);
  }
  const rest = new Map<Problem, Problem | undefined>();
  for (const list of alike.values()) {
    const [first, ...others] = list.slice(MOST_ALIKE);
    if (first === undefined || others.length === 0) continue;
    const count = others.length + 1;
    const { leftOut, ...problem } = first;
    const message = `${count} more files, ${first.file} to ${others.at(-1)?.file}: each ${first.message}`;
    const told = { ...problem, file: specs, line: 0, message };
    rest.set(first, leftOut === undefined ? told : { ...told, leftOut: `${count} files` });
    for (const other of others) rest.set(other, undefined);
  }
  return problems.flatMap((problem) => (rest.has(problem) ? (rest.get(problem) ?? []) : [problem]));
}

function isPackaged(specs: string): boolean {
  return path.resolve(specs) === path.resolve(packagedSpecs());
}
