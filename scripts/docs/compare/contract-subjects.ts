import { isObject, type Json, own } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import type { Contract, Parameter } from '../../contract/contract.js';
import { contentOf, errorBodies, findSuccess, statusOf } from '../../contract/responses.js';
import { type FlatSchema, flatSchema } from './keywords.js';
import { parameterPath, responsePath } from './page-subjects.js';
import { type Attribute, type Subject, type Subjects, subjectAt } from './statement.js';

/** The deepest schema that is compared; recursive schemas end where they meet themselves. */
const maxDepth = 30;

/** All that a contract says of what a page could say, by place. */
export function contractSubjects(contract: Contract): Subjects {
  const subjects: Subjects = new Map();
  const spec = `${contract.location.file}:${contract.location.line}`;
  const { provenance } = contract;
  if (provenance !== undefined) {
    subjectAt(subjects, '/title', { spec }).attributes.set('text', { value: provenance.title, spec });
    if (provenance.updated !== undefined) {
      subjectAt(subjects, '/updated', { spec }).attributes.set('text', { value: provenance.updated, spec });
    }
    for (const { date } of provenance.changes ?? []) {
      subjectAt(subjects, `/changes/${date}`, { spec }).attributes.set('text', { value: date, spec });
    }
  }
  subjectAt(subjects, '/method', { spec }).attributes.set('text', { value: contract.method.toUpperCase(), spec });
  subjectAt(subjects, '/path', { spec }).attributes.set('text', { value: contract.path, spec });
  for (const [index, one] of contract.permissions.entries()) {
    const subject = subjectAt(subjects, `/permission/${index}`, { spec });
    const set = (attribute: Attribute, value: Json) => subject.attributes.set(attribute, { value, spec });
    set('action', one.action);
    set('access', one.access.toLowerCase());
    for (const key of ['resources', 'conditionKeys', 'dependentActions'] as const) {
      const list = one[key] as Json | undefined;
      if (list !== undefined) set(key, list);
    }
  }
  const reader = new SchemaReader(contract, subjects);
  for (const parameter of contract.parameters) reader.parameter(parameter);
  if (contract.body !== undefined) {
    const schema = own(own(contract.request, 'properties'), 'body');
    reader.schema('/request/body', schema, '/request/properties/body', [], 0);
  }
  addResponses(contract, reader, subjects);
  addErrors(contract, subjects);
  return subjects;
}

function addResponses(contract: Contract, reader: SchemaReader, subjects: Subjects): void {
  const success = findSuccess(contract);
  for (const response of Object.values(contract.responses)) {
    const { schema, mediaType, examples } = contentOf(response);
    const pointer = `/responses/${response.status}/content${formatPointer([mediaType])}/schema`;
    const isSuccess = response === success;
    const path = isSuccess ? '/response' : responsePath(response.status);
    if (mediaType !== '') reader.schema(path, schema, pointer, [], 0);
    if (!isSuccess) continue;
    const spec = contract.origins[pointer];
    for (const [name, example] of Object.entries(examples)) {
      if (!name.startsWith('documented')) continue;
      const number = [...subjects.keys()].filter((key) => key.startsWith('/samples/')).length;
      const subject = subjectAt(subjects, `/samples/${number}`, { spec });
      subject.attributes.set('status', { value: String(statusOf(response) ?? 200), spec });
      subject.attributes.set('value', { value: example.value, spec });
    }
  }
  for (const status of Object.keys(contract.responses)) {
    subjectAt(subjects, `/statuses/${status}`).attributes.set('text', { value: status });
  }
}

/** The errors that the page lists; those that are common to all of a vendor's operations stand on no page. */
function addErrors(contract: Contract, subjects: Subjects): void {
  const spec = `${contract.location.file}:${contract.location.line}`;
  for (const { status, examples } of errorBodies(contract)) {
    for (const [code, example] of Object.entries(examples)) {
      if (example.source === 'common') continue;
      const subject = subjectAt(subjects, `/errors${formatPointer([code])}`, { spec });
      subject.attributes.set('status', { value: String(status), spec });
      const message = messageIn(example.value);
      if (message !== undefined) subject.attributes.set('message', { value: message, spec });
    }
  }
}

/** The text of an error's body: `Message` (Alibaba Cloud), `error_msg` (Huawei Cloud). */
function messageIn(body: Json): string | undefined {
  if (!isObject(body)) return undefined;
  const key = Object.keys(body).find((name) => /^(?:error_?)?(?:message|msg)$/i.test(name));
  const text = key === undefined ? undefined : body[key];
  return typeof text === 'string' ? text : undefined;
}

const plain: readonly Attribute[] = [
  'format',
  'default',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'enum',
];

