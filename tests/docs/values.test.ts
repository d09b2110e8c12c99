import { describe, expect, test } from 'vitest';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';
import { plainPage } from './plain-page.js';

/** The one parameter of a page, its description in paragraphs. */
const parameter = (description: string, example: string, type = 'string') =>
  plainPage(readPage(alibaba(`Mode\n\n${type}\n\nNo\n\n${description.replaceAll(' ¶ ', '\n\n')}\n\n${example}`)))
    .parameters[0];
const valuesOf = (description: string, example: string, type?: string) =>
  parameter(description, example, type)?.values.map(([value]) => value);

describe('values that a description lists', () => {
  test.for<{ form: string; given: string; example: string; type?: string; want: unknown[] }>([
    {
      form: 'one value',
      given: 'The key by which tasks are sorted. Valid value: CreateTime.',
      example: 'CreateTime',
      want: ['CreateTime'],
    },
    {
      form: 'no value among numbers: null',
      given: 'The light. Valid values: ¶ • 0: It is off. ¶ • 1: It is on. ¶ • null: It is not known.',
      example: '1',
      type: 'integer',
      want: [0, 1],
    },
    {
      form: 'no value among numbers: an empty text',
      given: 'The light. Valid values: ¶ • 0: It is off. ¶ • "": It is not known. ¶ • 1: It is on.',
      example: '1',
      type: 'integer',
      want: [0, 1],
    },
    {
      form: 'no value ahead of numbers',
      given: 'The light. Valid values: ¶ • null: It is not known. ¶ • 0: It is off. ¶ • 1: It is on.',
      example: '1',
      type: 'integer',
      want: [],
    },
    {
      form: 'a word among numbers',
      given: 'The light. Valid values: ¶ • 0: It is off. ¶ • dim: It is half on. ¶ • 1: It is on.',
      example: '1',
      type: 'integer',
      want: [],
    },
    {
      form: 'words with two colons in a row',
      given: 'The kind of thing. Valid values: YARD::Gate::Door and YARD::Gate::Lock.',
      example: 'YARD::Gate::Door',
      want: ['YARD::Gate::Door', 'YARD::Gate::Lock'],
    },
    {
      form: 'items with two colons in a row',
      given: 'The kind of thing. Valid values: ¶ • YARD::Gate::Door ¶ • YARD::Gate::Lock: what keeps it shut',
      example: 'YARD::Gate::Door',
      want: ['YARD::Gate::Door', 'YARD::Gate::Lock'],
    },
    {
      form: 'words with two colons in a row that are no list of values',
      given: 'The kinds of things. In the sample, YARD::Gate::Door and YARD::Gate::Lock are meant.',
      example: '["YARD::Gate::Door"]',
      type: 'array<string>',
      want: [],
    },
    {
      form: 'names of one space',
      given: 'What may be done. Valid values: ¶ • yard:OpenGate ¶ • yard:ShutGate',
      example: 'yard:OpenGate',
      want: ['yard:OpenGate', 'yard:ShutGate'],
    },
    {
      form: 'names of one space in a sentence',
      given: 'What may be done. Valid values: yard:OpenGate and yard:ShutGate.',
      example: 'yard:OpenGate',
      want: ['yard:OpenGate', 'yard:ShutGate'],
    },
    {
      form: 'values and what they mean, without a blank',
      given: 'The light. Valid values: ¶ • on:lit ¶ • off:dark',
      example: 'on',
      want: ['on', 'off'],
    },
    {
      form: 'what a part of the value may be',
      given: 'How long it stays open. The unit can be d, h, m, or s.',
      example: '',
      want: [],
    },
    {
      form: 'what a part of the value may be, where that is the value',
      given: 'The unit of time. The unit can be d, h, m, or s.',
      example: 'h',
      want: ['d', 'h', 'm', 's'],
    },
    {
      form: 'a range of ports, as a text',
      given: 'The port. Valid values: 3200-3999.',
      example: '3306',
      want: [],
    },
    {
      form: 'an item that names several defaults',
      given: 'The state. Valid values: ¶ • 0: shut ¶ • 1: open ¶ • Default value: 0 and 1.',
      example: '0',
      want: ['0', '1'],
    },
    {
      form: 'an empty text, in words',
      given: 'The lock. Valid values: ¶ • Empty value: none ¶ • Steel: a strong one',
      example: 'Steel',
      want: ['', 'Steel'],
    },
    {
      form: 'a conjunction glued to its number',
      given: 'How many days. Valid values: 14, 30, and60.',
      example: '30',
      type: 'integer',
      want: [14, 30, 60],
    },
    {
      form: 'a value that is the only one to set',
      given: 'The kind of gateway. Set the value to Enhanced, which specifies the enhanced kind.',
      example: 'Enhanced',
      want: ['Enhanced'],
    },
    {
      form: 'a value to set for something else than the example does',
      given: 'The home region. Set the value to All to track every region.',
      example: 'cn-hangzhou',
      want: [],
    },
    {
      form: 'what is supported',
      given: 'The format. lz4 and gzip are supported.',
      example: 'lz4',
      want: ['lz4', 'gzip'],
    },
    {
      form: 'things that are supported, not by their values',
      given: 'The address. Letters and digits are supported.',
      example: 'a1',
      want: [],
    },
    {
      form: 'supported things behind a colon',
      given: 'The runtime. Supported runtimes: nodejs18, python3.10, and custom.',
      example: 'custom',
      want: ['nodejs18', 'python3.10', 'custom'],
    },
    {
      form: 'told with commas between them',
      given: 'The policy. blue_green: two sides, normal: in place, smart: as it fits',
      example: 'normal',
      want: ['blue_green', 'normal', 'smart'],
    },
    {
      form: 'told, with capitals, behind what announces them',
      given: 'The kind. Valid values: Exclusive: one tenant. General: many.',
      example: 'x',
      want: ['Exclusive', 'General'],
    },
    {
      form: 'told, with capitals, as the example shows',
      given: 'The kind of call. Sync: waits. Async: does not.',
      example: 'Sync',
      want: ['Sync', 'Async'],
    },
    {
      form: 'told behind a label',
      given: 'The permission: 0: private. 1: public.',
      example: '1',
      type: 'integer',
      want: [0, 1],
    },
    {
      form: 'told with "for"',
      given: 'The risk: 0 for files, 1 for settings, 2 for secrets.',
      example: '2',
      type: 'integer',
      want: [0, 1, 2],
    },
    {
      form: 'two words and the example',
      given: 'The state of the record. Enable or Disable.',
      example: 'Enable',
      want: ['Enable', 'Disable'],
    },
    {
      form: 'a slash alone',
      given: 'The protection. Value: Enabled/Disabled.',
      example: 'Enabled',
      want: ['Enabled', 'Disabled'],
    },
    {
      form: 'a slash in a list',
      given: 'The usage. Valid values: ENCRYPT/DECRYPT and SIGN/VERIFY.',
      example: 'SIGN/VERIFY',
      want: ['ENCRYPT/DECRYPT', 'SIGN/VERIFY'],
    },
    {
      form: 'a slash that the example has',
      given: 'The type of content. Value: text/html.',
      example: 'text/html',
      want: ['text/html'],
    },
    {
      form: 'words between blanks',
      given: 'The system. Valid values: Linux Windows',
      example: 'Linux',
      want: ['Linux', 'Windows'],
    },
    {
      form: 'a list with a default behind it',
      given: 'The method. The value can be GET, HEAD, or PUT, and the default value is GET.',
      example: 'GET',
      want: ['GET', 'HEAD', 'PUT'],
    },
    {
      form: 'a list with its meanings behind it',
      given:
        'The level. Possible values are 1, 2 (default), and 3, indicating critical, major, and minor, respectively.',
      example: '2',
      type: 'integer',
      want: [1, 2, 3],
    },
    {
      form: 'values of several words',
      given: 'The phase. Valid values: ¶   • Initial Access ¶   • Execution ¶   • Command and Control',
      example: 'Execution',
      want: ['Initial Access', 'Execution', 'Command and Control'],
    },
    {
      form: 'dashes of two strokes',
      given: 'The protection: ¶   • codec -- decoding ¶   • dlp -- leaks',
      example: 'dlp',
      want: ['codec', 'dlp'],
    },
    {
      form: 'groups among the values',
      given:
        'The edition. Valid values: ¶   • Regular instance ¶   • Basic: one node ¶   • Serverless instance ¶   • serverless_basic: one node',
      example: 'Basic',
      want: ['Basic', 'serverless_basic'],
    },
    {
      form: 'a sentence among the values',
      given:
        'The code. Valid values: ¶   • If this parameter is empty, the command was run. ¶   • NotExists: It does not exist. ¶   • Released: It was released.',
      example: 'NotExists',
      want: ['NotExists', 'Released'],
    },
    {
      form: 'a list that goes on for some callers',
      given:
        'The line. Valid values: ¶   • BGP: many lines ¶   • BGP_PRO: better lines ¶ If you are allowed to, you can also use one of the following values: ¶   • Telecom ¶   • Mobile',
      example: 'BGP',
      want: ['BGP', 'BGP_PRO', 'Telecom', 'Mobile'],
    },
    {
      form: 'words with a paragraph each and a colon',
      given: 'The policy. ¶   • tls_1_0: ¶ Supported versions: TLS 1.0 and TLS 1.1. ¶   • tls_1_1 ¶ TLS 1.1.',
      example: 'tls_1_1',
      want: ['tls_1_0', 'tls_1_1'],
    },
    {
      form: 'words that nothing announces',
      given: 'The policy. ¶   • fast ¶   • slow',
      example: '',
      want: ['fast', 'slow'],
    },
    {
      form: 'parts of a thing that nothing announces, of which not all are one word',
      given: 'The letter. It has these parts. ¶   • head ¶   • body - may be left out',
      example: '',
      want: [],
    },
    {
      form: 'values of each case',
      given:
        'The version. ¶   • Valid values if Engine is set to MySQL: 5.7 and 8.0 ¶   • Valid values if Engine is set to SQLServer: 2016_std, 2019_ent',
      example: '8.0',
      want: ['5.7', '8.0', '2016_std', '2019_ent'],
    },
    {
      form: 'values of each case, announced above',
      given:
        'The period. Valid values: ¶   • If Unit is set to Week: 1, 2, and 3. ¶   • If Unit is set to Month: 1, 6, and 12.',
      example: '1',
      type: 'integer',
      want: [1, 2, 3, 6, 12],
    },
    {
      form: 'values of each case below it',
      given:
        'The switch. Valid values: ¶   • If Type is set to a, valid values are: ¶   • on: yes ¶   • off: no ¶   • If Type is set to b, valid values are: ¶   • on ¶   • watch',
      example: 'on',
      want: ['on', 'off', 'watch'],
    },
    {
      form: 'values behind the name of each case',
      given: 'The key. Values depend on the product: ¶   • Software: AES_256, RSA_2048 ¶   • Hardware: AES_256, SM4',
      example: 'AES_256',
      want: ['AES_256', 'RSA_2048', 'SM4'],
    },
    {
      form: 'a case with values, and one without',
      given:
        'The repeats. ¶   • If it runs once, the value is 0 or 1. ¶   • If it runs on a schedule, the value is the number of runs.',
      example: '0',
      type: 'integer',
      want: [],
    },
    {
      form: 'values in one case only',
      given: 'The filter. If Key is set to EventRW, valid values are Read and Write.',
      example: 'Ecs',
      want: [],
    },
    {
      form: 'a remark on the case before the values',
      given: 'What is done when the disk is full, valid values: drop, wait.',
      example: 'drop',
      want: ['drop', 'wait'],
    },
    {
      form: 'the format in each case',
      given:
        'The name of the receiver. ¶ • If a queue is told, the format is acs:mns:{account}:queue. ¶ • If a topic is told, the format is acs:mns:{account}:topic.',
      example: 'acs:mns:1:queue',
      want: [],
    },
    {
      form: 'a remark between the cue and its values',
      given: 'The system that is joined. Valid values (case-insensitive): ASM, IoT, and Flink.',
      example: 'ASM',
      want: ['ASM', 'IoT', 'Flink'],
    },
    {
      form: 'what a case looks like',
      given:
        'The target. Valid values: ¶   • If Type is set to net, the value is a CIDR block. Example: 10.2.0.0/24. ¶   • If Type is set to group, the value is the name of a group. Example: db_group.',
      example: '10.2.0.0/24',
      want: [],
    },
    {
      form: 'a range among the values',
      given: 'The port. Valid values: ¶   • -1: any port. ¶   • 1 to 65535: that port.',
      example: '80',
      want: [],
    },
    {
      form: 'all other codes',
      given: 'The code. ¶   • 200: It went well. ¶   • Other codes: It did not.',
      example: '200',
      type: 'integer',
      want: [],
    },
    {
      form: 'what is possible',
      given: 'The type. Primary, Guard and Temp are possible.',
      example: 'Guard',
      want: ['Primary', 'Guard', 'Temp'],
    },
    {
      form: 'a unit',
      given: 'The unit of time. Unit: s, m, or h.',
      example: 'h',
      want: ['s', 'm', 'h'],
    },
    {
      form: 'between bars',
      given: 'The channel. email | sms | webhook',
      example: 'sms',
      want: ['email', 'sms', 'webhook'],
    },
    { form: 'in brackets', given: 'Effect of the rule (Allow or Deny).', example: 'Deny', want: ['Allow', 'Deny'] },
    {
      form: 'each with brackets',
      given: 'The state. Default: Enable. Fresh (new), Enable (on), Disable (off).',
      example: 'Enable',
      want: ['Fresh', 'Enable', 'Disable'],
    },
    {
      form: 'with signs of equality',
      given: 'The kind. 0=file, 1=process, 2=registry',
      example: '1',
      type: 'integer',
      want: [0, 1, 2],
    },
    {
      form: 'numbers and commas',
      given: 'The state. Valid values: ¶   • 1, enabled ¶   • 0, disabled',
      example: '1',
      type: 'integer',
      want: [1, 0],
    },
    {
      form: 'what types include',
      given: 'The type. The code types include 6 (Shell), 10 (SQL), and 24 (script).',
      example: '10',
      type: 'integer',
      want: [6, 10, 24],
    },
    {
      form: 'a value called Default',
      given:
        'The level. ¶   • P1: for major issues. ¶   • P2: for minor ones. ¶   • Default: Notifications are sent with the usual level.',
      example: 'P2',
      want: ['P1', 'P2', 'Default'],
    },
    {
      form: 'the ends of an order',
      given: 'The priority. Valid values: 1 to 10. 1 is the lowest and 10 is the highest.',
      example: '6',
      type: 'integer',
      want: [],
    },
    {
      form: 'a progression',
      given: 'The number of shards: 2, 4, 8 .. 256',
      example: '4',
      type: 'integer',
      want: [],
    },
    {
      form: 'values of the N of a name',
      given: 'Policy N. Valid values of N: 1 and 2.',
      example: 'OldestInstance',
      want: [],
    },
  ])('$form', ({ given, example, type, want }) => expect(valuesOf(given, example, type)).toEqual(want));
});

