import type { Json } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Bounds, Fact, Field, Page, PageType } from '../page.js';
import { unitOf } from '../units.js';
import { type Attribute, type Subject, type Subjects, subjectAt } from './statement.js';

/** All that a page says, by place. */
export function pageSubjects(page: Page): Subjects {
  const subjects: Subjects = new Map();
  say(subjectAt(subjects, '/title'), 'text', page.title);
  if (page.updated !== undefined) say(subjectAt(subjects, '/updated'), 'text', page.updated);
  if (page.method !== undefined) say(subjectAt(subjects, '/method'), 'text', page.method);
  if (page.path !== undefined) say(subjectAt(subjects, '/path'), 'text', page.path);
  for (const [index, permission] of page.permissions.entries()) {
    const { action } = permission;
    const subject = subjectAt(subjects, `/permission/${index}`, { line: action.line });
    say(subject, 'action', action);
    if (permission.access !== undefined) {
      say(subject, 'access', { ...permission.access, value: permission.access.value.toLowerCase() });
    }
    const list = (facts: readonly Fact<Json>[]): Fact<Json> => ({ ...action, value: facts.map((fact) => fact.value) });
    say(subject, 'resources', list(permission.resources as readonly Fact<Json>[]));
    say(subject, 'conditionKeys', list(permission.conditionKeys));
    say(subject, 'dependentActions', list(permission.dependentActions));
  }
  for (const parameter of page.parameters) {
    const path = parameterPath(parameter.in, parameter.name);
    addField(subjects, path, parameter);
    // What is in the body has that in its path.
    if (!path.startsWith('/request/body')) {
      subjects.get(path)?.attributes.set('in', { value: parameter.in, line: parameter.line });
    }
  }
  for (const response of page.responses) {
    if (response.body !== undefined) addField(subjects, responsePath(response.status.value), response.body);
  }
  let number = 0;
  for (const sample of page.samples) {
    if (sample.kind !== 'response' || sample.value === undefined || sample.status === 'error') continue;
    const subject = subjectAt(subjects, `/samples/${number++}`, { line: sample.line });
    say(subject, 'status', { value: sample.status ?? '200', line: sample.line, confidence: 1 });
    say(subject, 'value', { value: sample.value, line: sample.line, confidence: 1 });
  }
  for (const { status } of page.statuses) say(subjectAt(subjects, `/statuses/${status.value}`), 'text', status);
  const times = new Map<string, number>();
  for (const error of page.errors ?? []) {
    const subject = subjectAt(subjects, errorPath(error.code.value, times), { line: error.code.line });
    if (error.status.value !== '') say(subject, 'status', error.status);
    if (error.message !== undefined) say(subject, 'message', error.message);
  }
  for (const { date } of page.changes) say(subjectAt(subjects, `/changes/${date.value}`), 'text', date);
  return subjects;
}

/** Where a parameter stands among the subjects. The body's fields stand below `/request/body`. */
export function parameterPath(place: string, name: string): string {
  // A parameter that is called body is the body itself.
  if (place === 'body' && /^body$/i.test(name)) return '/request/body';
  return place === 'body' || place === 'form'
    ? `/request/body${formatPointer([name])}`
    : `/request${formatPointer([name])}`;
}

/** Where an error stands; a code that a page lists twice has a number behind it. */
function errorPath(code: string, times: Map<string, number>): string {
  const count = (times.get(code) ?? 0) + 1;
  times.set(code, count);
  return `/errors${formatPointer([count === 1 ? code : `${code} (${count})`])}`;
}

/** Where the body of a response stands: that of the success has no status in its path. */
export function responsePath(status: string): string {
  return status.startsWith('2') ? '/response' : `/responses/${status}`;
}

function say(subject: Subject, attribute: Attribute, { value, line, confidence }: Fact<Json>): void {
  subject.attributes.set(attribute, { value, line, confidence });
}

function addField(subjects: Subjects, path: string, field: Field): void {
  const subject = subjectAt(subjects, path, { line: field.line, confidence: field.confidence });
  const { type } = field;
  // A row without a name below an object stands for what its keys hold.
  const isMap =
    type.value.map || (type.value.kind === 'object' && field.items !== undefined && field.fields.length === 0);
  if (type.value.kind !== 'any') say(subject, 'type', { ...type, value: isMap ? 'map' : type.value.kind });
  if (type.value.format !== undefined) say(subject, 'format', { ...type, value: type.value.format });
  // What elements are, every element is.
  if (field.required !== undefined && field.name !== '') say(subject, 'required', field.required);
  if (field.default !== undefined) say(subject, 'default', field.default);
  addBounds(subject, field.bounds);
  if (field.example !== undefined) say(subject, 'example', field.example);
  const unit = field.unit === undefined ? undefined : unitOf(field.unit.value);
  if (field.unit !== undefined && unit !== undefined) say(subject, 'unit', { ...field.unit, value: unit });
  for (const child of field.fields) addField(subjects, path + formatPointer([child.name]), child);
  const items = field.items ?? elementOf(field);
  if (items !== undefined) addField(subjects, `${path}/*`, items);
  const values = field.values.map(({ value }) => value.value);
  if (values.length === 0 || type.value.kind === 'boolean') return;
  // Pages may write the values of an array's elements on the row of the array.
  const holder = type.value.kind === 'array' ? subjectAt(subjects, `${path}/*`, { line: field.line }) : subject;
  if (!holder.attributes.has('enum')) {
    holder.attributes.set('enum', { value: values, line: field.values[0]?.value.line, confidence: field.confidence });
  }
}

/** The elements of an array whose type names them, and which have no row of their own. */
function elementOf(field: Field): Field | undefined {
  const items: PageType | undefined = field.type.value.items;
  if (items === undefined || field.type.value.map) return undefined;
  const { name: _, required: __, default: ___, example: ____, ...rest } = field;
  return { ...rest, name: '', type: { ...field.type, value: items }, bounds: {}, values: [], fields: [] };
}

function addBounds(subject: Subject, bounds: Bounds): void {
  for (const [key, fact] of Object.entries(bounds)) if (fact !== undefined) say(subject, key as Attribute, fact);
}
