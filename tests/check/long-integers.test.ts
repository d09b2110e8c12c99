import { describe, expect, test } from 'vitest';
import type { Json } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { successBody } from '../../scripts/contract/responses.js';
import { checkText, contracts } from './support.js';

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
