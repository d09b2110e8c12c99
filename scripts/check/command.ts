import { type Command, InvalidArgumentError } from 'commander';
import type { RunOptions, runCheck } from './run.js';

/**
 * Adds `check`: recorded traffic, judged by the contracts.
 *
 * Its exit code is 0 if all is kept, 1 if a contract is violated or too little was exercised, 2 if nothing is violated but a part of the input
 * could not be judged, or if there is nothing to judge.
 *
 * @param run runs it. Default: {@link runCheck}, which is loaded only then
 */
export function registerCheck(program: Command, run: typeof runCheck = runLoaded): void {
  program
    .command('check')
    .description('judge recorded traffic: JSON bodies, NDJSON or HAR, of any size')
    .argument('<file...>', 'recordings; - is standard input')
    .option(
      '--operation <id>',
      'judge only this operation (repeatable); what names none is taken as the only one',
      collect,
    )
    .option('--specs <dir>', 'folder of the specs (default: the packaged ones)')
    .option('--strict', 'what the contracts only infer is an error, too')
    .option('--require-exercised <share>', 'share of the rules, 0 to 1, of which something has to be compared', shareOf)
    .option('--waivers <file>', 'known deviations (YAML or JSON: operation, property, reason, expires)')
    .option('--baseline <file>', 'only what is not in this file fails; written if missing')
    .option('--baseline-update', 'write the baseline anew')
    .option('--lines <from-to>', 'judge only these lines; in a HAR, entries', linesOf)
    .option(
      '--suggest',
      'print what the specs lack, as a YAML patch to read; nothing is changed, and reports go to files',
    )
    .option(
      '--reporter <name[=file]>',
      'default, json, junit, github-actions, html or markdown; repeatable',
      collect,
      [],
    )
    .option('--output <file>', 'file of the reporter that names none')
    .addHelpText(
      'after',
      `
A line of NDJSON is {"operation": "…", "request": {…}, "response": …}: the decoded parameters, and as response
either {"status": 200, "headers": {…}, "body": …} or the body alone. A line may also be a body by itself.
Whatever a file holds of one operation is judged together: pages, filters, orders, repeated questions.

Example: cloudsec-contracts check traffic.ndjson --reporter json --output report.json`,
    )
    .action(async (files: string[], options: RunOptions) => {
      process.exitCode = await run(files, options);
    });
}

const runLoaded: typeof runCheck = async (files, options) => (await import('./run.js')).runCheck(files, options);

function collect(id: string, before: string[] = []): string[] {
  return [...before, id];
}

function linesOf(text: string): { from: number; to: number } {
  const [, from, to] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text) ?? [];
  if (from === undefined) throw new InvalidArgumentError('Write a number, or two with - between them.');
  return { from: Number(from), to: Number(to ?? from) };
}

function shareOf(text: string): number {
  if (/^\d(?:\.\d+)?$/.test(text) && Number(text) <= 1) return Number(text);
  throw new InvalidArgumentError('Write a share from 0 to 1, such as 0.8.');
}
