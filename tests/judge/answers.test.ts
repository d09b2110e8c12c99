import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../scripts/base/json.js';
import type { Exchange } from '../../scripts/judge/index.js';
import { contractOf } from '../support/mock-contracts.js';
import { answered, outcomeOf, said, tasks, upTo } from './said.js';

const contract = contractOf('ListOperationTask');
const logs = contractOf('ListOperationLogsByVaultName');

const task = (item: JsonObject) => tasks({}, [{ TaskId: 't', Status: 'INIT', ...item }]);
const failed = (status: number, body: Json | undefined, more: Partial<Exchange> = {}): Exchange => ({
  request: {},
  status,
  contentType: 'application/json',
  ...(body === undefined ? {} : { body }),
  ...more,
});
const envelope = { RequestId: 'r', HostId: 'h', Code: 'InvalidParameter', Message: 'm' };

describe('what an answer is', () => {
  test.each<[string, string, Exchange, string[], number]>([
    ['response-schema', 'as declared', task({ CheckId: 3 }), [], 1],
    [
      'response-schema',
      'another type',
      task({ CheckId: 'three' }),
      ['error /OperationTasks/0/CheckId: expected integer, found "three"; expected "integer", found "three"'],
      1,
    ],
    [
      'response-schema',
      'a value that is missing',
      answered({}, { OperationTasks: [] }),
      ['warning /PageInfo: expected a value, found nothing; expected "a value", found undefined'],
      1,
    ],
    [
      'response-schema',
      'null for no value',
      task({ CheckId: null }),
      ['warning /OperationTasks/0/CheckId: expected integer, found null; expected "integer", found null'],
      1,
    ],
    [
      'response-schema',
      'another content type',
      { ...task({}), contentType: 'text/html' },
      ['error : the content type is "text/html"; expected "application/json", found "text/html"'],
      1,
    ],
    [
      'response-schema',
      'a content type with a charset',
      { ...task({}), contentType: 'Application/JSON; charset=utf-8' },
      [],
      1,
    ],
    ['response-schema', 'no content type that is known', { ...task({}), contentType: undefined }, [], 1],
    [
      'response-schema',
      'no JSON',
      { request: {}, status: 200, problem: 'is no JSON' },
      ['error : the body is no JSON; expected "JSON", found null'],
      1,
    ],
    ['response-schema', 'nothing at all', { request: {}, status: 200 }, [], 0],
    ['response-schema', 'a refusal', failed(400, envelope), [], 0],
    ['documented-values', 'a listed value', task({ Status: 'INIT' }), [], 1],
    [
      'documented-values',
      'a value that is not listed',
      task({ Status: 'GONE' }),
      [
        'error /OperationTasks/0/Status: expected INIT or FAIL or THROTTLING or IN_BACKUP or BACKED_UP or BACKUP_FAIL or REPAIRING or REPAIR_SUCCESS or REPAIR_FAIL or REPAIR_SUCCESS_VERIFYING or REPAIR_SUCCESS_UNVERIFIED or REPAIR_SUCCESS_VERIFIED or REPAIR_RE_EXECUTE or ROLL_BACKING or ROLL_BACKED or ROLL_BACK_FAIL or ROLL_BACK_INIT or ROLL_BACK_VERIFYING or ROLL_BACK_UNVERIFIED or ROLL_BACK_VERIFIED, found "GONE"; expected ["INIT","FAIL","THROTTLING","IN_BACKUP","BACKED_UP","BACKUP_FAIL","REPAIRING","REPAIR_SUCCESS","REPAIR_FAIL","REPAIR_SUCCESS_VERIFYING","REPAIR_SUCCESS_UNVERIFIED","REPAIR_SUCCESS_VERIFIED","REPAIR_RE_EXECUTE","ROLL_BACKING","ROLL_BACKED","ROLL_BACK_FAIL","ROLL_BACK_INIT","ROLL_BACK_VERIFYING","ROLL_BACK_UNVERIFIED","ROLL_BACK_VERIFIED"], found "GONE"',
      ],
      1,
    ],
    ['documented-values', 'nothing to look at', tasks({}, []), [], 0],
    ['undeclared-fields', 'what is declared', task({ CheckId: 3 }), [], 1],
    [
      'undeclared-fields',
      'a field that is not',
      tasks({}, [
        { TaskId: 'a', Extra: 1 },
        { TaskId: 'b', Extra: 2 },
      ]),
      [
        'warning /OperationTasks/0/Extra: /OperationTasks/*/Extra is not documented; expected "no field of this name", found 1',
      ],
      1,
    ],
    [
      'undeclared-fields',
      'two fields that are not',
      answered({}, { More: { Than: 1 }, Most: 2 }),
      [
        'warning /More: /More is not documented; expected "no field of this name", found {"Than":1}',
        'warning /Most: /Most is not documented; expected "no field of this name", found 2',
      ],
      1,
    ],
    ['undeclared-fields', 'a refusal', failed(400, { Other: 1 }), [], 0],
    ['error-schema', 'an error', failed(400, envelope), [], 1],
    [
      'error-schema',
      'an error without a code',
      failed(400, { RequestId: 'r', HostId: 'h', Message: 'm' }),
      ['warning /Code: expected a value, found nothing; expected "a value", found undefined'],
      1,
    ],
    [
      'error-schema',
      'an error that is no object',
      failed(400, 'no'),
      ['error : expected object, found "no"; expected "object", found "no"'],
      1,
    ],
    [
      'error-schema',
      'an error as a page',
      failed(400, undefined, { contentType: 'text/html', problem: 'is no JSON' }),
      ['error : the body is no JSON; expected "JSON", found null'],
      1,
    ],
    ['error-schema', 'an error without a body', failed(400, undefined), [], 1],
    ['error-schema', 'a status that is not declared', failed(418, 'no'), [], 0],
    ['error-schema', 'a success', task({}), [], 0],
  ])('%s: %s', (rule, _, exchange, want, compared) => {
    expect(said(contract, rule, [exchange])).toEqual(want);
    expect(outcomeOf(contract, rule, [exchange]).compared).toBe(compared);
  });

  test('what the page calls an error is that alone: its envelope is inferred where the page shows none', () => {
    expect(said(logs, 'error-schema', [failed(400, { error: 1 })])).toEqual([
      'warning /error_code: expected a value, found nothing; expected "a value", found undefined',
      'warning /error_msg: expected a value, found nothing; expected "a value", found undefined',
    ]);
  });

  test.each<[string, JsonObject[], string[]]>([
    [
      'may be filled with null',
      [{ CheckId: null, ErrorMsg: null }],
      [
        'warning /OperationTasks/0/CheckId: expected integer, found null; expected "integer", found null',
        'warning /OperationTasks/0/ErrorMsg: expected string, found null; expected "string", found null',
      ],
    ],
    [
      'may be filled with 0 for numbers',
      [{ LastCheckTime: 0 }, { DealTime: 0 }],
      [
        'warning /OperationTasks/0/LastCheckTime: expected >= 1000000000000, found 0; expected ">= 1000000000000", found 0',
        'warning /OperationTasks/0/DealTime: expected >= 1000000000000, found 0; expected ">= 1000000000000", found 0',
      ],
    ],
    [
      'is no place that has to be filled',
      [{ TaskId: null }],
      ['error /OperationTasks/0/TaskId: expected string, found null; expected "string", found null'],
    ],
  ])('a place for which there is no value %s', (_, items, want) => {
    expect(said(contract, 'response-schema', items.map(task))).toEqual(want);
  });
});

