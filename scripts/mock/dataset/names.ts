import { hashOf } from '../../base/hash.js';
import { isObject, type Json, type JsonObject, own, setOwn } from '../../base/json.js';
import type { Contract } from '../../contract/contract.js';
import { schemaAt } from '../../contract/schema-at.js';

/** Names of entities by the word for their kind. Addresses and domains are those kept for documentation (RFC 5737, RFC 2606). */
const byKind: readonly (readonly [RegExp, readonly string[], RegExp?])[] = [
  [/ip|address/i, ['203.0.113.7', '198.51.100.24', '192.0.2.156', '203.0.113.90'], /^[\d.x*:]+$/],
  [/domain|dns|url|host_?name/i, ['cdn.example.com', 'login.example.net', 'static.example.org', 'update.example.com']],
  [
    /file|path/i,
    ['/usr/local/bin/backup.sh', '/tmp/.cache/kworker', '/opt/app/lib/agent.jar', '/var/www/html/index.php'],
    /\//,
  ],
  [/process/i, ['sshd', 'java', 'nginx', 'crond']],
  [/host|machine|server|instance|ecs/i, ['web-01', 'web-02', 'db-primary', 'batch-07']],
  [/user|account|ram/i, ['deploy', 'backup', 'audit', 'operator']],
  [/container|pod|image/i, ['api-gateway', 'job-runner', 'cache', 'frontend']],
];

const verbs = ['Enable', 'Restrict', 'Check', 'Repair', 'Review', 'Rotate', 'Update', 'Monitor'];
const objects = [
  'host behavior defense',
  'access control lists',
  'log auditing',
  'security group rules',
  'data backup',
  'vulnerability patches',
  'login policies',
  'network isolation',
];

/** Regions as cloud vendors name them. */
export const regions = ['cn-hangzhou', 'cn-shanghai', 'cn-beijing', 'ap-southeast-1', 'eu-central-1', 'us-east-1'];

/** A display name: a thing that is done to another. */
export function displayName(number: number): string {
  return `${verbs[number % verbs.length]} ${objects[(number >>> 5) % objects.length]}`;
}

/**
 * Gives names that fit what they name: an entity's name its type, a status's name the status, the same thing always
 * the same name.
 *
 * @param list pointer to the objects in a response; `*` at its end
 * @param items are changed
 */
export function nameItems(contract: Contract, response: Json, list: string, items: readonly JsonObject[]): void {
  for (const item of items) nameObject(contract, response, list, item, 0);
}

function nameObject(contract: Contract, response: Json, pointer: string, object: JsonObject, depth: number): void {
  for (const [key, value] of Object.entries(object)) {
    if (Array.isArray(value) && depth < 4) {
      for (const part of value)
        if (isObject(part)) nameObject(contract, response, `${pointer}/${key}/*`, part, depth + 1);
    }
    const stem = /^(.*?)_?(?:Show_?|show_?)?[Nn]ame$/.exec(key)?.[1];
    if (stem === undefined || stem === '' || typeof value !== 'string') continue;
    const schema = schemaAt(response, contract.definitions, `${pointer}/${key}`);
    if (['enum', 'const', 'pattern', 'format'].some((keyword) => own(schema, keyword) !== undefined)) continue;
    const name =
      entityName(object, stem, value) ??
      statusName(contract, response, pointer, object, stem) ??
      thingName(object, stem, schema);
    const most = own(schema, 'maxLength');
    if (name !== undefined && !(typeof most === 'number' && name.length > most)) setOwn(object, key, name);
  }
}

function entityName(object: JsonObject, stem: string, value: string): string | undefined {
  const type = own(object, `${stem}Type`) ?? own(object, `${stem}_type`);
  if (typeof type !== 'string') return undefined;
  const kind = byKind.find(([word]) => word.test(type));
  if (kind === undefined) return undefined;
  const [, names, shape] = kind;
  return shape?.test(value) ? value : names[hashOf(value) % names.length];
}

/** What a page calls the value that a name is about. */
function statusName(
  contract: Contract,
  response: Json,
  pointer: string,
  object: JsonObject,
  stem: string,
): string | undefined {
  const value = own(object, stem) ?? own(object, `${stem}Code`);
  if (value === undefined) return undefined;
  const schema =
    schemaAt(response, contract.definitions, `${pointer}/${stem}`) ??
    schemaAt(response, contract.definitions, `${pointer}/${stem}Code`);
  const [values, descriptions] = [own(schema, 'enum'), own(schema, 'x-enum-descriptions')];
  const place = Array.isArray(values) ? values.indexOf(value) : -1;
  const description = Array.isArray(descriptions) ? descriptions[place] : undefined;
  return typeof description === 'string' ? description : undefined;
}

/** A display name of what an ID beside it names; undefined where the example is no display name. */
function thingName(object: JsonObject, stem: string, schema: JsonObject | undefined): string | undefined {
  const example = own(schema, 'example');
  const id = own(object, `${stem}Id`) ?? own(object, `${stem}_id`);
  if (typeof example !== 'string' || !/\s/.test(example.trim()) || id === undefined) return undefined;
  return displayName(hashOf(JSON.stringify(id)));
}
