import { type Exact, writeExact } from '../../base/exact.js';
import type { Report } from '../report.js';

/**
 * The report as JSON. It stays harmless when it is printed: what would steer a terminal, or be a command in the log of
 * a CI job, is written as an escape, which means the same to a parser.
 */
export function jsonReport(report: Report): string {
  const text = writeExact(report as unknown as Exact, 2)
    .replaceAll(/[\p{Cf}\u007f-\u009f\u2028\u2029]/gu, (character) =>
      character.replaceAll(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`),
    )
    .replaceAll(/##(?=[a-z]*\[)/gi, '#\\u0023');
  return `${text}\n`;
}
