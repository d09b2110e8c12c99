import { describe, expect, test } from 'vitest';
import { loadSpecs } from '../../scripts/load/load.js';
import { folderOf } from '../support/specs-with.js';

/** A document whose one operation has each of our keys, all in order. */
const document = () => {
  const status = { type: 'string', enum: ['waiting', 'busy', 'done'] };
  const item = {
    type: 'object',
    properties: {
      id: { type: 'string' },
      status: {
        ...status,
        'x-enum-varnames': ['Waiting', 'Busy', 'Done'],
        'x-lifecycle': { pending: ['waiting'], running: ['busy'], succeeded: ['done'], final: ['done'] },
      },
      began: { type: 'integer' },
      ended: { type: 'integer' },
      tip: { type: 'string' },
    },
  };
  const page = {
    type: 'object',
    properties: { total: { type: 'integer' }, list: { type: 'array', items: item } },
  };
  const refusal = {
    description: 'refused',
    content: { 'application/json': { schema: { type: 'object' }, examples: { Gone: { value: { code: 'Gone' } } } } },
  };
  const query = (name: string, schema: object, beside: object = {}) => ({ name, in: 'query', schema, ...beside });
  const integer = { type: 'integer' };
  return {
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: {
      '/jobs': {
        get: {
          operationId: 'listJobs',
          'x-pagination': {
            style: 'page',
            request: { position: 'page', size: 'size' },
            response: { items: '/list', total: '/total' },
            identity: ['/id'],
          },
          'x-sort': {
            by: 'order',
            direction: 'way',
            fields: { began: '/began', ended: '/ended' },
            default: { field: '/began', direction: 'desc' },
          },
          'x-links': [
            {
              id: 'in-order',
              statement: 'It begins first.',
              source: 'inferred',
              each: '/list/*',
              ordered: ['/began', '/ended'],
            },
            {
              id: 'busy-has-no-end',
              statement: 'What is busy has not ended.',
              source: 'inferred',
              each: '/list/*',
              when: { field: '/status', phase: ['running'] },
              then: { field: '/ended', present: false },
            },
          ],
          parameters: [
            query('page', integer),
            query('size', integer),
            query('order', { type: 'string' }),
            query('way', { type: 'string', enum: ['desc', 'asc'], default: 'desc' }),
            query('status', status, { 'x-filter': { match: 'equals', field: '/status' } }),
            query('text', { type: 'string' }, { 'x-filter': { match: 'substring', fields: ['/id', '/tip'] } }),
            query('lang', { type: 'string', enum: ['en'] }, { 'x-language': { fields: ['/tip'] } }),
          ],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: page } } }, 404: refusal },
        },
        post: {
          operationId: 'showJob',
          'x-lookup': { key: 'id', items: '/list', identity: ['/id'], missing: 'Gone' },
          'x-at-least-one-of': [['id', 'tip']],
          parameters: [query('id', { type: 'string' }), query('tip', { type: 'string' })],
          responses: { 200: { description: 'ok', content: { 'application/json': { schema: page } } }, 404: refusal },
        },
      },
    },
  };
};

type Changed = ReturnType<typeof document>;
type Loose = object;

const problemsOf = (
  change: (get: Changed['paths']['/jobs']['get'], post: Changed['paths']['/jobs']['post']) => void,
) => {
  const changed = document();
  change(changed.paths['/jobs'].get, changed.paths['/jobs'].post);
  const { problems } = loadSpecs(folderOf({ 'jobs.yaml': JSON.stringify(changed, null, 1) }));
  return problems.map(
    ({ pointer, message, leftOut }) => `${pointer.replace('/paths/~1jobs', '')} ${message} | ${leftOut}`,
  );
};

test('a document that uses each of our keys as it should has no problems', () => {
  expect(problemsOf(() => {})).toEqual([]);
});

