import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isObject, type Json, own } from '../../base/json.js';
import { plural } from '../../base/plural.js';
import { printable } from '../../base/printable.js';
import type { Contract } from '../../contract/contract.js';
import { readLock } from '../lock/lock-file.js';
import { lockFile } from '../lock/run-lock.js';
import { PageError } from '../read-page.js';
import { chooseContracts, loadSpecs } from '../specs.js';
import { type OpenWork, openWork } from './open-work.js';

/** What `docs status` says of one operation, as `--json` writes it. */
interface Status {
  readonly operation: string;
  readonly spec: string;
  readonly page?: string | undefined;
  readonly locked: boolean;
  readonly proposals: readonly { readonly key: string; readonly spec: string; readonly reason: string }[];
  readonly open: readonly { readonly decision: string; readonly spec: string; readonly page: string }[];
  readonly settleable: readonly {
    readonly decision: string;
    readonly spec: string;
    readonly readings: readonly string[];
    readonly observed?: string | undefined;
  }[];
}

/**
 * Runs `docs status`: per operation, proposals that nobody confirmed, open decisions, and decisions that a run of
 * `verify` could settle, with what the reports that are given observed of them.
 *
 * @returns 0; that work is left is no failure
 */
export function runStatus(options: {
  specs?: string;
  operation?: readonly string[];
  observations?: readonly string[];
  json?: boolean;
}): number {
  const { folder, contracts } = loadSpecs(options.specs);
  const observed = observationsIn(options.observations ?? []);
  const all = chooseContracts(contracts, options.operation).map((contract) => statusOf(contract, folder, observed));
  if (options.json) {
    console.log(JSON.stringify(all, null, 2));
    return 0;
  }
  for (const one of all) for (const line of linesOf(one)) console.log(printable(line));
  const sum = (count: (one: Status) => number) => all.reduce((total, one) => total + count(one), 0);
  console.log(
    `\n${plural(all.length, 'operation')}: ${plural(
      sum((one) => one.proposals.length),
      'proposal',
    )}, ${plural(
      sum((one) => one.open.length),
      'open decision',
    )}, ${plural(
      sum((one) => one.settleable.length),
      'decision',
    )} that verify can settle`,
  );
  return 0;
}

function statusOf(contract: Contract, folder: string, observed: ReadonlyMap<string, string>): Status {
  const file = path.join(folder, contract.location.file);
  const work: OpenWork = openWork(contract, readFileSync(file, 'utf8'));
  const at = (line: number) => `${contract.location.file}:${line}`;
  return {
    operation: contract.id,
    spec: contract.location.file,
    page: contract.provenance?.page,
    locked: readLock(lockFile(folder, contract)) !== undefined,
    proposals: work.proposals.map(({ key, reason, line }) => ({ key, reason, spec: at(line) })),
    open: work.decisions.map(({ id, page, location }) => ({
      decision: id,
      page,
      spec: `${location.file}:${location.line}`,
    })),
    settleable: work.settleable.map(({ id, readings, location }) => ({
      decision: id,
      spec: `${location.file}:${location.line}`,
      readings: readings.map((reading) => reading.name),
      observed: observed.get(`${contract.id} ${id}`),
    })),
  };
}

function linesOf({ operation, locked, page, proposals, open, settleable }: Status): string[] {
  const lock = page === undefined ? 'from no page' : locked ? 'page locked' : 'no page lock';
  return [
    `${operation} (${lock}): ${proposals.length} proposals, ${open.length} open decisions, ${settleable.length} that verify can settle`,
    ...proposals.map(({ key, spec, reason }) => `    proposed ${key}  ${spec}\n      ${reason}`),
    ...open.map(({ decision, spec, page: says }) => `    open ${decision}  ${spec}\n      ${says}`),
    ...settleable.map(
      ({ decision, spec, readings, observed }) =>
        `    settle ${decision}  ${spec}\n      ${readings.join(' | ')}${observed === undefined ? '' : `; a server followed: ${observed}`}`,
    ),
  ].flatMap((line) => line.split('\n'));
}

/** The readings that servers followed, from JSON reports of `verify` or `check`. */
function observationsIn(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    let report: Json;
    try {
      report = JSON.parse(readFileSync(file, 'utf8')) as Json;
    } catch (error) {
      throw new PageError(`cannot read the report ${file}: ${(error as Error).message}`);
    }
    const observations = own(report, 'observations');
    if (!Array.isArray(observations))
      throw new PageError(
        `${file} is no report: it has no observations; write one with: cloudsec-contracts verify <url> --reporter json`,
      );
    for (const one of observations.filter(isObject)) {
      const reading = own(one, 'reading');
      if (typeof reading === 'string')
        found.set(`${String(own(one, 'operation'))} ${String(own(one, 'decision'))}`, reading);
    }
  }
  return found;
}
