/** A fault that is planted in a spec: what a careless edit would do. */
export interface SpecFault {
  readonly name: string;
  readonly file: string;
  readonly change: (text: string) => string;
}

const task = 'alibaba-cloud/sas-2018-12-03/ListOperationTask.yaml';
const detail = 'alibaba-cloud/sas-2018-12-03/ListOperationProcessDetail.yaml';
const events = 'alibaba-cloud/sas-2018-12-03/DescribeSecurityEventOperationStatus.yaml';
const process = 'alibaba-cloud/sophonsoar-2022-07-28/DescribeProcessTasks.yaml';
const huawei = 'huawei-cloud/hss-v5/ListOperationLogsByVaultName.yaml';
const shared = 'alibaba-cloud/common.yaml';

/** Replaces the first text behind another one. */
function behind(mark: string, from: string | RegExp, to: string): (text: string) => string {
  return (text) => {
    const at = text.indexOf(mark);
    if (at < 0) throw new Error(`there is no "${mark}"`);
    return text.slice(0, at) + text.slice(at).replace(from, to);
  };
}

/** Takes out everything from the line that begins with a text up to the line that begins with another. */
function without(from: string, to: string): (text: string) => string {
  return (text) => {
    const start = text.indexOf(from);
    const end = text.indexOf(to, start + from.length);
    if (start < 0 || end < 0) throw new Error(`there is no "${from}" before a "${to}"`);
    return text.slice(0, start) + text.slice(end);
  };
}

const inTask = (name: string, from: string | RegExp, to: string) => behind(`        - name: ${name}\n`, from, to);

