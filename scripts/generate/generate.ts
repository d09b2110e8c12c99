import type { Problem } from '../load/problem.js';
import { packagedSpecs } from '../packaged-specs.js';
import { readInputs } from './inputs.js';
import { generatorOf, recall, remember } from './memory.js';
import { type Differences, openOutput } from './output/open-output.js';
import { NotSeparable, type Run, runOver } from './run.js';

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
 * What was made of a spec file is remembered: as long as neither it nor what it refers to changes, it is not even read.
 *
 * @returns what had to change; with `check`, what would have to.
 * @throws SpecError where the specs cannot be used, with every problem of every file
 * @throws UsageError where the output folder cannot be written
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const { specs = packagedSpecs(), out = 'generated', check = false, openEnums = false, strict } = options;
  const inputs = readInputs(specs);
  const generator = generatorOf(specs, openEnums);
  const memory = inputs && recall(specs, openEnums, generator);
  const attempt = async (isWhole: boolean): Promise<GenerateResult> => {
    const output = await openOutput(out, check);
    try {
      const run: Run = { specs, openEnums, strict, inputs, output, memory, isWhole };
      const { files, together, operations, problems, count } = await runOver(run);
      const differences = await output.finish();
      // Edited while they were read: nobody knows which text it was.
      if (inputs?.isUnchanged()) remember(specs, openEnums, { generator, together, files });
      return { ...differences, operations, files: count, problems };
    } finally {
      await output.abandon();
    }
  };
  try {
    return await attempt(inputs === undefined || inputs.isEntangled);
  } catch (error) {
    if (error instanceof NotSeparable) return attempt(true);
    throw error;
  }
}