describe('the default of a list', () => {
  test.for<{ form: string; given: string; type?: string; want: unknown }>([
    { form: 'in brackets', given: 'The mode. Valid values: ¶   • on (default value) ¶   • off', want: 'on' },
    {
      form: 'in a sentence of its own',
      given: 'The mode. Valid values: ¶   • on: yes. ¶   • off: no. This is the default value.',
      want: 'off',
    },
    { form: 'in two words', given: 'The mode. Valid values: ¶   • on: yes. Default value. ¶   • off: no.', want: 'on' },
    {
      form: 'a value that says "none"',
      given: 'The mode. Valid values: ¶   • static: one. ¶   • none: no. ¶ Default value: none.',
      want: 'none',
    },
    {
      form: 'of a flag',
      given: 'Whether it is on. ¶   • true (default) indicates that it is. ¶   • false indicates that it is not.',
      type: 'boolean',
      want: true,
    },
  ])('$form', ({ given, type, want }) => expect(parameter(given, 'on', type)?.default).toEqual(want));
});

describe('bounds', () => {
  test.for([
    {
      form: 'with a unit at both ends',
      given: 'The memory, which ranges from 128 MB to 32,768 MB.',
      want: { minimum: 128, maximum: 32768 },
    },
    {
      form: 'of two cases are none of the parameter',
      given:
        'The time. ¶   • If Period is set to Year, the value ranges from 1 to 5. ¶   • If Period is set to Month, the value ranges from 1 to 11.',
      want: {},
    },
  ])('$form', ({ given, want }) => expect(parameter(given, '128', 'integer')?.bounds).toEqual(want));
});

