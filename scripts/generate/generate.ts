import type { Problem } from '../contract/problem.js';
import { packagedSpecs } from '../packaged-specs.js';
import type { GeneratedFile } from './generated-file.js';
import { inputsOf, recall, remember } from './memo.js';
import { type Differences, openOutput } from './output/open-output.js';

/** What to generate from, and where to. */
export interface GenerateOptions {
  /** Folder of OpenAPI 3.0 or 3.1 files, or one file. Default: the specs of this package. */
  readonly specs?: string;
  /** Folder to write to. Default: `generated` in the working directory. */
  readonly out?: string;
  /** Write nothing, only compare. Default: false. */
  readonly check?: boolean;
  /** Enums of types and validators admit values that the specs do not list yet. Default: false. */
  readonly openEnums?: boolean;
  /** What is wrong in a spec is an error, also where it spoils its own place only. Default: true for this package's. */
  readonly strict?: boolean | undefined;
}

/** What was generated, or what would be. */
export interface GenerateResult extends Differences {
  /** Number of operations and of files. */
  readonly operations: number;
  readonly files: number;
  /** What is wrong in the specs, and was left out. */
  readonly problems: readonly Problem[];
}

/**
 * Generates types, validators, arbitraries, enums and the catalog of operations from specs.
 *
 * @returns what had to change; with `check`, what would have to.
 * @throws SpecError where the specs cannot be used, with every problem of every file
 * @throws UsageError where the output folder cannot be written
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const { specs = packagedSpecs(), out = 'generated', check = false, openEnums = false, strict } = options;
  // Before anything is read: what is edited while the run goes on is not taken for what was generated.
  const inputs = inputsOf(specs, openEnums);
  const known = recall(specs, inputs);
  if (known !== undefined && (strict !== true || known.problems.length === 0)) {
    const { operations, files, problems } = known;
    return { ...(await bringUpToDate(out, files, check)), operations, files: files.length, problems };
  }

  // Imported in this order: the worker loads its own part, the largest, while this thread loads the rest.
  const { startTypesWorker } = await import('./types-in-worker.js');
  const types = startTypesWorker();
  try {
    const [{ loadSpecs }, { generateFiles }] = await Promise.all([
      import('../contract/load.js'),
      import('./generate-files.js'),
    ]);
    const { contracts, problems } = loadSpecs(specs, { strict });
    const files = await generateFiles(contracts, types, openEnums);
    const differences = await bringUpToDate(out, files, check);
    const operations = contracts.length;
    remember(specs, openEnums, { inputs, operations, files, problems });
    return { ...differences, operations, files: files.length, problems };
  } finally {
    await types.close();
  }
}

async function bringUpToDate(out: string, files: readonly GeneratedFile[], check: boolean): Promise<Differences> {
  const output = await openOutput(out, check);
  try {
    for (const file of files) await output.add(file);
    return await output.finish();
  } finally {
    await output.abandon();
  }
}
