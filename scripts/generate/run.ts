import type { Contract } from '../contract/contract.js';
import { concluded } from '../load/concluded.js';
import type { Problem } from '../load/problem.js';
import { decisionsPage } from './decisions.js';
import { type Digest, digestOf } from './digest.js';
import { enumsModule } from './enums.js';
import type { Inputs } from './inputs.js';
import type { Memory, Remembered, Together } from './memory.js';
import { arbitrariesModule, indexModule, validatorsIndex } from './modules.js';
import { namesOf } from './names.js';
import type { NamedContract } from './operation-files.js';
import type { Output } from './output/open-output.js';
import type { TypesWorker } from './types-in-worker.js';

/** What one run of the generator goes by. */
export interface Run {
  readonly specs: string;
  readonly openEnums: boolean;
  readonly strict: boolean | undefined;
  /** Undefined where the specs cannot be read. */
  readonly inputs: Inputs | undefined;
  readonly output: Output;
  readonly memory: Memory | undefined;
  /** All files are read together: some have names that depend on others. */
  readonly isWhole: boolean;
}

/** What a run has made. */
export interface Made {
  readonly files: Record<string, Remembered>;
  /** Of a run that is whole. */
  readonly together: Together | undefined;
  readonly operations: number;
  readonly problems: readonly Problem[];
  /** Number of files. */
  readonly count: number;
}

/** Raised where operations of several spec files want the same name: then all have to be read together. */
export class NotSeparable extends Error {}

/** How many spec files are read at a time, and let go of before the next. */
const AT_A_TIME = 40;

/**
 * Brings everything that comes from specs into an output: what is remembered is only compared, the rest is made anew.
 *
 * @throws SpecError where the specs cannot be used
 * @throws NotSeparable where the run is to begin anew, with all files together
 */
export async function runOver(run: Run): Promise<Made> {
  const files: Record<string, Remembered> = Object.create(null);
  const all = run.inputs?.files;
  const isTrue = truthOf(run);
  for (const file of all ?? []) {
    const known = run.memory?.files[file];
    if (known !== undefined && isTrue(known)) files[file] = known;
  }
  const changed = all?.filter((file) => files[file] === undefined);
  // Files that are read together are made together.
  const isAnew = run.isWhole && (changed === undefined || changed.length > 0);
  if (isAnew) for (const file of Object.keys(files)) delete files[file];
  const batches = isAnew ? [undefined] : inBatches(changed ?? []);
  const found: Problem[] = [];
  if (batches.length > 0) await makeAll(run, batches, files, found);

  const remembered = Object.values(files);
  for (const { outputs } of remembered) for (const [name, hash] of outputs) run.output.keep(name, hash);
  const problems = distinct([...found, ...remembered.flatMap((one) => one.problems), ...straysOf(files)]);
  const digests = remembered.flatMap((one) => one.operations).sort((a, b) => (a.id < b.id ? -1 : 1));
  const warnings = concluded(run.specs, problems, digests.length, { strict: run.strict });
  const names = namesOf(digests);
  const shared = [
    ...enumsModule(digests, run.openEnums),
    ...decisionsPage(digests),
    ...arbitrariesModule(names),
    ...validatorsIndex(names),
    ...indexModule(names),
  ];
  for (const file of shared) await run.output.add(file);
  const count = shared.length + remembered.reduce((sum, { outputs }) => sum + outputs.length, 0);
  return { files, together: togetherOf(run, remembered), operations: digests.length, problems: warnings, count };
}

/** Whether what is remembered of a spec file still is so, and its files are in the output. */
function truthOf({ inputs, memory, output, isWhole }: Run): (known: Remembered) => boolean {
  const together = memory?.together;
  const isUnchanged = isWhole
    ? together !== undefined && inputs?.hashOf(together.reached) === together.inputs
    : together === undefined;
  return (known) =>
    isUnchanged &&
    (isWhole || inputs?.hashOf(known.reached) === known.inputs) &&
    known.outputs.every(([name, hash]) => output.isFresh(name, hash));
}

function togetherOf({ inputs, isWhole }: Run, remembered: readonly Remembered[]): Together | undefined {
  if (!isWhole) return undefined;
  const reached = [...new Set([...(inputs?.files ?? []), ...remembered.flatMap((one) => one.reached)])];
  return { reached, inputs: inputs?.hashOf(reached) ?? '' };
}

