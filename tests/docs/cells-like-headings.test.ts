import { describe, expect, test } from 'vitest';
import { readPage } from '../../scripts/docs/read-page.js';
import { alibaba } from './alibaba-text.js';
import { outline } from './outline.js';
import { plainPage } from './plain-page.js';

const glued = (rows: string) => `Security Center:ModifyRuleSet

Last Updated:Sep 9, 2025

Modifies a set of rules.

Request parameters

ParameterTypeRequiredDescriptionExample
${rows}

Response parameters

ParameterTypeDescriptionExample
object

The response.

RequestIdstring

The ID.

R-1

Examples

Sample success responses

{"RequestId": "R-1"}

Error codes

HTTP status codeError codeError messageDescription
400Bad.RuleThe rule is not legal.`;

describe('words of a cell that read like something else', () => {
  test.for([
    {
      what: 'a label with the name of a section',
      rows: 'Filter\n\nstring\n\nNo\n\nThe filter.\n\nExamples:\n\n  • a=1\n\n  • b=2\n\na=1\n\nLang\n\nstring\n\nNo\n\nThe language.\n\nen',
      want: ['Filter string no', 'Lang string no'],
    },
    {
      what: 'the headings of a table of two columns, glued',
      rows: 'Code\n\nstring\n\nNo\n\nStatus code description\n\nOK\n\nLang\n\nstring\n\nNo\n\nThe language.\n\nen',
      want: ['Code string no', 'Lang string no'],
    },
    {
      what: 'two headings of which the second is a name',
      rows: 'Detail\n\nobject\n\nNo\n\nError message\n\nCode\n\nstring\n\nNo\n\nThe code.\n\n401',
      want: ['Detail object no', '  Code string no'],
    },
    {
      what: 'a name that ends with a remark, alone',
      rows: 'deprecated\n\nboolean\n\nNo\n\nWhether it is out of date.\n\ntrue',
      want: ['deprecated boolean no'],
    },
  ])('$what (request)', ({ rows, want }) => {
    const page = readPage(alibaba(rows));
    expect(page.unread).toEqual([]);
    expect(outline(plainPage(page).parameters)).toEqual(want);
  });

  test.for([
    {
      what: 'a description that reads like a type with a name',
      rows: 'Rules\n\narray<object>\n\nReturned object\n\nobject\n\nReturned object\n\nPort\n\ninteger\n\nThe port.\n\n80',
      sample: '{"Rules": [{"Port": 80}]}',
      want: ['Rules array<object>', '  * object', '    Port integer'],
    },
    {
      what: 'a name that reads like a type',
      rows: 'data\n\nobject\n\ndata\n\nlist\n\narray<object>\n\nlist\n\nobject\n\nThe order.\n\nid\n\nstring\n\nThe ID.\n\na',
      sample: '{"data": {"list": [{"id": "a"}]}}',
      want: ['data object', '  list array<object>', '    * object', '      id string'],
    },
    {
      what: 'what stands at each key of an object that nothing describes',
      rows: 'Shares\n\nobject\n\narray\n\nThe shares.\n\nobject\n\nThe share.\n\nId\n\nstring\n\nThe ID.\n\na\n\nCount\n\ninteger\n\nThe count.\n\n2',
      sample: '{"Shares": {"a": [{"Id": "a"}]}, "Count": 2}',
      want: ['Shares object', '  * array', '    * object', '      Id string', 'Count integer'],
    },
    {
      what: 'keys of an object that are data, in the sample',
      rows: 'ByName\n\nobject\n\nThe rules by name.\n\nobject\n\nThe rule.\n\nPort\n\ninteger\n\nThe port.\n\n80\n\nProtocol\n\nstring\n\nThe protocol.\n\ntcp\n\nName\n\nstring\n\nThe name.\n\na',
      sample: '{"ByName": {"a": {"Port": 80, "Protocol": "tcp"}}, "Name": "a"}',
      want: ['ByName object', '  * object', '    Port integer', '    Protocol string', 'Name string'],
    },
  ])('$what (response)', ({ rows, sample, want }) => {
    const page = readPage(alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx', rows, sample));
    expect(page.unread).toEqual([]);
    expect(outline(plainPage(page).response)).toEqual(want);
  });

  test('a description with the words of a heading, in the layout of glued cells', () => {
    const page = readPage(glued('bodyobjectNo\n\nRequest parameters\n\ncodestringYes\n\nThe code.\n\nC-1'));
    expect(page.unread).toEqual([]);
    expect(outline(plainPage(page).parameters)).toEqual(['body object no', '  code string yes']);
    expect(page.errors?.map(({ code }) => code.value)).toEqual(['Bad.Rule']);
  });

  test('marks of direction around a name are no part of it', () => {
    const page = readPage(alibaba('\u200eLang\u200f\n\nstring\n\nNo\n\n\u202bThe language.\u202c\n\nen'));
    expect(outline(plainPage(page).parameters)).toEqual(['Lang string no']);
    expect(page.unread).toEqual([]);
  });

  test('a row without a name that nothing can hold is not read, and said to be', () => {
    const page = readPage(
      alibaba('A\n\nstring\n\nNo\n\nThe A.\n\nx', 'B\n\nstring\n\nThe B.\n\nb', '{"B": "b"}').replace(
        '\nB\n\nstring',
        '\nB\n\nobject\n\nThe B.\n\nC\n\nstring\n\nThe C.\n\nc\n\narray\n\nstring',
      ),
    );
    expect(page.responses[0]?.body?.fields.map(({ name }) => name)).toEqual(['B']);
  });
});
