import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import type { Contract } from '../contract/contract.js';
import { type PageRequest, pagerOf } from '../contract/pager.js';
import { startMock } from '../mock/index.js';
import { protocolOf } from '../wire/index.js';

/** Entries of a page. */
const SIZE = 20;

/**
 * Writes NDJSON of traffic: walks through the whole result of every list operation of the specs, as the mock answers,
 * again and again, every response with a request id of its own.
 *
 * @param bytes size from which on nothing more is written
 * @returns the number of lines
 */
export async function writeTraffic(
  file: string,
  specs: string,
  contracts: readonly Contract[],
  bytes: number,
): Promise<number> {
  const lines = await recordWalks(specs, contracts);
  const out = createWriteStream(file);
  let written = 0;
  let count = 0;
  while (written < bytes) {
    for (const [before, after] of lines) {
      const id = after === '' ? '' : String(count++).padStart(20, '0');
      const line = `${before}${id}${after}\n`;
      written += Buffer.byteLength(line);
      if (!out.write(line)) await new Promise<void>((resolve) => out.once('drain', resolve));
    }
  }
  out.end();
  await finished(out);
  return Math.ceil(count);
}

/** Each line in two parts: before and behind its request id. */
async function recordWalks(specs: string, contracts: readonly Contract[]): Promise<[string, string][]> {
  const mock = await startMock({ specs, port: 0, quiet: true, seed: 1, records: 149 });
  const lines: [string, string][] = [];
  try {
    for (const contract of contracts) {
      const pager = pagerOf(contract);
      if (pager === undefined) continue;
      const protocol = protocolOf(contract);
      for (let page: PageRequest | undefined = pager.first(SIZE); page !== undefined; ) {
        const request = pager.request(page, leastRequest(contract));
        const { method, target, headers, body } = protocol.encode(contract, request);
        const reply = await fetch(mock.url + target, { method, headers, ...(body === undefined ? {} : { body }) });
        const answer = (await reply.json()) as Json;
        if (reply.status !== 200) throw new Error(`${contract.id} answers ${JSON.stringify(answer)}`);
        lines.push(split(contract, request, answer));
        page = pager.next(page, answer);
      }
    }
  } finally {
    await mock.close();
  }
  return lines;
}

function split(contract: Contract, request: JsonObject, body: Json): [string, string] {
  const line = JSON.stringify({ operation: contract.id, request, response: { status: 200, body } });
  const { property } = protocolOf(contract).requestId;
  const id = property === undefined ? undefined : own(body, property);
  if (typeof id !== 'string') return [line, ''];
  const [before = '', after = ''] = line.split(id);
  return [before, after];
}

function leastRequest({ parameters }: Contract): JsonObject {
  return Object.fromEntries(
    parameters.filter(({ required }) => required).map(({ name, examples }) => [name, examples[0] ?? 'x']),
  );
}
