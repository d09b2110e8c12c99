import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { splitTarget } from '../../scripts/wire/form.js';
import { protocolOf } from '../../scripts/wire/index.js';
import { send } from '../support/http.js';
import { leastRequest } from '../support/mock-client.js';
import { contracts } from '../support/mock-contracts.js';

let mock: Mock;
beforeAll(async () => {
  mock = await startMock({ contracts, auth: true, records: 3 });
});
afterAll(() => mock.close());

const cases = contracts.flatMap((contract) => {
  const wire = protocolOf(contract).encode(contract, leastRequest(contract));
  const [path, search] = splitTarget(wire.target);
  const ways = contract.security.flat().flatMap(({ name, in: place }) => {
    const key = name.toLowerCase();
    const withPair = (pair: string) => ({ ...wire, target: `${path}?${[search, pair].filter(Boolean).join('&')}` });
    if (place === 'query') {
      return [
        { what: `${name} in the query`, wire: withPair(`${name}=any`), isKnown: true },
        { what: `an empty ${name} in the query`, wire: withPair(`${name}=`), isKnown: false },
        { what: `${name} without a value`, wire: withPair(name), isKnown: false },
        { what: `a name that begins with ${name}`, wire: withPair(`${name}2=any`), isKnown: false },
      ];
    }
    const withHeader = (value: string) => ({ ...wire, headers: { ...wire.headers, [key]: value } });
    return [
      { what: `the header ${name}`, wire: withHeader('any'), isKnown: true },
      { what: `an empty header ${name}`, wire: withHeader(''), isKnown: false },
      { what: `a blank header ${name}`, wire: withHeader('  '), isKnown: false },
    ];
  });
  const nothing = { what: 'no credential', wire, isKnown: false };
  return [nothing, ...ways].map((way) => ({ id: contract.id, ...way }));
});

test.each(cases)('$id with $what: known $isKnown', async ({ wire, isKnown }) => {
  const { status } = await send(mock.url, wire);
  if (isKnown) expect(status).toBe(200);
  else expect([400, 401, 403]).toContain(status);
});
