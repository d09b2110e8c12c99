import type { Report } from '../report.js';
import type { PropertyResult } from '../violation.js';

/** Warnings that are listed at most; all of them are in the reports. */
const MAX_WARNINGS = 20;

/** What came out of a run, in a few lines: warnings, notes, waivers, numbers, and the seed that draws it again. */
export function summary(report: Report, results: readonly PropertyResult[], milliseconds: number): string {
  const requests = report.operations.reduce((sum, operation) => sum + operation.requests, 0);
  const errors = report.violations.filter((violation) => violation.severity === 'error');
  const warnings = report.violations.filter((violation) => violation.severity === 'warning');
  const failed = results.filter((result) => !result.ok).length;
  const notes = new Set(results.flatMap((result) => result.notes.map((note) => `note: ${result.operation}: ${note}`)));
  const seconds = milliseconds / 1000;
  return [
    ...warnings.slice(0, MAX_WARNINGS).map(({ operation, property, path, message, waived }) => {
      const reason = waived === undefined ? '' : ` (waived: ${waived})`;
      return `warning: ${operation} ${property}: ${path === '' ? '' : `${path} `}${message}${reason}`;
    }),
    ...(warnings.length > MAX_WARNINGS ? [`and ${warnings.length - MAX_WARNINGS} more warnings`] : []),
    ...notes,
    ...report.waivers.map((problem) => `waiver: ${problem}`),
    `${results.length} properties of ${report.operations.length} operations, ${failed} broken: ${errors.length} violations, ${warnings.length} warnings`,
    `${requests} requests in ${seconds.toFixed(1)} s (${Math.round(requests / seconds)}/s), seed ${report.seed}`,
  ].join('\n');
}
