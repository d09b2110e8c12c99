import type { Json } from '../base/json.js';
import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import { EntryBudget } from './bounded-entries.js';
import { type Chunks, openChunks } from './chunks.js';
import { Collector } from './collector.js';
import { ElementScanner } from './elements.js';
import { formatOf } from './format.js';
import { harReader } from './har.js';
import { LineSplitter } from './lines.js';
import { OperationJudge } from './operation-judge.js';
import { type Read, recordReader } from './records.js';
import { replayLine } from './replay.js';
import type { CheckReport } from './report.js';

/** Bytes that one record, body or entry may have: it is held in memory as a whole. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
/** Bytes that are looked at to tell the format. */
const BEGINNING = 1 << 16;

/** What a run is asked to do. */
export interface CheckOptions {
  /** Paths of recordings; `-` is standard input. */
  readonly files: readonly string[];
  readonly contracts: readonly Contract[];
  /** Ids of the operations to judge. Default: all. A single one is that of every body that does not name its own. */
  readonly operations?: readonly string[] | undefined;
  /** Undeclared fields are errors instead of warnings. Default: false. */
  readonly strict?: boolean | undefined;
  /** Judges only these lines (in a HAR: entries), both included. Default: all. */
  readonly lines?: { readonly from: number; readonly to: number } | undefined;
  /** What a replay line has to repeat beside file, lines and operation, such as `--specs`. Default: nothing. */
  readonly replay?: readonly string[] | undefined;
  /** Called after every piece that was read, with the bytes of the file so far and in all, where that is known. */
  readonly onProgress?: ((file: string, bytes: number, size: number | undefined) => void) | undefined;
}

/**
 * Judges recorded traffic by the contracts. Reads each file once, and holds no more than a record and what spans
 * records: memory does not grow with the size of the files.
 *
 * @throws UsageError where a file cannot be read, is empty, holds nothing that can be judged, or an operation is unknown.
 */
export async function check(options: CheckOptions): Promise<CheckReport> {
  const { contracts, operations, files } = options;
  for (const id of operations ?? []) {
    if (!contracts.some((contract) => contract.id === id)) {
      const known = contracts.map((contract) => contract.id).join(', ');
      throw new UsageError(`there is no operation "${id}"; known are ${known}`);
    }
  }
  const collector = new Collector();
  const style = {
    strict: options.strict ?? false,
    replay: (file: string, from: number, to: number, operation: string) =>
      replayLine(file, from, to, operation, [...(options.strict ? ['--strict'] : []), ...(options.replay ?? [])]),
  };
  const budget = new EntryBudget();
  const judges = new Map(
    contracts.map((contract) => [contract, new OperationJudge(contract, collector, budget, style)]),
  );
  const readers: Readers = {
    record: recordReader(contracts, operations),
    entry: entryReader(contracts, operations),
  };
  for (const file of files) {
    await checkFile(file, options, readers, judges, collector);
    for (const judge of judges.values()) judge.endFile();
  }
  if (budget.isSpent) {
    collector.notes.add('walks have more entries than are remembered; later ones were not compared with earlier ones.');
  }
  return collector.report();
}

interface Readers {
  readonly record: (value: Json) => Read;
  readonly entry: (value: Json) => Read;
}

function entryReader(contracts: readonly Contract[], chosen: readonly string[] | undefined): (value: Json) => Read {
  const read = harReader(contracts);
  return (value) => {
    const recording = read(value);
    const id = recording?.contract?.id;
    return recording === undefined || (chosen !== undefined && !chosen.includes(id ?? '')) ? 'skipped' : recording;
  };
}

/** Takes the bytes of a file. */
interface Sink {
  push(chunk: Buffer): void;
  end(): void;
}