class SchemaReader {
  readonly #contract: Contract;
  readonly #subjects: Subjects;

  constructor(contract: Contract, subjects: Subjects) {
    this.#contract = contract;
    this.#subjects = subjects;
  }

  parameter(parameter: Parameter): void {
    const path = parameterPath(parameter.in, parameter.name);
    const pointer = `/request/properties${formatPointer([parameter.name])}`;
    const inText = parameter.encoding === 'json';
    if (inText) this.#textOfJson(path, parameter, pointer);
    else this.schema(path, parameter.schema, pointer, [], 0);
    const subject = this.#subjects.get(path) as Subject;
    const { spec } = subject;
    subject.attributes.set('in', { value: parameter.in, spec });
    subject.attributes.set('required', { value: parameter.required, spec });
    const [example, ...others] = parameter.examples;
    if (example !== undefined) {
      const show = (value: Json): Json => (inText ? JSON.stringify(value) : value);
      subject.attributes.set('example', { value: show(example), or: others.map(show), spec });
    }
  }

  /** A text that holds JSON: what its elements are is said of the text itself, as pages do. */
  #textOfJson(path: string, parameter: Parameter, pointer: string): void {
    const { definitions, origins } = this.#contract;
    const spec = origins[pointer];
    const subject = subjectAt(this.#subjects, path, { spec });
    subject.attributes.set('type', { value: 'text that holds JSON', spec });
    const items = flatSchema(parameter.schema, definitions).keywords.get('items')?.value;
    const values = flatSchema(items, definitions).keywords.get('enum');
    if (values !== undefined) subject.attributes.set('enum', { ...values, spec });
  }

  schema(
    path: string,
    schema: Json | undefined,
    pointer: string,
    open: readonly string[],
    depth: number,
    shown?: Json,
  ): void {
    const { definitions, origins } = this.#contract;
    const flat = flatSchema(schema, definitions);
    const definition = flat.definition === undefined ? undefined : `/definitions/${flat.definition}`;
    const spec = origins[pointer] ?? (definition === undefined ? undefined : origins[definition]);
    const subject = subjectAt(this.#subjects, path, { spec });
    this.#keywords(subject, flat, spec);
    // The example of an object is one of its fields, too, and nearer than their own.
    if (shown !== undefined) subject.attributes.set('example', { value: shown, spec });
    const example = subject.attributes.get('example')?.value;
    if (depth > maxDepth || (flat.definition !== undefined && open.includes(flat.definition))) return;
    const inside = [...open, ...flat.through];
    const base = definition ?? pointer;
    const properties = flat.keywords.get('properties')?.value;
    if (isObject(properties)) {
      for (const [name, property] of Object.entries(properties)) {
        const step = formatPointer([name]);
        this.schema(path + step, property, `${base}/properties${step}`, inside, depth + 1, own(example, name));
        this.#requireField(path, step, name, flat, spec);
      }
    }
    const items = flat.keywords.get('items');
    if (items !== undefined) this.schema(`${path}/*`, items.value, `${base}/items`, inside, depth + 1);
    const values = flat.keywords.get('additionalProperties');
    if (isObject(values?.value) && !isObject(properties)) {
      this.schema(`${path}/*`, values.value, `${base}/additionalProperties`, inside, depth + 1);
    }
  }

  #requireField(path: string, step: string, name: string, flat: FlatSchema, spec: string | undefined): void {
    const required = flat.keywords.get('required');
    const isRequired = Array.isArray(required?.value) && required.value.includes(name);
    const subject = this.#subjects.get(path + step);
    subject?.attributes.set('required', { value: isRequired, spec, inferred: required?.inferred });
  }

  #keywords(subject: Subject, { keywords }: FlatSchema, spec: string | undefined): void {
    const type = keywords.get('type');
    if (type !== undefined) {
      const name = Array.isArray(type.value) ? (type.value.find((one) => one !== 'null') ?? 'null') : type.value;
      const isMap =
        name === 'object' && isObject(keywords.get('additionalProperties')?.value) && !keywords.has('properties');
      subject.attributes.set('type', { ...type, value: isMap ? 'map' : name, spec });
    }
    for (const attribute of plain) {
      const keyword = keywords.get(attribute);
      if (keyword !== undefined) subject.attributes.set(attribute, { ...keyword, spec });
    }
    const example = keywords.get('example') ?? keywords.get('examples');
    if (example !== undefined) {
      const value = keywords.has('example') ? example.value : ((example.value as Json[])[0] as Json);
      subject.attributes.set('example', { value, inferred: example.inferred, spec });
    }
    const unit = keywords.get('x-unit');
    if (unit !== undefined) subject.attributes.set('unit', { ...unit, spec });
  }
}
