import { escapeHtml as e } from '../escape-html.js';
import { isSeenBy } from '../make-report.js';
import type { OperationResult, PropertyResult, Report } from '../report.js';
import { outcomes } from '../verdict.js';

/** Operations beside each other; more of them get a further table. */
const COLUMNS = 6;

/** Which property of which operation came out how, with the number of comparisons, and a legend. */
export function htmlMatrix(report: Report, anchorOf: (id: string) => string): string {
  const tables: string[] = [];
  for (let start = 0; start < report.operations.length; start += COLUMNS) {
    tables.push(table(report, report.operations.slice(start, start + COLUMNS), anchorOf));
  }
  return `${legend()}${tables.join('\n')}`;
}

function legend(): string {
  const items = Object.entries(outcomes).map(
    ([name, { label, mark, means }]) => `<li><span class="${name}">${mark}</span> ${label}: ${means}</li>`,
  );
  items.splice(1, 0, '<li><span class="warned">!</span> violated, but only a warning, waived or known</li>');
  return `<ul class="legend">${items.join('')}<li><span class="none">·</span> does not apply</li><li class="soft">numbers: comparisons that were made</li></ul>`;
}

function table(report: Report, operations: readonly OperationResult[], anchorOf: (id: string) => string): string {
  const byClass = new Map<string, Set<string>>();
  for (const { properties } of operations) {
    for (const { name, class: kind } of properties) {
      byClass.set(kind, (byClass.get(kind) ?? new Set()).add(name));
    }
  }
  const head = operations.map(({ operation }) => `<th scope="col">${e(operation)}</th>`).join('');
  const bodies = [...byClass].map(([kind, names]) => {
    const rows = [...names].map((name) => {
      const cells = operations.map((operation) => cell(report, operation, name, anchorOf));
      return `<tr><th scope="row"${title(operations, name)}>${e(name)}</th>${cells.join('')}</tr>`;
    });
    return `<tbody><tr class="class"><th scope="rowgroup" colspan="${operations.length + 1}">${e(kind)}</th></tr>${rows.join('')}</tbody>`;
  });
  return `<table><thead><tr><th scope="col"></th>${head}</tr></thead>${bodies.join('')}</table>`;
}

function title(operations: readonly OperationResult[], name: string): string {
  const statement = operations.flatMap(({ properties }) => properties).find((one) => one.name === name)?.statement;
  return statement === undefined ? '' : ` title="${e(statement)}"`;
}

function cell(
  report: Report,
  { operation, properties }: OperationResult,
  name: string,
  anchorOf: (id: string) => string,
): string {
  const property = properties.find((one) => one.name === name);
  if (property === undefined) return '<td class="none">·</td>';
  const { mark, label } = outcomes[property.outcome];
  const isWarned = property.outcome === 'violated' && property.ok;
  const defect = [...report.violations, ...report.known].find((one) => isSeenBy(one, operation, name));
  const sign = isWarned ? '!' : mark;
  const linked = defect === undefined ? sign : `<a href="#${e(anchorOf(defect.id))}">${sign}</a>`;
  const words = `<span class="name">${e(operation)}: ${label}</span>`;
  return `<td class="${isWarned ? 'warned' : property.outcome}" title="${e(cellTitle(property, label))}">${linked}${words}<small>${property.compared}</small></td>`;
}

function cellTitle({ runs, compared, notes }: PropertyResult, label: string): string {
  return [`${label}: ${compared} comparisons in ${runs} cases`, ...notes].join('\n');
}
