import { appendFileSync } from 'node:fs';
import { UsageError } from '../base/usage-error.js';
import type { ReporterChoice, ReporterName } from './parse-reporters.js';
import type { Report } from './report.js';
import { type Folders, githubReport } from './reporters/github-actions.js';
import { htmlReport } from './reporters/html.js';
import { jsonReport } from './reporters/json.js';
import { junitReport } from './reporters/junit.js';
import { markdownReport } from './reporters/markdown.js';
import { textReport } from './reporters/text.js';
import { safeLine } from './safe-text.js';
import { countsOf, verdictOf } from './verdict.js';
import { type Out, writeOut } from './write-out.js';
import { writeWhole } from './write-whole.js';

/** File of the HTML report where it would otherwise fill a terminal. */
const HTML_FILE = 'contract-report.html';

/** Where reports go. */
export interface Outputs extends Folders {
  /** Default: the process's. */
  readonly stdout?: Out | undefined;
  readonly stderr?: Out | undefined;
  /** Default: the process's. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
}

/**
 * Writes a report in every form that is asked for, each file as a whole or not at all. One that cannot be written does
 * not keep the others from being written.
 *
 * @throws UsageError where one cannot be written; a reader that closed the pipe has seen enough, and is no error
 */
export async function writeReports(
  report: Report,
  choices: readonly ReporterChoice[],
  outputs: Outputs = {},
): Promise<void> {
  const { stdout = process.stdout, stderr = process.stderr, env = process.env } = outputs;
  const failures: string[] = [];
  const attempt = async (write: () => void | Promise<void>) => {
    try {
      await write();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      failures.push(error.message);
    }
  };
  for (const { name, file } of choices) {
    const target = file ?? (name === 'html' && stdout.isTTY ? HTML_FILE : undefined);
    await attempt(async () => {
      const text = render(name, report, { colour: target === undefined && hasColour(stdout, env), outputs });
      if (target === undefined) return writeOut(stdout, text, 'standard output');
      writeWhole(target, text);
      return writeOut(stderr, `wrote ${safeLine(target)}\n`, 'standard error');
    });
    const summary = env.GITHUB_STEP_SUMMARY;
    if (name === 'github-actions' && summary) await attempt(() => appendSummary(summary, report));
  }
  // Whoever sends the report to a program still wants to know how it went.
  if (!choices.some(({ name, file }) => name === 'default' && file === undefined)) {
    await attempt(() => writeOut(stderr, `${safeLine(verdictLine(report))}\n`, 'standard error'));
  }
  if (failures.length > 0) throw new UsageError(failures.join('\n'));
}

function verdictLine(report: Report): string {
  const { held, violated, 'not-exercised': untried, inconclusive } = countsOf(report);
  return `${verdictOf(report)} ${held} held, ${violated} violated, ${untried} not exercised, ${inconclusive} inconclusive`;
}

/** The text of a report. */
export function render(
  name: ReporterName,
  report: Report,
  { colour = false, outputs = {} }: { readonly colour?: boolean; readonly outputs?: Outputs } = {},
): string {
  switch (name) {
    case 'default':
      return textReport(report, { colour });
    case 'json':
      return jsonReport(report);
    case 'junit':
      return junitReport(report);
    case 'github-actions':
      return githubReport(report, {
        specs: outputs.specs,
        workspace: outputs.workspace ?? (outputs.env ?? process.env).GITHUB_WORKSPACE,
      });
    case 'html':
      return htmlReport(report);
    case 'markdown':
      return markdownReport(report);
  }
}

/** https://no-color.org: whatever its value, unless it is empty. */
function hasColour(stdout: Out, env: Readonly<Record<string, string | undefined>>): boolean {
  return stdout.isTTY === true && !env.NO_COLOR && env.TERM !== 'dumb';
}

/** A step may add several texts; each of them stands by itself. @throws UsageError where the file cannot be written */
function appendSummary(file: string, report: Report): void {
  try {
    appendFileSync(file, `${markdownReport(report)}\n`);
  } catch (error) {
    throw new UsageError(`cannot write the job summary into GITHUB_STEP_SUMMARY, ${file}: ${(error as Error).message}`);
  }
}
