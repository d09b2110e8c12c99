import { parseExact } from '../base/exact.js';
import type { Json } from '../base/json.js';
import { isNestedDeeperThan } from '../base/json-depth.js';
import { unknownName } from '../base/unknown-name.js';
import { UsageError } from '../base/usage-error.js';
import type { Contract } from '../contract/contract.js';
import { type Place, type Report, reportOf, type Unreadable, type Waiver } from '../report/index.js';
import { type Chunks, openChunks } from './chunks.js';
import { ElementScanner } from './elements.js';
import { formatOf } from './format.js';
import { harReader } from './har.js';
import { LineSplitter } from './lines.js';
import type { Recording } from './recording.js';
import { type Read, recordReader } from './records.js';
import { Verdicts } from './verdicts.js';

/** Bytes that one record, body or entry may have: it is held in memory as a whole. */
export const MAX_RECORD_BYTES = 16 * 1024 * 1024;
/** Levels of nesting that are judged. */
const MAX_DEPTH = 500;
/** Bytes that are looked at to tell the format. */
const BEGINNING = 1 << 16;
/** Unreadable parts that are told; all are counted. */
const KEPT_UNREADABLE = 100;

/** What a run is asked to do. */
export interface CheckOptions {
  /** Paths of recordings; `-` is standard input. */
  readonly files: readonly string[];
  readonly contracts: readonly Contract[];
  /** Ids of the operations to judge. Default: all. A single one is that of every body that does not name its own. */
  readonly operations?: readonly string[] | undefined;
  /** What the contracts only infer is an error, too. Default: false. */
  readonly strict?: boolean | undefined;
  /** Judges only these lines (in a HAR: entries), both included. Default: all. */
  readonly lines?: { readonly from: number; readonly to: number } | undefined;
  readonly waivers?: readonly Waiver[] | undefined;
  /** Ids of rules that are left out. For tests of tests. Default: none. */
  readonly without?: readonly string[] | undefined;
  /** What a replay line has to repeat beside file, lines and operation, such as `--specs`. Default: nothing. */
  readonly replay?: readonly string[] | undefined;
  /** Is told of every recorded exchange of an operation, and where it was found. */
  readonly onRecording?: ((recording: Recording, place: Place) => void) | undefined;
  /** Called after every piece that was read, with the bytes of the file so far and in all, where that is known. */
  readonly onProgress?: ((file: string, bytes: number, size: number | undefined) => void) | undefined;
}

/** What is counted while files are read. */
interface Counts {
  readonly unreadable: Unreadable[];
  unreadableCount: number;
  skipped: number;
  judged: number;
  /** Requests for patience: no answers that could be judged. */
  throttled: number;
}

/**
 * Judges recorded traffic by the contracts, with the judge that verify uses. Reads each file once, and holds no more
 * than a record and what spans records: memory does not grow with the size of the files.
 *
 * @throws UsageError where a file cannot be read, is empty, holds nothing that can be judged, or an operation is unknown.
 */
export async function check(options: CheckOptions): Promise<Report> {
  const started = performance.now();
  const { contracts, operations, files } = options;
  const ids = contracts.map((contract) => contract.id);
  for (const id of operations ?? []) if (!ids.includes(id)) throw unknownName('--operation names', id, ids);
  const counts: Counts = { unreadable: [], unreadableCount: 0, skipped: 0, judged: 0, throttled: 0 };
  const verdicts = new Verdicts(contracts, options);
  const readers: Readers = {
    record: recordReader(contracts, operations),
    entry: entryReader(contracts, operations),
  };
  for (const file of files) {
    await checkFile(file, options, readers, verdicts, counts);
    verdicts.endFile();
  }
  if (counts.judged === 0 && counts.unreadableCount === 0) {
    if (counts.throttled > 0) {
      throw new UsageError(
        `${files.join(', ')}: all ${counts.throttled} exchanges ask for patience (429, 503 or a code of throttling), and tell nothing else; record when the server answers again`,
      );
    }
    throw new UsageError(
      `${files.join(', ')}: none of the ${counts.skipped} exchanges is of ${operations?.join(' or ') ?? 'an operation of the specs'}; record others, or choose with --operation`,
    );
  }
  return reportOf(
    {
      tool: 'check',
      subject: files.join(', '),
      // Nothing is drawn at random.
      seed: 0,
      ...verdicts.run(),
      milliseconds: Math.round(performance.now() - started),
      unreadable: counts.unreadable,
      unreadableCount: counts.unreadableCount,
      skipped: counts.skipped,
    },
    { secrets: verdicts.secrets, waivers: options.waivers ?? [] },
  );
}

