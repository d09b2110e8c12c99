import path from 'node:path';
import { type Json, type JsonObject, own, setOwn } from '../../base/json.js';
import { formatPointer } from '../../base/pointer.js';
import { parameterPath } from '../compare/page-subjects.js';
import type { Field, Page, PageParameter, Sample } from '../page.js';
import { recordContradictions } from './contradictions.js';
import { OpenDecisions, toJson } from './decisions.js';
import { elementsInText } from './elements-in-text.js';
import { filterOf } from './filters.js';
import { type ItemList, itemListOf } from './layout-of-response.js';
import { kebabCase, pascalCase } from './names.js';
import { identityOf, type Paging, pagingOf } from './pagination.js';
import { infer, propose } from './proposal.js';
import { errorEnvelope, errorResponsesOf } from './responses.js';
import { SchemaWriter } from './schemas.js';
import { alibabaSecurity, huaweiSecurity } from './security.js';
import { sortOf } from './sort.js';

/** What a page does not name and a contract needs. */
export interface DraftOptions {
  /** Name of the page's file. */
  readonly file: string;
  /** Default: from the page, or from the name of its file. */
  readonly operation?: string | undefined;
  /** Product code on the wire. Default: from the RAM action. */
  readonly product?: string | undefined;
  /** Version on the wire. Default: from the path, else `unknown`. */
  readonly version?: string | undefined;
  /** Rules that the sample breaks, as the loader found them. */
  readonly breaks?: readonly string[] | undefined;
  /** Leaves the page's samples out: they do not fit its tables. */
  readonly withoutSamples?: boolean | undefined;
}

/** A first contract from a page. */
export interface DraftedContract {
  readonly operation: string;
  readonly product: string;
  readonly version: string;
  /** The OpenAPI document. */
  readonly document: JsonObject;
}

/**
 * Drafts a contract: everything that the page says as it says it, proposals for what it does not, each marked with its
 * reason, and an open decision for every contradiction.
 */
export function draftOf(page: Page, options: DraftOptions): DraftedContract {
  return new Drafter(page, options).draft();
}

/** The wire protocol knows these methods only; operations with others travel as plain OpenAPI says. */
const wireMethods = ['GET', 'POST'];
/** OpenAPI 3.1, "Parameter Object": header parameters of these names are ignored. */
const silentHeaders = ['accept', 'content-type', 'authorization'];

class Drafter {
  readonly #page: Page;
  readonly #options: DraftOptions;
  readonly #decisions = new OpenDecisions();
  readonly #operation: string;
  readonly #schemas: SchemaWriter;
  readonly #isRpc: boolean;

