import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parseAllDocuments, parseDocument } from 'yaml';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import { loadContracts } from '../../scripts/load/load.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { checkText, fileWith, runHere, specs } from './support.js';
import { har, ndjson } from './traffic.js';

/** Runs the command on a file, in this process. */
const run = (file: string, reporter: readonly string[] = []) => runHere([file], { suggest: true, reporter });

interface Overlay {
  readonly overlay: string;
  readonly extends: string;
  readonly actions: readonly { target: string; description: string; update?: Json; remove?: true }[];
  readonly 'x-without-proposal'?: readonly string[];
}

const overlaysOf = (text: string) => parseAllDocuments(text).map((document) => document.toJS() as Overlay);

/** Applies overlays to a copy of the specs: as much of JSONPath as normalized paths need, and one filter. */
function specsAfter(overlays: readonly Overlay[]): string {
  const folder = temporaryFolder();
  cpSync(specs, folder, { recursive: true });
  for (const { extends: name, actions } of overlays) {
    const file = path.join(folder, name);
    const document = parseDocument(readFileSync(file, 'utf8'));
    for (const { target, update, remove } of actions) {
      const [, whole = '', element] = /^\$(.*?)(?:\[\?@ == '(.*)'\])?$/.exec(target) ?? [];
      const steps = [...whole.matchAll(/\['((?:[^'\\]|\\.)*)'\]|\[(\d+)\]/g)].map(
        ([, key, index]) => key ?? Number(index),
      );
      if (element !== undefined) {
        const before = document.getIn(steps) as { toJSON(): Json[] };
        document.setIn(steps, document.createNode(before.toJSON().filter((one) => one !== element)));
      } else if (remove) document.deleteIn(steps);
      else {
        const before = document.getIn(steps) as { toJSON(): Json };
        const value = before.toJSON();
        document.setIn(steps, document.createNode(Array.isArray(value) ? [...value, update] : merged(value, update)));
      }
    }
    writeFileSync(file, document.toString());
  }
  return folder;
}

function merged(one: Json, other: Json | undefined): Json {
  const result = { ...(one as JsonObject) };
  for (const [key, value] of Object.entries(other as JsonObject)) {
    const isMap = typeof result[key] === 'object' && typeof value === 'object' && !Array.isArray(value);
    result[key] = isMap ? merged(result[key] as Json, value) : value;
  }
  return result;
}

const page = { CurrentPage: 1, PageSize: 20, TotalCount: 1, Count: 1 };
const line = (body: JsonObject, operation = 'ListOperationTask') => ({
  operation,
  request:
    operation === 'ListOperationTask' ? {} : { project_id: '4154501ffc6f4bba8ff5de2fed6f0001', offset: 0, limit: 20 },
  response: { status: 200, headers: { 'content-type': 'application/json' }, body },
});
const task = (change: JsonObject, more: JsonObject = {}) =>
  line({ RequestId: 'r', OperationTasks: [{ TaskId: 't', Status: 'INIT', ...change }], PageInfo: page, ...more });
const log = (change: JsonObject) =>
  line({ total_num: 1, data_list: [{ status: 'running', ...change }] }, 'ListOperationLogsByVaultName');

/** What a server answered that the specs do not allow, and the end of the target that has to be patched for it. */
const table: readonly [given: string, recorded: object, target: string, want: object][] = [
  ['a value that the enum does not list', task({ Status: 'DONE' }), "['enum']", { update: 'DONE' }],
  [
    'a field that is not declared',
    task({ Extra: 5 }),
    "['OperationTask']",
    { update: { properties: { Extra: { type: 'integer' } } } },
  ],
  [
    'an undeclared field of several types',
    line({
      RequestId: 'r',
      OperationTasks: [null, 1.5, 2].map((Extra, index) => ({ TaskId: `t${index}`, Status: 'INIT', Extra })),
      PageInfo: { ...page, TotalCount: 3, Count: 3 },
    }),
    "['OperationTask']",
    { update: { properties: { Extra: { type: ['null', 'number'] } } } },
  ],
  [
    'an undeclared list of objects',
    task({ Extra: [{ a: 'x' }, { a: 'y', b: true }] }),
    "['OperationTask']",
    {
      update: {
        properties: {
          Extra: {
            type: 'array',
            items: { type: 'object', properties: { a: { type: 'string' }, b: { type: 'boolean' } } },
          },
        },
      },
    },
  ],
  [
    'a required field that is missing',
    line({ RequestId: 'r', OperationTasks: [{ Status: 'INIT' }], PageInfo: page }),
    "['required'][?@ == 'TaskId']",
    { remove: true },
  ],
  ['another type', task({ CheckId: 'x' }), "['CheckId']", { update: { type: ['integer', 'string'] } }],
  ['null', task({}, { PageInfo: null }), "['PageInfo']", { update: { type: ['object', 'null'] } }],
  ['a number beyond its bound', log({ process: 140 }), "['process']", { update: { maximum: 140 } }],
];

test.each(table)('%s is proposed, and the patched specs allow it', async (_, recorded, target, want) => {
  const text = ndjson([recorded]);
  const file = fileWith(text);
  const { stdout } = await run(file);
  const overlays = overlaysOf(stdout);
  const actions = overlays.flatMap((overlay) => overlay.actions);
  expect(overlays.map(({ overlay }) => overlay)).toEqual(['1.0.0']);
  const [action] = actions.filter((one) => one.target.endsWith(target));
  expect(action).toMatchObject(want);
  expect(action?.description).toContain(`${file}, line 1`);
  const report = await checkText(text, { contracts: loadContracts(specsAfter(overlays)), strict: true });
  const schema = ['response-schema', 'documented-values', 'undeclared-fields'];
  expect(report.violations.filter(({ property }) => schema.includes(property))).toEqual([]);
});

test('nothing is proposed where there is nothing, and no spec is changed', async () => {
  const { code, stdout } = await run(fileWith(ndjson([task({})])));
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# Nothing to propose/);
});

test('what servers say stays text, and credentials stay secret', async () => {
  const secret = 'token-4711-abcdef';
  const hostile = `\u001b[2J\u202e${'x'.repeat(2000)}\n- target: $`;
  const recorded = task({ Extra: `say ${secret}`, [`n${secret}`]: 1, Status: `DONE ${secret}`, [hostile]: hostile });
  const traffic = har([recorded as never]) as { log: { entries: { request: { headers: object[] } }[] } };
  for (const { request } of traffic.log.entries) request.headers.push({ name: 'Authorization', value: secret });
  const { stdout } = await run(fileWith(JSON.stringify(traffic)));
  expect(stdout).not.toContain(secret);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
  const actions = overlaysOf(stdout).flatMap((overlay) => overlay.actions);
  expect(actions.map(({ target }) => target).every((target) => target.startsWith('$['))).toBe(true);
});

test('reports go to files beside it', async () => {
  const file = fileWith(ndjson([task({ Status: 'DONE' })]));
  const output = path.join(temporaryFolder(), 'report.json');
  const { code, stdout } = await run(file, [`json=${output}`]);
  expect(code).toBe(1);
  expect(overlaysOf(stdout)).toHaveLength(1);
  expect(JSON.parse(readFileSync(output, 'utf8'))).toMatchObject({ ok: false });
  await expect(run(file, ['json'])).rejects.toThrow('write --reporter json=<file>');
});
