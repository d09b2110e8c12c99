import type { Run, Violation } from '../../scripts/report/index.js';

const items = Array.from({ length: 20 }, (_, index) => ({
  TaskId: `t-${index}`,
  Status: index === 3 ? 'DONE' : 'SUCCESS',
  Progress: 100,
}));

/** A violation of an enum; a test changes what it is about. */
export function violation(changes: Partial<Violation> = {}): Violation {
  return {
    operation: 'ListTasks',
    property: 'response-schema',
    class: 'schema',
    severity: 'error',
    provenance: { kind: 'documented', where: 'Response parameters, Status', says: 'The status of the task.' },
    statement: 'A successful body is as the contract declares it.',
    path: '/Tasks/3/Status',
    keyword: 'enum',
    message: 'is "DONE", which is none of the documented values',
    expected: ['INIT', 'SUCCESS', 'FAIL'],
    actual: 'DONE',
    spec: 'vendor/ListTasks.yaml:42',
    request: {
      method: 'GET',
      url: 'http://127.0.0.1:4010/?CurrentPage=1&PageSize=20',
      headers: { accept: 'application/json', 'x-acs-action': 'ListTasks', 'x-acs-version': '2018-12-03' },
      parameters: { CurrentPage: 1, PageSize: 20 },
    },
    response: {
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ RequestId: 'r-1', Tasks: items, TotalCount: 20 }),
    },
    replay:
      'npx cloudsec-contracts verify http://127.0.0.1:4010 --operation ListTasks --property response-schema --seed 42',
    ...changes,
  };
}

/** A run in which everything happens: each outcome, errors and warnings, observations, warnings about the run. */
export function run(changes: Partial<Run> = {}): Run {
  const property = (
    name: string,
    kind: string,
    rest: Partial<Run['operations'][number]['properties'][number]> = {},
  ) => ({
    name,
    class: kind,
    outcome: 'held' as const,
    runs: 25,
    compared: 21,
    notes: [],
    severity: 'error' as const,
    ...rest,
  });
  const properties = [
    property('response-schema', 'schema', { statement: 'A successful body is as the contract declares it.' }),
    property('undeclared-fields', 'schema', { severity: 'warning' }),
    property('page-window', 'pagination'),
    property('filter-status', 'filters', {
      outcome: 'not-exercised',
      compared: 0,
      notes: ['no record has a status other than SUCCESS'],
      remedies: ['--value ListTasks.Statuses=INIT', 'another account'],
    }),
    property('page-partition', 'pagination', {
      outcome: 'inconclusive',
      notes: ['records appeared while the pages were read, three times'],
    }),
    property('sort-order', 'sort', { notes: ['times were alike in 4 of 25 answers'] }),
  ];
  return {
    tool: 'verify',
    subject: 'http://127.0.0.1:4010',
    seed: 42,
    milliseconds: 1_234,
    operations: [
      {
        operation: 'ListTasks',
        requests: 120,
        properties,
        parameters: [
          {
            name: 'Status',
            sent: true,
            values: [
              { value: 'INIT', sent: true },
              { value: 'FAIL', sent: false },
            ],
          },
          { name: 'Lang', sent: false, values: [] },
        ],
      },
      {
        operation: 'ListEvents',
        requests: 30,
        properties: [property('response-schema', 'schema'), property('request-id', 'cross-response')],
      },
    ],
    violations: [
      violation(),
      violation({ property: 'page-window', rule: 'response-schema', class: 'pagination', path: '/Tasks/7/Status' }),
      violation({
        property: 'undeclared-fields',
        keyword: 'additionalProperties',
        severity: 'warning',
        provenance: { kind: 'inferred', reason: 'the page lists the fields, it does not say that there are no others' },
        path: '/Tasks/0/Progress',
        message: 'is not declared',
        expected: null,
        actual: 100,
      }),
    ],
    observations: [
      {
        operation: 'ListTasks',
        decision: 'name-match',
        reading: 'substring',
        evidence: '3 of 3 answers hold records whose name only contains the text',
      },
      {
        operation: 'ListTasks',
        decision: 'range-ends',
        possible: ['open', 'closed'],
        evidence: 'no record stands at an end',
      },
    ],
    warnings: [{ text: '40 of 120 answers were 401 or 403', remedy: 'give credentials with --header' }],
    ...changes,
  };
}
