import { printable } from '../base/printable.js';

/** One thing that is wrong with a spec: where, what, and how to mend it. */
export interface Problem {
  /** An error makes the specs unusable; a warning spoils its own place only, which is left out. */
  readonly level: 'error' | 'warning';
  /** Path of the file, as the user would name it. */
  readonly file: string;
  /** Line in the file, from 1; 0 where the file as a whole is meant. */
  readonly line: number;
  /** JSON pointer (RFC 6901) into the file. */
  readonly pointer: string;
  /** What is wrong, with the value in question, and what to do about it. */
  readonly message: string;
  /** What the contracts go without for this reason, such as `operation listPets` or `keyword pattern`. */
  readonly leftOut?: string;
}

/** `file:line: message (at pointer)`, the form that editors and CI logs turn into a link. */
export function formatProblem({ level, file, line, pointer, message, leftOut }: Problem): string {
  const place = line > 0 ? `${file}:${line}` : file;
  const lost = level === 'warning' && leftOut !== undefined ? `; left out: ${leftOut}` : '';
  return `${place}: ${level === 'warning' ? 'warning: ' : ''}${message}${lost}${pointer === '' ? '' : ` (at ${pointer})`}`;
}

/** The lines that tell people of problems, fit for a terminal. */
export function problemLines(problems: readonly Problem[]): string[] {
  return problems.map((problem) => printable(formatProblem(problem)));
}

/** Raised when specs cannot be used. Holds every problem of every file, so that one run shows them all. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problemLines(problems).join('\n'));
    this.problems = problems;
  }
}