describe('a key that says what is not so is left out, and told at its place', () => {
  const undeclared = (pointer: string) => `points to ${pointer}, which the response does not declare`;
  const unknown = (name: string) => `names the parameter ${name}, which the operation has not`;
  test.each<[fault: string, change: Parameters<typeof problemsOf>[0], want: string[]]>([
    [
      'a total that is nowhere',
      (get) => Object.assign(get['x-pagination'].response, { total: '/count' }),
      [`/get/x-pagination/response/total ${undeclared('/count')} | x-pagination of listJobs`],
    ],
    [
      'a size that is no parameter',
      (get) => Object.assign(get['x-pagination'].request, { size: 'limit' }),
      [`/get/x-pagination/request/size ${unknown('limit')} | x-pagination of listJobs`],
    ],
    [
      'an order by what items have not',
      (get) => Object.assign(get['x-sort'].fields, { name: '/name' }),
      [`/get/x-sort ${undeclared('/name')} | x-sort of listJobs`],
    ],
    [
      'another default direction than the parameter has',
      (get) => Object.assign(get['x-sort'].default, { direction: 'asc' }),
      [
        '/get/x-sort/default/direction is asc, but parameter way has the default "desc"; make them one | x-sort of listJobs',
      ],
    ],
    [
      'another default order than the parameter has',
      (get) => Object.assign(get.parameters[2]?.schema as Loose, { default: 'ended' }),
      [
        '/get/x-sort/default/field is /began, but parameter order has the default ended, which is /ended; make them one | x-sort of listJobs',
      ],
    ],
    [
      'the same default order as the parameter has',
      (get) => Object.assign(get.parameters[2]?.schema as Loose, { default: 'began' }),
      [],
    ],
    [
      'another default order than the parameter has, by a number',
      (get) => {
        Object.assign(get.parameters[2]?.schema as Loose, { type: 'integer', default: 2 });
        get['x-sort'].fields = { 1: '/began', 2: '/ended' } as never;
      },
      [
        '/get/x-sort/default/field is /began, but parameter order has the default 2, which is /ended; make them one | x-sort of listJobs',
      ],
    ],
    [
      'a name that looks like none, where the parameter has no default order',
      (get) => Object.assign(get['x-sort'].fields, { undefined: '/ended' }),
      [],
    ],
    [
      'a default order that is none of the names',
      (get) => Object.assign(get.parameters[2]?.schema as Loose, { default: 'toString' }),
      [],
    ],
    [
      'a filter by what items have not',
      (get) => Object.assign(get.parameters[4] as Loose, { 'x-filter': { match: 'equals', field: '/state' } }),
      [`/get/parameters/4/x-filter ${undeclared('/state')} | x-filter of listJobs`],
    ],
    [
      'a text in what items have not',
      (get) =>
        Object.assign(get.parameters[5] as Loose, { 'x-filter': { match: 'substring', fields: ['/id', '/text'] } }),
      [`/get/parameters/5/x-filter ${undeclared('/text')} | x-filter of listJobs`],
    ],
    [
      'a language of what items have not',
      (get) => Object.assign(get.parameters[6] as Loose, { 'x-language': { fields: ['/hint'] } }),
      [`/get/parameters/6/x-language ${undeclared('/hint')} | x-language of listJobs`],
    ],
    [
      'a link between what items have not',
      (get) => Object.assign(get['x-links'][0] as Loose, { ordered: ['/began', '/finished'] }),
      [`/get/x-links/0 ${undeclared('/finished')} | link in-order`],
    ],
    [
      'a link for each of what is nowhere',
      (get) => Object.assign(get['x-links'][0] as Loose, { each: '/entries/*' }),
      [`/get/x-links/0 ${undeclared('/entries/*')} | link in-order`],
    ],
    [
      'a link for a phase that no value has',
      (get) => Object.assign(get['x-links'][1] as Loose, { when: { field: '/status', phase: ['failed'] } }),
      ['/get/x-links/1 link busy-has-no-end applies to no value: /status has no such lifecycle | link busy-has-no-end'],
    ],
    [
      'a link that has the name of a rule',
      (get) => Object.assign(get['x-links'][1] as Loose, { id: 'page-size' }),
      ['/get/x-links/1 link page-size has the name of another rule; rename it | link page-size'],
    ],
    [
      'two links of one name',
      (get) => Object.assign(get['x-links'][1] as Loose, { id: 'in-order' }),
      ['/get/x-links/1 link in-order has the name of another rule; rename it | link in-order'],
    ],
    [
      'an error that has no example',
      (_, post) => Object.assign(post['x-lookup'], { missing: 'Lost' }),
      ['/post/x-lookup/missing names the error Lost, of which the operation has no example | x-lookup of showJob'],
    ],
    [
      'a list of entities that is nowhere',
      (_, post) => Object.assign(post['x-lookup'], { items: '/entries' }),
      [
        `/post/x-lookup/items ${undeclared('/entries')} | x-lookup of showJob`,
        `/post/x-lookup/identity ${undeclared('/id')} | x-lookup of showJob`,
      ],
    ],
    [
      'a key that is no parameter',
      (_, post) => Object.assign(post['x-lookup'], { key: 'name' }),
      [`/post/x-lookup/key ${unknown('name')} | x-lookup of showJob`],
    ],
    [
      'one of several that is no parameter',
      (_, post) => Object.assign(post, { 'x-at-least-one-of': [['id', 'name']] }),
      [`/post/x-at-least-one-of ${unknown('name')} | x-at-least-one-of of showJob`],
    ],
    [
      'names of values without an enum',
      (get) => Object.assign(get.parameters[2]?.schema as Loose, { 'x-enum-varnames': ['Began'] }),
      ['/get/parameters/2/schema/x-enum-varnames x-enum-varnames stands without an enum | x-enum-varnames'],
    ],
    [
      'more descriptions than values',
      (get) => Object.assign(get.parameters[3]?.schema as Loose, { 'x-enum-descriptions': ['down', 'up', 'none'] }),
      [
        '/get/parameters/3/schema/x-enum-descriptions x-enum-descriptions has 3 entries for 2 values of the enum | x-enum-descriptions',
      ],
    ],
    [
      'a lifecycle without an enum',
      (get) => Object.assign(get.parameters[2]?.schema as Loose, { 'x-lifecycle': { pending: ['a'], final: [] } }),
      ['/get/parameters/2/schema/x-lifecycle x-lifecycle stands without an enum | x-lifecycle'],
    ],
    [
      'a value in two phases',
      (get) =>
        Object.assign(get.parameters[3]?.schema as Loose, {
          'x-lifecycle': { pending: ['asc'], running: ['desc', 'asc'], final: [] },
        }),
      [
        '/get/parameters/3/schema/x-lifecycle x-lifecycle puts "asc" into several phases: pending, running | x-lifecycle',
      ],
    ],
    [
      'a final value that goes on',
      (get) =>
        Object.assign(get.parameters[3]?.schema as Loose, {
          'x-lifecycle': { running: ['desc'], failed: ['asc'], final: ['asc', 'desc'] },
        }),
      ['/get/parameters/3/schema/x-lifecycle x-lifecycle calls "desc" final, but it is running | x-lifecycle'],
    ],
    [
      'a name that is no value',
      (get) =>
        Object.assign(get.parameters[3]?.schema as Loose, {
          'x-lifecycle': { running: ['desc', 'up'], failed: ['asc'], final: [] },
        }),
      ['/get/parameters/3/schema/x-lifecycle x-lifecycle.running names "up", which the enum has not | x-lifecycle'],
    ],
  ])('%s', (_, change, want) => {
    const problems = problemsOf(change);
    // Without pages there is no item that filters, order and links could speak of: they go with it.
    const isOfPages = want.some((one) => one.includes('/x-pagination/'));
    expect(isOfPages ? problems.slice(0, 1) : problems).toEqual(want);
  });
});
