import { describe, expect, test } from 'vitest';
import { readPage } from '../../support/page-reader.js';

describe('the reader of pages', () => {
  const page = (status: string) => `Request parameters

Parameter

Type

Status

string

The status. Valid values:

  • ${status}: on its way

Examples

{
  "Status": "RUNNING"
}

Error codes

500 ServerError ServerError`;

  const given = [
    { layout: 'a cell per paragraph', text: page('RUNNING'), names: ['Status'], values: ['RUNNING'] },
    { layout: 'another value', text: page('STOPPED'), names: ['Status'], values: ['STOPPED'] },
    {
      layout: 'glued cells',
      text: 'Request parameters\nTaskIdsarrayNo\nstringNo\nCountinteger\n',
      names: ['TaskIds', 'Count'],
      values: [],
    },
    {
      layout: 'numbered tables',
      text: 'URI\n\noffset\n\nYes\n\nInteger\n\ndata_list\n\nArray of Log objects\n',
      names: ['offset', 'data_list'],
      values: [],
    },
  ];

  test.each(given)('the reader sees what a page says: $layout', ({ text, names, values }) => {
    expect(readPage(text)).toMatchObject({ names, values });
  });

  test('the reader sees errors and the sample', () => {
    expect(readPage(page('RUNNING'))).toMatchObject({
      errorLines: ['500 ServerError ServerError'],
      sample: { Status: 'RUNNING' },
    });
  });
});