describe('what comes again', () => {
  const id = (RequestId: Json) => answered({}, { RequestId });
  const [one, two, other] = [tasks({}, [1, 2, 3]), tasks({}, [1, 2, 3]), tasks({}, [1, 3])];
  const [inOrder, turned] = [tasks({}, upTo(9)), tasks({}, upTo(9).reverse())];
  const shown = (Status: string) => tasks({ PageSize: 9 }, [{ TaskId: 'task-1', Status }]);
  const named = (Lang: string | undefined, name: string, count = 1) =>
    tasks(
      Lang === undefined ? {} : { Lang },
      Array.from({ length: count }, (_, index) => ({ TaskId: `t${index}`, CheckShowName: `${name} ${index}` })),
    );
  test.each<[string, string, Exchange[], string[]]>([
    ['request-id', 'no name of a call', [id('a'), id('b'), id('c')], []],
    [
      'request-id',
      'the name of a call',
      [id('a'), id('b'), id('a')],
      ['error /RequestId: is the ID of an earlier call, too; expected "an ID of its own", found "a"'],
    ],
    [
      'request-id',
      'the name of a call that was refused',
      [failed(400, { ...envelope, RequestId: 'a' }), id('a')],
      ['error /RequestId: is the ID of an earlier call, too; expected "an ID of its own", found "a"'],
    ],
    ['request-id', 'no name', [id(''), id(''), id(1), id(1)], []],
    ['same-answer', 'the same answer', [one, two], []],
    ['same-answer', 'another answer, as data may', [one, other], []],
    [
      'same-answer',
      'an answer, after another one',
      [one, other, two],
      [
        'error /OperationTasks: differs from answer to answer, and comes back; expected "the same answer", found "another answer"',
      ],
    ],
    [
      'same-answer',
      'another order',
      [inOrder, turned],
      [
        'error /OperationTasks: has the same entries in another order; expected "the same answer", found "another answer"',
      ],
    ],
    ['same-answer', 'another place of one entry', [inOrder, tasks({}, [2, 3, 4, 5, 6, 7, 8, 9, 1])], []],
    [
      'same-answer',
      'a refusal between',
      [one, failed(400, envelope), two],
      ['error /OperationTasks: differs from answer to answer, and comes back; expected 400, found 200'],
    ],
    [
      'same-answer',
      'a refusal in other words',
      [failed(400, envelope), failed(400, { ...envelope, Message: 'n' })],
      [],
    ],
    ['same-answer', 'a failure of the service', [one, failed(500, envelope), two], []],
    ['entity-agreement', 'an entry as it was', [shown('INIT'), tasks({}, [{ TaskId: 'task-1', Status: 'INIT' }])], []],
    ['entity-agreement', 'another status', [shown('INIT'), shown('REPAIRING')], []],
    [
      'entity-agreement',
      'a status, after another one',
      [shown('INIT'), shown('REPAIRING'), shown('INIT')],
      [
        'error /OperationTasks/0/Status: differs from another response about the same entry; expected "REPAIRING", found "INIT"',
      ],
    ],
    ['language:Lang', 'names in their languages', [named('en', 'a', 9), named('zh', 'b', 9), named('en', 'a', 9)], []],
    [
      'language:Lang',
      'other names',
      [named('en', 'a'), { ...named('en', 'b'), request: { Lang: 'en', PageSize: 9 } }],
      ['error /OperationTasks/0: the names are not those that Lang=en had before; expected ["a 0"], found ["b 0"]'],
    ],
    [
      'language:Lang',
      'the same names in each language',
      [named('en', 'a', 5), named('zh', 'a', 5)],
      [
        'warning /OperationTasks/4: Lang=zh changes no name of 5 entries; expected "names in the language", found ["a 4"]',
      ],
    ],
    ['language:Lang', 'a few of the same names', [named('en', 'a', 4), named('zh', 'a', 4)], []],
    ['language:Lang', 'the default language by its name', [named(undefined, 'a'), named('zh', 'a')], []],
  ])('%s: %s', (rule, _, exchanges, want) => {
    expect(said(contract, rule, exchanges)).toEqual(want);
  });
});

