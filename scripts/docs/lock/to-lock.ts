import type { Json, JsonObject } from '../../base/json.js';
import type { Bounds, Fact, Field, Page, PageParameter, Prose } from '../page.js';
import { typeText } from './type-text.js';

/** A fact as a lock writes it: `[value, line]`, and the confidence where the reading is not certain. */
function fact(one: Fact<Json>): Json[] {
  return one.confidence < 1 ? [one.value, one.line, one.confidence] : [one.value, one.line];
}

function optionalFact(key: string, one: Fact<Json> | undefined): JsonObject {
  return one === undefined ? {} : { [key]: fact(one) };
}

function hash(key: string, prose: Prose | undefined): JsonObject {
  return prose === undefined ? {} : { [key]: prose.hash };
}

/** A page as plain data for its lock: every fact, and of each run of sentences only the hash. */
export function toLock(page: Page): JsonObject {
  return {
    vendor: page.vendor,
    layout: page.layout,
    title: fact(page.title),
    ...optionalFact('product', page.product),
    ...optionalFact('operation', page.operation),
    ...optionalFact('updated', page.updated),
    ...optionalFact('method', page.method),
    ...optionalFact('path', page.path),
    ...hash('summary', page.summary),
    ...some('sections', Object.fromEntries(Object.entries(page.sections).map(([name, prose]) => [name, prose.hash]))),
    ...someOf(
      'permissions',
      page.permissions.map((one) => ({
        action: fact(one.action),
        ...optionalFact('access', one.access),
        resources: one.resources.map((resource) => fact(resource as Fact<Json>)),
        conditionKeys: one.conditionKeys.map(fact),
        dependentActions: one.dependentActions.map(fact),
      })),
    ),
    ...someOf('parameters', page.parameters.map(parameter)),
    ...someOf(
      'responses',
      page.responses.map((response) => ({
        status: fact(response.status),
        ...someOf('headers', response.headers.map(field)),
        ...(response.body === undefined ? {} : { body: field(response.body) }),
      })),
    ),
    ...someOf(
      'samples',
      page.samples.map(({ kind, line, status, target, value }) => ({
        kind,
        line,
        ...(status === undefined ? {} : { status }),
        ...(target === undefined ? {} : { target }),
        ...(value === undefined ? {} : { value }),
      })),
    ),
    ...someOf(
      'statuses',
      page.statuses.map(({ status, meaning }) => ({ status: fact(status), ...hash('meaning', meaning) })),
    ),
    ...(page.errors === undefined
      ? {}
      : {
          errors: page.errors.map(({ status, code, message, meaning }) => ({
            code: fact(code),
            status: status.value,
            ...(message === undefined ? {} : { message: message.value }),
            ...hash('meaning', meaning),
          })),
        }),
    ...someOf(
      'changes',
      page.changes.map(({ date, summary }) => ({ date: fact(date), ...hash('summary', summary) })),
    ),
    ...someOf(
      'unread',
      page.unread.map((one) => one.line),
    ),
    ...(page.truncated === undefined ? {} : { truncated: { ...page.truncated } }),
  };
}

function some(key: string, value: JsonObject): JsonObject {
  return Object.keys(value).length === 0 ? {} : { [key]: value };
}

function someOf(key: string, list: Json[]): JsonObject {
  return list.length === 0 ? {} : { [key]: list };
}

function parameter(one: PageParameter): JsonObject {
  return { ...field(one), in: one.in };
}

function field(one: Field): JsonObject {
  return {
    ...(one.name === '' ? {} : { name: one.name }),
    line: one.line,
    ...(one.confidence < 1 ? { confidence: one.confidence } : {}),
    type: typeText(one.type.value),
    ...(one.required === undefined ? {} : { required: one.required.value }),
    ...(one.default === undefined ? {} : { default: one.default.value }),
    ...bounds(one.bounds),
    ...someOf(
      'values',
      one.values.map(({ value, meaning }) => (meaning === undefined ? [value.value] : [value.value, meaning.hash])),
    ),
    ...(one.example === undefined ? {} : { example: one.example.value }),
    ...(one.unit === undefined ? {} : { unit: one.unit.value }),
    ...hash('prose', one.prose),
    ...someOf('fields', one.fields.map(field)),
    ...(one.items === undefined ? {} : { items: field(one.items) }),
  };
}

function bounds(all: Bounds): JsonObject {
  return Object.fromEntries(Object.entries(all).flatMap(([key, one]) => (one === undefined ? [] : [[key, one.value]])));
}
