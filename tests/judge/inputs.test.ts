import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../scripts/base/json.js';
import { codesFor, type Exchange } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { outcomeOf, said, tasks, upTo } from './said.js';

const contract = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');
const events = contractOf('DescribeSecurityEventOperationStatus');

const body = (Code: string) => ({ RequestId: 'r', HostId: 'h', Code, Message: 'm' });
const refused = (request: JsonObject, status = 400, Code = 'InvalidParameter'): Exchange => ({
  request,
  status,
  body: body(Code),
});
const served = (request: JsonObject) => tasks(request, [1]);

describe('what is asked', () => {
  test.each<[string, string, Exchange[], string[], number]>([
    ['invalid-input', 'a bad value is refused', [refused({ PageSize: 'x' })], [], 1],
    [
      'invalid-input',
      'a bad value is served',
      [served({ PageSize: 'x' })],
      [
        'error : an invalid value is answered with status 200 (PageSize: expected integer, found "x"); expected "a client error (4xx)", found 200',
      ],
      1,
    ],
    [
      'invalid-input',
      'a bad value breaks the server',
      [refused({ PageSize: 'x' }, 500)],
      [
        'error : an invalid value is answered with status 500 (PageSize: expected integer, found "x"); expected "a client error (4xx)", found 500',
      ],
      1,
    ],
    [
      'invalid-input',
      'a bad value in a list',
      [served({ Statuses: [7] })],
      [
        'error : an invalid value is answered with status 200 (Statuses/0: expected INIT or FAIL or THROTTLING or IN_BACKUP or BACKED_UP or BACKUP_FAIL or REPAIRING or REPAIR_SUCCESS or REPAIR_FAIL or REPAIR_SUCCESS_VERIFYING or REPAIR_SUCCESS_UNVERIFIED or REPAIR_SUCCESS_VERIFIED or REPAIR_RE_EXECUTE or ROLL_BACKING or ROLL_BACKED or ROLL_BACK_FAIL or ROLL_BACK_INIT or ROLL_BACK_VERIFYING or ROLL_BACK_UNVERIFIED or ROLL_BACK_VERIFIED, found 7); expected "a client error (4xx)", found 200',
      ],
      1,
    ],
    ['invalid-input', 'a parameter that nobody knows', [served({ Other: 1 })], [], 0],
    [
      'invalid-input',
      'a parameter that nobody knows breaks the server',
      [refused({ Other: 1 }, 500)],
      [
        'error : an odd value is answered with status 500 (Other: expected no parameter of this name, found 1); expected "a result or a client error", found 500',
      ],
      1,
    ],
    ['invalid-input', 'a bad value, without a right to ask', [refused({ PageSize: 'x' }, 403)], [], 0],
    ['invalid-input', 'a bad value, when there is no service', [refused({ PageSize: 'x' }, 503)], [], 0],
    ['invalid-input', 'a good value', [served({ PageSize: 1 })], [], 0],
    ['invalid-input', 'a long integer as text', [served({ CheckId: '9007199254740993' })], [], 0],
    ['invalid-input', 'a long negative integer as text', [served({ CheckId: '-9007199254740993' })], [], 0],
    [
      'invalid-input',
      'a short integer as text',
      [served({ CheckId: '900719925474099' })],
      [
        'error : an invalid value is answered with status 200 (CheckId: expected integer, found "900719925474099"); expected "a client error (4xx)", found 200',
      ],
      1,
    ],
    [
      'invalid-input',
      'a long integer with more behind it',
      [served({ CheckId: '9007199254740993x' })],
      [
        'error : an invalid value is answered with status 200 (CheckId: expected integer, found "9007199254740993x"); expected "a client error (4xx)", found 200',
      ],
      1,
    ],
    [
      'invalid-input',
      'a long integer with more before it',
      [served({ CheckId: 'x9007199254740993' })],
      [
        'error : an invalid value is answered with status 200 (CheckId: expected integer, found "x9007199254740993"); expected "a client error (4xx)", found 200',
      ],
      1,
    ],
    ['unlisted:Type', 'a value that is not listed is refused', [refused({ Type: 'OTHER' })], [], 1],
    ['unlisted:Type', 'a value that is not listed finds nothing', [tasks({ Type: 'OTHER' }, [])], [], 1],
    [
      'unlisted:Type',
      'now so, now so',
      [refused({ Type: 'OTHER' }), tasks({ Type: 'ANOTHER' }, [])],
      [
        'error : an invalid value is answered with status 200 (Type: expected REPAIR or ROLLBACK, found "ANOTHER"); expected "a client error (4xx)", found 200',
      ],
      2,
    ],
    [
      'unlisted:Type',
      'a value that is not listed breaks the server',
      [refused({ Type: 'OTHER' }, 500)],
      [
        'error : a value that is not listed is answered with status 500 (Type: expected REPAIR or ROLLBACK, found "OTHER"); expected "a client error (4xx)", found 500',
      ],
      1,
    ],
    ['unlisted:Type', 'beside something bad', [refused({ Type: 'OTHER', PageSize: 'x' }, 500)], [], 0],
    ['unlisted:Type', 'a listed value', [served({ Type: 'REPAIR' })], [], 0],
    ['unlisted:Type', 'a value of another type', [served({ Type: 1 })], [], 0],
    ['valid-input', 'a good request', [served({})], [], 1],
    [
      'valid-input',
      'a good request is refused',
      [refused({ Type: 'REPAIR' })],
      ['error : a valid request is answered with status 400; expected 200, found 400'],
      1,
    ],
    [
      'valid-input',
      'a good request breaks the server',
      [refused({ Type: 'REPAIR' }, 500)],
      ['error : a valid request is answered with status 500; expected 200, found 500'],
      1,
    ],
    ['valid-input', 'what the server need not know', [refused({ TaskId: 'none' })], [], 0],
    [
      'valid-input',
      'what the server has shown',
      [served({}), refused({ TaskId: 'task-1' }), served({})],
      ['error : a valid request is answered with status 400; expected 200, found 400'],
      3,
    ],
    ['valid-input', 'a bad request', [refused({ PageSize: 'x' })], [], 0],
    [
      'valid-input',
      'a page that ends behind the thousandth entry',
      [tasks({ PageSize: 150 }, upTo(150), { total: 1200 }), refused({ CurrentPage: 7, PageSize: 150 })],
      [],
      1,
    ],
    [
      'valid-input',
      'a page that ends before the thousandth entry',
      [tasks({ PageSize: 150 }, upTo(150), { total: 1200 }), refused({ CurrentPage: 6, PageSize: 150 })],
      ['error : a valid request is answered with status 400; expected 200, found 400'],
      2,
    ],
    ['page-refusal', 'a large page is served', [tasks({ PageSize: 500 }, [1])], [], 1],
    [
      'page-refusal',
      'a large page breaks the server',
      [refused({ PageSize: 500 }, 500), tasks({ PageSize: 600 }, [1])],
      [],
      1,
    ],
    ['page-refusal', 'a large page is refused', [refused({ PageSize: 500 })], [], 1],
    [
      'page-refusal',
      'a larger one is served',
      [refused({ PageSize: 500 }), tasks({ PageSize: 600 }, [1])],
      ['error : a page size of 600 is served, though 500 was refused; expected "the same as before", found 600'],
      2,
    ],
    [
      'page-refusal',
      'a smaller one is refused',
      [tasks({ PageSize: 600 }, [1]), refused({ PageSize: 500 })],
      ['error : a page size of 500 is refused; expected "the same as before", found 500'],
      2,
    ],
    ['page-refusal', 'a smaller one is served', [refused({ PageSize: 500 }), tasks({ PageSize: 400 }, [1])], [], 2],
    [
      'page-refusal',
      'a large page is refused that ends deeper than any that was served',
      [tasks({ PageSize: 50 }, upTo(50), { total: 90 }), refused({ CurrentPage: 2, PageSize: 50 })],
      [],
      1,
    ],
    [
      'page-refusal',
      'a large page is refused that ends less deep than one that was served',
      [
        tasks({ PageSize: 50 }, upTo(50), { total: 120 }),
        tasks({ CurrentPage: 5, PageSize: 20 }, upTo(100, 81), { total: 120 }),
        refused({ CurrentPage: 2, PageSize: 50 }),
      ],
      ['error : a page size of 50 is refused; expected "the same as before", found 50'],
      2,
    ],
    [
      'page-refusal',
      'a large page is refused, and one of less than was asked for served behind it',
      [
        tasks({ PageSize: 500 }, upTo(30), { total: 120 }),
        tasks({ CurrentPage: 2, PageSize: 500 }, upTo(60, 31), { total: 120 }),
        refused({ CurrentPage: 4, PageSize: 25 }),
      ],
      [],
      3,
    ],
    ['page-refusal', 'a page of a size that the page shows', [refused({ PageSize: 20 })], [], 0],
    ['page-refusal', 'a large page is refused for another reason', [refused({ PageSize: 500, Type: 'x' })], [], 0],
    ['page-refusal', 'a large page is refused to some', [refused({ PageSize: 500 }, 403)], [], 0],
    [
      'page-refusal',
      'a page behind the end is refused',
      [tasks({}, upTo(20)), refused({ CurrentPage: 3, PageSize: 20 })],
      [],
      1,
    ],
    [
      'page-refusal',
      'a page behind the end is refused, and one behind it served',
      [
        tasks({}, upTo(20)),
        refused({ CurrentPage: 3, PageSize: 20 }),
        tasks({ CurrentPage: 4, PageSize: 20 }, [], { total: 20 }),
      ],
      [
        'error : a page behind the end of 20 is served, though one before it was refused; expected "the same as before", found 4',
      ],
      2,
    ],
    [
      'page-refusal',
      'a page behind the end is served, and one before it refused',
      [
        tasks({}, upTo(20)),
        tasks({ CurrentPage: 4, PageSize: 20 }, [], { total: 20 }),
        refused({ CurrentPage: 3, PageSize: 20 }),
      ],
      [
        'error : a page behind the end of 20 is refused, though one behind it was served; expected "the same as before", found 3',
      ],
      2,
    ],
    [
      'page-refusal',
      'a first page where there is nothing',
      [tasks({}, []), tasks({ CurrentPage: 2, PageSize: 20 }, [])],
      [],
      0,
    ],
    [
      'page-refusal',
      'a page before the end is refused',
      [tasks({}, upTo(20), { total: 50 }), refused({ CurrentPage: 2, PageSize: 20 })],
      [],
      0,
    ],
    ['page-refusal', 'what lies behind an unknown end', [refused({ CurrentPage: 3, PageSize: 20 })], [], 0],
  ])('%s: %s', (rule, _, exchanges, want, compared) => {
    expect(said(contract, rule, exchanges)).toEqual(want);
    expect(outcomeOf(contract, rule, exchanges).compared).toBe(compared);
  });
});