describe('a filter that is asked the same again', () => {
  const entry = (TaskId: string, Type: string) => ({ TaskId, Type, Status: 'INIT' });
  const before = [entry('1', 'ROLLBACK'), entry('2', 'REPAIR')];
  const rollbacks = tasks({ Type: 'ROLLBACK' }, [entry('1', 'ROLLBACK')]);

  test.each<[string, JsonObject[], string[]]>([
    ['has nothing else to find where nothing has changed', before, []],
    ['has to find what is new', [...before, entry('3', 'ROLLBACK')], ['3']],
    ['has to find what has come to match', [entry('1', 'ROLLBACK'), entry('2', 'ROLLBACK')], ['2']],
    ['has nothing else to find where others are new', [...before, entry('3', 'REPAIR')], []],
  ])('%s', (_, after, lacking) => {
    // Of data that change, what is missed has to be missed again and again.
    const again = Array.from({ length: 4 }, () => [tasks({}, after), rollbacks]).flat();
    const exchanges = [tasks({}, before), rollbacks, rollbacks, ...again, tasks({}, after)];
    const { judgements } = outcomeOf(contract, 'filter:Type', exchanges);
    const missed = judgements.map(({ keyword, expected }) => `${keyword} ${(expected as JsonObject).TaskId}`);
    expect([...new Set(missed)]).toEqual(lacking.map((id) => `complete ${id}`));
  });
});
