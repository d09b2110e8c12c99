import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { UsageError } from '../../base/usage-error.js';
import type { GeneratedFile } from '../generated-file.js';
import { type Committer, startCommitter } from './committer.js';
import { existingAt } from './existing.js';
import { makeStaging, sweep, writeJournal } from './journal.js';
import { type Lock, lock } from './lock.js';
import { type Listing, MANIFEST, manifestOf, readManifest } from './manifest.js';

/** How an output folder differs from what should be in it. Paths below the folder, with `/`, sorted. */
export interface Differences {
  /** Not there, or with another text. */
  readonly stale: readonly string[];
  /** Generated once, but not any more. */
  readonly surplus: readonly string[];
  /** Generated once and not any more, but changed by hand since: they stay. */
  readonly kept: readonly string[];
}

/** An output folder that is being brought up to date, or compared. */
export interface Output {
  /** Whether the folder has a file with this content. */
  isFresh(name: string, hash: string): boolean;
  /** Takes a file that the folder has already. */
  keep(name: string, hash: string): void;
  /** Takes a file. Its text is let go as soon as possible. */
  add(file: GeneratedFile): Promise<void>;
  /**
   * Ends: what differs is moved into its place, and what is surplus removed.
   *
   * @throws UsageError where a file would be overwritten that the generator did not write, or where the folder cannot be
   * written; then it is as it was.
   */
  finish(): Promise<Differences>;
  /** Gives up: the folder stays as it was. */
  abandon(): Promise<void>;
}

/** How many texts are written at the same time. */
const WRITES = 32;

/**
 * Opens an output folder, after sweeping away what runs that were ended left. While it is open, other runs wait.
 *
 * New texts are first written to a folder inside it, then moved into place by a process that no kill of this one
 * reaches. Whoever ends the run on the way finds the old files, or all new ones.
 *
 * @param check only compare; nothing is written, and nobody waits
 * @throws UsageError where the folder cannot be written.
 */
export async function openOutput(out: string, check: boolean): Promise<Output> {
  if (check) return new OpenOutput(out, undefined, undefined);
  try {
    const made = mkdirSync(out, { recursive: true });
    const held = await lock(out);
    sweep(out, (name) => name === MANIFEST || existingAt(out, name, readManifest(out)).kind !== 'foreign');
    return new OpenOutput(out, held, made);
  } catch (error) {
    throw cannotWrite(out, error);
  }
}

class OpenOutput implements Output {
  readonly #out: string;
  readonly #made: string | undefined;
  readonly #lock: Lock | undefined;
  readonly #listing: Listing;
  readonly #wanted = new Map<string, string>();
  readonly #stale: string[] = [];
  readonly #foreign: string[] = [];
  readonly #moves: [string, string][] = [];
  readonly #writes = new Set<Promise<void>>();
  #failure: unknown;
  #staging: string | undefined;
  #committer: Committer | undefined;

  /** @param made the outermost folder that had to be made for it */
  constructor(out: string, held: Lock | undefined, made: string | undefined) {
    this.#out = out;
    this.#made = made;
    this.#lock = held;
    this.#listing = readManifest(out);
  }

  isFresh(name: string, hash: string): boolean {
    const existing = existingAt(this.#out, name, this.#listing);
    return existing.kind === 'ours' && existing.hash === hash;
  }

  keep(name: string, hash: string): void {
    this.#wanted.set(name, hash);
  }

  async add(file: GeneratedFile): Promise<void> {
    this.#wanted.set(file.path, file.hash);
    const existing = existingAt(this.#out, file.path, this.#listing);
    if (existing.kind === 'ours' && existing.hash === file.hash) return;
    this.#stale.push(file.path);
    if (existing.kind === 'foreign') this.#foreign.push(`${path.join(this.#out, file.path)}: ${existing.reason}`);
    await this.#stage(file);
  }

  async finish(): Promise<Differences> {
    try {
      const surplus = [...this.#listing.keys()].filter((name) => !this.#wanted.has(name));
      const { removals, kept } = this.#sort(surplus);
      await this.#addManifest(manifestOf(this.#wanted));
      await Promise.all(this.#writes);
      if (this.#failure !== undefined) throw this.#failure;
      this.#refuseForeign();
      if (this.#lock !== undefined && this.#moves.length + removals.length > 0) {
        const staging = this.#prepare();
        writeJournal(this.#out, staging, { moves: this.#moves, removals });
        await (this.#committer as Committer).commit(this.#out, staging, this.#lock);
      }
      return { stale: this.#stale.sort(), surplus: removals.sort(), kept: kept.sort() };
    } catch (error) {
      throw cannotWrite(this.#out, error);
    } finally {
      await this.abandon();
    }
  }

  async abandon(): Promise<void> {
    await Promise.all(this.#writes);
    this.#committer?.close();
    if (this.#lock === undefined) return;
    if (this.#staging !== undefined) rmSync(path.join(this.#out, this.#staging), { recursive: true, force: true });
    this.#lock.release();
    this.#removeEmpty();
  }

  /** Removes the folders that were made for nothing. */
  #removeEmpty(): void {
    if (this.#made === undefined) return;
    try {
      const outermost = path.resolve(this.#made);
      for (let folder = path.resolve(this.#out); folder.startsWith(outermost); folder = path.dirname(folder)) {
        rmdirSync(folder);
      }
    } catch {
      // There is something in it.
    }
  }

  /** Of files that were generated once, those to remove, and those that somebody has changed or that are gone. */
  #sort(surplus: readonly string[]): { removals: string[]; kept: string[] } {
    const removals: string[] = [];
    const kept: string[] = [];
    for (const name of surplus) {
      const existing = existingAt(this.#out, name, this.#listing);
      if (existing.kind === 'ours' && existing.hash === this.#listing.get(name)) removals.push(name);
      else if (existing.kind !== 'nothing') kept.push(name);
    }
    return { removals, kept };
  }

  async #addManifest(manifest: GeneratedFile): Promise<void> {
    const known = manifestOf(this.#listing);
    const existing = existingAt(this.#out, manifest.path, new Map([[known.path, known.hash]]));
    if (existing.kind === 'ours' && existing.hash === manifest.hash) return;
    this.#stale.push(manifest.path);
    await this.#stage(manifest);
  }

  async #stage(file: GeneratedFile): Promise<void> {
    if (this.#lock === undefined) return;
    const staging = path.join(this.#out, this.#prepare());
    const name = String(this.#moves.length);
    this.#moves.push([name, file.path]);
    const write: Promise<void> = writeFile(path.join(staging, name), file.text)
      .catch((error: unknown) => {
        this.#failure ??= error;
      })
      .then(() => void this.#writes.delete(write));
    this.#writes.add(write);
    if (this.#writes.size >= WRITES) await Promise.race(this.#writes);
  }

  #prepare(): string {
    this.#staging ??= makeStaging(this.#out);
    this.#committer ??= startCommitter();
    return this.#staging;
  }

  #refuseForeign(): void {
    if (this.#foreign.length === 0 || this.#lock === undefined) return;
    const shown = this.#foreign.slice(0, 20).map((line) => `  ${line}`);
    const more = this.#foreign.length > 20 ? [`  and ${this.#foreign.length - 20} more`] : [];
    throw new UsageError(
      [
        `generate would overwrite what it did not write in ${this.#out}; name another folder with --out, or move:`,
        ...shown,
        ...more,
      ].join('\n'),
    );
  }
}

function cannotWrite(out: string, error: unknown): Error {
  if (error instanceof UsageError) return error;
  return new UsageError(`cannot write the generated files to ${out}: ${(error as Error).message}`);
}