/** At least one of each kind that the pages can show, in each of the five specs. */
export const specFaults: readonly SpecFault[] = [
  // Values of enums
  { name: 'a status is missing', file: task, change: (text) => text.replace('        - REPAIR_RE_EXECUTE\n', '') },
  { name: 'a status is misspelt', file: task, change: (text) => text.replaceAll('ROLL_BACKED', 'ROLLED_BACK') },
  {
    name: 'a type is added',
    file: task,
    change: behind('    OperationTaskType:', '[REPAIR, ROLLBACK]', '[REPAIR, ROLLBACK, CHECK]'),
  },
  {
    name: 'a risk level is renamed',
    file: task,
    change: behind('    RiskLevel:', '[high, medium, low]', '[high, middle, low]'),
  },
  {
    name: 'a status code is missing',
    file: detail,
    change: behind('    SubtaskStatusCode:', '[0, 1, 2, 3, 4]', '[0, 1, 2, 3]'),
  },
  {
    name: 'a status of one enum is given to the other',
    file: events,
    change: behind('    SecurityEventStatus:', 'Failed', 'Failure'),
  },
  {
    name: 'a service is missing',
    file: process,
    change: (text) => text.replace('[WAF, CFW, Aegis]', '[WAF, CFW]'),
  },
  {
    name: 'a status has the stray colon of the page',
    file: huawei,
    change: (text) => text.replaceAll(/\btimeout\b(?=[,\]])/g, "'timeout:'"),
  },
  {
    name: 'a language is added',
    file: shared,
    change: (text) =>
      text
        .replace('enum: [zh, en]', 'enum: [zh, en, ja]')
        .replace('[Chinese, English]', '[Chinese, English, Japanese]')
        .replace('[Chinese, English]', '[Chinese, English, Japanese]'),
  },
  // Types
  {
    name: 'an integer becomes a text',
    file: task,
    change: inTask('CheckId', 'type: integer\n            format: int64', 'type: string'),
  },
  { name: 'a text becomes an integer', file: process, change: inTask('Scope', 'type: string', 'type: integer') },
  {
    name: 'a boolean becomes a text',
    file: task,
    change: behind('        SupportRollBack:\n', 'type: boolean', 'type: string'),
  },
  {
    name: 'an array becomes one value',
    file: detail,
    change: inTask(
      'StatusCodes',
      /type: array\n +items:\n +\$ref: '#\/components\/schemas\/SubtaskStatusCode'\n +example: 1/,
      'type: integer',
    ),
  },
  { name: 'long becomes 32 bits', file: events, change: inTask('TaskId', 'format: int64', 'format: int32') },
  {
    name: 'an identifier of the response becomes a number',
    file: events,
    change: behind('        SecurityEventId:\n', 'type: string\n          minLength: 1', 'type: integer'),
  },
  {
    name: 'a percentage becomes a text',
    file: huawei,
    change: behind('        process:\n', /type: integer\n +minimum: 0\n +maximum: 100/, 'type: string'),
  },
  {
    name: 'an object becomes a text',
    file: huawei,
    change: behind('        error_info:\n', "$ref: '#/components/schemas/ErrorInfo'", 'type: string'),
  },
  {
    name: 'the text that holds JSON becomes a plain array',
    file: process,
    change: inTask(
      'YunCode',
      /content:\n +application\/json:\n +schema:\n +type: array\n +items:\n +(.*)\n +example: \[WAF\]/,
      'schema:\n            type: array\n            items:\n              $1\n          example: [WAF]',
    ),
  },
  // Required
  {
    name: 'an optional parameter becomes required',
    file: task,
    change: inTask('TaskId', 'in: query', 'in: query\n          required: true'),
  },
  {
    name: 'a required parameter becomes optional',
    file: huawei,
    change: inTask('limit', '          required: true\n', ''),
  },
  {
    name: 'an optional parameter of Huawei becomes required',
    file: huawei,
    change: inTask('last_days', 'in: query', 'in: query\n          required: true'),
  },
  {
    name: 'at least one of two parameters is not asked for any more',
    file: events,
    change: without('      x-at-least-one-of:', '      x-lookup:'),
  },
  // Defaults and bounds
  { name: 'a default is changed', file: shared, change: (text) => text.replace('default: zh', 'default: en') },
  { name: 'the default of a page is changed', file: process, change: inTask('PageNumber', 'default: 1', 'default: 0') },
  {
    name: 'the other of two documented defaults is taken',
    file: process,
    change: inTask('PageSize', 'default: 10', 'default: 20'),
  },
  {
    name: 'the default order is turned round',
    file: process,
    change: behind('      x-sort:', 'direction: desc', 'direction: asc'),
  },
  {
    name: 'the default direction is turned round',
    file: process,
    change: behind('        - name: Direction\n', /default: desc/, 'default: asc'),
  },
  {
    name: 'an inferred default is said to be documented',
    file: task,
    change: inTask('PageSize', /\n +x-inferred:\n +default: [^\n]*/, ''),
  },
  { name: 'a documented default is gone', file: detail, change: inTask('CurrentPage', /\n +default: 1/, '') },
  {
    name: 'the largest length is changed',
    file: huawei,
    change: behind('        - name: enterprise_project_id\n', 'maxLength: 256', 'maxLength: 255'),
  },
  { name: 'the smallest length is gone', file: huawei, change: inTask('project_id', /\n +minLength: 1/, '') },
  {
    name: 'a bound that no page states',
    file: process,
    change: inTask('PageSize', 'default: 10', 'default: 10\n            maximum: 50'),
  },
  {
    name: 'the default project is changed',
    file: huawei,
    change: inTask('enterprise_project_id', "default: '0'", "default: '1'"),
  },
  // Examples and samples
  { name: 'the example of a parameter', file: task, change: inTask('CheckId', 'example: 76', 'example: 77') },
  {
    name: 'the example of a response field',
    file: task,
    change: behind('        RegionId:\n', 'example: cn-shenzhen', 'example: cn-hangzhou'),
  },
  {
    name: 'the example of an element',
    file: detail,
    change: inTask('TaskIds', 'a68478b8-811e-47ec-ab0c-3e5b077ca***', 'a68478b8-811e-47ec-ab0c-3e5b077ca001'),
  },
  {
    name: 'the example of a text that holds JSON',
    file: process,
    change: behind("              example: ['11', '21']", "['11', '21']", "['11', '22']"),
  },
  {
    name: 'a value of the sample',
    file: task,
    change: behind('                documented:', 'TotalCount: 149', 'TotalCount: 150'),
  },
  {
    name: 'the line feed of the sample is mended',
    file: detail,
    change: (text) => text.replace('ca***\\n"', 'ca***"'),
  },
  {
    name: 'a field of the sample is left out',
    file: huawei,
    change: behind('                documented:', /\n +backup_name: autobk_9/, ''),
  },
  {
    name: 'an example does not answer its request',
    file: task,
    change: behind('                last-page:', 'CurrentPage: 2, PageSize: 2', 'CurrentPage: 1, PageSize: 2'),
  },
  {
    name: 'an example has another task than its request asks for',
    file: task,
    change: behind(
      '                first-page:',
      '{ CurrentPage: 1, PageSize: 2 }',
      '{ CurrentPage: 1, PageSize: 2, Type: ROLLBACK }',
    ),
  },
  // Errors
  {
    name: 'the message of an error',
    file: task,
    change: (text) => text.replace('Message: caller has no permission', 'Message: The caller has no permission.'),
  },
  {
    name: 'the code of an error',
    file: detail,
    change: (text) => text.replaceAll('CspmParamIllegal', 'CspmParameterIllegal'),
  },
  {
    name: 'the status of an error',
    file: events,
    change: (text) => text.replace("        '403':\n", "        '401':\n"),
  },
  { name: 'an error is missing', file: events, change: without('                IllegalParam:\n', "        '403':") },
  {
    name: 'an error that is common is said to be on the page',
    file: shared,
    change: behind('    InvalidParameter:', /\n +x-source: common/, ''),
  },
  {
    name: 'the template of a message is filled in',
    file: detail,
    change: (text) => text.replace('Message: The parameter is not legal. %s.', 'Message: The parameter is not legal.'),
  },
  // Method, path, product, version, permission, head of the page
  {
    name: 'the method of an operation',
    file: detail,
    change: (text) => text.replace('    post:\n', '    get:\n').replace('methods: [POST, GET]', 'methods: [GET, POST]'),
  },
  { name: 'the method of a REST operation', file: huawei, change: (text) => text.replace('    get:\n', '    post:\n') },
  {
    name: 'the path of a REST operation',
    file: huawei,
    change: (text) => text.replace('/backup/operation-logs', '/backup/operation-log'),
  },
  { name: 'the product', file: process, change: (text) => text.replace('product: sophonsoar', 'product: Sas') },
  { name: 'the version', file: events, change: behind('      x-wire:', "'2018-12-03'", "'2018-12-04'") },
  {
    name: 'the action on the wire',
    file: task,
    change: behind('      x-wire:', 'action: ListOperationTask', 'action: ListOperatedTask'),
  },
  {
    name: 'the RAM action',
    file: task,
    change: (text) => text.replace('action: yundun-sas:ListOperatedTask', 'action: yundun-sas:ListOperationTask'),
  },
  { name: 'the RAM access level', file: process, change: (text) => text.replace('access: get', 'access: list') },
  {
    name: 'the RAM resource type',
    file: events,
    change: (text) => text.replace('type: All Resources', 'type: Instance'),
  },
  {
    name: 'a dependent action',
    file: detail,
    change: (text) => text.replace('dependentActions: []', 'dependentActions: [ecs:DescribeInstances]'),
  },
  {
    name: 'the title of the page',
    file: huawei,
    change: behind('  x-provenance:', /title: .*/, 'title: Querying Restoration Tasks'),
  },
  {
    name: 'the date of the page',
    file: task,
    change: (text) => text.replace("updated: '2026-03-24'", "updated: '2026-03-25'"),
  },
  {
    name: 'the change history',
    file: detail,
    change: (text) => text.replace("date: '2024-12-12'", "date: '2024-12-13'"),
  },
  {
    name: 'the header of the token is no credential',
    file: huawei,
    change: (text) => text.replace('  - userToken: []\n', ''),
  },
  // Parameters and fields
  { name: 'a parameter is missing', file: task, change: without('        - name: Lang\n', '      responses:') },
  {
    name: 'a parameter is renamed',
    file: process,
    change: (text) => text.replaceAll('ReqUuid\n          in: query', 'RequestUuid\n          in: query'),
  },
  {
    name: 'a parameter that the page does not have',
    file: events,
    change: (text) =>
      text.replace(
        '        - name: TaskId\n',
        '        - name: ResourceOwnerId\n          in: query\n          description: Owner.\n          schema:\n            type: integer\n          x-no-effect: Nothing shows it.\n        - name: TaskId\n',
      ),
  },
  {
    name: 'a response field is missing',
    file: task,
    change: without('        StatusShowName:\n', '        RepairSupportType:'),
  },
  {
    name: 'a response field that the page does not have',
    file: huawei,
    change: (text) =>
      text.replace(
        '        host_name:\n',
        '        host_ip:\n          type: string\n          description: Address of the server.\n        host_name:\n',
      ),
  },
  {
    name: 'a field moves out of its object',
    file: task,
    change: (text) => text.replace('        RiskLevel:\n', '        Risk:\n'),
  },
  {
    name: 'a query parameter moves into the header',
    file: huawei,
    change: inTask('resource_name', 'in: query', 'in: header'),
  },
  // What the page says in words only
  { name: 'a filter on another field', file: task, change: inTask('TaskId', 'field: /TaskId', 'field: /RootTaskId') },
  {
    name: 'a filter of another kind',
    file: huawei,
    change: inTask(
      'resource_name',
      'match: equals\n            field: /host_name',
      'match: substring\n            fields: [/host_name]',
    ),
  },
  {
    name: 'the end of a range filters from',
    file: detail,
    change: behind('        - name: EndTime\n', 'match: until', 'match: from'),
  },
  {
    name: 'a filter is gone while its decision stays',
    file: huawei,
    change: inTask('resource_name', /\n +x-filter:\n +match: equals\n +field: [^\n]*\n +inferred: [^\n]*/, ''),
  },
  {
    name: 'a rule is gone while its decision stays',
    file: detail,
    change: without('        - id: ids-trimmed\n', '      parameters:'),
  },
  {
    name: 'a decision is gone while its difference stays',
    file: process,
    change: without('            - id: two-page-size-defaults\n', '            - id: page-size-optional'),
  },
  {
    name: 'a decision explains nothing any more',
    file: events,
    change: (text) => text.replace('[/request/TaskId#required, ', '[/request/SourceIp#required, '),
  },
  {
    name: 'the descriptions of two values are swapped',
    file: detail,
    change: (text) => text.replace('[Not started, Running,', '[Running, Not started,'),
  },
  {
    name: 'the descriptions of two other values are swapped',
    file: task,
    change: (text) => text.replace('[High risk, Medium risk, Low risk]', '[Low risk, Medium risk, High risk]'),
  },
  {
    name: 'a status counts as final',
    file: task,
    change: behind('        final:\n', '          - FAIL\n', '          - FAIL\n          - REPAIR_SUCCESS\n'),
  },
  {
    name: 'the identity of an item',
    file: detail,
    change: (text) => text.replace('identity: [/DetailTaskId]', 'identity: [/TaskId]'),
  },
  {
    name: 'the count of the whole result',
    file: task,
    change: behind('      x-pagination:', 'total: /PageInfo/TotalCount', 'total: /PageInfo/Count'),
  },
  {
    name: 'the unit of a time',
    file: huawei,
    change: behind('        process:\n', 'x-unit: percent', 'x-unit: entries'),
  },
  {
    name: 'a language changes other texts',
    file: task,
    change: (text) => text.replace('fields: [/CheckShowName, /StatusShowName]', 'fields: [/CheckShowName]'),
  },
  {
    name: 'how arrays travel',
    file: events,
    change: (text) => text.replace('x-array-style: [indexed]', 'x-array-style: [comma]'),
  },
  {
    name: 'a response field need not be there any more',
    file: task,
    change: (text) => text.replace('required: [TaskId, Status]', 'required: [TaskId]'),
  },
  { name: 'an inferred default is changed', file: task, change: inTask('PageSize', 'default: 20', 'default: 10') },
  {
    name: 'an inferred format is changed',
    file: huawei,
    change: behind('        ended_at:\n', 'format: date-time', 'format: date'),
  },
  {
    name: 'an inferred bound of a shared schema is changed',
    file: shared,
    change: behind('    EpochMilliseconds:', 'minimum: 1000000000000', 'minimum: 0'),
  },
  {
    name: 'an error is raised for another cause',
    file: events,
    change: (text) => text.replace('x-raised-when: not-found', 'x-raised-when: internal'),
  },
  {
    name: 'the names of two values are swapped',
    file: detail,
    change: (text) => text.replace('[NotStarted, Running,', '[Running, NotStarted,'),
  },
  { name: 'a status that is common is missing', file: huawei, change: without("        '401':\n", "        '403':") },
];
