import type { ValidateFunction } from 'ajv/dist/2020.js';
import type { Json, JsonObject, JsonSchema } from '../base/json.js';
import { own, setOwn } from '../base/json.js';
import { formatPointer } from '../base/pointer.js';
import { RuntimeValidators, schemaErrors, schemasOf } from './ajv.js';
import type { Contract, Example, Filter, Sort } from './contract.js';
import { unanswered } from './example-answers.js';
import { invariantsOf } from './invariants/index.js';
import { contentOf, errorResponses, successResponse } from './responses.js';
import { schemaAt } from './schema-at.js';
import type { Workspace } from './workspace.js';

/** Checks that a contract agrees with itself: its names and pointers lead somewhere, its examples are what it says. */
export function checkContract(workspace: Workspace, contract: Contract): void {
  const note = (where: string, message: string) =>
    workspace.add({ file: contract.location.file, pointer: contract.location.pointer + where }, message);
  const names = new Set(contract.parameters.map((parameter) => parameter.name));
  const isParameter = (where: string, name: string) => {
    if (!names.has(name)) note(where, `names the parameter ${name}, which the operation has not`);
  };
  const isField = (where: string, schema: JsonSchema | undefined, pointer: string) => {
    if (schemaAt(schema, contract.definitions, pointer) === undefined) {
      note(where, `points to ${pointer}, which the response does not declare`);
    }
  };
  const { pagination, lookup, sort } = contract;
  const response = contentOf(successResponse(contract));
  const itemsPointer = pagination?.response.items ?? lookup?.items;
  const item =
    itemsPointer === undefined ? undefined : schemaAt(response.schema, contract.definitions, `${itemsPointer}/*`);

  if (pagination !== undefined) {
    for (const [key, name] of Object.entries(pagination.request)) isParameter(`/x-pagination/request/${key}`, name);
    for (const [key, pointer] of Object.entries(pagination.response)) {
      isField(`/x-pagination/response/${key}`, response.schema, pointer);
    }
    for (const pointer of pagination.identity) isField('/x-pagination/identity', item, pointer);
    if (pagination.marker !== undefined) isField('/x-pagination/marker', item, pagination.marker);
  }
  if (lookup !== undefined) {
    isParameter('/x-lookup/key', lookup.key);
    isField('/x-lookup/items', response.schema, lookup.items);
    for (const pointer of lookup.identity) isField('/x-lookup/identity', item, pointer);
    if (!errorResponses(contract).some((error) => Object.hasOwn(contentOf(error).examples, lookup.missing))) {
      note('/x-lookup/missing', `names the error ${lookup.missing}, of which the operation has no example`);
    }
  }
  if (sort !== undefined) {
    isParameter('/x-sort/by', sort.by);
    isParameter('/x-sort/direction', sort.direction);
    for (const pointer of [...Object.values(sort.fields), sort.default.field]) isField('/x-sort', item, pointer);
    checkSortDefault(contract, sort, note);
  }
  for (const name of contract.atLeastOneOf.flat()) isParameter('/x-at-least-one-of', name);
  for (const parameter of contract.parameters) {
    if (parameter.filter !== undefined && item === undefined) {
      note(
        '',
        `parameter ${parameter.name} has x-filter, but the operation neither x-pagination nor x-lookup to say of what`,
      );
      continue;
    }
    const pointers = [...fieldsOf(parameter.filter), ...(parameter.language?.fields ?? [])];
    for (const pointer of pointers) isField('/parameters', item, pointer);
  }
  for (const [index, link] of contract.links.entries()) {
    const where = `/x-links/${index}`;
    const base = schemaAt(response.schema, contract.definitions, link.each);
    if (base === undefined) isField(where, response.schema, link.each);
    else if ('when' in link) {
      isField(where, base, link.when.field);
      isField(where, base, link.then.field);
      if (link.when.in.length === 0)
        note(where, `link ${link.id} applies to no value: ${link.when.field} has no such lifecycle`);
    } else {
      for (const pointer of 'ordered' in link ? link.ordered : link.trimmed) isField(where, base, pointer);
    }
  }
  const ids = invariantsOf(contract).map((invariant) => invariant.id);
  for (const id of ids.filter((id, index) => ids.indexOf(id) !== index)) {
    note('/x-links', `link ${id} has the name of another invariant; rename it`);
  }
  checkRequiredExplained(workspace, contract);
  checkExamples(contract, note);
}

