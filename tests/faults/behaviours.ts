import * as plant from '../reference/planting.js';
import { Refused, type Row } from '../reference/service.js';
import { type Fault, faultsOf } from './fault.js';

const task = faultsOf('ListOperationTask', 'task');
const detail = faultsOf('ListOperationProcessDetail', 'detail');
const event = faultsOf('DescribeSecurityEventOperationStatus', 'event');
const process = faultsOf('DescribeProcessTasks', 'process');
const log = faultsOf('ListOperationLogsByVaultName', 'log');

/** Defects that show between answers: what flips, drifts, is kept too long or forgotten. */
export const memoryFaults: readonly Fault[] = [
  task('cross-response', 'status-goes-back', 'Every second answer shows repaired tasks as being repaired.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      if (answer() % 2 === 0 && row.Status === 'REPAIR_SUCCESS_VERIFIED') row.Status = 'REPAIRING';
    });
  }),
  task('cross-response', 'risk-flips', 'The risk level of a check item is high in every third answer.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      if (answer() % 3 === 0 && row.CheckId === 76) row.RiskLevel = 'high';
    });
  }),
  task('cross-response', 'ids-anew', 'TaskId has other last characters in every answer.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      row.TaskId = `${String(row.TaskId).slice(0, 27)}${String(answer() % 100_000).padStart(5, '0')}`;
    });
  }),
  task('cross-response', 'total-in-english', 'TotalCount is one more in English.', (s) =>
    plant.pages(s, (page, { query }) => (query.Lang === 'en' ? { ...page, total: page.total + 1 } : page)),
  ),
  task('cross-response', 'id-of-last', 'Every RequestId is used for two answers.', (s) =>
    plant.bodies(s, (body, { number }) => {
      const even = number - (number % 2);
      body.RequestId = `3956048F-9D73-5EDB-834B-${even.toString(16).toUpperCase().padStart(12, '0')}`;
    }),
  ),
  task('cross-response', 'empty-after-miss', 'The answer behind a look-up that found nothing is empty, too.', (s) => {
    let missed = false;
    plant.pages(s, (page) => {
      const wasMissed = missed;
      missed = !missed && page.total === 0;
      return wasMissed ? { ...page, items: [], total: 0 } : page;
    });
  }),
  detail('cross-response', 'created-now', 'CreateTime is a minute later in every answer.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      row.CreateTime = (row.CreateTime as number) + answer() * 60_000;
    });
  }),
  detail(
    'cross-response',
    'code-goes-back',
    'Every fourth answer shows successful subtasks as running, still with an end.',
    (s) => {
      const answer = plant.counter(s);
      plant.views(s, (row) => {
        if (answer() % 4 === 0 && row.StatusCode === 2) row.StatusCode = 1;
      });
    },
  ),
  detail('cross-response', 'checks-lost', 'With StatusCodes, subtasks have no checks.', (s) =>
    plant.views(s, (row, { StatusCodes }) => {
      if (StatusCodes !== undefined) row.Checks = [];
    }),
  ),
  detail('cross-response', 'every-30th', 'Every 30th answer lacks a record in the middle of its page.', (s) =>
    plant.pages(s, (page, { number }) =>
      number % 30 === 0 ? { ...page, items: page.items.filter((_, index) => index !== page.items.length >> 1) } : page,
    ),
  ),
  event('cross-response', 'task-goes-back', 'A task that succeeded is Processing in every second answer.', (s) => {
    let count = 0;
    plant.bodies(s, (body) => {
      const response = body.SecurityEventOperationStatusResponse as Row;
      if (response.TaskStatus === 'Success' && ++count % 2 === 0) response.TaskStatus = 'Processing';
    });
  }),
  event('cross-response', 'code-flips', 'ErrorCode of a handled event changes from answer to answer.', (s) => {
    let count = 0;
    plant.bodies(s, (body) => {
      count++;
      const response = body.SecurityEventOperationStatusResponse as Row;
      for (const one of response.SecurityEventOperationStatuses as Row[])
        if (one.SecurityEventId === '12321') one.ErrorCode = count % 2 ? 'ignore.Success' : 'kill.Success';
    });
  }),
  process(
    'cross-response',
    'status-goes-back',
    'Every second answer shows unblocked entities as being blocked.',
    (s) => {
      const answer = plant.counter(s);
      plant.views(s, (row) => {
        if (answer() % 2 === 0 && row.TaskStatus === 23) row.TaskStatus = 21;
      });
    },
  ),
  process('cross-response', 'masked-alone', 'Asked for by TaskId, a task shows its strategy masked.', (s) =>
    plant.views(s, (row, { TaskId }) => {
      if (TaskId !== undefined) row.ProcessStrategyUuid = `${String(row.ProcessStrategyUuid).slice(0, 20)}****`;
    }),
  ),
  process('cross-response', 'creator-of-size', 'On pages of more than 20 tasks Creator is that of the first.', (s) =>
    plant.pages(s, (page) =>
      page.size > 20
        ? { ...page, items: page.items.map((row) => ({ ...row, Creator: page.items[0]?.Creator })) }
        : page,
    ),
  ),
  log('cross-response', 'progress-falls', 'process of running tasks falls by one with every answer.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      if (row.status === 'running' && row.process !== undefined)
        row.process = ((((row.process as number) - answer()) % 100) + 100) % 100;
    });
  }),
  log('cross-response', 'ends-again', 'ended_at of tasks that ended is later in every answer.', (s) => {
    const answer = plant.counter(s);
    plant.views(s, (row) => {
      if (row.ended_at !== undefined)
        row.ended_at = `${new Date(Date.parse(String(row.ended_at)) + answer() * 1_000).toISOString().slice(0, 19)}Z`;
    });
  }),
  log('cross-response', 'after-error', 'The answer behind a refusal shows one record less, and counts it.', (s) => {
    let refused = false;
    const before = s.refuse;
    s.refuse = (...parts) => {
      refused = true;
      return before(...parts);
    };
    plant.pages(s, (page) => {
      const wasRefused = refused;
      refused = false;
      return wasRefused ? { ...page, items: page.items.slice(0, -1) } : page;
    });
  }),
];

