import { type Command, InvalidArgumentError, Option } from 'commander';

interface Options {
  operation?: string[];
  specs?: string;
  strict?: boolean;
  lines?: { from: number; to: number };
  reporter: 'default' | 'json';
  output?: string;
}

/**
 * Adds `check`: recorded traffic, judged by the contracts.
 *
 * Its exit code is 0 if all is kept, 1 if a contract is violated, 2 if nothing is violated but a part of the input
 * could not be judged, or if there is nothing to judge.
 */
export function registerCheck(program: Command): void {
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
    .option('--strict', 'undeclared response fields are violations, not warnings')
    .option('--lines <from-to>', 'judge only these lines; in a HAR, entries', linesOf)
    .addOption(new Option('--reporter <name>', 'form of the report').choices(['default', 'json']).default('default'))
    .option('--output <file>', 'write the report into a file instead of standard output')
    .addHelpText(
      'after',
      `
A line of NDJSON is {"operation": "…", "request": {…}, "response": …}: the decoded parameters, and as response
either {"status": 200, "headers": {…}, "body": …} or the body alone. A line may also be a body by itself.
Pages of one query that follow each other from the first one on are judged together, too.

Example: cloudsec-contracts check traffic.ndjson --reporter json --output report.json`,
    )
    .action(async (files: string[], options: Options) => {
      const { runCheck } = await import('./run.js');
      process.exitCode = await runCheck(files, options);
    });
}

function collect(id: string, before: string[] = []): string[] {
  return [...before, id];
}

function linesOf(text: string): { from: number; to: number } {
  const [, from, to] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text) ?? [];
  if (from === undefined) throw new InvalidArgumentError('Write a number, or two with - between them.');
  return { from: Number(from), to: Number(to ?? from) };
}
