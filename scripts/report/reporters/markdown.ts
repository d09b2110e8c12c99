import { writeExact } from '../../base/exact.js';
import { plural } from '../../base/plural.js';
import { markdownBlock, markdownCode, markdownText } from '../markdown-text.js';
import type { Defect, Report } from '../report.js';
import {
  countsOf,
  figuresOf,
  notesOf,
  observedOf,
  outcomes,
  placeText,
  seenText,
  untriedOf,
  verdictOf,
} from '../verdict.js';
import { responseText } from './text.js';

/** Characters of a report at most. Default of {@link markdownReport}: GitHub refuses a job summary above 1 MiB. */
const LONGEST = 900_000;
/** Defects that are unfolded; the others can be. */
const UNFOLDED = 3;

/** The report as Markdown, for a job summary, a comment or an issue: what is wrong first. */
export function markdownReport(report: Report, longest = LONGEST): string {
  const { violations } = report;
  const { told, open } = observedOf(report);
  const head = [
    `## ${report.ok ? '✅' : '❌'} ${markdownText(`${report.tool} ${report.subject}`)}`,
    markdownText(verdictOf(report)),
    markdownText(figuresOf(report)),
  ];
  const tail = [
    list('Changed since the baseline was written', report.changed, (one) =>
      [
        `${markdownCode(one.operation)} ${markdownText(one.decision)}: ${markdownText(one.before)} until now,`,
        `**${markdownText(one.reading ?? 'open')}** (${markdownText(one.evidence)})`,
      ].join(' '),
    ),
    list(
      'Gone since the baseline was written',
      report.gone,
      ({ id, message }) => `${markdownCode(id)}: ${markdownText(message)}`,
    ),
    list(
      'Known before',
      report.known,
      ({ id, message, reason }) =>
        `${markdownCode(id)}: ${markdownText(message)}${reason === '' ? '' : ` (${markdownText(reason)})`}`,
    ),
    list('Waivers', report.waivers, markdownText),
    list('About this run', report.warnings, ({ text, remedy }) =>
      markdownText(remedy === undefined ? text : `${text}; ${remedy}`),
    ),
    list(
      'Could not be judged',
      report.unreadable ?? [],
      ({ file, place, message }) =>
        `${markdownCode(place === undefined ? file : placeText(place))}: ${markdownText(message)}`,
    ),
    outcomeTable(report),
    list(
      'What this server does where the page is silent',
      [
        ...told.map(
          ({ operation, decision, reading = '', evidence }) =>
            `${markdownCode(operation)} ${markdownText(decision)}: **${markdownText(reading)}** (${markdownText(evidence)})`,
        ),
        ...open.map(
          ({ operation, decisions }) =>
            `${markdownCode(operation)} nothing tells yet ${markdownText(decisions.join(', '))}`,
        ),
      ],
      (text) => text,
    ),
    untried(report, 'inconclusive'),
    untried(report, 'not-exercised'),
    list(
      'Judged in part only',
      notesOf(report),
      ({ operation, property, note }) => `${markdownCode(operation)} ${markdownText(property)}: ${markdownText(note)}`,
    ),
  ].filter((text) => text !== '');
  const cards: string[] = [];
  const tailText = tail.join('\n\n').slice(0, longest / 2);
  let left = longest - tailText.length - head.join('\n\n').length;
  for (const [index, defect] of violations.entries()) {
    const text = card(defect, index < UNFOLDED);
    left -= text.length + 2;
    if (left < 200) {
      cards.push(`… and ${plural(violations.length - index, 'further defect')}; see another report`);
      break;
    }
    cards.push(text);
  }
  return `${[...head, ...cards, tailText].filter((text) => text !== '').join('\n\n')}\n`;
}

function card(defect: Defect, isOpen: boolean): string {
  const { operation, property, severity, path, message, provenance, statement, spec, expected, actual } = defect;
  const { response, request, curl, replay, waived, recorded } = defect;
  const mark = severity === 'error' ? '❌' : '⚠️';
  const rows: [string, string][] = [
    ['place', markdownCode(path)],
    ['rule', markdownText(statement)],
    ['source', markdownText(provenance)],
    ['spec', markdownCode(spec)],
    ['recorded', recorded === undefined ? '' : markdownCode(placeText(recorded))],
    ['waived', markdownText(waived ?? '')],
    ['seen', markdownText(seenText(defect))],
    ['request', markdownCode(short(`${request.method} ${request.url}`))],
    ['response', markdownText(responseText(defect))],
  ];
  const lines = response.excerpt.split('\n').map((line, index) => `${index === response.line ? '> ' : '  '}${line}`);
  return [
    `<details${isOpen ? ' open' : ''}><summary>${mark} <b>${markdownText(`${operation} ${property}`)}</b>: ${markdownText(message)}</summary>`,
    `| expected | actual |\n| --- | --- |\n| ${markdownCode(short(writeExact(expected)))} | ${defect.missing ? 'nothing' : markdownCode(short(writeExact(actual)))} |`,
    rows
      .filter(([, text]) => text !== '')
      .map(([name, text]) => `- ${name}: ${text}`)
      .join('\n'),
    ...(response.excerpt === '' ? [] : [markdownBlock(lines)]),
    ...(curl === '' && replay === ''
      ? []
      : [
          markdownBlock(
            [curl, replay].filter((line) => line !== ''),
            'sh',
          ),
        ]),
    '</details>',
  ].join('\n\n');
}

function short(text: string): string {
  return text.length > 400 ? `${text.slice(0, 400)}…` : text;
}

function list<T>(title: string, items: readonly T[], format: (item: T) => string): string {
  if (items.length === 0) return '';
  return `### ${title}\n\n${items.map((item) => `- ${format(item)}`).join('\n')}`;
}

function untried(report: Report, outcome: 'inconclusive' | 'not-exercised'): string {
  const { label } = outcomes[outcome];
  return list(
    `${label[0]?.toUpperCase()}${label.slice(1)}`,
    untriedOf(report, outcome),
    ({ operation, why, parts }) => {
      const lines = parts.map(({ properties, remedies }) => {
        const help = remedies.length === 0 ? '' : `: would help: ${remedies.map(markdownText).join('; ')}`;
        return `\n  - ${properties.map(markdownText).join(', ')}${help}`;
      });
      return `${markdownCode(operation)} ${markdownText(why)}${lines.join('')}`;
    },
  );
}

function outcomeTable(report: Report): string {
  if (report.operations.length === 0) return '';
  const columns = ['held', 'violated', 'not-exercised', 'inconclusive'] as const;
  const rows = report.operations.map((operation) => {
    const counts = countsOf({ ...report, operations: [operation] });
    return `| ${markdownText(operation.operation)} | ${operation.requests} | ${columns.map((name) => counts[name]).join(' | ')} |`;
  });
  const unit = report.tool === 'check' ? 'exchanges' : 'requests';
  return [
    `| operation | ${unit} | ${columns.map((name) => outcomes[name].label).join(' | ')} |`,
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}
