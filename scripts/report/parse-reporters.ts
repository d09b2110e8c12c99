import { resolve } from 'node:path';
import { UsageError } from '../base/usage-error.js';

/** The reporters by the name that `--reporter` takes, with what each is for. */
export const reporters = {
  default: 'text for people',
  json: 'everything, for programs and --merge',
  junit: 'XML that CI servers show',
  'github-actions': 'annotations and a job summary on GitHub',
  html: 'one page to read in a browser',
  markdown: 'for a comment or an issue',
} as const;

/** Name of a reporter. */
export type ReporterName = keyof typeof reporters;

/** A report that is to be written. */
export interface ReporterChoice {
  readonly name: ReporterName;
  /** Undefined: standard output. */
  readonly file?: string | undefined;
}

/**
 * Reads `--reporter name[=file]`, which may be given several times. Where all of them write into files, the text for
 * people goes to standard output beside them.
 *
 * @param texts values of the option, in their order
 * @param output value of `--output`: file of the one reporter that has none of its own
 * @throws UsageError for a name that no reporter has, an empty or repeated file, or two for standard output
 */
export function parseReporters(texts: readonly string[], output?: string): ReporterChoice[] {
  const choices = texts.map((text): ReporterChoice => {
    const equals = text.indexOf('=');
    const name = equals < 0 ? text : text.slice(0, equals);
    if (!Object.hasOwn(reporters, name)) {
      throw new UsageError(
        `--reporter is "${text}"; choose one of ${Object.keys(reporters).join(', ')}, or <name>=<file>`,
      );
    }
    if (equals < 0) return { name: name as ReporterName };
    const file = text.slice(equals + 1);
    if (file === '') throw new UsageError(`--reporter is "${text}"; write the name of a file behind =`);
    return { name: name as ReporterName, file };
  });
  if (choices.length === 0) choices.push({ name: 'default' });
  if (output !== undefined) {
    const open = choices.filter(({ file }) => file === undefined);
    const [first] = open;
    if (output === '') throw new UsageError('--output is empty; write the name of a file');
    if (first === undefined || open.length > 1) {
      throw new UsageError(
        '--output is the file of the one --reporter that names none; write --reporter <name>=<file>',
      );
    }
    choices[choices.indexOf(first)] = { ...first, file: output };
  } else if (choices.every(({ file }) => file !== undefined)) {
    choices.push({ name: 'default' });
  }
  checkOutputs(choices);
  return choices;
}

function checkOutputs(choices: readonly ReporterChoice[]): void {
  const files = new Set<string>();
  for (const { file } of choices) {
    if (file === undefined) continue;
    const path = resolve(file);
    if (files.has(path)) throw new UsageError(`two reporters write into ${file}; give each a file of its own`);
    files.add(path);
  }
  const open = choices.filter(({ file }) => file === undefined).map(({ name }) => name);
  if (new Set(open).size < open.length) throw new UsageError(`--reporter ${open[0]} is given twice; remove one`);
  // Annotations are lines of their own, which text may stand beside.
  const whole = open.filter((name) => name !== 'github-actions');
  if (whole.length > 1 || (open.length > 1 && whole[0] !== 'default')) {
    throw new UsageError(
      `the reporters ${open.join(' and ')} both write to standard output; give one a file: --reporter ${open.at(-1)}=<file>`,
    );
  }
}
