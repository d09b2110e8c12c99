import type { JsonSchema } from '../base/json.js';
import { own } from '../base/json.js';
import type { Contract, Filter, Sort } from '../contract/contract.js';
import { contentOf, errorResponses, successResponse } from '../contract/responses.js';
import { schemaAt } from '../contract/schema-at.js';
import { rulesOf } from '../judge/rules-of.js';
import type { Built } from './build.js';
import { checkExamples } from './check-examples.js';
import { checkSchemas } from './check-schemas.js';
import type { Place } from './place.js';
import type { Workspace } from './workspace.js';

/**
 * Checks that a contract agrees with itself: its schemas are some, its names and pointers lead somewhere, its examples
 * are what it says. Notes what is not so, and spoils its place.
 */
export function checkContract(workspace: Workspace, built: Built): void {
  const { spoiled } = workspace;
  checkSchemas(workspace, built);
  // What follows from a schema that is none would only be noise: the contract is made again without it.
  if (workspace.spoiled > spoiled) return;
  checkKeys(workspace, built);
  checkRequiredExplained(workspace, built.contract);
  checkExamples(workspace, built);
}

/** Notes what one of our own keys says of the rest of the contract that is not so. */
type Note = (message: string, within?: string) => void;

/** What {@link Contract.pagination}, links and the like say of parameters and fields. */
function checkKeys(workspace: Workspace, { contract, sites }: Built): void {
  const { pagination, lookup, sort, definitions } = contract;
  const response = contentOf(successResponse(contract));
  const itemsPointer = pagination?.response.items ?? lookup?.items;
  const item = itemsPointer === undefined ? undefined : schemaAt(response.schema, definitions, `${itemsPointer}/*`);
  const names = new Set(contract.parameters.map((parameter) => parameter.name));

  const noteAt =
    (owner: Place, key: string): Note =>
    (message, within = '') => {
      const place = { file: owner.file, pointer: `${owner.pointer}/${key}` };
      workspace.warn({ ...place, pointer: place.pointer + within }, message, `${key} of ${contract.id}`, place);
    };
  const isParameter = (note: Note, name: string, within?: string) => {
    if (!names.has(name)) note(`names the parameter ${name}, which the operation has not`, within);
  };
  const isField = (note: Note, schema: JsonSchema | undefined, pointer: string, within?: string) => {
    if (schemaAt(schema, definitions, pointer) !== undefined) return;
    note(`points to ${pointer}, which the response does not declare`, within);
  };

  if (pagination !== undefined) {
    const note = noteAt(contract.location, 'x-pagination');
    for (const [key, name] of Object.entries(pagination.request)) isParameter(note, name, `/request/${key}`);
    for (const [key, pointer] of Object.entries(pagination.response)) {
      isField(note, response.schema, pointer, `/response/${key}`);
    }
    for (const pointer of pagination.identity) isField(note, item, pointer, '/identity');
    if (pagination.marker !== undefined) isField(note, item, pagination.marker, '/marker');
  }
  if (lookup !== undefined) {
    const note = noteAt(contract.location, 'x-lookup');
    isParameter(note, lookup.key, '/key');
    isField(note, response.schema, lookup.items, '/items');
    for (const pointer of lookup.identity) isField(note, item, pointer, '/identity');
    if (!errorResponses(contract).some((error) => Object.hasOwn(contentOf(error).examples, lookup.missing))) {
      note(`names the error ${lookup.missing}, of which the operation has no example`, '/missing');
    }
  }
  if (sort !== undefined) {
    const note = noteAt(contract.location, 'x-sort');
    isParameter(note, sort.by, '/by');
    isParameter(note, sort.direction, '/direction');
    for (const pointer of [...Object.values(sort.fields), sort.default.field]) isField(note, item, pointer);
    checkSortDefault(contract, sort, note);
  }
  for (const name of contract.atLeastOneOf.flat()) {
    isParameter(noteAt(contract.location, 'x-at-least-one-of'), name);
  }
  for (const [index, parameter] of contract.parameters.entries()) {
    const place = sites.get(`/parameters/${index}`) ?? contract.location;
    if (parameter.filter !== undefined && item === undefined) {
      const message = `parameter ${parameter.name} has x-filter, but the operation neither x-pagination nor x-lookup to say of what`;
      noteAt(place, 'x-filter')(message);
      continue;
    }
    for (const pointer of fieldsOf(parameter.filter)) isField(noteAt(place, 'x-filter'), item, pointer);
    for (const pointer of parameter.language?.fields ?? []) isField(noteAt(place, 'x-language'), item, pointer);
  }
  checkLinks(workspace, { contract, sites }, response.schema);
}

function checkLinks(workspace: Workspace, { contract, sites }: Built, schema: JsonSchema): void {
  const { definitions, links } = contract;
  for (const [index, link] of links.entries()) {
    const place = sites.get(`/links/${index}`) ?? contract.location;
    const note: Note = (message) => workspace.warn(place, message, `link ${link.id}`, place);
    const isField = (base: JsonSchema | undefined, pointer: string) => {
      if (schemaAt(base, definitions, pointer) === undefined) {
        note(`points to ${pointer}, which the response does not declare`);
      }
    };
    const base = schemaAt(schema, definitions, link.each);
    if (base === undefined) isField(schema, link.each);
    else if ('when' in link) {
      isField(base, link.when.field);
      isField(base, link.then.field);
      if (link.when.in.length === 0) {
        note(`link ${link.id} applies to no value: ${link.when.field} has no such lifecycle`);
      }
    } else {
      for (const pointer of 'ordered' in link ? link.ordered : link.trimmed) isField(base, pointer);
    }
  }
  // The rules that are not links are there first.
  const taken = rulesOf({ ...contract, links: [] }).map(({ id }) => id);
  for (const [index, { id }] of links.entries()) {
    const place = sites.get(`/links/${index}`) ?? contract.location;
    if (taken.includes(id)) {
      workspace.warn(place, `link ${id} has the name of another rule; rename it`, `link ${id}`, place);
    }
    taken.push(id);
  }
}

/** Where a parameter states the default order, too, x-sort says the same. */
function checkSortDefault(contract: Contract, sort: Sort, note: Note): void {
  const stated = (name: string) => {
    const parameter = contract.parameters.find((one) => one.name === name);
    return own(schemaAt(parameter?.schema, contract.definitions, ''), 'default');
  };
  const direction = stated(sort.direction);
  if (direction !== undefined && direction !== sort.default.direction) {
    note(
      `is ${sort.default.direction}, but parameter ${sort.direction} has the default ${JSON.stringify(direction)}; make them one`,
      '/default/direction',
    );
  }
  const by = stated(sort.by);
  // The names of fields are texts, also where the parameter is a number.
  const field = by === undefined ? undefined : own(sort.fields, String(by));
  if (field !== undefined && field !== sort.default.field) {
    note(
      `is ${sort.default.field}, but parameter ${sort.by} has the default ${by}, which is ${field}; make them one`,
      '/default/field',
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
    workspace.warn(
      { file, pointer: `/components/schemas/${name}/required` },
      `${name} requires ${JSON.stringify(required)} without a reason; give it in x-inferred.required`,
    );
  }
}
