import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as ajvFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestArbitrary } from '../../scripts/arbitraries/index.js';
import type { Contract } from '../../scripts/contract/contract.js';
import { isJson, successBody } from '../../scripts/contract/responses.js';
import { loadContracts } from '../../scripts/load/load.js';
import { type Mock, startMock } from '../../scripts/mock/index.js';
import { plain } from '../../scripts/wire/plain.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { houses } from './houses.js';

const folder = temporaryFolder();

function load(name: string, document: unknown): readonly Contract[] {
  const file = path.join(folder, `${name}.json`);
  writeFileSync(file, JSON.stringify(document));
  return loadContracts(file);
}

/** AJV as a user of the API would set it up, with all formats. */
function judgeOf(contract: Contract) {
  const ajv = new Ajv2020({ strict: false, logger: false, validateSchema: false });
  const addFormats = (ajvFormats.default as unknown as { default?: unknown }).default ?? ajvFormats.default;
  (addFormats as (ajv: Ajv2020) => void)(ajv);
  return ajv.compile({ ...successBody(contract).schema, $defs: contract.definitions });
}

describe.each(Object.entries(houses))('a document like those of %s', (name, document) => {
  const contracts = load(name, document);
  let mock: Mock;
  beforeAll(async () => {
    mock = await startMock({ contracts, records: 20 });
  });
  afterAll(() => mock.close());

  test.each(contracts.map((contract) => [contract.id, contract] as const))(
    '%s is answered with a body that AJV accepts',
    async (_, contract) => {
      const judge = judgeOf(contract);
      const { mediaType, status } = successBody(contract);
      const requests = fc.sample(requestArbitrary(contract, { texts: 'realistic' }), { numRuns: 6, seed: 2 });
      for (const request of requests) {
        const wire = plain.encode(contract, request);
        const init = {
          method: wire.method,
          headers: wire.headers,
          ...(wire.body === undefined ? {} : { body: wire.body }),
        };
        const response = await fetch(mock.url + wire.target, init);
        const text = await response.text();
        expect({ request, status: response.status, text: response.status === status ? '' : text }).toEqual({
          request,
          status,
          text: '',
        });
        if (mediaType === '') expect([text, response.headers.get('content-type')]).toEqual(['', null]);
        else expect(response.headers.get('content-type')).toContain(mediaType);
        if (isJson(mediaType))
          expect(judge(JSON.parse(text)), `${text.slice(0, 300)} ${JSON.stringify(judge.errors?.slice(0, 2))}`).toBe(
            true,
          );
      }
    },
  );
});
