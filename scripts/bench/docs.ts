import { readPage } from '../docs/index.js';

/** How long reading a page takes, by its length, and what many pages leave behind. Run with `npm run bench:docs`. */

const head = `Security Center:ListScans

Last Updated:Sep 9, 2025

Lists scans.

Request parameters

Parameter

Type

Required

Description

Example

`;
const foot = `Response elements

Element

Type

Description

Example

object

The response.

RequestId

string

The ID of the call.

R-1

Examples

Success response

{"RequestId": "R-1"}

Error codes

See Error Codes for a complete list.`;

/** A page of about so many characters. */
function page(length: number): string {
  const rows: string[] = [];
  for (let number = 0, size = 0; size < length; number++) {
    const row = `Field${number}\n\nstring\n\nNo\n\nThe state of scan ${number}. Default value: WAITING. Valid values:\n\n  • WAITING: The scan has not begun.\n\n  • DONE: The scan succeeded.\n\nDONE\n\n`;
    rows.push(row);
    size += row.length;
  }
  return head + rows.join('') + foot;
}

readPage(page(100_000));
for (const length of [125_000, 250_000, 500_000, 1_000_000]) {
  const text = page(length);
  const before = process.cpuUsage();
  const { parameters } = readPage(text);
  const { user, system } = process.cpuUsage(before);
  console.log(
    `${Math.round(text.length / 1000)} KB, ${parameters.length} parameters: ${Math.round((user + system) / 1000)} ms of CPU`,
  );
}

const small = page(10_000);
const heaps: number[] = [];
for (let number = 1; number <= 1000; number++) {
  readPage(small.replace('Lists scans.', `Lists scans, ${number}.`));
  if (number % 250 !== 0) continue;
  (globalThis as { gc?: () => void }).gc?.();
  heaps.push(Math.round(process.memoryUsage().heapUsed / 1024 / 1024));
}
console.log(`heap after 250, 500, 750 and 1000 pages of 10 KB: ${heaps.join(', ')} MiB`);
