import { expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { protocols } from '../../scripts/wire/index.js';

const long = 9007199254740993n;

const parameter = (name: string, encoding: 'plain' | 'json', place = 'query') => ({
  name,
  in: place,
  encoding,
  schema: {},
  arrayStyles: ['comma'],
});

test.each(protocols.map((protocol) => [protocol.name, protocol] as const))(
  '%s writes integers beyond 2^53 exactly, wherever they stand',
  (_, protocol) => {
    const contract = {
      id: 'Op',
      method: 'post',
      path: '/a',
      parameters: [parameter('one', 'plain'), parameter('list', 'plain'), parameter('json', 'json')],
      body: { required: false, content: { 'application/json': { schema: {}, examples: {} } } },
      wire: { protocol: protocol.name, product: 'p', version: '1', methods: ['POST'] },
    } as unknown as Contract;
    const request = { one: long, list: [long, 1], json: [{ a: long }], body: { b: [long] } };
    for (const variant of protocol.variants(contract)) {
      const { target, body = '' } = protocol.encode(contract, request as unknown as JsonObject, variant);
      const sent = decodeURIComponent(`${target} ${body}`);
      expect(sent).toContain(`one=${long}`);
      expect(sent).toMatch(new RegExp(`list(?:\\.1)?=${long}`));
      expect(sent).toContain(`json=[{"a":${long}}]`);
      if (protocol.name !== 'alibaba-rpc') expect(body).toBe(`{"b":[${long}]}`);
    }
  },
);
