import type { Command } from 'commander';

interface Common {
  specs?: string;
  operation?: string[];
}

/**
 * Adds `docs`: what a vendor's page says, against what the spec says.
 *
 * Exit codes: 0 page and contract agree, 1 they differ, 2 a page or lock could not be read, or there is none.
 */
export function registerDocs(program: Command): void {
  const docs = program.command('docs').description("compare specs with the vendors' pages, and draft specs from them");

  common(docs.command('lock').argument('[page...]', 'pages, as text or HTML, or folders of them'))
    .description('read pages, and write what they say beside the specs: facts, and of sentences only a hash')
    .option('--confirm', 'without a page: confirm the readings of the specs against the locks as they are')
    .action(async (pages: string[], options: Common & { confirm?: boolean }) => {
      const { runLock } = await import('./lock/run-lock.js');
      process.exitCode = runLock(pages, options);
    });

  common(
    docs.command('diff').argument('[page...]', 'pages, as text or HTML, or folders of them; without one: the locks'),
  )
    .description('compare pages, or their locks, with the specs, both ways')
    .option(
      '--reporter <name[=file]>',
      'form of the report (repeatable): default, json, junit, github-actions, html, markdown',
      collect,
    )
    .option('--output <file>', 'write the report into a file instead of standard output')
    .action(async (pages: string[], options: Common & { reporter?: string[]; output?: string }) => {
      const { runDiff } = await import('./diff/run-diff.js');
      process.exitCode = await runDiff(pages, options);
    });

  docs
    .command('draft')
    .argument('<page...>', 'pages, as text or HTML, or folders of them')
    .description('draft a contract from a page: what it says, proposals for what it does not, open decisions')
    .option('--out <dir>', 'folder to write into', 'drafts')
    .option('--product <code>', 'product code on the wire, where no link of the page names it')
    .option('--api-version <version>', 'version on the wire, where no link of the page names it')
    .option('--operation <id>', 'name of the operation, where the page has none', collect)
    .option('--force', 'write over a spec that is there')
    .action(
      async (
        pages: string[],
        options: { out: string; product?: string; apiVersion?: string; operation?: string[]; force?: boolean },
      ) => {
        const { runDraft } = await import('./draft/run-draft.js');
        process.exitCode = runDraft(pages, options);
      },
    );

  common(docs.command('status'))
    .description('what is left to curate: proposals, open decisions, and decisions that a run of verify can settle')
    .option(
      '--observations <report>',
      'JSON report of verify or check (repeatable): which readings the server followed',
      collect,
    )
    .option('--json', 'as JSON')
    .action(async (options: Common & { observations?: string[]; json?: boolean }) => {
      const { runStatus } = await import('./status/run-status.js');
      process.exitCode = runStatus(options);
    });
}

function common(command: Command): Command {
  return command
    .option('--specs <dir>', 'folder of the specs (default: the packaged ones)')
    .option('--operation <id>', 'only this operation (repeatable); of one page, the operation that it is of', collect);
}

function collect(id: string, before: string[] = []): string[] {
  return [...before, id];
}
