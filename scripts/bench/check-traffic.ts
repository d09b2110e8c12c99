import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Json, JsonObject } from '../base/json.js';
import { own } from '../base/json.js';
import { at } from '../base/pointer.js';
import type { Contract } from '../contract/contract.js';
import { type PageRequest, pagerOf } from '../contract/pager.js';
import { satisfies } from '../contract/satisfies.js';
import { resolveSchema } from '../contract/schema-at.js';
import { fieldsOf } from '../judge/index.js';
import { startMock } from '../mock/index.js';
import { protocolOf } from '../wire/index.js';

/** Entries of a page. */
const SIZE = 20;

/** What is asked for: everything, page by page; or each filter and each order besides. */
export type Traffic = 'walks' | 'filters and orders';

/**
 * Writes NDJSON of traffic: walks through results of every list operation of the specs, as the mock answers, again and
 * again, every response with a request id of its own.
 *
 * @param bytes size from which on nothing more is written
 * @returns the number of lines
 */
export async function writeTraffic(
  file: string,
  specs: string,
  contracts: readonly Contract[],
  bytes: number,
  traffic: Traffic,
): Promise<number> {
  const lines = await recordWalks(specs, contracts, traffic);
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
async function recordWalks(
  specs: string,
  contracts: readonly Contract[],
  traffic: Traffic,
): Promise<[string, string][]> {
  const mock = await startMock({ specs, port: 0, quiet: true, seed: 1, records: 149 });
  const lines: [string, string][] = [];
  try {
    for (const contract of contracts) {
      const pager = pagerOf(contract);
      if (pager === undefined) continue;
      const protocol = protocolOf(contract);
      const least = leastRequest(contract);
      const walk = async (query: JsonObject): Promise<Json[]> => {
        const items: Json[] = [];
        for (let page: PageRequest | undefined = pager.first(SIZE); page !== undefined; ) {
          const request = pager.request(page, { ...least, ...query });
          const { method, target, headers, body } = protocol.encode(contract, request);
          const reply = await fetch(mock.url + target, { method, headers, ...(body === undefined ? {} : { body }) });
          const answer = (await reply.json()) as Json;
          if (reply.status !== 200) throw new Error(`${contract.id} answers ${JSON.stringify(answer)}`);
          lines.push(split(contract, request, answer));
          items.push(...pager.items(answer));
          page = pager.next(page, answer);
        }
        return items;
      };
      const items = await walk({});
      if (traffic === 'walks') continue;
      for (const query of [...filtersOf(contract, items), ...ordersOf(contract)]) await walk(query);
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

/** A question for each filter that can be asked for what an entry shows. */
function filtersOf({ parameters, definitions }: Contract, items: readonly Json[]): JsonObject[] {
  return parameters.flatMap(({ name, filter, schema }) => {
    if (filter === undefined) return [];
    const values = items.flatMap((item): Json[] => {
      if (filter.match === 'within-days') return [7];
      if (filter.match !== 'any-object') return fieldsOf(filter).flatMap((field) => at(item, field) ?? []);
      const shown = Object.entries(filter.fields).flatMap(([key, field]) => {
        const value = at(item, field);
        return value === undefined ? [] : [[key, value] as const];
      });
      return [Object.fromEntries(shown)];
    });
    const isList = own(resolveSchema(schema, definitions), 'items') !== undefined;
    const asked = values.map((value) => (isList ? [value] : value));
    const fitting = asked.find((value) => satisfies(schema, value, definitions));
    return fitting === undefined ? [] : [{ [name]: fitting }];
  });
}

/** A question for each order. */
function ordersOf({ sort, parameters, definitions }: Contract): JsonObject[] {
  if (sort === undefined) return [];
  const direction = parameters.find(({ name }) => name === sort.direction);
  const directions = own(resolveSchema(direction?.schema, definitions), 'enum');
  return Object.keys(sort.fields).flatMap((field) =>
    (Array.isArray(directions) ? directions : []).map((one) => ({ [sort.by]: field, [sort.direction]: one })),
  );
}

function leastRequest({ parameters }: Contract): JsonObject {
  return Object.fromEntries(
    parameters.filter(({ required }) => required).map(({ name, examples }) => [name, examples[0] ?? 'x']),
  );
}