  constructor(page: Page, options: DraftOptions) {
    this.#page = page;
    this.#options = options;
    const stem = path.basename(options.file).replace(/\.(?:txt|html?|md)$/i, '');
    const fromFile = /^[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*$/.test(stem) ? stem : undefined;
    this.#operation = options.operation ?? page.operation?.value ?? fromFile ?? pascalCase(page.title.value || stem);
    this.#isRpc = page.vendor === 'alibaba-cloud' && page.path === undefined;
    this.#schemas = new SchemaWriter(this.#decisions, [
      'ErrorResponse',
      `${this.#operation}Response`,
      `${this.#operation}Request`,
    ]);
  }

  draft(): DraftedContract {
    const { vendor, title, updated, summary } = this.#page;
    const product = this.#options.product ?? this.#page.wire?.value.product ?? this.#productFromPage();
    const ofPath = /^\/(v\d[\w.]*)\//.exec(this.#page.path?.value ?? '')?.[1];
    const version = this.#options.version ?? ofPath ?? this.#page.wire?.value.version ?? 'unknown';
    const productName = this.#page.product?.value ?? product;
    recordContradictions(this.#page, this.#decisions);
    this.#recordWhatPagesOmit(version);
    const operation = this.#operationObject(product, version, productName);
    const address = this.#page.path?.value ?? '/';
    const method = (this.#page.method?.value ?? 'POST').toLowerCase();
    const security = vendor === 'alibaba-cloud' ? alibabaSecurity : huaweiSecurity;
    const document: JsonObject = {
      openapi: '3.1.0',
      info: {
        title: `${productName} ${this.#operation}`,
        version,
        summary: (summary?.text ?? this.#operation).split('\n')[0]?.slice(0, 200) || this.#operation,
        license: { name: 'MIT', identifier: 'MIT' },
        'x-provenance': {
          title: title.value || this.#operation,
          ...(updated === undefined ? {} : { updated: updated.value }),
          page: path.basename(this.#options.file),
          ...(this.#page.changes.length === 0
            ? {}
            : {
                changes: this.#page.changes.map(({ date, summary: what }) => ({
                  date: date.value,
                  what: what?.text || 'Not told.',
                })),
              }),
        },
      },
      servers: [{ url: 'http://127.0.0.1:4010', description: 'A local mock of this contract.' }],
      tags: [{ name: productName, description: `${productName}, product ${product}, version ${version}.` }],
      security: Object.keys(security).map((name) => ({ [name]: [] })),
      paths: { [address]: { [method]: operation } },
      components: { securitySchemes: security, schemas: this.#schemas.definitions },
    };
    return { operation: this.#operation, product, version, document };
  }

  #productFromPage(): string {
    const action = this.#page.permissions[0]?.action.value.split(':', 1)[0];
    const name = action?.replace(/^yundun-/, '') ?? this.#page.product?.value.replaceAll(/[^A-Z]/g, '').toLowerCase();
    return name === undefined || name === '' ? 'unknown' : name.slice(0, 1).toUpperCase() + name.slice(1);
  }

  #recordWhatPagesOmit(version: string): void {
    if (this.#page.method === undefined && this.#page.wire !== undefined) {
      this.#decisions.add({
        id: 'method-not-on-page',
        page: 'Names no HTTP method; product code and version stand in its link to the API Explorer.',
        where: `Whole page (line ${this.#page.wire.line})`,
        chosen: 'POST.',
        because: "The vendor's SDK knows it.",
      });
    } else if (this.#page.method === undefined) {
      this.#decisions.add({
        id: 'method-and-version-not-on-page',
        page: 'Names neither HTTP method nor product code nor version.',
        where: 'Whole page',
        chosen: `POST, and the product of the RAM action${version === 'unknown' ? '; the version is unknown' : ''}.`,
        because: "The vendor's SDK knows all three; look there, and draft again with --product and --api-version.",
      });
    }
    if (this.#page.errors === undefined) {
      this.#decisions.add({
        id: 'no-error-table',
        page: 'Lists no error codes.',
        where: 'Error codes',
        chosen: "The errors that are common to the vendor's operations, as the toolkit knows them.",
        because: 'Nothing else is known.',
      });
    }
    if (this.#page.operation === undefined) {
      this.#decisions.add({
        id: 'operation-not-named',
        page: 'Names no operation; its title is a phrase.',
        where: 'Title',
        chosen: this.#operation,
        because: "It is the name of the page's file, or the words of its title; the vendor's SDK knows the true one.",
      });
    }
  }

  #operationObject(product: string, version: string, tag: string): JsonObject {
    const page = this.#page;
    const success = page.responses.find(
      (response) => response.status.value.startsWith('2') && response.body !== undefined,
    );
    const samples = this.#options.withoutSamples
      ? []
      : page.samples.filter((one) => one.kind === 'response' && one.status !== 'error' && one.value !== undefined);
    const body = success?.body;
    const items = body === undefined ? undefined : itemListOf(body.fields);
    const operation: JsonObject = {
      operationId: this.#operation,
      tags: [tag],
      summary: (page.summary?.text ?? this.#operation).split('\n')[0]?.slice(0, 120) || this.#operation,
      description: page.summary?.text.slice(0, 2000) || this.#operation,
      ...this.#permissions(),
    };
    const method = page.method?.value ?? 'POST';
    if (this.#isRpc) {
      const wire = { protocol: 'alibaba-rpc', product, version, action: this.#operation, methods: ['POST', 'GET'] };
      const named = 'The page names product code and version in its link to the API Explorer, and no method.';
      const unnamed = 'The page names neither method nor product code nor version.';
      propose(operation, 'x-wire', wire, page.wire === undefined ? unnamed : named);
    } else if (page.vendor === 'huawei-cloud' && wireMethods.includes(method)) {
      propose(
        operation,
        'x-wire',
        { protocol: 'huawei-rest', product, version, methods: [method] },
        'The page names no product code.',
      );
    }
    const paging =
      items === undefined || body === undefined ? undefined : pagingOf(page.parameters, body.fields, items);
    if (paging !== undefined)
      propose(
        operation,
        'x-pagination',
        paging.value,
        'Parameters and fields have the names with which pages are turned.',
      );
    const lookup = items === undefined || paging !== undefined ? undefined : this.#lookup(items);
    if (lookup !== undefined)
      propose(operation, 'x-lookup', lookup, 'A required ID, and an error for an ID that there is not.');
    const sort = items === undefined || paging === undefined ? undefined : sortOf(page.parameters, items);
    if (sort !== undefined) propose(operation, 'x-sort', sort.value, sort.reason);
    const selects = paging !== undefined || lookup !== undefined;
    const special = new Set([
      ...(paging?.parameters ?? []),
      ...(sort?.parameters ?? []),
      ...(lookup === undefined ? [] : [String(lookup.key)]),
    ]);
    const parameters = page.parameters
      .filter((one) => one.in !== 'body' && one.in !== 'form' && !this.#isCredential(one))
      .map((one) =>
        this.#parameter(one, selects && !special.has(one.name) ? items : undefined, paging?.defaults[one.name]),
      );
    for (const [, name = ''] of (page.path?.value ?? '').matchAll(/\{([^}]+)\}/g)) {
      if (page.parameters.some((one) => one.name === name)) continue;
      this.#decisions.add({
        id: `path-parameter-${name}`,
        page: `The path has {${name}}, which no table describes.`,
        where: 'URI',
        chosen: 'A required text.',
        because: 'A request without it has no address.',
        explains: [`/request${formatPointer([name])}`],
      });
      parameters.push({
        name,
        in: 'path',
        required: true,
        description: `${name} of the path.`,
        schema: { type: 'string' },
      });
    }
    if (parameters.length > 0) operation.parameters = parameters;
    const requestBody = this.#requestBody();
    if (requestBody !== undefined) operation.requestBody = requestBody;
    operation.responses = this.#responses(success?.status.value ?? '200', body, samples);
    const decisions = this.#decisions.toJson();
    if (decisions.length > 0) operation['x-decisions'] = decisions;
    return operation;
  }

  #permissions(): JsonObject {
    const permissions = this.#page.permissions.map(
      (one): JsonObject => ({
        action: one.action.value,
        access: (one.access?.value ?? 'none').toLowerCase(),
        resources: one.resources.map((resource) => ({ ...resource.value })),
        conditionKeys: one.conditionKeys.map((key) => key.value),
        dependentActions: one.dependentActions.map((action) => action.value),
      }),
    );
    const [first] = permissions;
    return first === undefined ? {} : { 'x-permission': permissions.length === 1 ? first : permissions };
  }

  /** A header that authenticates is a security scheme; what OpenAPI ignores is left out. */
  #isCredential({ in: place, name }: PageParameter): boolean {
    const lower = name.toLowerCase();
    return place === 'header' && (silentHeaders.includes(lower) || lower === 'x-auth-token');
  }

  #lookup(items: ItemList): JsonObject | undefined {
    const key = this.#page.parameters.find(
      (one) =>
        one.required?.value === true && /id$/i.test(one.name) && one.type.value.kind !== 'array' && one.in !== 'header',
    );
    const missing = this.#page.errors?.find((error) => /not.?(?:exist|found)|nosuch/i.test(error.code.value));
    if (key === undefined || missing === undefined) return undefined;
    return { key: key.name, items: items.pointer, identity: [identityOf(items).pointer], missing: missing.code.value };
  }

  #parameter(
    parameter: PageParameter,
    items: ItemList | undefined,
    fallback: Paging['defaults'][string] | undefined,
  ): JsonObject {
    const pointer = parameterPath(parameter.in, parameter.name);
    const inText = elementsInText(parameter);
    const schema = this.#schemas.schema(inText ?? parameter, pointer, []);
    if (fallback !== undefined) infer(schema, 'default', fallback.value, fallback.reason);
    const { description, example, ...rest } = schema;
    const isArray = parameter.type.value.kind === 'array';
    const written: JsonObject = {
      name: parameter.name,
      in: parameter.in === 'form' || parameter.in === 'body' ? 'query' : parameter.in,
      ...(parameter.required?.value === true || parameter.in === 'path' ? { required: true } : {}),
      description: description ?? (parameter.prose?.text.slice(0, 2000) || parameter.name),
      ...(inText === undefined
        ? { schema: rest, ...(example === undefined ? {} : { example }) }
        : {
            content: {
              'application/json': { schema: rest, example: JSON.parse(String(parameter.example?.value)) as Json },
            },
          }),
      ...(isArray && this.#isRpc ? { 'x-array-style': ['indexed'] } : {}),
    };
    if (parameter.required !== undefined && parameter.in === 'path' && !parameter.required.value) {
      this.#decisions.add({
        id: `optional-in-path-${parameter.name}`,
        page: `${parameter.name} stands in the path and is marked as optional.`,
        where: `Path parameters > ${parameter.name}`,
        chosen: 'Required.',
        because: 'A path has no parts that may be left out.',
        explains: [`${pointer}#required`],
      });
    }
    if (inText !== undefined) {
      this.#decisions.add({
        id: `json-in-${parameter.name}`,
        page: `The type is string, the example ${String(parameter.example?.value)} is a JSON array.`,
        where: `Request parameters > ${parameter.name}`,
        chosen: 'A parameter that holds JSON, an array.',
        because: 'The example is one.',
        explains: [`${pointer}#type`],
      });
    }
    if (items === undefined) return written;
    const language = this.#language(parameter, items);
    if (language !== undefined)
      propose(written, 'x-language', language, 'The page speaks of the language of texts and does not name them.');
    else {
      const found = filterOf(inText ?? parameter, items);
      if (found !== undefined) {
        propose(written, 'x-filter', found.filter, found.reason);
        this.#recordTextFilter(parameter, found.filter);
      } else
        propose(
          written,
          'x-no-effect',
          'No field of the response tells what the parameter selects.',
          'No field of an item has the name of the parameter.',
        );
    }
    return written;
  }

  #recordTextFilter(parameter: PageParameter, filter: JsonObject): void {
    const isText = parameter.type.value.kind === 'string' && parameter.values.length === 0 && filter.match === 'equals';
    if (!isText || !/name|title|keyword|remark/i.test(parameter.name)) return;
    const reading = (name: string, means: string, text?: string): JsonObject => ({
      name,
      means,
      ...(text === undefined ? {} : { filters: { [parameter.name]: { text } } }),
    });
    this.#decisions.add({
      id: `${parameter.name}-exact-or-part`,
      page: 'Does not say whether the whole text has to match, or a part of it.',
      where: `Request parameters > ${parameter.name}`,
      chosen: 'The whole text.',
      because: 'It is the literal reading.',
      readings: [
        reading('exact', 'The whole text has to match.'),
        reading('substring', 'A part of the text will do.', 'substring'),
      ],
    });
  }

  #language(parameter: PageParameter, items: ItemList): JsonObject | undefined {
    if (!/^(?:lang|language|x-language|accept-language)$/i.test(parameter.name)) return undefined;
    const texts = items.fields.filter(
      ({ field }) =>
        field.type.value.kind === 'string' && /name$|desc(?:ription)?$|title$|msg$|message$|tip$/i.test(field.name),
    );
    return texts.length === 0 ? undefined : { fields: texts.map(({ pointer }) => pointer) };
  }

  #requestBody(): JsonObject | undefined {
    const form = this.#page.parameters.filter((one) => one.in === 'form');
    const body = this.#page.parameters.filter((one) => one.in === 'body');
    const fields = body.length > 0 ? body : form;
    if (fields.length === 0) return undefined;
    const [first] = body;
    const whole = body.length === 1 && first !== undefined && /^body$/i.test(first.name);
    const line = fields[0]?.line ?? 0;
    const root: Field = {
      name: `${this.#operation}Request`,
      line,
      confidence: 1,
      type: { value: { kind: 'object' }, line, confidence: 1 },
      bounds: {},
      values: [],
      fields,
    };
    const samples = this.#page.samples.filter((one) => one.kind === 'request' && one.value !== undefined);
    const schema = this.#schemas.schema(
      whole && first !== undefined ? { ...first, name: `${this.#operation}Request` } : root,
      '/request/body',
      samples.map((one) => one.value as Json),
    );
    return {
      required: fields.some((one) => one.required?.value === true),
      content: { [body.length > 0 ? 'application/json' : 'application/x-www-form-urlencoded']: { schema } },
    };
  }

  #responses(status: string, body: Field | undefined, samples: readonly Sample[]): JsonObject {
    const responses: JsonObject = {};
    const media: JsonObject = {};
    if (body !== undefined) {
      const values = samples
        .filter((one) => one.status === undefined || one.status === status)
        .map((one) => one.value as Json);
      media.schema = this.#schemas.schema({ ...body, name: `${this.#operation}Response` }, '/response', values);
      const examples: JsonObject = {};
      for (const [index, value] of values.entries()) {
        const example: JsonObject = { summary: "The sample on the vendor's page.", value };
        if (index === 0) setOwn(example, 'x-decisions', this.#brokenRules());
        examples[index === 0 ? 'documented' : `documented-${index + 1}`] = example;
      }
      const [first] = Object.values(examples);
      if (own(first, 'x-decisions') !== undefined && this.#brokenRules().length === 0)
        delete (first as JsonObject)['x-decisions'];
      if (Object.keys(examples).length > 0) media.examples = examples;
      else if (this.#options.withoutSamples) this.#recordLostSamples();
    }
    responses[status] = {
      description:
        this.#page.statuses.find((one) => one.status.value === status)?.meaning?.text || 'The request succeeded.',
      content: { 'application/json': body === undefined ? {} : media },
    };
    for (const { status: other, body: fields } of this.#page.responses) {
      if (other.value === status || fields === undefined) continue;
      const schema = this.#schemas.schema(
        { ...fields, name: `${this.#operation}Response${other.value}` },
        `/responses/${other.value}`,
        [],
      );
      responses[other.value] = {
        description: `The answer with status ${other.value}.`,
        content: { 'application/json': { schema } },
      };
    }
    this.#schemas.definitions.ErrorResponse = errorEnvelope(this.#page);
    const errors = errorResponsesOf(this.#page, { $ref: '#/components/schemas/ErrorResponse' });
    for (const [code, response] of Object.entries(errors)) {
      const declared = own(responses, code);
      if (declared === undefined) responses[code] = response;
      else this.#mergeExamples(declared, response);
    }
    for (const { status: listed, meaning } of this.#page.statuses) {
      if (own(responses, listed.value) === undefined)
        responses[listed.value] = { description: meaning?.text || `The answer with status ${listed.value}.` };
    }
    return responses;
  }

  /** A status whose body has a table of its own keeps it; the listed errors become its examples. */
  #mergeExamples(declared: Json, response: Json): void {
    const at = (holder: Json) => own(own(holder, 'content'), 'application/json') as JsonObject;
    const examples = own(at(response), 'examples');
    if (examples !== undefined) at(declared).examples = examples;
  }

  #brokenRules(): JsonObject[] {
    return (this.#options.breaks ?? []).map((rule) =>
      toJson({
        id: `sample-breaks-${kebabCase(rule)}`,
        page: `The sample does not keep the rule ${rule}.`,
        where: 'Examples',
        chosen: 'The sample stays as it is, as one that breaks the rule.',
        because: 'Samples are abbreviated more often than rules are wrong.',
        breaks: [rule],
      }),
    );
  }

  #recordLostSamples(): void {
    const lost = this.#page.samples.filter(
      (one) => one.kind === 'response' && one.status !== 'error' && one.value !== undefined,
    );
    this.#decisions.add({
      id: 'sample-does-not-fit',
      page: 'The sample response is not what the tables describe.',
      where: 'Examples',
      chosen: 'The tables; the sample is left out.',
      because: 'The tables are explicit.',
      explains: lost.map((_, index) => `/samples/${index}`),
    });
  }
}