/** Makes what comes of some spec files, a batch at a time. `undefined` is all of them together. */
async function makeAll(
  run: Run,
  batches: readonly (readonly string[] | undefined)[],
  files: Record<string, Remembered>,
  found: Problem[],
): Promise<void> {
  // Imported in this order: the worker loads its own part, the largest, while this thread loads the rest.
  const { startTypesWorker } = await import('./types-in-worker.js');
  const types = startTypesWorker();
  try {
    const taken = new Map<string, string>();
    for (const { operations } of Object.values(files)) for (const { id } of operations) claim(taken, id);
    for (const batch of batches) await makeBatch(run, batch, types, { files, found, taken });
  } finally {
    await types.close();
  }
}

interface Making {
  readonly files: Record<string, Remembered>;
  readonly found: Problem[];
  /** Operation ids by the names that they claim. */
  readonly taken: Map<string, string>;
}

async function makeBatch(
  run: Run,
  batch: readonly string[] | undefined,
  types: TypesWorker,
  { files, found, taken }: Making,
): Promise<void> {
  const [{ loadFiles }, { operationFiles }] = await Promise.all([
    import('../load/load.js'),
    import('./operation-files.js'),
  ]);
  const { contracts, problems, reached, strays } = loadFiles(run.specs, batch);
  found.push(...problems);
  // What spoils all spoils the whole run; the other files are read for their problems only.
  const isSpoiled = found.some(({ level }) => level === 'error');
  if (batch === undefined) concluded(run.specs, problems, contracts.length, { strict: run.strict });
  else for (const { id } of contracts) claim(taken, id);
  const operations: NamedContract[] = [...namesOf(contracts)].map(([contract, names]) => ({ contract, names }));
  const outputs = new Map<string, [string, string][]>();
  if (!isSpoiled) {
    for await (const { contract, file } of operationFiles(operations, types, run.openEnums)) {
      const list = outputs.get(contract.location.file) ?? [];
      outputs.set(contract.location.file, list);
      list.push([file.path, file.hash]);
      await run.output.add(file);
    }
  }
  const digests = groupByFile(contracts);
  const problemsIn = byFile(problems);
  for (const [file, names] of reached) {
    const stray = strays.get(file);
    files[file] = {
      reached: [...names],
      inputs: batch === undefined ? '' : (run.inputs?.hashOf(names) ?? ''),
      operations: digests.get(file) ?? [],
      outputs: outputs.get(file) ?? [],
      // A warning about a file that several refer to is noted once; each of them remembers it.
      problems: [...names].flatMap((name) => problemsIn.get(name) ?? []),
      ...(stray === undefined ? {} : { stray }),
    };
  }
}

/** Problems by their file's path below the specs' folder, wherever that folder is: by each end of the path. */
function byFile(problems: readonly Problem[]): Map<string, Problem[]> {
  const found = new Map<string, Problem[]>();
  for (const problem of problems) {
    const steps = problem.file.split(/[\\/]/);
    for (const index of steps.keys()) {
      const end = steps.slice(index).join('/');
      const list = found.get(end) ?? [];
      found.set(end, list);
      list.push(problem);
    }
  }
  return found;
}

function groupByFile(contracts: readonly Contract[]): Map<string, Digest[]> {
  const groups = new Map<string, Digest[]>();
  for (const contract of contracts) {
    const group = groups.get(contract.location.file) ?? [];
    groups.set(contract.location.file, group);
    group.push(digestOf(contract));
  }
  return groups;
}

/** Takes the name of an operation. @throws NotSeparable where another one has it. */
function claim(taken: Map<string, string>, id: string): void {
  const stem = [...namesOf([{ id }]).values()][0]?.stem.toLowerCase() ?? '';
  if (taken.has(stem)) throw new NotSeparable();
  taken.set(stem, id);
}

/** What is wrong with files to which nothing refers. */
function straysOf(files: Readonly<Record<string, Remembered>>): Problem[] {
  const referred = new Set(
    Object.entries(files).flatMap(([file, { reached }]) => reached.filter((name) => name !== file)),
  );
  return Object.entries(files).flatMap(([file, { stray }]) =>
    stray === undefined || referred.has(file) ? [] : [stray],
  );
}

function distinct(problems: readonly Problem[]): Problem[] {
  return [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
}

function inBatches(files: readonly string[]): string[][] {
  const batches: string[][] = [];
  for (let start = 0; start < files.length; start += AT_A_TIME) batches.push(files.slice(start, start + AT_A_TIME));
  return batches;
}
