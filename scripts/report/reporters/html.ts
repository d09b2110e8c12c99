import { escapeHtml as e } from '../escape-html.js';
import type { Report } from '../report.js';
import {
  countsOf,
  figuresOf,
  notesOf,
  observedOf,
  outcomes,
  placeText,
  requestsOf,
  untriedOf,
  verdictOf,
} from '../verdict.js';
import { htmlCard } from './html-card.js';
import { htmlMatrix } from './html-matrix.js';
import { style } from './html-style.js';

/**
 * The report as one HTML file that needs nothing else, neither network nor scripts: what is wrong first, with all that
 * is needed to act on it; then which property came out how, and what was not tried.
 */
export function htmlReport(report: Report): string {
  const anchors = new Map([...report.violations, ...report.known].map(({ id }, index) => [id, `defect-${index + 1}`]));
  const anchorOf = (id: string) => anchors.get(id) ?? '';
  const { violations, known, gone, changed } = report;
  const { told, open } = observedOf(report);
  const hasErrors = violations.some(({ severity }) => severity === 'error');
  const sections = [
    section(
      hasErrors ? 'What is wrong' : 'What may be wrong',
      violations.map((defect) => htmlCard(defect, anchorOf(defect.id))).join('\n'),
    ),
    list(
      'Changed since the baseline was written',
      changed,
      (one) =>
        `${code(one.operation)} ${e(one.decision)}: ${e(one.before)} until now, <b>${e(one.reading ?? 'open')}</b> <span class="soft">${e(one.evidence)}</span>`,
    ),
    list('Gone since the baseline was written', gone, ({ id, message }) => `${code(id)} ${e(message)}`),
    list('Waivers', report.waivers, (text) => e(text)),
    list('About this run', report.warnings, ({ text, remedy }) =>
      e(remedy === undefined ? text : `${text}; ${remedy}`),
    ),
    list(
      'Could not be judged',
      report.unreadable ?? [],
      ({ file, place, message }) => `${code(place === undefined ? file : placeText(place))} ${e(message)}`,
    ),
    section('Properties', htmlMatrix(report, anchorOf)),
    list(
      'What this server does where the page is silent',
      [
        ...told.map(
          ({ operation, decision, reading = '', evidence, question = '' }) =>
            `${code(operation)} ${e(decision)}: <b>${e(reading)}</b> <span class="soft">${e(evidence)}${question === '' ? '' : `<br>${e(question)}`}</span>`,
        ),
        ...open.map(
          ({ operation, decisions }) =>
            `${code(operation)} nothing tells yet <span class="soft">${e(decisions.join(', '))}</span>`,
        ),
      ],
      (html) => html,
    ),
    untried(report, 'inconclusive'),
    untried(report, 'not-exercised'),
    list(
      'Judged in part only',
      notesOf(report),
      ({ operation, property, note }) => `${code(operation)} ${e(property)}: ${e(note)}`,
    ),
    section('Exercised', report.operations.map(coverage).join('\n')),
    section('Known before', known.map((defect) => htmlCard(defect, anchorOf(defect.id), defect.reason)).join('\n')),
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${e(`${report.ok ? 'Holds' : 'Violated'}: ${report.subject}`)}</title>
<style>${style}</style>
</head>
<body>
<header class="${report.ok ? 'good' : 'bad'}">
<p class="soft">cloudsec-contracts ${e(report.tool)}</p>
<h1>${e(verdictOf(report))}</h1>
<p><code>${e(report.subject)}</code></p>
<p class="soft">${e(figuresOf(report))}</p>
${tiles(report)}
</header>
<main>
${sections.filter((text) => text !== '').join('\n')}
</main>
</body>
</html>
`;
}

function tiles(report: Report): string {
  const counts = countsOf(report);
  const numbers: [number, string][] = [
    [report.violations.filter(({ severity }) => severity === 'error').length, 'defects'],
    [report.violations.filter(({ severity }) => severity === 'warning').length, 'warnings'],
    [counts.held, outcomes.held.label],
    [counts.violated, outcomes.violated.label],
    [counts['not-exercised'], outcomes['not-exercised'].label],
    [counts.inconclusive, outcomes.inconclusive.label],
    [requestsOf(report), report.tool === 'check' ? 'exchanges' : 'requests'],
  ];
  return `<ul class="tiles">${numbers
    .map(([number, label]) => `<li><b>${number.toLocaleString('en')}</b><span>${label}</span></li>`)
    .join('')}</ul>`;
}

function code(text: string): string {
  return `<code>${e(text)}</code>`;
}

function section(title: string, body: string): string {
  return body === '' ? '' : `<section><h2>${title}</h2>${body}</section>`;
}

/** @param format makes HTML of an item */
function list<T>(title: string, items: readonly T[], format: (item: T) => string): string {
  if (items.length === 0) return '';
  return section(title, `<div class="box"><ul>${items.map((item) => `<li>${format(item)}</li>`).join('')}</ul></div>`);
}

function untried(report: Report, outcome: 'inconclusive' | 'not-exercised'): string {
  const { label } = outcomes[outcome];
  return list(
    `${label[0]?.toUpperCase()}${label.slice(1)}`,
    untriedOf(report, outcome),
    ({ operation, why, parts }) => {
      const items = parts.map(({ properties, remedies }) => {
        const help = remedies.map((remedy) => `<br><span class="soft">Would help: ${e(remedy)}</span>`).join('');
        return `<li>${e(properties.join(', '))}${help}</li>`;
      });
      return `${code(operation)} ${e(why)}<ul>${items.join('')}</ul>`;
    },
  );
}

function coverage({ operation, parameters = [] }: Report['operations'][number]): string {
  if (parameters.length === 0) return '';
  const sent = parameters.filter((parameter) => parameter.sent).length;
  const rows = parameters.map(({ name, sent: isSent, values }) => {
    const chips = values.map(
      ({ value, sent: one }) =>
        `<span class="chip${one ? '' : ' no'}" title="${one ? 'sent' : 'not sent'}">${e(String(value))}</span>`,
    );
    return `<dt class="${isSent ? 'held' : 'none'}">${isSent ? '✓' : '–'} ${code(name)}</dt><dd>${chips.join('')}</dd>`;
  });
  return `<details class="box"><summary>${e(operation)} <span class="soft">${sent} of ${parameters.length} parameters</span></summary><dl>${rows.join('')}</dl></details>`;
}
