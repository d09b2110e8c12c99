import { printable } from '../base/printable.js';
import type { CheckReport, Violation } from './report.js';

/** Violations of one rule that the text shows; the rest is counted. */
const SHOWN = 3;

/** The report as people read it. Ends with a line break. */
export function textReport(report: CheckReport): string {
  const lines: string[] = [];
  for (const { operation, properties } of report.operations) {
    for (const { name, found } of properties) {
      if (found === 0) continue;
      const violations = report.violations.filter((one) => one.operation === operation && one.property === name);
      lines.push(...violations.slice(0, SHOWN).flatMap(violationLines));
      if (found > SHOWN) lines.push(`  … and ${number(found - SHOWN)} more of ${name}`, '');
    }
  }
  for (const { file, message } of report.unreadable) lines.push(`! ${file}: ${message}`);
  const hidden = report.unreadableCount - report.unreadable.length;
  if (hidden > 0) lines.push(`! … and ${number(hidden)} more that could not be judged`);
  for (const note of report.notes) lines.push(`note: ${note}`);
  for (const { operation, requests, properties } of report.operations) {
    const broken = properties.filter(({ ok }) => !ok).length;
    const result = broken === 0 ? 'ok' : `${broken} of ${properties.length} rules broken`;
    lines.push(`${broken === 0 ? '✓' : '✗'} ${operation}: ${number(requests)} responses, ${result}`);
  }
  if (report.skipped > 0) lines.push(`${number(report.skipped)} exchanges of other operations were left out`);
  const verdict = report.ok
    ? 'The recorded traffic keeps the contracts.'
    : report.unreadableCount > 0 && !report.violations.some(({ severity }) => severity === 'error')
      ? 'What could be judged keeps the contracts.'
      : 'The recorded traffic violates the contracts.';
  return `${[...lines, verdict].map(printable).join('\n')}\n`;
}

function violationLines(violation: Violation): string[] {
  const { operation, property, severity, path, message, expected, actual, file, line, replay } = violation;
  return [
    `${severity === 'error' ? '✗' : '⚠'} ${operation} ${property}  ${file}:${line}`,
    `  ${path === '' ? '' : `${path} `}${message}`,
    `  expected ${short(expected)}, got ${short(actual)}`,
    `  ${violation.source}`,
    `  ${replay}`,
    '',
  ];
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function number(value: number): string {
  return value.toLocaleString('en');
}
