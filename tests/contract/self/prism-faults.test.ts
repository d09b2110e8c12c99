import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../../generated/index.js';
import type { Json, JsonObject } from '../../../scripts/base/json.js';
import type { Contract } from '../../../scripts/contract/contract.js';
import { plain } from '../../../scripts/wire/plain.js';
import { typesOf } from '../../../scripts/wire/scalar.js';
import { minimalRequest } from '../../support/minimal-request.js';
import { contracts, forEachOperation } from '../../support/operations.js';
import { coercedByPrism } from '../../support/prism-coercion.js';
import { elementOf, prismFaults, sentPlainly } from '../../support/prism-faults.js';
import { type PrismOfEach, startPrismOfEach } from '../../support/prism-of-each.js';

let prisms: PrismOfEach;
beforeAll(async () => {
  prisms = await startPrismOfEach(contracts);
});
afterAll(() => prisms.close());

describe("Prism's faults are there", () => {
  const define: Parameters<typeof forEachOperation>[0] = (contract, prism) => {
    const required = minimalRequest(contract);
    const { validateRequest } = operations[contract.id as keyof typeof operations];
    const decode = plain.decoder([contract]);
    const place = (kind: string) => contract.parameters.find((one) => one.in === kind)?.name;
    const typed = contract.parameters.filter(
      ({ encoding, schema, in: place }) =>
        encoding === 'plain' && place === 'query' && !typesOf(schema, contract.definitions).has('string'),
    );
    const whole = typed.find(
      ({ name, schema }) => typesOf(schema, contract.definitions).has('integer') && !Object.hasOwn(required, name),
    )?.name;
    const isWide = (request: JsonObject) => has('int64-limits', contract, request) && validateRequest(request);
    const int64 = typed.find((one) => isWide({ ...required, [one.name]: 2 ** 53 }))?.name;
    const json = contract.parameters.find((one) => one.encoding === 'json')?.name;

    /** Requests that meet a fault, with the verdict of the contract, which Prism does not share. */
    const cases: { fault: string; request: JsonObject; ours: boolean; applies: boolean }[] = [
      {
        fault: 'other-case',
        request: { ...required, [swapCase(whole ?? '')]: 'none' },
        ours: true,
        applies: whole !== undefined,
      },
      {
        fault: 'empty-value',
        request: { ...required, [whole ?? '']: '' },
        ours: false,
        applies: whole !== undefined,
      },
      {
        fault: 'int64-limits',
        request: { ...required, [int64 ?? '']: 2 ** 53 },
        ours: true,
        applies: int64 !== undefined,
      },
      {
        fault: 'json-text',
        request: { ...required, [json ?? '']: ['no-such-value'] },
        ours: false,
        applies: json !== undefined,
      },
      {
        fault: 'dot-segment',
        request: { ...required, [place('path') ?? '']: '.' },
        ours: true,
        applies: place('path') !== undefined,
      },
      {
        fault: 'dot-segment',
        request: { ...required, [place('path') ?? '']: '..' },
        ours: true,
        applies: place('path') !== undefined,
      },
      { fault: 'at-least-one-of', request: {}, ours: false, applies: contract.atLeastOneOf.length > 0 },
    ];

    test.each(cases.filter((one) => one.applies))('$fault: $request', async ({ fault, request, ours }) => {
      expect(has(fault, contract, request)).toBe(true);
      const decoded = decode(sentPlainly(contract, request));
      expect('request' in decoded && validateRequest(decoded.request)).toBe(ours);
      expect((await prism.send(sentPlainly(contract, request))).status === 200).toBe(!ours);
    });

    test.runIf(typed.length > 0)('coercion: Prism takes each text for what the table says', async () => {
      for (const parameter of typed) {
        const isList = typesOf(parameter.schema, contract.definitions).has('array');
        const element = elementOf(contract, parameter);
        const { name } = parameter;
        for (const text of oddTexts) {
          if (has('int64-limits', contract, { [name]: text })) continue;
          const coerced = coercedByPrism(element, contract.definitions, text) as Json;
          // JSON has no Infinity; for Prism it is a whole number without an end.
          const value = coerced === Number.POSITIVE_INFINITY ? 1e300 : coerced;
          const taken = { ...required, [name]: isList ? [value] : value };
          const answer = await prism.ask({ ...required, [name]: isList ? [text] : text });
          expect(answer.status === 200, JSON.stringify({ name, text })).toBe(validateRequest(taken));
        }
      }
    });
  };
  forEachOperation(define, undefined, () => prisms.urls);

  /** Texts of which a server may take some for numbers or booleans. */
  const oddTexts = [
    ' ',
    '\t',
    '\u00a0',
    '5',
    ' 5',
    '5 ',
    '+5',
    '-5',
    '05',
    '5.',
    '5.0',
    '.5',
    '1e3',
    '1e-3',
    '0x10',
  ].concat([
    '0b11',
    '0o17',
    '1_000',
    '1,000',
    '5n',
    '٥',
    '1e999',
    'Infinity',
    'NaN',
    'true',
    'false',
    'True',
    '1',
    '0',
    'null',
  ]);

  function has(name: string, contract: Contract, request: JsonObject): boolean {
    return prismFaults.find((fault) => fault.name === name)?.meets(contract, request) ?? false;
  }

  function swapCase(name: string): string {
    return name === name.toLowerCase() ? name.toUpperCase() : name.toLowerCase();
  }
});
