/** One thing that is wrong with a spec: where, what, and how to mend it. */
export interface Problem {
  /** Path of the file, as the user would name it. */
  readonly file: string;
  /** Line in the file, from 1; 0 where the file as a whole is meant. */
  readonly line: number;
  /** JSON pointer (RFC 6901) into the file. */
  readonly pointer: string;
  /** What is wrong, with the value in question, and what to do about it. */
  readonly message: string;
}

/** `file:line: message (at pointer)`, the form that editors and CI logs turn into a link. */
export function formatProblem(problem: Problem): string {
  const place = problem.line > 0 ? `${problem.file}:${problem.line}` : problem.file;
  return `${place}: ${problem.message}${problem.pointer === '' ? '' : ` (at ${problem.pointer})`}`;
}

/** Raised when specs cannot be used. Holds every problem of every file, so that one run shows them all. */
export class SpecError extends Error {
  override readonly name = 'SpecError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}
