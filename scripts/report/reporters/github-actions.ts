import { isAbsolute, join, relative } from 'node:path';
import { plural } from '../../base/plural.js';
import type { Defect, Report } from '../report.js';
import { safeLines } from '../safe-text.js';
import { countsOf, verdictOf } from '../verdict.js';
import { defectText } from './defect-text.js';

/** Where files of the report lie, for annotations. */
export interface Folders {
  /** Folder of the specs, which the places in them are relative to. Default: the working folder. */
  readonly specs?: string | undefined;
  /** The checkout, which annotations are relative to. Default: `GITHUB_WORKSPACE`, or else the working folder. */
  readonly workspace?: string | undefined;
}

/** Characters of one annotation; GitHub cuts at 64 KB, readers sooner. */
const LONGEST = 4_000;

/**
 * The report as commands of a GitHub Actions log: an annotation for each defect, at its place in the spec. GitHub shows
 * ten errors and ten warnings of a step, so that the job summary, which the markdown reporter makes, has all of them.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(report: Report, folders: Folders = {}): string {
  const lines = [
    ...report.violations.map((defect) => annotation(defect, folders)),
    ...report.changed.map(({ operation, decision, before, reading = 'open', evidence, spec = '' }) =>
      command(
        'error',
        { ...place(spec, folders), title: `${operation}: ${decision} has changed` },
        `${before} until now, ${reading}: ${evidence}`,
      ),
    ),
    ...report.waivers.map((text) => command('error', { title: 'waivers' }, text)),
    ...report.warnings.map(({ text, remedy }) =>
      command('warning', { title: report.tool }, remedy === undefined ? text : `${text}; ${remedy}`),
    ),
    ...(report.unreadable ?? []).map(({ file, message }) =>
      command('error', { title: 'could not be judged' }, `${file}: ${message}`),
    ),
    command(report.ok ? 'notice' : 'error', { title: `${report.tool} ${report.subject}` }, summary(report)),
  ];
  return `${lines.join('\n')}\n`;
}

function summary(report: Report): string {
  const counts = countsOf(report);
  const untried = counts['not-exercised'] + counts.inconclusive;
  const known = report.known.length === 0 ? '' : `, ${plural(report.known.length, 'defect')} known`;
  const gone = report.gone.length === 0 ? '' : `, ${report.gone.length} gone`;
  return `${verdictOf(report)} ${counts.held} held, ${counts.violated} violated, ${untried} not exercised or inconclusive${known}${gone}`;
}

function annotation(defect: Defect, folders: Folders): string {
  const { operation, property, severity, spec, waived } = defect;
  const title = `${operation} ${property}${waived === undefined ? '' : ' (waived)'}`;
  const text = defectText(defect);
  return command(
    severity,
    { ...place(spec, folders), title },
    text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text,
  );
}

function place(spec: string, { specs = '.', workspace }: Folders): Record<string, string> {
  const match = /^(.*?)(?::(\d+))?$/s.exec(spec);
  const file = match?.[1] ?? '';
  if (file === '') return {};
  const root = workspace ?? process.env.GITHUB_WORKSPACE ?? process.cwd();
  const path = isAbsolute(file) ? file : join(isAbsolute(specs) ? specs : join(process.cwd(), specs), file);
  return { file: relative(root, path).replaceAll('\\', '/'), ...(match?.[2] === undefined ? {} : { line: match[2] }) };
}

/** One line, whatever stands in it: line breaks within are encoded, so that nothing but this begins a command. */
function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const pairs = Object.entries(properties).map(([key, value]) => `${key}=${property(value)}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${data(safeLines(message).join('\n'))}`;
}

function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(text: string): string {
  return data(safeLines(text).join(' ')).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