interface Readers {
  readonly record: (value: Json) => Read;
  readonly entry: (value: Json) => Read;
}

function entryReader(contracts: readonly Contract[], chosen: readonly string[] | undefined): (value: Json) => Read {
  const read = harReader(contracts);
  return (value) => {
    const recording = read(value);
    return recording === undefined || chosen?.includes(recording.contract.id) === false ? 'skipped' : recording;
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
  verdicts: Verdicts,
  counts: Counts,
): Promise<void> {
  const chunks: Chunks = await openChunks(file);
  let read = 0;
  const unreadable = (unit: Place['unit'], number: number, message: string) => {
    const place = number > 0 ? { file, unit, number } : undefined;
    if (++counts.unreadableCount <= KEPT_UNREADABLE) counts.unreadable.push({ file, place, message });
  };
  const judgeText = (
    reader: (value: Json) => Read,
    unit: Place['unit'],
    text: string | undefined,
    line: number,
    isLast = false,
  ) => {
    const { lines } = options;
    if (lines !== undefined && (line < lines.from || line > lines.to)) return;
    read++;
    if (text === undefined) {
      unreadable(unit, line, `${unit} ${line} is longer than ${MAX_RECORD_BYTES} bytes; it was not judged`);
      return;
    }
    if (isNestedDeeperThan(text, MAX_DEPTH)) {
      unreadable(unit, line, `${unit} ${line} is nested more than ${MAX_DEPTH} levels deep; it was not judged`);
      return;
    }
    try {
      const { plain, exact } = parseExact(line === 1 ? text.replace(/^\uFEFF/, '') : text);
      const result = reader(plain);
      if (result === 'skipped') counts.skipped++;
      else if ('problem' in result) unreadable(unit, line, `${unit} ${line} ${result.problem}`);
      else {
        const whole = exact === plain ? result : exactly(result, reader(exact as Json));
        const place = { file, unit, number: line };
        options.onRecording?.(whole, place);
        if (verdicts.judge(whole, place)) counts.judged++;
        else counts.throttled++;
      }
    } catch (error) {
      unreadable(unit, line, `${unit} ${line} ${causeOf(error, isLast)}`);
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
    document: () => documentSink((text, isLast) => judgeText(readers.record, 'line', text, 1, isLast)),
  };
  const scannerSink = (path: readonly string[], unit: Place['unit'], reader: (value: Json) => Read): Sink => {
    const scanner = new ElementScanner(path, MAX_RECORD_BYTES, (text, index) => judgeText(reader, unit, text, index));
    return {
      push: (chunk) => scanner.push(chunk),
      end: () => {
        if (scanner.isComplete) return;
        read++;
        unreadable(unit, scanner.count, `the file is cut off within or behind ${unit} ${scanner.count}`);
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
    if (beginning.length < BEGINNING && beginning.toString('utf8').trim() === '') {
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
  if (read === 0) throw new UsageError(`${file} holds nothing to judge; give a JSON body, NDJSON or HAR`);
}

/** A recording with the body that has integers beyond 2^53 as bigints, beside the plain one. */
function exactly(plain: Recording, exact: Read): Recording {
  if (exact === 'skipped' || 'problem' in exact) return plain;
  return { ...plain, request: exact.request, exact: exact.exact ?? exact.body };
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
