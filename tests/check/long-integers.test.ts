import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { broken, checkText, contracts } from './support.js';

/** Two integers that are one as doubles. */
const [one, other] = ['9007199254740993', '9007199254740992'];

/** A body of a successful answer, as the page shows it. */
function sampleOf(contract: Contract): Json | undefined {
  return Object.values(successBody(contract).examples)[0]?.value;
}

describe('a request with an integer that no number holds', () => {
  test.each(
    contracts.flatMap((contract) =>
      contract.parameters
        .filter(({ schema }) => JSON.stringify(schema).includes('"integer"'))
        .map((parameter) => [contract.id, parameter.name, sampleOf(contract)] as const),
    ),
  )('%s %s', async (operation, name, body) => {
    const line = (value: string) =>
      `{"operation":${JSON.stringify(operation)},"request":{${JSON.stringify(name)}:${value}},"response":${JSON.stringify(body)}}`;
    const report = await checkText(
      [line(one), line(other), line(one), line(`[${one}]`), line(`{"a":${one}}`)].join('\n'),
    );
    expect(report.unreadable).toEqual([]);
    expect(report.operations).toMatchObject([{ requests: 5 }]);
  });
});

test('two filters of a HAR that are one as doubles ask for two results', async () => {
  const entry = (id: string, count: number) => ({
    request: { method: 'GET', url: `https://example.com/?Action=ListOperationTask&Version=2018-12-03&CheckId=${id}` },
    response: { status: 200, content: { mimeType: 'application/json', text: answer(id, count) } },
  });
  const answer = (id: string, count: number) =>
    JSON.stringify({
      RequestId: `6C3A1B2E-0000-5000-8000-00000000000${count}`,
      PageInfo: { CurrentPage: 1, PageSize: 20, TotalCount: count, Count: count },
      OperationTasks: Array.from({ length: count }, (_, index) => ({ TaskId: `${index}`, CheckId: `#${id}` })),
    }).replaceAll(/"#(\d+)"/g, '$1');
  const entries = [entry(one, 2), entry(other, 1), entry(one, 2), entry(other, 1)];
  const report = await checkText(JSON.stringify({ log: { entries } }));
  expect(broken(report).filter((name) => /total|same-answer|partition|filter:/.test(name))).toEqual([]);
});
