import { type Exact, writeExact } from '../base/exact.js';
import { printable } from '../base/printable.js';

/**
 * One line of text that can be shown in a terminal or the log of a CI job: what a server, spec or recording says cannot
 * steer the terminal, begin another line, or be taken for a command of the job (`::error`, `##[error]`, `##vso[`).
 */
export function safeLine(text: string): string {
  return printable(text)
    .replaceAll(/##(?=[a-z]*\[)/gi, '#\\u0023')
    .replace(/^(\s*):(?=:)/, '$1\\u003a');
}

/** Several lines of text: each as {@link safeLine} has it. */
export function safeLines(text: string): string[] {
  return text.split('\n').map(safeLine);
}

/** A value in one line, as JSON, cut where it is long. Texts keep their quotes, so that they differ from numbers. */
export function shortValue(value: Exact, longest = 300): string {
  const text = writeExact(value);
  return safeLine(text.length > longest ? `${text.slice(0, longest)}…` : text);
}