/** Where a parameter states the default order, too, x-sort says the same. */
function checkSortDefault(contract: Contract, sort: Sort, note: (where: string, message: string) => void): void {
  const stated = (name: string) => {
    const parameter = contract.parameters.find((one) => one.name === name);
    return own(schemaAt(parameter?.schema, contract.definitions, ''), 'default');
  };
  const direction = stated(sort.direction);
  if (direction !== undefined && direction !== sort.default.direction) {
    note(
      '/x-sort/default/direction',
      `is ${sort.default.direction}, but parameter ${sort.direction} has the default ${JSON.stringify(direction)}; make them one`,
    );
  }
  const by = stated(sort.by);
  if (typeof by === 'string' && Object.hasOwn(sort.fields, by) && sort.fields[by] !== sort.default.field) {
    note(
      '/x-sort/default/field',
      `is ${sort.default.field}, but parameter ${sort.by} has the default ${by}, which is ${sort.fields[by]}; make them one`,
    );
  }
}

function fieldsOf(filter: Filter | undefined): string[] {
  if (filter === undefined) return [];
  if (filter.match === 'substring') return [...filter.fields];
  if (filter.match === 'any-object') return Object.values(filter.fields);
  return [filter.field];
}

/** No vendor page marks a response field as mandatory, so in a curated contract each `required` has its reason. */
function checkRequiredExplained(workspace: Workspace, contract: Contract): void {
  if (contract.provenance === undefined) return;
  for (const [name, schema] of Object.entries(contract.definitions)) {
    const required = own(schema, 'required');
    if (required === undefined || own(own(schema, 'x-inferred'), 'required') !== undefined) continue;
    const origin = contract.origins[`/definitions/${name}`] ?? '';
    const file = origin.slice(0, origin.lastIndexOf(':'));
    workspace.add(
      { file, pointer: `/components/schemas/${name}/required` },
      `${name} requires ${JSON.stringify(required)} without a reason; give it in x-inferred.required`,
    );
  }
}

function checkExamples(contract: Contract, note: (where: string, message: string) => void): void {
  for (const [id, schema] of schemasOf(contract)) {
    for (const error of schemaErrors(schema)) note('', `schema ${id} of ${contract.id} is not one: ${error}`);
  }
  let validators: RuntimeValidators;
  try {
    validators = new RuntimeValidators(contract, { code: { optimize: false } });
    validators.of('request');
    for (const response of Object.values(contract.responses)) validators.of(response);
  } catch (error) {
    note('', `a schema of ${contract.id} is not one: ${(error as Error).message}`);
    return;
  }
  const request = validators.of('request');
  for (const parameter of contract.parameters) {
    for (const example of parameter.examples) {
      const alone: JsonObject = {};
      setOwn(alone, parameter.name, example);
      // Other parameters that are missing are not the example's fault.
      const pointer = formatPointer([parameter.name]);
      const errors = request(alone) ? [] : (request.errors ?? []);
      const error = errors.find(({ instancePath }) => `${instancePath}/`.startsWith(`${pointer}/`));
      if (error === undefined) continue;
      const shown = JSON.stringify(example);
      note('/parameters', `the example ${shown} of ${parameter.name} violates its schema: ${error.message}`);
    }
  }
  const success = successResponse(contract);
  for (const response of Object.values(contract.responses)) {
    const judge = validators.of(response);
    const { mediaType, examples } = contentOf(response);
    for (const [name, example] of Object.entries(examples)) {
      const at = `/responses/${response.status}/content${formatPointer([mediaType, 'examples', name])}`;
      if (!judge(example.value)) note(at, `example ${name} violates its schema: ${reason(judge)}`);
      if (example.request !== undefined && !request(example.request)) {
        note(`${at}/x-request`, `the request of example ${name} violates the parameters: ${reason(request)}`);
      }
      if (response === success) {
        checkInvariants(contract, example, (message) => note(at, `example ${name} ${message}`));
        for (const problem of unanswered(contract, example)) note(at, `example ${name} ${problem}`);
      }
    }
  }
}

/** An example breaks exactly the invariants that its decisions say it breaks. */
function checkInvariants(contract: Contract, example: Example, note: (message: string) => void): void {
  const declared = new Set(example.decisions.flatMap((decision) => decision.breaks));
  const known = new Set<string>();
  for (const invariant of invariantsOf(contract)) {
    known.add(invariant.id);
    const findings = invariant.judge({ request: example.request as JsonObject | undefined, response: example.value });
    const first = findings[0];
    if (first !== undefined && !declared.has(invariant.id)) {
      note(
        `breaks ${invariant.id}: ${first.path} ${first.message} (expected ${show(first.expected)}, found ${show(first.actual)})`,
      );
    }
    if (first === undefined && declared.has(invariant.id)) {
      note(`keeps ${invariant.id}, though a decision says that it breaks it`);
    }
  }
  for (const id of declared) if (!known.has(id)) note(`is said to break ${id}, but there is no such invariant`);
}

function show(value: Json | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}

function reason(validate: ValidateFunction): string {
  const error = validate.errors?.[0];
  return error === undefined ? '' : `${error.instancePath || 'it'} ${error.message}`;
}
