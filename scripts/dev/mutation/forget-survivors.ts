import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Takes the survivors out of the results that Stryker remembers, so that they are run again: it does not see that a new
 * test reaches one whose code runs when its module is loaded.
 *
 * @param file of Stryker's option `incrementalFile`; nothing is done where there is none
 */
export function forgetSurvivors(file: string): void {
  if (!existsSync(file)) return;
  const report = JSON.parse(readFileSync(file, 'utf8')) as { files: Record<string, { mutants: { status: string }[] }> };
  for (const one of Object.values(report.files)) one.mutants = one.mutants.filter(({ status }) => status === 'Killed');
  writeFileSync(file, JSON.stringify(report));
}
