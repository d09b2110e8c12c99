import type { Command } from 'commander';
import { plural } from '../base/plural.js';

/** Adds `generate` to the command line. */
export function registerGenerate(program: Command): void {
  program
    .command('generate')
    .summary('write types, validators, arbitraries and the catalog of operations')
    .description(
      'Generates TypeScript types, validators without dependencies, fast-check arbitraries, enum constants and the\n' +
        'catalog of operations from a folder of OpenAPI 3.0 or 3.1 files. Files that are fresh are not touched.',
    )
    .option('--specs <dir>', 'folder of OpenAPI files (default: the specs of this package)')
    .option('--out <dir>', 'folder to write to', 'generated')
    .option('--open-enums', 'let enums admit values that the specs do not list yet, in types and validators')
    .option('--check', 'write nothing; exit with 1 and list the files that are not fresh')
    .option('--strict', 'take warnings about the specs for errors (the default for the specs of this package)')
    .action(
      async (options: { specs?: string; out: string; check?: boolean; openEnums?: boolean; strict?: boolean }) => {
        const [{ generate }, { problemLines }] = await Promise.all([
          import('./generate.js'),
          import('../load/problem.js'),
        ]);
        const result = await generate(options);
        for (const line of problemLines(result.problems)) console.error(line);
        const summary = `${plural(result.operations, 'operation')}, ${plural(result.files, 'file')}`;
        const changed = result.stale.length + result.surplus.length;
        if (changed === 0) {
          console.log(`${options.out} is fresh: ${summary}`);
          return;
        }
        for (const file of result.stale)
          console.log(`${options.check ? 'stale or missing' : 'wrote'}: ${options.out}/${file}`);
        for (const file of result.surplus)
          console.log(`${options.check ? 'surplus' : 'removed'}: ${options.out}/${file}`);
        for (const file of result.kept) {
          console.error(`no longer generated, but changed by hand, and so left alone: ${options.out}/${file}`);
        }
        if (!options.check) {
          console.log(`${options.out} is up to date: ${summary}`);
          return;
        }
        const specs = options.specs === undefined ? '' : ` --specs ${options.specs}`;
        const open = options.openEnums ? ' --open-enums' : '';
        console.error(
          `${changed} of the generated files are not fresh; mend them with: npx cloudsec-contracts generate${specs} --out ${options.out}${open}`,
        );
        process.exitCode = 1;
      },
    );
}