describe('values on a page of Huawei Cloud', () => {
  const huawei = (name: string, description: string, type = 'String') =>
    plainPage(
      readPage(`Help Center/ Vault/ API Reference/ Listing Vaults

Updated on 2025-01-01 GMT+08:00

Listing Vaults

URI

GET /v1/vaults

Table 1 Query Parameters

Parameter

Mandatory

Type

Description

${name}

No

${type}

${description.replaceAll(' ¶ ', '\n\n')}

Response Parameters

None
`),
    ).parameters[0];

  test.for([
    {
      form: 'a value that is fixed',
      given: 'API version. The value is fixed at v3.',
      want: ['v3'],
      default: undefined,
    },
    { form: 'a value that must be', given: 'Name. The value of this field must be cts_admin.', want: ['cts_admin'] },
    { form: 'no value that must be', given: 'Name. The value must be unique.', want: [] },
    {
      form: 'a default called default',
      given:
        'Definition ¶ Access. ¶ Range ¶   • default: both. This is the default option. ¶   • console: the console ¶ Default Value ¶ default',
      want: ['default', 'console'],
      default: 'default',
    },
    {
      form: 'a default of several words',
      given: 'Definition ¶ Version. ¶ Range ¶   • TLS v1.0 ¶   • TLS v1.2 ¶ Default Value ¶ TLS v1.2',
      want: ['TLS v1.0', 'TLS v1.2'],
      default: 'TLS v1.2',
    },
    {
      form: 'values of several words in a sentence',
      given: 'Definition ¶ System. ¶ Range ¶ Android 7, Android 9, or Android 11 ¶ Default Value ¶ N/A',
      want: ['Android 7', 'Android 9', 'Android 11'],
    },
    {
      form: 'told and not told in a row',
      given: 'Definition ¶ State. ¶ Range ¶ installed: yes. not_installed: no. online. offline.',
      want: ['installed', 'not_installed', 'online', 'offline'],
    },
    {
      form: 'the logic of each case',
      given:
        'Definition ¶ Logic. ¶ Range ¶   • If category is url, the logic is contain, equal, or prefix. ¶   • If category is ip, the logic is equal or not_equal.',
      want: ['contain', 'equal', 'prefix', 'not_equal'],
    },
    {
      form: 'one word where only values stand',
      given: 'Definition ¶ Policy. ¶ Range ¶ immediate',
      want: ['immediate'],
    },
    {
      form: 'one told word where only values stand',
      given: 'Definition ¶ Market. ¶ Range ¶ spot: spot price',
      want: ['spot'],
    },
    {
      form: 'what names are made of',
      given: 'Definition ¶ Key. ¶ Range ¶ Letters, digits, hyphens and underscores',
      want: [],
    },
    {
      form: 'a value in braces that stands for others',
      given: 'Definition ¶ Scope. ¶ Range ¶   • center: the center ¶   • {zone}: ID of a zone',
      want: [],
    },
    {
      form: 'a value called other',
      given: 'Definition ¶ Tag. ¶ Range ¶   • ip: by address ¶   • other: by the referer',
      want: ['ip', 'other'],
    },
    {
      form: 'a label before the values',
      given: 'Definition ¶ Protocol. ¶ Range ¶ Protocol: saml or oidc',
      want: ['saml', 'oidc'],
    },
    {
      form: 'parts of a description that are items of a list',
      given: '  • Definition: state ¶   • Value range: ¶   • ACTIVE ¶   • DOWN',
      want: ['ACTIVE', 'DOWN'],
    },
    { form: 'a value range in words', given: 'Permission. Value range: all, pub, sub.', want: ['all', 'pub', 'sub'] },
    {
      form: 'constants that nothing announces',
      given: 'State of the instance. CREATING, RUNNING, or FROZEN',
      want: ['CREATING', 'RUNNING', 'FROZEN'],
    },
    {
      form: 'one of, without a conjunction',
      given: 'State of the part: one of online, offline, unknown.',
      want: ['online', 'offline', 'unknown'],
    },
    {
      form: 'which can be',
      given: 'Level, which can be HIGH (bad), MID (fair), or LOW.',
      want: ['HIGH', 'MID', 'LOW'],
    },
    {
      form: 'a default with a colon',
      given: 'Definition ¶ Time zone. ¶ Range ¶ UTC-12:00 to UTC+14:00 ¶ Default Value ¶ UTC+08:00',
      want: [],
      default: 'UTC+08:00',
    },
    {
      form: 'methods that are supported',
      given: 'Method. The following methods are supported: ¶   • average: The average. ¶   • max: The most.',
      want: ['average', 'max'],
    },
    {
      form: 'three told words that nothing announces',
      given: 'State of the pool. ¶   • Empty: normal ¶   • Deleting: being deleted ¶   • Error: faulty',
      want: ['Empty', 'Deleting', 'Error'],
    },
  ])('$form', ({ given, want, default: initial }) => {
    const read = huawei('mode', given);
    expect(read?.values.map(([value]) => value)).toEqual(want);
    expect(read?.default).toBe(initial);
  });

  test('a name with a colon', () => {
    expect(huawei('ecs:performancetype', 'Type')).toMatchObject({ name: 'ecs:performancetype', type: 'string' });
  });
});