/** Defects in what is taken, refused, or too much for the server. */
export const requestFaults: readonly Fault[] = [
  task('input', 'chinese-refused', 'Lang zh, given as such, is refused.', (s) =>
    plant.reader(s, 'Lang', (own) => (params, name) => {
      if (params.get(name) === 'zh') throw new Refused('invalid', name);
      return own(params, name);
    }),
  ),
  task('input', 'language-needed', 'A request without Lang is refused as incomplete.', (s) =>
    plant.reader(s, 'Lang', (own) => (params, name) => {
      if (!params.has(name)) throw new Refused('missing', name);
      return own(params, name);
    }),
  ),
  task('input', 'two-instances-crash', 'Two instances are an internal error.', (s) =>
    plant.reader(s, 'OperationTaskInstances', (own) => (params, name) => {
      const value = own(params, name) as unknown[] | undefined;
      if ((value?.length ?? 0) > 1) throw new Error('instance list');
      return value;
    }),
  ),
  task('input', 'english-check-crash', 'CheckId in English is an internal error for one check item.', (s) =>
    plant.views(s, (row, { Lang, CheckId }) => {
      if (Lang === 'en' && CheckId !== undefined && row.CheckId === 151) throw new Error('no translation');
    }),
  ),
  task('input', 'rollback-verified-refused', 'The status ROLL_BACK_VERIFIED is refused.', (s) =>
    plant.reader(s, 'Statuses', (own) => (params, name) => {
      const value = own(params, name) as string[] | undefined;
      if (value?.includes('ROLL_BACK_VERIFIED')) throw new Refused('invalid', name);
      return value;
    }),
  ),
  detail('input', 'page-needed', 'A request without CurrentPage is refused as incomplete.', (s) =>
    plant.reader(s, 'CurrentPage', (own) => (params, name) => {
      if (!params.has(name)) throw new Refused('missing', name);
      return own(params, name);
    }),
  ),
  detail('input', 'page-text', 'A CurrentPage that is no number is the first page.', (s) =>
    plant.forgive(s, 'CurrentPage'),
  ),
  detail('input', 'range-and-codes-crash', 'StartTime and StatusCodes together are an internal error.', (s) => {
    const before = s.check;
    s.check = (query) => {
      before(query);
      if (query.StartTime !== undefined && query.StatusCodes !== undefined) throw new Error('no index');
    };
  }),
  detail('input', 'text-in-codes', 'In StatusCodes a text that is no number is taken as 0.', (s) =>
    plant.reader(
      s,
      'StatusCodes',
      (own) => (params, name) =>
        own(
          new Map(
            [...params].map(([key, text]) => [key, key.startsWith(`${name}.`) && !/^\d+$/.test(text) ? '0' : text]),
          ),
          name,
        ),
    ),
  ),
  event('input', 'negative-crash', 'A negative TaskId is an internal error.', (s) =>
    plant.crash(s, 'TaskId', (text) => text.startsWith('-')),
  ),
  event('input', 'three-crash', 'More than two SecurityEventIds are an internal error.', (s) =>
    plant.reader(s, 'SecurityEventIds', (own) => (params, name) => {
      const value = own(params, name) as unknown[] | undefined;
      if ((value?.length ?? 0) > 2) throw new Error('too many');
      return value;
    }),
  ),
  event('input', 'ip-needed', 'A request without SourceIp is refused as incomplete.', (s) =>
    plant.reader(s, 'SourceIp', (own) => (params, name) => {
      if (!params.has(name)) throw new Refused('missing', name);
      return own(params, name);
    }),
  ),
  process('input', 'reversed-crash', 'A time range that ends before it starts is an internal error.', (s) => {
    const before = s.check;
    s.check = (query) => {
      before(query);
      const { ProcessActionStart: from, ProcessActionEnd: until } = query;
      if (typeof from === 'number' && typeof until === 'number' && until < from) throw new Error('negative range');
    };
  }),
  process('input', 'mdr-refused', 'TriggerSource soar-mdr is refused.', (s) =>
    plant.reader(s, 'TriggerSource', (own) => (params, name) => {
      if (params.get(name) === 'soar-mdr') throw new Refused('invalid', name);
      return own(params, name);
    }),
  ),
  process('input', 'asc-alone-refused', 'Direction without OrderField is refused.', (s) => {
    const before = s.collect;
    s.collect = (incoming) => {
      const params = before(incoming);
      return params.has('Direction') && !params.has('OrderField') ? new Map(params).set('Direction', 'alone') : params;
    };
  }),
  process('input', 'quote-crash', 'A ParamContent with a quotation mark is an internal error.', (s) =>
    plant.crash(s, 'ParamContent', (text) => /['"]/.test(text)),
  ),
  process('wire', 'json-blanks', 'A JSON list with blanks behind its commas is refused.', (s) => {
    for (const name of ['TaskStatus', 'Source', 'YunCode'])
      plant.reader(s, name, (own) => (params, key) => {
        if (/,\s/.test(params.get(key) ?? '')) throw new Refused('invalid', key);
        return own(params, key);
      });
  }),
  process('wire', 'form-latin', 'In a form body, texts other than ASCII arrive as Latin-1.', (s) =>
    plant.wire(s, (params, { body }) =>
      body === ''
        ? params
        : new Map([...params].map(([name, text]) => [name, Buffer.from(text, 'utf8').toString('latin1')])),
    ),
  ),
  process('wire', 'query-with-form', 'Where there is a form body, the query string is forgotten.', (s) =>
    plant.wire(s, (params, { query, body, headers }) => {
      const isForm = /form/.test(String(headers['content-type'] ?? ''));
      if (!isForm || (body !== '' && query === '')) return params;
      return new Map([...params].filter(([name]) => new URLSearchParams(body).has(name)));
    }),
  ),
  log('input', 'waiting-refused', 'status waiting is refused.', (s) =>
    plant.reader(s, 'status', (own) => (params, name) => {
      if (params.get(name) === 'waiting') throw new Refused('invalid', name);
      return own(params, name);
    }),
  ),
  log('input', 'unicode-crash', 'A resource_name with other than ASCII characters is an internal error.', (s) =>
    plant.crash(s, 'resource_name', (text) => /[^\x20-\x7e]/.test(text)),
  ),
  log('input', 'years-crash', 'A last_days of more than 10,000 is an internal error.', (s) =>
    plant.crash(s, 'last_days', (text) => Number(text) > 10_000),
  ),
  log('input', 'everything-refused', 'enterprise_project_id all_granted_eps is refused.', (s) =>
    plant.reader(s, 'enterprise_project_id', (own) => (params, name) => {
      if (params.get(name) === 'all_granted_eps') throw new Refused('invalid', name);
      return own(params, name);
    }),
  ),
];
