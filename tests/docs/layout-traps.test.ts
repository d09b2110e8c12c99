import { describe, expect, test } from 'vitest';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';
import { outline } from './outline.js';
import { plainPage } from './plain-page.js';
import { alibabaHtml } from './render/html.js';
import { samplePage } from './sample-page.js';

const request = (rows: string) => outline(plainPage(readPage(alibaba(rows))).parameters);
const response = (rows: string, sample: string) =>
  outline(plainPage(readPage(alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx', rows, sample))).response);

describe('what pages do that no layout asks for', () => {
  test.for([
    {
      trap: 'values without bullets',
      rows: 'Mode\n\nstring\n\nNo\n\nThe mode. Valid values:\n\non: It is on.\n\noff: It is off.\n\non',
      want: ['Mode string no on|off'],
    },
    {
      trap: 'values in a sentence',
      rows: 'Protocol\n\nstring\n\nYes\n\nThe protocol. Valid values: TCP, UDP, and ICMP.\n\nTCP',
      want: ['Protocol string yes TCP|UDP|ICMP'],
    },
    {
      trap: "elements' rows named like their array",
      rows: 'Rules\n\narray<object>\n\nNo\n\nThe rules.\n\nRules\n\nobject\n\nNo\n\nThe rule.\n\nPort\n\ninteger\n\nYes\n\nThe port.\n\n80\n\nLang\n\nstring\n\nNo\n\nThe language.\n\nzh',
      want: ['Rules array<object> no', '  * object no', '    Port integer yes', 'Lang string no'],
    },
    {
      trap: 'an array of arrays',
      rows: 'Rows\n\narray\n\nNo\n\nThe rows.\n\narray\n\nNo\n\nThe row.\n\nstring\n\nNo\n\nThe cell.\n\na',
      want: ['Rows array no', '  * array no', '    * string no'],
    },
    {
      trap: 'key and value before a parameter of the request',
      rows: 'Tags\n\narray<object>\n\nNo\n\nThe tags.\n\nobject\n\nNo\n\nThe tag.\n\nKey\n\nstring\n\nNo\n\nThe key of the tag.\n\nk\n\nValue\n\nstring\n\nNo\n\nThe value of the tag.\n\nv\n\nRegionId\n\nstring\n\nNo\n\nThe region of the vault.\n\ncn-hangzhou',
      want: [
        'Tags array<object> no',
        '  * object no',
        '    Key string no',
        '    Value string no',
        'RegionId string no',
      ],
    },
  ])('$trap (request)', ({ rows, want }) => {
    expect(request(rows)).toEqual(want);
  });

  test.for([
    {
      trap: 'an object whose keys are data',
      rows: 'Tags\n\nobject\n\nThe tags.\n\nstring\n\nThe tag.\n\nprod\n\nCount\n\ninteger\n\nThe count.\n\n2',
      sample: '{"Tags": {"a": "prod"}, "Count": 2}',
      want: ['Tags object', '  * string', 'Count integer'],
    },
    {
      trap: 'an array without a row for its elements',
      rows: 'Rows\n\nobject []\n\nThe rows.\n\nId\n\nstring\n\nThe ID.\n\na\n\nCount\n\ninteger\n\nThe count.\n\n2',
      sample: '{"Rows": [{"Id": "a"}], "Count": 2}',
      want: ['Rows array<object>', '  * object', '    Id string', 'Count integer'],
    },
    {
      trap: 'the same name inside and outside',
      rows: 'Task\n\nobject\n\nThe task.\n\nId\n\nstring\n\nThe ID.\n\na\n\nState\n\nstring\n\nThe state.\n\nok\n\nId\n\nstring\n\nThe ID of the call.\n\nb',
      sample: '{"Task": {"Id": "a", "State": "ok"}, "Id": "b"}',
      want: ['Task object', '  Id string', '  State string', 'Id string'],
    },
  ])('$trap (response)', ({ rows, sample, want }) => {
    expect(response(rows, sample)).toEqual(want);
  });

  test('condition keys and dependent actions of a permission', () => {
    const more =
      'RAM authorization\n\nAction\n\nAccess level\n\nResource type\n\nCondition key\n\nDependent action\n\necs:ModifyRuleSet\n\nupdate\n\n*Instance\n\nacs:ecs:{#regionId}:{#accountId}:instance/{#instanceId}\n\necs:tag\n\necs:DescribeInstances';
    expect(
      plainPage(readPage(alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx', undefined, undefined, more))).permissions,
    ).toEqual([
      {
        action: 'ecs:ModifyRuleSet',
        access: 'update',
        resources: [
          { type: 'Instance', required: true, arn: 'acs:ecs:{#regionId}:{#accountId}:instance/{#instanceId}' },
        ],
        conditionKeys: ['ecs:tag'],
        dependentActions: ['ecs:DescribeInstances'],
      },
    ]);
  });
});

test.for(['20. If it is left out, 10 entries are returned.', '1. This is the first page.'])(
  'a line that begins with a number is no list where another line of its paragraph is above it: %s',
  (rest) => {
    const number = rest.split('.', 1)[0];
    const [parameter] = plainPage(
      readPage(alibaba(`Size\n\ninteger\n\nNo\n\nThe number of entries. Default value:\n${rest}\n\n7`)),
    ).parameters;
    expect(parameter).toMatchObject({
      default: Number(number),
      prose: `The number of entries. Default value: ${rest}`,
      example: 7,
    });
  },
);

test.for([
  { note: 'Note Specify at least one of Id and\nIds.', prose: 'The ID. Note Specify at least one of Id and Ids.' },
  {
    note: 'Note Specify one\nof the two, that is,\nId or Ids.',
    prose: 'The ID. Note Specify one of the two, that is, Id or Ids.',
  },
  { note: 'Note Specify at least one', prose: 'The ID. Note Specify at least one' },
])('a note of glued cells goes on where its sentence does: $note', ({ note, prose }) => {
  const page = plainPage(
    readPage(
      `Vault:ListScans\n\nLast Updated:Oct 21, 2024\n\nLists the scans.\n\nRequest parameters\n\nParameterTypeRequiredDescriptionExample\nIdlongNo\n\nThe ID.\n\n${note}\n12\nLangstringNo\n\nThe language.\n\nzh\n\nResponse parameters\n\nParameterTypeDescriptionExample\nRequestIdstring\n\nThe ID.\n\nR-1\n\nExamples\n\nSample success responses\n\n{"RequestId": "R-1"}`,
    ),
  );
  expect(page.parameters.map(({ prose, example }) => [prose, example])).toEqual([
    [prose, 12],
    ['The language.', 'zh'],
  ]);
});

describe('a page whose long lines are wrapped', () => {
  const wrapped = (text: string) => text.replaceAll(/^([A-Z].{40}\S*) (?=.{10})/gm, '$1\n');

  test('has the title that its breadcrumbs end with, and the date below them', () => {
    const read = readPage(
      wrapped(`Help Center/ Vault Service/ API Reference/ API Description/ Querying Many Vaults
Updated on 2025-01-02 GMT+08:00

Querying Many Vaults

URI

GET /v1/vaults

Response Parameters

None`),
    );
    expect([read.title.value, read.updated?.value, read.unread]).toEqual(['Querying Many Vaults', '2025-01-02', []]);
  });

  test('has its notice and its summary whole', () => {
    const notice =
      'This topic is generated by a machine translation engine without any human. It may be wrong in places.';
    const text = `Vault:ListScans\n\nLast Updated:Oct 24, 2025\n${notice}\n\nLists the scans of a vault and of all that belongs to it.\n\nRequest parameters\n\nParameter\n\nType\n\nRequired\n\nDescription\n\nExample\n\nId\n\nstring\n\nNo\n\nThe ID.\n\nx`;
    const given = readPage(text);
    const read = readPage(wrapped(text));
    expect(read.updated?.value).toBe('2025-10-24');
    expect(read.summary?.hash).toBe(given.summary?.hash);
    expect(read.sections.notice?.hash).toBe(given.sections.notice?.hash);
  });
});

test('a numbered list right below its sentence is one', () => {
  expect(request('Mode\n\nstring\n\nNo\n\nThe mode. Valid values:\n1. on\n2. off\n\non')).toEqual([
    'Mode string no on|off',
  ]);
});

describe('cells that stand in one line with blanks between them', () => {
  const page = plainPage(
    readPage(`Private DNS:SetRecordState

Last Updated:Sep 9, 2025

Request parameters

Parameter Type Required Example Description

RecordId Long Yes 5809

The ID of the record.

State String No DISABLE

The state. Valid values:

  • ENABLE: resolves the record.
  • DISABLE: does not.

Response parameters

Parameter Type Example Description

RecordId Long 5809

The ID of the record.

Numbers integer are no field here.

Examples

Sample success responses

{"RecordId": 5809}`),
  );

  test('are read where every cell is what its column asks for', () => {
    expect(outline(page.parameters)).toEqual(['RecordId integer/int64 yes', 'State string no ENABLE|DISABLE']);
    expect(page.parameters.map((one) => one.example)).toEqual([5809, 'DISABLE']);
    expect(outline(page.response)).toEqual(['RecordId integer/int64']);
  });
});

test('glued rows of a Chinese page are read, with or without a flag', () => {
  const page = (flags: readonly [string, string]) =>
    plainPage(
      readPage(`云主机:DescribeSpares - 查询备用主机

更新时间:Oct 21, 2024

请求参数

名称类型必填描述示例值
RegionIdstring${flags[0]}

主机所在的地域。

cn-hangzhou
PageSizeinteger${flags[1]}

每页的行数。默认值：10。

10

返回参数

名称类型描述示例值
object
RequestIdstring

请求的标识。

R-1

示例

正常返回示例

{"RequestId": "R-1"}`),
    );
  const read = page(['是', '否']);
  expect(read.operation).toBe('DescribeSpares');
  expect(outline(read.parameters)).toEqual(['RegionId string yes', 'PageSize integer no']);
  expect(read.parameters.map((one) => one.default)).toEqual([undefined, 10]);
  expect(outline(page(['', '']).parameters)).toEqual(['RegionId string', 'PageSize integer']);
  expect(outline(read.response)).toEqual(['RequestId string']);
});

test('tables of a Chinese page are read where they need no language: names, types, flags, nesting', () => {
  const table = (head: readonly string[], ...rows: readonly (readonly string[])[]) =>
    [head, ...rows].flat().join('\n\n');
  const read = plainPage(
    readPage(`查询闸门列表

功能介绍

查询院子的闸门列表。

URI

GET /v1/{yard_id}/gates

样例：

表 1 参数说明

${table(['名称', '是否必选', '参数类型', '说明'], ['yard_id', '是', 'String', '院子的标识。'])}

表 2 查询参数

${table(['参数名称', '必选', '类型', '备注'], ['limit', '否', 'Integer', '每页的行数。'])}

请求消息

无

响应消息

表 3 响应参数

${table(['属性', '类型', '说明'], ['gates', 'Array of gate objects', '闸门列表。'])}

表 4 gate字段说明

${table(['名称', '参数类型', '说明'], ['OS-EXT-GATE:width', 'Integer', '闸门的宽度。'])}

状态码

请参见状态码。

错误码

请参见错误码。`),
  );
  expect(read.parameters.map((one) => one.in)).toEqual(['path', 'query']);
  expect(outline(read.parameters)).toEqual(['yard_id string yes', 'limit integer no']);
  expect(outline(read.response)).toEqual([
    'gates array<object:gate>',
    '  * object:gate',
    '    OS-EXT-GATE:width integer',
  ]);
});

describe('names that are other words as well', () => {
  test.for<{ name: string; given: string; want: string[] }>([
    {
      name: 'a field named like a section',
      given: 'examples\n\narray<string>\n\nNo\n\nThe samples.\n\nText\n\nstring\n\nYes\n\nThe text.\n\nabc',
      want: ['examples array<string> no', 'Text string yes'],
    },
  ])('$name', ({ given, want }) => expect(request(given)).toEqual(want));

  test('an example that reads like a section, before another row', () => {
    const response = 'Code\n\nstring\n\nThe code.\n\nError codes\n\nRequestId\n\nstring\n\nThe ID.\n\nR-1';
    expect(outline(plainPage(readPage(alibaba('A\n\nstring\n\nNo\n\nA.\n\nx', response))).response)).toEqual([
      'Code string',
      'RequestId string',
    ]);
  });

  test('a field named like a type, behind an example', () => {
    const response = 'Kind\n\nstring\n\nThe kind.\n\nFILE\n\nUuid\n\nstring\n\nThe UUID.\n\n6d-1';
    const page = plainPage(
      readPage(alibaba('A\n\nstring\n\nNo\n\nA.\n\nx', response, '{"Kind":"FILE","Uuid":"6d-1"}')),
    );
    expect(outline(page.response)).toEqual(['Kind string', 'Uuid string']);
  });
});

describe('a table that is numbered, and has examples', () => {
  const read = (title: string, heading: string) =>
    readPage(`<!DOCTYPE html><html><body>
      <h1>${title}</h1>
      <h2>Request Parameters</h2>
      <p>Table 1 Request body parameters</p>
      <table>
        <tr><th>Parameter</th><th>Type</th><th>Mandatory</th><th>Description</th><th>Example</th></tr>
        <tr><td>key</td><td>String</td><td>Yes</td><td>The key.</td><td>k</td></tr>
      </table>
      <h2>${heading}</h2>
      <p>None</p>
    </body></html>`);

  test.for([
    ['Querying a Rule', 'Response Parameters'],
    // What is a heading on pages of Alibaba Cloud is none here.
    ['Querying Authorization Information', 'Response Parameters'],
    ['Authorization Information of a Rule', 'Response Parameters'],
  ] as const)('is of Huawei Cloud, on the page %s', ([title, heading]) => {
    const page = read(title, heading);
    expect([page.vendor, page.title.value]).toEqual(['huawei-cloud', title]);
    expect(page.parameters.map((one) => [one.name, one.in])).toEqual([['key', 'body']]);
  });

  test.for([
    'Response elements',
    'Response elements (new version)',
    'RAM authorization',
    'Authorization information',
    'Authorization information (beta)',
  ])('is of Alibaba Cloud, with the heading %s', (heading) => {
    expect(read('Query a rule', heading).vendor).toBe('alibaba-cloud');
  });
});

describe('tables of objects on pages of Huawei Cloud', () => {
  const table = (caption: string, rows: string, isRequest = true) =>
    `${caption}\n\nParameter\n\n${isRequest ? 'Mandatory\n\n' : ''}Type\n\nDescription\n\n${rows}`;
  const page = plainPage(
    readPage(`Help Center/ Vault/ API Reference/ Changing Rules

Updated on 2025-01-01 GMT+08:00

Changing Rules

URI

POST /v1/rules

Request Parameters

${table('Table 1 Request body parameters', 'rule\n\nYes\n\nInsertHeader object\n\nThe rule.\n\nauth\n\nNo\n\nObject\n\nThe login.')}

${table('Table 2 InsertHeader', 'key\n\nYes\n\nString\n\nThe key.')}

${table('Table 3 auth', 'scope\n\nNo\n\nObject\n\nThe scope.')}

${table('Table 4 auth.scope', 'id\n\nNo\n\nString\n\nThe ID.')}

Response Parameters

Status code: 200

${table('Table 5 Response body parameters', 'rule\n\nInsertHeader object\n\nThe rule.', false)}

${table('Table 6 InsertHeader', 'hits\n\nInteger\n\nThe hits.', false)}
`),
  );

  test('are found by name, by path, and by where they stand', () => {
    expect(outline(page.parameters)).toEqual([
      'rule object:InsertHeader yes',
      '  key string yes',
      'auth object no',
      '  scope object no',
      '    id string no',
    ]);
    expect(outline(page.response)).toEqual(['rule object:InsertHeader', '  hits integer']);
  });

  test('what stands at each key of a map, and a table without types before one with them', () => {
    const read = readPage(`Help Center/ Vault/ API Reference/ Changing Rules

Updated on 2025-01-01 GMT+08:00

Changing Rules

URI

PUT /v1/rules/{rule_id}

Table 1 URI parameters

Parameter

Mandatory

Description

rule_id

Yes

The ID of the rule.

Request

${table('Table 2 Request parameters', 'limits\n\nNo\n\nMap<String, Limit>\n\nThe limits.')}

${table('Table 3 Limit', 'most\n\nNo\n\nInteger\n\nThe limit.')}
`);
    expect(outline(plainPage(read).parameters)).toEqual([
      'rule_id any yes',
      'limits map<object:Limit> no',
      '  * object:Limit',
      '    most integer no',
    ]);
  });
});

test('a cell that holds another table names no action, and is told as not understood', () => {
  const html = alibabaHtml(samplePage('alibaba'));
  const whole = readPage(html);
  expect(whole.permissions.map(({ action }) => action.value)).toEqual(['yundun-sas:ListVaultScans']);
  // What follows, up to the end of the page, becomes a part of the cell.
  const page = readPage(html.replace('<td>yundun-sas:', '<td><table>yundun-sas:'));
  expect(page.permissions).toEqual([]);
  expect(page.unread.map(({ text }) => text).join()).toContain('yundun-sas:ListVaultScans');
});
