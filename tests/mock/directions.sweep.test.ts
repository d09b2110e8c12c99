import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { loadContracts } from '../../scripts/load/load.js';
import { startMock } from '../../scripts/mock/index.js';
import { verify } from '../../scripts/verify/index.js';
import { call, itemsOf, leastRequest } from '../support/mock-client.js';
import { specsWith } from '../support/specs-with.js';

/** The names of a sort order's directions as a vendor may spell them, and what the judge can tell of them. */
const spellings: readonly (readonly [up: string, down: string, isTold: boolean])[] = [
  ['ASCENDING', 'DESCENDING', true],
  ['+', '-', true],
  ['1', '-1', true],
  ['Asc', 'DSC', true],
  ['forth', 'back', false],
];

for (const [up, down, isTold] of spellings) {
  const way = JSON.stringify(down);
  test(`mock and judge agree on the directions ${up} and ${down}`, async () => {
    const change = (text: string) =>
      text
        .replace('direction: desc\n', `direction: ${way}\n`)
        .replace('default: desc\n          example: desc', `default: ${way}\n          example: ${way}`)
        .replace('enum: [desc, asc]', `enum: [${way}, ${JSON.stringify(up)}]`)
        .replaceAll(/Direction: (?:desc|asc)\b/g, `Direction: ${way}`);
    const file = 'alibaba-cloud/sophonsoar-2022-07-28/DescribeProcessTasks.yaml';
    const contracts = loadContracts(specsWith(file, change, []));
    const [contract] = contracts as [Contract];
    const mock = await startMock({ contracts, records: 40 });
    try {
      const ids = async (direction: string) => {
        const request = { ...leastRequest(contract), OrderField: 'GmtModifiedMillis', Direction: direction };
        const { body } = await call(mock.url, contract, request);
        return itemsOf(contract, body).map((item: JsonObject) => item.TaskId);
      };
      if (isTold) expect(await ids(up)).not.toEqual(await ids(down));
      const report = await verify({
        url: mock.url,
        contracts,
        properties: ['sort-order', 'sort-default', 'sort-direction-default'],
        runs: 2,
        seed: 1,
      });
      expect(report.violations).toEqual([]);
      const [order] = report.operations[0]?.properties.filter(({ name }) => name === 'sort-order') ?? [];
      expect(order?.outcome).toBe(isTold ? 'held' : 'not-exercised');
    } finally {
      await mock.close();
    }
  });
}