describe('what is not asked', () => {
  const log = (request: JsonObject, status: number): Exchange => ({
    request,
    status,
    body: status === 200 ? { total_num: 0, data_list: [] } : { error_code: 'c', error_msg: 'm' },
  });
  test.each<[JsonObject, number, string[], number]>([
    [{ project_id: 'p', offset: 0, limit: 10 }, 200, [], 0],
    [{ project_id: 'p', offset: 0 }, 400, [], 1],
    [
      { project_id: 'p', offset: 0 },
      200,
      ['error : a request without limit is answered with status 200; expected "a client error (4xx)", found 200'],
      1,
    ],
    [
      { project_id: 'p', offset: 0 },
      500,
      ['error : a request without limit is answered with status 500; expected "a client error (4xx)", found 500'],
      1,
    ],
    [{ project_id: 'p', offset: 0 }, 401, [], 0],
  ])('%j, answered with %i', (request, status, want, compared) => {
    expect(said(logs, 'missing-input', [log(request, status)])).toEqual(want);
    expect(outcomeOf(logs, 'missing-input', [log(request, status)]).compared).toBe(compared);
  });

  test.each<[string, Exchange, string[][]]>([
    ['names the parameter that is missing', log({ project_id: 'p', offset: 0 }, 200), [['limit']]],
    ['names none where one of several is', { request: {}, status: 500, body: body('X') }, [[]]],
  ])('%s', (_, exchange, want) => {
    const { judgements } = outcomeOf(exchange.status === 200 ? logs : events, 'missing-input', [exchange]);
    expect(judgements.map(({ parameters }) => parameters)).toEqual(want);
  });

  test.each<[JsonObject, number, string[]]>([
    [{}, 400, []],
    [
      {},
      500,
      [
        'error : a request without at least one of TaskId, SecurityEventIds is answered with status 500; expected "a client error (4xx)", found 500',
      ],
    ],
    [
      { SourceIp: '1.2.3.4' },
      500,
      [
        'error : a request without at least one of TaskId, SecurityEventIds is answered with status 500; expected "a client error (4xx)", found 500',
      ],
    ],
    [{ TaskId: 1 }, 500, []],
    [{ SecurityEventIds: ['1'] }, 500, []],
  ])('%j of an operation that needs one of two, answered with %i', (request, status, want) => {
    expect(said(events, 'missing-input', [{ request, status, body: body('X') }])).toEqual(want);
  });
});

