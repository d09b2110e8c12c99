import { printable } from '../../base/printable.js';
import type { Run } from '../../report/index.js';
import { nameOf } from '../compare/difference.js';
import { isClean, type PageDiff } from './diff-page.js';

/** What `docs diff` prints for people: a line for each operation, and below it each difference, decided ones last. */
export function textOfDiffs(diffs: readonly PageDiff[], run: Run): string {
  const lines: string[] = [];
  const violations = [...run.violations];
  for (const diff of diffs) {
    const { contract, comparison } = diff;
    const own = violations.filter((one) => one.operation === contract.id);
    const statements = [...comparison.compared.values()].reduce((sum, count) => sum + count, 0);
    const verdict = isClean(diff) ? '✓' : '✗';
    const found = isClean(diff) ? 'agrees with its page' : `differs from its page in ${own.length} places`;
    lines.push(`${verdict} ${contract.id} ${found}: ${statements} statements and ${diff.readings} readings compared`);
    for (const one of own) {
      lines.push(`    ${one.message}`, `      ${one.spec ?? contract.location.file}  ${one.property}  ${one.path}`);
    }
    for (const { difference, decision } of comparison.decided) {
      lines.push(`    decided (${decision.id}): ${nameOf(difference)}: ${decision.because}`);
    }
  }
  for (const { text, remedy } of run.warnings ?? [])
    lines.push(`! ${text}${remedy === undefined ? '' : `; ${remedy}`}`);
  const broken = diffs.filter((diff) => !isClean(diff)).length;
  lines.push(
    '',
    broken === 0 ? 'Pages and contracts agree.' : `${broken} of ${diffs.length} contracts differ from their pages.`,
  );
  return `${lines.map((line) => printable(line)).join('\n')}\n`;
}
