import { plural } from '../../base/plural.js';
import type { Defect, Report } from '../report.js';
import { safeLine, safeLines, shortValue } from '../safe-text.js';
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

/** Defects that are shown in full at most; of the others there is a line. */
const FULL = 25;
/** Lines of each of the further sections. */
const LINES = 40;

/** How the text is written. */
export interface TextStyle {
  /** Colours, for a terminal. Default: none. */
  readonly colour?: boolean | undefined;
}

type Paint = (text: string) => string;

interface Paints {
  readonly bad: Paint;
  readonly warn: Paint;
  readonly good: Paint;
  readonly soft: Paint;
  readonly strong: Paint;
}

function paintsOf(colour: boolean): Paints {
  const paint = (code: number) =>
    colour ? (text: string) => `\u001b[${code}m${text}\u001b[0m` : (text: string) => text;
  return { bad: paint(31), warn: paint(33), good: paint(32), soft: paint(2), strong: paint(1) };
}

/** The report as people read it in a terminal: what is wrong, what was not tried, and the verdict last. */
export function textReport(report: Report, { colour = false }: TextStyle = {}): string {
  const paints = paintsOf(colour);
  const { told, open } = observedOf(report);
  const sections = [
    ...report.violations.slice(0, FULL).map((defect) => defectLines(defect, paints)),
    report.violations.slice(FULL).map((defect) => headline(defect, paints)),
    section(
      'Known before',
      report.known.map(
        (defect) =>
          `${safeLine(defect.id)}: ${safeLine(defect.message)}${defect.reason === '' ? '' : ` (${safeLine(defect.reason)})`}`,
      ),
      paints,
    ),
    section(
      'Gone since the baseline was written',
      report.gone.map(({ id }) => safeLine(id)),
      paints,
    ),
    section(
      'Changed since the baseline was written',
      report.changed.map(
        ({ operation, decision, before, reading, evidence }) =>
          `${safeLine(operation)} ${safeLine(decision)}: ${safeLine(before)} until now, ${safeLine(reading ?? 'open')} (${safeLine(evidence)})`,
      ),
      paints,
    ),
    section(
      'What this server does where the page is silent',
      [
        ...told.map(
          ({ operation, decision, reading = '', evidence }) => `${operation} ${decision}: ${reading} (${evidence})`,
        ),
        ...open.map(({ operation, decisions }) => `${operation}: nothing tells yet ${decisions.join(', ')}`),
      ].map(safeLine),
      paints,
    ),
    untried(report, 'inconclusive', paints),
    untried(report, 'not-exercised', paints),
    section(
      'Judged in part only',
      notesOf(report).map(
        ({ operation, property, note }) => `${safeLine(operation)} ${safeLine(property)}: ${safeLine(note)}`,
      ),
      paints,
    ),
    section(
      'Could not be judged',
      (report.unreadable ?? []).map(
        ({ file, place, message }) =>
          `${place === undefined ? safeLine(file) : safeLine(placeText(place))}: ${safeLine(message)}`,
      ),
      paints,
      report.unreadableCount,
    ),
    section('Waivers', report.waivers.map(safeLine), paints),
    section(
      'About this run',
      report.warnings.map(
        ({ text, remedy }) => `${safeLine(text)}${remedy === undefined ? '' : `; ${safeLine(remedy)}`}`,
      ),
      paints,
    ),
    table(report, paints),
    [
      report.ok ? paints.good(safeLine(verdictOf(report))) : paints.bad(safeLine(verdictOf(report))),
      paints.soft(safeLine(figuresOf(report))),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline({ operation, property, severity, place, kind, waived }: Defect, paints: Paints): string {
  const isError = severity === 'error';
  const where = [place, kind === property ? '' : `(${kind})`].filter((text) => text !== '').join(' ');
  const mark = isError ? paints.bad('✗') : paints.warn('!');
  const note = waived === undefined ? (isError ? '' : ' warning') : ` waived: ${waived}`;
  return `${mark} ${paints.strong(safeLine(`${operation} ${property}`))}  ${safeLine(where)}${paints.warn(safeLine(note))}`;
}

function defectLines(defect: Defect, paints: Paints): string[] {
  const { path, message, provenance, statement, spec, expected, actual, curl, replay, response, recorded } = defect;
  const rows: [string, string][] = [
    ['rule', statement],
    ['source', provenance],
    ['spec', spec],
    ['recorded', recorded === undefined ? '' : placeText(recorded)],
    ['expected', shortValue(expected)],
    ['actual', defect.missing ? 'nothing' : shortValue(actual)],
    ['seen', seenText(defect)],
    ['response', responseText(defect)],
  ];
  const excerpt = response.excerpt === '' ? [] : safeLines(response.excerpt);
  return [
    headline(defect, paints),
    `  ${safeLine(path === '' ? message : `${path} ${message}`)}`,
    ...rows.filter(([, text]) => text !== '').map((row) => line(row, paints)),
    ...excerpt.map((text, index) =>
      index === response.line ? paints.strong(`            > ${text}`) : paints.soft(`            | ${text}`),
    ),
    ...(curl === '' ? [] : [line(['curl', curl], paints)]),
    ...(replay === '' ? [] : [line(['replay', replay], paints)]),
  ];
}

function line([name, text]: readonly [string, string], paints: Paints): string {
  return `  ${paints.soft(name.padEnd(9))} ${safeLine(text)}`;
}

/** Status and media type of a response, or why there is none. */
export function responseText({ response }: Defect): string {
  const { status, headers, problem } = response;
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  const words = [status === 0 ? 'none' : status === undefined ? '' : String(status), type ?? '', problem ?? ''];
  return words.filter((word) => word !== '').join(' ');
}

function section(title: string, items: readonly string[], paints: Paints, count = items.length): string[] {
  if (items.length === 0) return [];
  const shown = items.slice(0, LINES);
  const more = count - shown.length;
  return [paints.strong(title), ...shown.map((item) => `  ${item}`), ...(more > 0 ? [`  … and ${more} more`] : [])];
}

function untried(report: Report, outcome: 'inconclusive' | 'not-exercised', paints: Paints): string[] {
  const { label } = outcomes[outcome];
  const items = untriedOf(report, outcome).flatMap(({ operation, why, parts }) => [
    `${operation}: ${why}`,
    ...parts.map(({ properties, remedies }) => {
      const help = remedies.length === 0 ? '' : `: would help: ${remedies.join('; ')}`;
      return `  ${properties.join(', ')}${help}`;
    }),
  ]);
  return section(`${label[0]?.toUpperCase()}${label.slice(1)}`, items.map(safeLine), paints);
}

function table(report: Report, paints: Paints): string[] {
  if (report.operations.length === 0) return [];
  const columns = ['held', 'violated', 'not-exercised', 'inconclusive'] as const;
  const head = [
    'operation',
    report.tool === 'check' ? 'exchanges' : 'requests',
    ...columns.map((name) => outcomes[name].label),
  ];
  const rows = report.operations.map((operation) => {
    const counts = countsOf({ ...report, operations: [operation] });
    return [
      safeLine(operation.operation),
      operation.requests.toLocaleString('en'),
      ...columns.map((name) => String(counts[name])),
    ];
  });
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map((row) => (row[index] as string).length)),
  );
  const format = (row: readonly string[]) =>
    row
      .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] as number) : cell.padStart(widths[index] as number)))
      .join('  ');
  return [paints.soft(format(head)), ...rows.map(format), ...totals(report)];
}

function totals({ violations }: Report): string[] {
  if (violations.length === 0) return [];
  const errors = violations.filter(({ severity }) => severity === 'error').length;
  return ['', `${plural(errors, 'defect')}, ${plural(violations.length - errors, 'warning')}`];
}
