import { isObject, type Json, type JsonObject, own } from '../../base/json.js';
import type { Bounds, Fact, Field, Location, Page, PageParameter, Permission, Prose } from '../page.js';
import { typeOfText } from './type-text.js';

/**
 * The page that a lock was made of. Sentences are known by their hash only.
 *
 * @throws Error that says which part of the lock is not what `docs lock` writes
 */
export function fromLock(lock: Json): Page {
  const vendor = own(lock, 'vendor');
  if (vendor !== 'alibaba-cloud' && vendor !== 'huawei-cloud') throw new Error('vendor is no vendor that we know');
  const truncated = own(lock, 'truncated');
  const errors = own(lock, 'errors');
  return {
    vendor,
    layout: String(own(lock, 'layout') ?? ''),
    title: fact(own(lock, 'title'), 'title'),
    ...optional('product', lock),
    ...optional('operation', lock),
    ...optional('updated', lock),
    ...optional('method', lock),
    ...optional('path', lock),
    ...prose('summary', own(lock, 'summary')),
    sections: Object.fromEntries(
      Object.entries((own(lock, 'sections') ?? {}) as JsonObject).map(([name, hash]) => [name, proseOfHash(hash)]),
    ),
    permissions: list(lock, 'permissions').map(
      (one): Permission => ({
        action: fact(own(one, 'action'), 'permissions.action'),
        ...optional('access', one),
        resources: list(one, 'resources').map((resource) => fact(resource, 'permissions.resources')),
        conditionKeys: list(one, 'conditionKeys').map((key) => fact(key, 'permissions.conditionKeys')),
        dependentActions: list(one, 'dependentActions').map((action) => fact(action, 'permissions.dependentActions')),
      }),
    ),
    parameters: list(lock, 'parameters').map(
      (one): PageParameter => ({ ...field(one), in: String(own(one, 'in')) as Location }),
    ),
    responses: list(lock, 'responses').map((one) => {
      const body = own(one, 'body');
      return {
        status: fact(own(one, 'status'), 'responses.status'),
        headers: list(one, 'headers').map(field),
        ...(body === undefined ? {} : { body: field(body) }),
      };
    }),
    samples: list(lock, 'samples') as unknown as Page['samples'],
    statuses: list(lock, 'statuses').map((one) => ({
      status: fact(own(one, 'status'), 'statuses.status'),
      ...prose('meaning', own(one, 'meaning')),
    })),
    ...(errors === undefined
      ? {}
      : {
          errors: list(lock, 'errors').map((one) => {
            const code: Fact<string> = fact(own(one, 'code'), 'errors.code');
            const message = own(one, 'message');
            return {
              code,
              status: { ...code, value: String(own(one, 'status') ?? '') },
              ...(message === undefined ? {} : { message: { ...code, value: String(message) } }),
              ...prose('meaning', own(one, 'meaning')),
            };
          }),
        }),
    changes: list(lock, 'changes').map((one) => ({
      date: fact(own(one, 'date'), 'changes.date'),
      ...prose('summary', own(one, 'summary')),
    })),
    unread: list(lock, 'unread').map((line) => ({ line: Number(line), text: '' })),
    ...(truncated === undefined ? {} : { truncated: truncated as unknown as NonNullable<Page['truncated']> }),
  };
}

function list(holder: Json | undefined, key: string): Json[] {
  const value = own(holder, key) ?? [];
  if (!Array.isArray(value)) throw new Error(`${key} is no list`);
  return value;
}

function fact<T>(value: Json | undefined, where: string): Fact<T> {
  if (!Array.isArray(value) || typeof value[1] !== 'number') throw new Error(`${where} is not [value, line]`);
  return { value: value[0] as T, line: value[1], confidence: typeof value[2] === 'number' ? value[2] : 1 };
}

function optional<K extends string>(key: K, holder: Json | undefined): Partial<Record<K, Fact<string>>> {
  const value = own(holder, key);
  return (value === undefined ? {} : { [key]: fact(value, key) }) as Partial<Record<K, Fact<string>>>;
}

function proseOfHash(hash: Json): Prose {
  return { text: '', hash: String(hash), line: 0 };
}

function prose<K extends string>(key: K, hash: Json | undefined): Partial<Record<K, Prose>> {
  return (hash === undefined ? {} : { [key]: proseOfHash(hash) }) as Partial<Record<K, Prose>>;
}

const boundKeys = ['minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems'] as const;

function field(value: Json): Field {
  if (!isObject(value) || typeof own(value, 'type') !== 'string') throw new Error('a field has no type');
  const line = Number(own(value, 'line') ?? 0);
  const confidence = Number(own(value, 'confidence') ?? 1);
  const at = <T>(of: Json): Fact<T> => ({ value: of as T, line, confidence: 1 });
  const attribute = <K extends string>(key: K) => {
    const one = own(value, key);
    return (one === undefined ? {} : { [key]: at(one) }) as Partial<Record<K, Fact<never>>>;
  };
  const bounds: Record<string, Fact<number>> = {};
  for (const key of boundKeys) {
    const one = own(value, key);
    if (one !== undefined) bounds[key] = at(one);
  }
  const items = own(value, 'items');
  return {
    name: String(own(value, 'name') ?? ''),
    line,
    confidence,
    type: { value: typeOfText(String(own(value, 'type'))), line, confidence: 1 },
    ...attribute('required'),
    ...attribute('default'),
    bounds: bounds as Bounds,
    values: list(value, 'values').map((one) => {
      const [read, hash] = Array.isArray(one) ? one : [one];
      return { value: at(read as Json), ...prose('meaning', hash) };
    }),
    ...attribute('example'),
    ...attribute('unit'),
    ...prose('prose', own(value, 'prose')),
    fields: list(value, 'fields').map(field),
    ...(items === undefined ? {} : { items: field(items) }),
  };
}