describe('the codes for a cause', () => {
  const codes = (of: typeof contract, ...causes: Parameters<typeof codesFor>[1]) =>
    codesFor(of, causes).map(({ code, status }) => `${status} ${code}`);
  test.each([
    ['a bad value', codes(events, 'invalid-parameter'), ['400 IllegalParam']],
    ['an unknown key', codes(events, 'not-found'), ['400 OperationTaskNotExists']],
    ['either', codes(events, 'not-found', 'invalid-parameter'), ['400 IllegalParam', '400 OperationTaskNotExists']],
    ['a bad value where the page lists none', codes(contract, 'invalid-parameter'), []],
    [
      'a bad value where the page lists none, or a lack of rights where it does',
      codes(contract, 'invalid-parameter', 'forbidden'),
      [],
    ],
    ['nothing', codes(contract), []],
  ])('%s', (_, found, want) => {
    expect(found.sort()).toEqual(want.sort());
  });
});

describe('a text that is longer than the page says', () => {
  const log = { host_id: 'h', backup_name: 'b', started_at: '2026-01-01T00:00:00Z' };
  const ask = (project_id: string, status: number, total: number): Exchange => ({
    request: { project_id, offset: 0, limit: 10 },
    status,
    body: status === 200 ? { total_num: total, data_list: Array.from({ length: total }, () => log) } : {},
  });
  const long = 'p'.repeat(257);
  const accepted = (status: number) => [
    `error : an invalid value is answered with status ${status} (project_id: expected at most 256 characters, found "${'p'.repeat(79)}…); expected "a client error (4xx)", found ${status}`,
  ];
  test.each<[string, Exchange[], string[], number]>([
    ['is refused', [ask('p', 200, 1), ask(long, 400, 0)], [], 1],
    ['is a value that no entry has', [ask('p', 200, 1), ask(long, 200, 0)], [], 1],
    ['finds something', [ask('p', 200, 1), ask(long, 200, 1)], accepted(200), 1],
    ['breaks the server', [ask('p', 200, 1), ask(long, 500, 0)], accepted(500), 1],
    ['finds nothing, where there is nothing to be found', [ask('p', 200, 0), ask(long, 200, 0)], [], 0],
  ])('%s', (_, exchanges, want, compared) => {
    expect(said(logs, 'invalid-input', exchanges)).toEqual(want);
    expect(outcomeOf(logs, 'invalid-input', exchanges).compared).toBe(compared);
  });
});
