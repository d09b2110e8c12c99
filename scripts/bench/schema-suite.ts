import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { Json } from '../base/json.js';
import { namesOf } from '../generate/names.js';
import { validatorsModule } from '../generate/validators.js';
import { loadContracts } from '../load/load.js';

/**
 * Scores the generated validators on the JSON Schema Test Suite, draft 2020-12, beside AJV with ajv-formats.
 *
 *     npm run bench:suite -- <folder of a checkout of json-schema-org/JSON-Schema-Test-Suite>
 *
 * Each schema stands as a response body in an OpenAPI document of its own. A schema that is refused is right for none
 * of its instances, but nothing is accepted silently. Exits with 1 where AJV is right and we are not.
 */
interface Group {
  readonly description: string;
  readonly schema: Json;
  readonly tests: readonly { readonly description: string; readonly data: Json; readonly valid: boolean }[];
}

type Judge = (value: unknown) => boolean;

const root = process.argv[2];
if (root === undefined) {
  console.error('name the folder of a checkout of json-schema-org/JSON-Schema-Test-Suite');
  process.exit(2);
}
const suite = path.join(root, 'tests/draft2020-12');
const folder = mkdtempSync(path.join(tmpdir(), 'cloudsec-contracts-suite-'));

function byAjv(schema: Json): Judge {
  const ajv = new Ajv2020({ strict: false, logger: false });
  // CommonJS: the function is the default export's own.
  (addFormats as unknown as (ajv: Ajv2020) => void)(ajv);
  return ajv.compile(schema as object);
}

let count = 0;
async function byUs(schema: Json): Promise<Judge> {
  // A folder for each, and the schema in a file of its own: references such as `#/$defs/a` start there.
  const specs = path.join(folder, String(++count));
  mkdirSync(specs);
  writeFileSync(path.join(specs, 'schema.json'), JSON.stringify(schema));
  const content = { 'application/json': { schema: { $ref: 'schema.json' } } };
  const document = {
    openapi: '3.1.0',
    info: { title: 'suite', version: '1' },
    paths: { '/': { get: { operationId: 'op', responses: { 200: { description: '', content } } } } },
  };
  writeFileSync(path.join(specs, 'spec.json'), JSON.stringify(document));
  const [contract] = loadContracts(specs);
  if (contract === undefined) throw new Error('no contract');
  const [module] = validatorsModule(contract, namesOf([contract]).get(contract) as never);
  const target = path.join(folder, `${count}.mjs`);
  writeFileSync(target, module?.text ?? '');
  return (await import(pathToFileURL(target).href)).validateOpResponse;
}

const scores = { instances: 0, ours: 0, ajv: 0, refused: 0, worse: [] as string[], accepted: [] as string[] };
const refusals = new Map<string, number>();
for (const name of readdirSync(suite, { recursive: true, encoding: 'utf8' }).sort()) {
  if (!name.endsWith('.json')) continue;
  for (const group of JSON.parse(readFileSync(path.join(suite, name), 'utf8')) as Group[]) {
    const judges: (Judge | undefined)[] = [];
    for (const make of [byUs, byAjv]) {
      try {
        judges.push(await make(group.schema));
      } catch (error) {
        judges.push(undefined);
        if (make === byUs) {
          const reason =
            (error as Error).message
              .split('\n')[0]
              ?.replace(/^.*?:\d+: /, '')
              .replaceAll(/".*?"/g, '"…"') ?? '';
          refusals.set(`${name}: ${reason}`, (refusals.get(`${name}: ${reason}`) ?? 0) + group.tests.length);
        }
      }
    }
    for (const { description, data, valid } of group.tests) {
      const [ours, ajv] = judges.map((judge) => {
        try {
          return judge?.(data);
        } catch {
          return 'throws';
        }
      });
      scores.instances++;
      if (ours === valid) scores.ours++;
      if (ajv === valid) scores.ajv++;
      if (ours === undefined) scores.refused++;
      const label = `${name}: ${group.description}: ${description}`;
      if (ajv === valid && ours !== valid) scores.worse.push(`${label} (${ours === undefined ? 'refused' : ours})`);
      else if (!valid && ours === true) scores.accepted.push(label);
    }
  }
}
rmSync(folder, { recursive: true });

console.log(`instances ${scores.instances}, right: ours ${scores.ours}, AJV ${scores.ajv}; refused ${scores.refused}`);
for (const [title, list] of [
  ['wrong where AJV is right', scores.worse],
  ['wrongly accepted, as by AJV', scores.accepted],
  ['refused', [...refusals].map(([reason, times]) => `${times} × ${reason}`)],
] as const) {
  console.log(`\n${title}: ${list.length}`);
  for (const line of list) console.log(`  ${line}`);
}
process.exitCode = scores.worse.length > 0 ? 1 : 0;
