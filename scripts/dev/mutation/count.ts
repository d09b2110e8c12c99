import type { MutantResult } from './run.js';

/** A mutant that does the same as the code: no test can notice it. */
export interface Equivalent {
  readonly file: string;
  /** The line where the mutant begins, without the blanks around it. */
  readonly line: string;
  /** What is changed, of its first line. */
  readonly code: string;
  /** What the mutant has instead. */
  readonly replacement: string;
  readonly reason: string;
}

/** How the mutants of a room ended. */
export interface Counted {
  readonly mutants: number;
  readonly killed: number;
  readonly equivalent: number;
  /** One line for each: place and change. */
  readonly survivors: readonly string[];
  /** Killed, of those that are not equivalent. */
  readonly score: number;
}

/**
 * Counts what became of mutants. Those that do not compile or run at all are none.
 *
 * @param linesOf the lines of a source file, by the name that the results have
 */
export function countOf(
  results: readonly MutantResult[],
  equivalents: readonly Equivalent[],
  linesOf: (fileName: string) => readonly string[],
): Counted {
  const killed = results.filter(({ status }) => status === 'Killed' || status === 'Timeout');
  const alive = results.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  const isEquivalent = ({ fileName, location: { start, end }, replacement }: MutantResult) => {
    const line = linesOf(fileName)[start.line - 1] ?? '';
    const code = line.slice(start.column - 1, end.line === start.line ? end.column - 1 : undefined);
    return equivalents.some(
      (one) =>
        fileName.endsWith(one.file) && one.line === line.trim() && one.code === code && one.replacement === replacement,
    );
  };
  const survivors = alive.filter((result) => !isEquivalent(result));
  const judged = killed.length + survivors.length;
  return {
    mutants: killed.length + alive.length,
    killed: killed.length,
    equivalent: alive.length - survivors.length,
    survivors: survivors.map(({ fileName, mutatorName, replacement = '', status, location }) => {
      const place = `${fileName.replace(/^.*?(?=scripts\/)/, '')}:${location.start.line}:${location.start.column}`;
      const seen = status === 'NoCoverage' ? 'no test comes here' : 'no test notices';
      return `${place} ${mutatorName}, ${seen}: ${replacement.replaceAll(/\s+/g, ' ').slice(0, 120)}`;
    }),
    score: judged === 0 ? 1 : killed.length / judged,
  };
}
