import type { Contract } from '../../contract/contract.js';
import type { Report } from '../report.js';
import type { PropertyResult } from '../violation.js';
import { coverageOf } from './coverage.js';
import { escapeHtml as e } from './escape-html.js';
import { script, style } from './html-assets.js';
import { violationCard } from './violation-card.js';

/**
 * A report as one HTML file that needs nothing else: what was verified and how it went, what was exercised, and every
 * violation with its request, response, and the command that shows it again.
 *
 * @param server address, for the title
 */
export function htmlReport(
  report: Report,
  results: readonly PropertyResult[],
  contracts: readonly Contract[],
  server: string,
): string {
  const errors = report.violations.filter(({ severity }) => severity === 'error');
  const warnings = report.violations.length - errors.length;
  const requests = report.operations.reduce((sum, { requests: count }) => sum + count, 0);
  const runs = results.reduce((sum, result) => sum + result.runs, 0);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.ok ? 'Holds' : 'Violated'}: ${e(server)}</title>
<style>${style}</style>
<header class="${report.ok ? 'good' : 'bad'}">
  <p class="eyebrow">cloudsec-contracts verify</p>
  <h1>${report.ok ? 'The contract holds' : `${errors.length} violation${errors.length === 1 ? '' : 's'} of the contract`}</h1>
  <p class="server"><code>${e(server)}</code></p>
  <dl class="numbers">
    ${number(report.operations.length, 'operations')}
    ${number(results.length, 'properties')}
    ${number(runs, 'cases')}
    ${number(requests, 'requests')}
    ${number(warnings, 'warnings')}
    ${number(report.seed, 'seed', String(report.seed))}
  </dl>
</header>
<main>
${report.waivers.length === 0 ? '' : section('Waivers', list(report.waivers))}
${section('Properties', matrix(report, results))}
${report.violations.length === 0 ? '' : section('Violations and warnings', violations(report))}
${section('Exercised', contracts.map((contract) => coverage(contract, results)).join('\n'))}
${notes(results)}
</main>
<script>${script}</script>
</html>
`;
}

function number(value: number, label: string, text = value.toLocaleString('en')): string {
  return `<div><dd>${e(text)}</dd><dt>${e(label)}</dt></div>`;
}

function section(title: string, body: string): string {
  return `<section><h2>${e(title)}</h2>${body}</section>`;
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${e(item)}</li>`).join('')}</ul>`;
}

/** Operations across, properties down, by class. Links are the contract's own, so that each has its row. */
function matrix(report: Report, results: readonly PropertyResult[]): string {
  const operations = report.operations.map(({ operation }) => operation);
  const cells = new Map(results.map((result) => [`${result.operation} ${result.property}`, result]));
  const rows = new Map(results.map((result) => [result.property, result]));
  const classes = [...new Set(results.map((result) => result.class))];
  const body = classes.map((kind) => {
    const inClass = [...rows.values()].filter((result) => result.class === kind);
    const lines = inClass.map(
      ({ property, statement, source }) =>
        `<tr><th scope="row" title="${e(`${statement}\n${source}`)}">${e(property)}</th>${operations
          .map((operation) => cell(cells.get(`${operation} ${property}`)))
          .join('')}</tr>`,
    );
    return `<tbody><tr class="class"><th scope="rowgroup" colspan="${operations.length + 1}">${e(kind)}</th></tr>${lines.join('')}</tbody>`;
  });
  const head = operations.map((operation) => `<th scope="col"><span>${e(operation)}</span></th>`).join('');
  return `<div class="scroll"><table class="matrix"><thead><tr><td></td>${head}</tr></thead>${body.join('')}</table></div>`;
}

function cell(result: PropertyResult | undefined): string {
  if (result === undefined) return '<td class="none" title="does not apply">·</td>';
  const { ok, violations: found, runs, requests, operation, property } = result;
  const state = !ok ? 'fail' : found.length > 0 ? 'warn' : runs === 0 ? 'idle' : 'pass';
  const mark = { fail: '✗', warn: '!', idle: '–', pass: '✓' }[state];
  const title = e(`${runs} cases, ${requests} requests`);
  const content = found.length > 0 ? `<a href="#${e(`${operation}-${property}`)}">${mark}</a>` : mark;
  return `<td class="${state}" title="${title}">${content}<small>${runs}</small></td>`;
}

function violations(report: Report): string {
  const seen = new Set<string>();
  return [...report.violations]
    .sort((a, b) => (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1))
    .map((violation) => {
      const anchor = `${violation.operation}-${violation.property}`;
      const id = seen.has(anchor) ? undefined : anchor;
      seen.add(anchor);
      return violationCard(violation, id);
    })
    .join('\n');
}

function coverage(contract: Contract, results: readonly PropertyResult[]): string {
  const parameters = coverageOf(contract, results);
  const sent = parameters.filter((parameter) => parameter.isSent).length;
  const rows = parameters.map(({ name, isSent, values }) => {
    const chips = values.map(
      ({ value, isSent: one }) => `<span class="chip ${one ? 'yes' : 'no'}">${e(String(value))}</span>`,
    );
    return `<tr><th scope="row"><code>${e(name)}</code></th><td class="${isSent ? 'pass' : 'none'}">${isSent ? '✓' : '–'}</td><td>${chips.join('')}</td></tr>`;
  });
  return `<details${sent < parameters.length ? ' open' : ''}><summary>${e(contract.id)} <small>${sent} of ${parameters.length} parameters</small></summary><table class="coverage">${rows.join('')}</table></details>`;
}

function notes(results: readonly PropertyResult[]): string {
  const all = new Set(results.flatMap(({ operation, notes: own }) => own.map((note) => `${operation}: ${note}`)));
  return all.size === 0 ? '' : section('Not judged', list([...all]));
}