async function checkFile(
  file: string,
  options: CheckOptions,
  readers: Readers,
  judges: ReadonlyMap<Contract, OperationJudge>,
  collector: Collector,
): Promise<void> {
  const chunks: Chunks = await openChunks(file);
  let judged = 0;
  const judgeText = (
    read: (value: Json) => Read,
    unit: string,
    text: string | undefined,
    line: number,
    isLast = false,
  ) => {
    const { lines } = options;
    if (lines !== undefined && (line < lines.from || line > lines.to)) return;
    judged++;
    if (text === undefined) {
      collector.unreadable(file, line, `${unit} ${line} is longer than ${MAX_RECORD_BYTES} bytes; it was not judged`);
      return;
    }
    try {
      const value = JSON.parse(line === 1 ? text.replace(/^\uFEFF/, '') : text) as Json;
      const result = read(value);
      if (result === 'skipped') collector.skipped++;
      else if ('problem' in result) collector.unreadable(file, line, `${unit} ${line} ${result.problem}`);
      else judges.get(result.contract as Contract)?.judge(result, { file, line, size: text.length });
    } catch (error) {
      collector.unreadable(file, line, `${unit} ${line} ${causeOf(error, isLast)}`);
    }
  };
  const sinks: Record<ReturnType<typeof formatOf>, () => Sink> = {
    lines: () => {
      const splitter = new LineSplitter(MAX_RECORD_BYTES, (text, line, isLast) =>
        judgeText(readers.record, 'line', text, line, isLast),
      );
      return splitter;
    },
    har: () => scannerSink(['log', 'entries'], 'entry', readers.entry),
    array: () => scannerSink([], 'element', readers.record),
    document: () => documentSink((text, isLast) => judgeText(readers.record, 'the text of line', text, 1, isLast)),
  };
  const scannerSink = (path: readonly string[], unit: string, read: (value: Json) => Read): Sink => {
    const scanner = new ElementScanner(path, MAX_RECORD_BYTES, (text, index) => judgeText(read, unit, text, index));
    return {
      push: (chunk) => scanner.push(chunk),
      end: () => {
        if (scanner.isComplete) return;
        judged++;
        collector.unreadable(file, scanner.count, `the file is cut off within or behind ${unit} ${scanner.count}`);
      },
    };
  };

  let sink: Sink | undefined;
  let held: Buffer[] = [];
  let bytes = 0;
  let heldBytes = 0;
  const open = () => {
    const beginning = Buffer.concat(held);
    held = [];
    if (beginning.toString('utf8', 0, 1024).trim() === '' && beginning.length < BEGINNING) {
      throw new UsageError(`${file} is empty; record some traffic into it`);
    }
    sink = sinks[formatOf(beginning)]();
    sink.push(beginning);
  };
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (sink !== undefined) {
      sink.push(chunk);
    } else {
      held.push(chunk);
      heldBytes += chunk.length;
      if (heldBytes >= BEGINNING) open();
    }
    options.onProgress?.(file, bytes, chunks.size);
  }
  if (sink === undefined) open();
  (sink as Sink | undefined)?.end();
  collector.bytes += bytes;
  if (judged === 0) throw new UsageError(`${file} holds nothing to judge; give a JSON body, NDJSON or HAR`);
}

function documentSink(onText: (text: string | undefined, isLast: boolean) => void): Sink {
  let parts: Buffer[] = [];
  let size = 0;
  return {
    push: (chunk) => {
      size += chunk.length;
      if (size <= MAX_RECORD_BYTES) parts.push(chunk);
      else parts = [];
    },
    end: () => onText(size <= MAX_RECORD_BYTES ? Buffer.concat(parts).toString('utf8') : undefined, true),
  };
}

function causeOf(error: unknown, isLast: boolean): string {
  // Values nested too deep for the stack; nothing else of ours raises it.
  if (error instanceof RangeError) return 'is nested too deep to be judged';
  if (!(error instanceof SyntaxError)) throw error;
  const cause = error.message.length > 120 ? `${error.message.slice(0, 120)}…` : error.message;
  return `is no JSON${isLast ? ', perhaps cut off' : ''}: ${cause.replace(/\s+/g, ' ')}`;
}
