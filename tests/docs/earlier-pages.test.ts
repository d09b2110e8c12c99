import { describe, expect, test } from 'vitest';
import { readPage } from '../../scripts/docs/read-page.js';
import { outline } from './outline.js';
import { plainPage } from './plain-page.js';

/** A table of an earlier page: its head, and its rows as cells. */
type Table = readonly (readonly string[])[];
interface Earlier {
  readonly title?: string;
  readonly request?: Table;
  readonly response?: Table;
  readonly samples?: readonly string[];
}

const requestHead = ['Parameter', 'Type', 'Required', 'Example', 'Description'];
const responseHead = ['Parameter', 'Type', 'Example', 'Description'];
const requestId = ['RequestId', 'String', 'R-1', 'The ID of the request.'];
const action = ['Action', 'String', 'Yes', 'ListPatrols', 'The operation. Set the value to ListPatrols.'];

const outlineOfParameters = (text: string) => outline(plainPage(readPage(text)).parameters);
const outlineOfResponse = (text: string) => outline(plainPage(readPage(text)).response);

/** Alibaba Cloud's pages of an earlier time: examples before descriptions, samples in two forms. */
function page(
  { title = 'ListPatrols', request = [requestHead, action], response, samples = [] }: Earlier,
  table: (rows: Table) => string,
): string {
  return [
    title,
    'Lists the patrols that watch a yard.',
    'Request parameters',
    table(request),
    'Response parameters',
    table(response ?? [responseHead, requestId]),
    'Examples',
    'Sample requests',
    'http(s)://[Endpoint]/?Action=ListPatrols\n&<Common request parameters>',
    'Sample success responses',
    ...samples,
    'Error codes',
    'For a list of error codes, visit the API Error Center.',
  ].join('\n\n');
}

const withTabs = (earlier: Earlier) => page(earlier, (rows) => rows.map((cells) => cells.join('\t')).join('\n'));
const inParagraphs = (earlier: Earlier) =>
  page(earlier, (rows) =>
    rows
      .flat()
      .filter((cell) => cell !== '')
      .join('\n\n'),
  );
const asHtml = (earlier: Earlier) => {
  const text = page(
    earlier,
    (rows) =>
      `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td><p>${cell}</p></td>`).join('')}</tr>`).join('')}</table>`,
  );
  const parts = text.split('\n\n').map((part) => {
    if (part.startsWith('<table')) return part;
    const escaped = part.replaceAll('<', '&lt;');
    return /^(?:[{"<]|http)/i.test(part) ? `<pre><code>${escaped}</code></pre>` : `<h2>${escaped}</h2>`;
  });
  return `<!DOCTYPE html><html><body>${parts.join('\n')}</body></html>`;
};

const glued = (earlier: Earlier) =>
  page(earlier, (rows) =>
    rows
      .map((cells, index) => (index === 0 ? cells.join('') : `${cells.slice(0, -1).join('')}\n\n${cells.at(-1)}\n`))
      .join('\n'),
  );
/** As vendors keep their pages: cells of several paragraphs, signs escaped. */
const markdown = (earlier: Earlier) =>
  page({ ...earlier, title: `# ${earlier.title ?? 'ListPatrols'} {#patrols .reference}` }, ([head = [], ...rows]) =>
    [
      `|${head.join('|')}|`,
      `|${head.map(() => '----').join('|')}|`,
      ...rows.map(
        (cells) =>
          `|${cells.map((cell) => cell.replaceAll('_', '\\_').replaceAll('\n', '\n\n')).join('|')}${cells.at(-1)?.includes('\n') ? '' : ' '}|`,
      ),
    ].join('\n'),
  );

const forms = { 'cells between tabs': withTabs, 'a cell per paragraph': inParagraphs, HTML: asHtml, glued, markdown };
const formsOf = (...names: (keyof typeof forms)[]) => names.map((name) => ({ form: name, write: forms[name] }));
const all = formsOf('cells between tabs', 'a cell per paragraph', 'HTML', 'glued', 'markdown');

describe.for(all)('earlier pages, $form', ({ write }) => {
  test('the first parameter has the name of a column', () => {
    const read = plainPage(readPage(write({})));
    expect(outline(read.parameters)).toEqual(['Action string yes ListPatrols']);
    expect(outline(read.response)).toEqual(['RequestId string']);
  });

  test('columns that are headed in other words', () => {
    const request = [['Parameters', 'Type', 'Required?', 'Example values', 'Description'], action];
    expect(outlineOfParameters(write({ request }))).toEqual(['Action string yes ListPatrols']);
  });

  test('lists that are repeated in the request', () => {
    const request = [requestHead, action, ['PatrolId.N', 'RepeatList', 'No', 'p-1', 'The ID of patrol N.']];
    expect(outlineOfParameters(write({ request }))).toEqual(['Action string yes ListPatrols', 'PatrolId array no']);
  });

  test('a title in words, and no column of examples', () => {
    const request = [['Name', 'Type', 'Required', 'Description'], action.toSpliced(3, 1)];
    const response = [
      ['Name', 'Type', 'Description'],
      ['RequestId', 'String', 'The ID of the request.'],
    ];
    const read = readPage(write({ title: 'Query the patrols', request, response }));
    expect(read.vendor).toBe('alibaba-cloud');
    expect(read.operation?.value).toBe('ListPatrols');
    expect(read.truncated).toBeUndefined();
    expect(outline(plainPage(read).response)).toEqual(['RequestId string']);
  });

  test('an object and a list of which the page names no type: the sample, in JSON below XML, has them', () => {
    const response = [
      responseHead,
      ['Patrols', 'Array of Patrol', '', 'The patrols.'],
      ['Patrol', '', '', ''],
      ['TimeStamp', 'String', '2020-01-01', 'The time.'],
      ['Guard', '', '', 'The guard.'],
      ['Name', 'String', 'Ada', 'The name.'],
      requestId,
    ];
    const samples = [
      'XML format',
      '<ListPatrolsResponse>\n  <RequestId>R-1</RequestId>\n</ListPatrolsResponse>',
      'JSON format',
      '{\n"Patrols": {"Patrol": [{"TimeStamp": "2020-01-01", "Guard": {"Name": "Ada"}}]},\n"RequestId": "R-1"}',
    ];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols array<object>',
      '  * object',
      '    Patrol array<object>',
      '      * object',
      '        TimeStamp string',
      '        Guard object',
      '          Name string',
      'RequestId string',
    ]);
  });

  test('rows that a sign sets in, below one without a type', () => {
    const response = [
      responseHead,
      ['Data', '', '', 'The data.'],
      ['└Yard', 'String', 'north', 'The yard.'],
      ['└Guards', 'Array', '', 'The guards.'],
      ['\u00a0\u00a0└Name', 'String', 'Ada', 'The name.'],
      requestId,
    ];
    expect(outlineOfResponse(write({ response }))).toEqual([
      'Data object',
      '  Yard string',
      '  Guards array',
      '    * object',
      '      Name string',
      'RequestId string',
    ]);
  });

  test('a level of the sample of which no row tells', () => {
    const response = [
      responseHead,
      ['Patrols', 'Array', '', 'The patrols.'],
      ['Yard', 'String', 'north', 'The yard.'],
      requestId,
    ];
    const samples = ['{\n"Patrols": {"Patrol": [{"Yard": "north"}]},\n"RequestId": "R-1"}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols array',
      '  * object',
      '    Yard string',
      'RequestId string',
    ]);
  });

  test('rows in the order of the alphabet within each object: what comes before the last one there is outside', () => {
    const response = [
      responseHead,
      ['Patrols', 'Array', '', 'The patrols.'],
      ['Area', 'String', 'a', 'How far they go.'],
      ['Beat', 'String', 'b', 'Where they go.'],
      ['Guards', 'Array', '', 'Who goes.'],
      ['Age', 'Integer', '40', 'How old.'],
      ['Rank', 'String', 'r', 'Of what rank.'],
      ['Lamp', 'String', 'l', 'What they carry.'],
      ['Mode', 'String', 'm', 'How they go.'],
      ['Night', 'Boolean', 'true', 'Whether it is dark.'],
      ['Yard', 'String', 'y', 'What they watch.'],
      ['Total', 'Integer', '1', 'How many.'],
    ];
    const samples = ['{\n"Patrols": [{"Beat": "b", "Guards": [{"Age": 40}]}],\n"Total": 1\n}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols array',
      '  * object',
      '    Area string',
      '    Beat string',
      '    Guards array',
      '      * object',
      '        Age integer',
      '        Rank string',
      '    Lamp string',
      '    Mode string',
      '    Night boolean',
      '    Yard string',
      'Total integer',
    ]);
  });

  test('a row with nothing but the name of the elements, which a field of theirs has as well', () => {
    const response = [
      responseHead,
      ['Patrols', 'Array', '', 'The patrols.'],
      ['Patrol', '', '', ''],
      ['Patrol', 'String', 'p', 'The name of the patrol.'],
      ['Yard', 'String', 'north', 'The yard.'],
      requestId,
    ];
    const samples = ['{\n"Patrols": {"Patrol": [{"Patrol": "p", "Yard": "north"}]},\n"RequestId": "R-1"\n}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols array',
      '  * object',
      '    Patrol array<object>',
      '      * object',
      '        Patrol string',
      '        Yard string',
      'RequestId string',
    ]);
  });

  test('a row with nothing but the name of elements that no sample shows', () => {
    const response = [
      responseHead,
      ['Guards', 'Array of Guard', '', 'The guards.'],
      ['Guard', '', '', ''],
      ['Rank', 'String', 'r', 'Of what rank.'],
      requestId,
    ];
    expect(outlineOfResponse(write({ response, samples: ['{\n"RequestId": "R-1"\n}'] }))).toEqual([
      'Guards array<object>',
      '  * object',
      '    Guard object',
      '      Rank string',
      'RequestId string',
    ]);
  });

  test('objects that say that they have no type', () => {
    const response = [
      responseHead,
      ['Patrols', 'N/A', 'N/A', 'The patrols that were found.'],
      ['Beat', 'String', 'b', 'Where they go.'],
      requestId,
    ];
    const samples = ['{\n"Patrols": {"Patrol": [{"Beat": "b"}]},\n"RequestId": "R-1"\n}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols object',
      '  Beat string',
      'RequestId string',
    ]);
  });

  test('an object whose only key has an empty list in the sample', () => {
    const response = [
      responseHead,
      ['Patrols', '', '', 'The patrols that were found.'],
      ['Clash', '', '', 'Those that meet.'],
      ['Beat', 'String', 'b', 'Where they go.'],
      ['Rank', 'String', 'r', 'Who goes.'],
      ['Yard', 'String', 'y', 'What they watch.'],
      requestId,
    ];
    const samples = ['{\n"Patrols": {"Patrol": [{"Yard": "y", "Clash": {"Met": []}}]},\n"RequestId": "R-1"\n}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Patrols object',
      '  Clash object',
      '    Beat string',
      '    Rank string',
      '  Yard string',
      'RequestId string',
    ]);
  });

  test('a list of which the page names no type, empty in the sample', () => {
    const response = [
      responseHead,
      ['Tags', 'Array of Tag', '', 'The tags.'],
      ['Tag', '', '', ''],
      ['Key', 'String', 'k', 'The key.'],
    ];
    const samples = ['{\n"Tags": {"Tag": []}\n}'];
    expect(outlineOfResponse(write({ response, samples }))).toEqual([
      'Tags array<object>',
      '  * object',
      '    Tag array<object>',
      '      * object',
      '        Key string',
    ]);
  });

  test('samples below the first lines of an answer, which are nothing unread', () => {
    const samples = [
      'XML format',
      'HTTP/1.1 200 OK\nContent-Type:application/xml\n\n<ListPatrolsResponse>\n  <Yard>north</Yard>\n</ListPatrolsResponse>',
      'JSON format',
      'HTTP/1.1 200 OK\nContent-Type:application/json\n\n{\n"Yard": "north"\n}',
    ];
    const read = readPage(write({ samples }));
    expect(read.samples.at(-1)).toMatchObject({ status: '200', value: { Yard: 'north' } });
    expect(read.unread).toEqual([]);
  });

  test('a heading with a remark, and a misspelt one', () => {
    const response = [responseHead.with(-1, 'Decription'), ['Yard', 'String', 'north', 'The yard.']];
    const text = write({ response }).replace('Response parameters', 'Response parameters (new version)');
    expect(outlineOfResponse(text)).toEqual(['Yard string']);
  });

  test('a sample without its outer brackets', () => {
    const samples = ['"Code": "InternalError",\n"Detail": {\n"HostId": "h"\n}'];
    const { samples: read } = readPage(write({ samples }));
    expect(read.find(({ kind }) => kind === 'response')?.value).toEqual({
      Code: 'InternalError',
      Detail: { HostId: 'h' },
    });
  });
});

describe.for(formsOf('cells between tabs', 'a cell per paragraph', 'glued', 'markdown'))(
  'earlier pages, $form',
  ({ write }) => {
    test('an object of which the page names no type and says much: a sample has it', () => {
      const response = [
        responseHead,
        ['Patrols', '', '', 'The patrols that were found.\n\nThere may be none of them.\n\nThe last one comes first.'],
        ['Beat', 'String', 'b', 'Where they go.'],
        requestId,
      ];
      const samples = ['{\n"Patrols": {"Patrol": [{"Beat": "b"}]},\n"RequestId": "R-1"\n}'];
      expect(outlineOfResponse(write({ response, samples }))).toEqual([
        'Patrols object',
        '  Beat string',
        'RequestId string',
      ]);
    });
  },
);

describe.for(formsOf('cells between tabs', 'HTML', 'markdown'))('earlier pages, $form', ({ write }) => {
  test.for([
    { says: 'that there is none', type: 'N/A', below: 'Yard', want: ['Data object', '  Yard string'] },
    {
      says: 'what an array holds',
      type: 'Yard Array',
      below: 'Yard',
      want: ['Data array<object>', '  * object', '    Yard string'],
    },
  ])('a type that says $says', ({ type, below, want }) => {
    const response = [responseHead, ['Data', type, '', 'The data.'], [below, 'String', 'north', 'The yard.']];
    const sample = type === 'N/A' ? { Data: { Yard: 'north' } } : { Data: [{ Yard: 'north' }] };
    const samples = [JSON.stringify(sample, null, 1)];
    expect(outlineOfResponse(write({ response, samples }))).toEqual(want);
  });

  test('names in lower case behind a number', () => {
    const request = [requestHead, action, ['Tag.N.key', 'String', 'No', 'yard', 'The key of tag N.']];
    expect(outlineOfParameters(write({ request }))).toEqual([
      'Action string yes ListPatrols',
      'Tag array<object>',
      '  * object',
      '    key string no',
    ]);
  });

  test('a name that stands twice at one place is read once, and said to', () => {
    const data = ['Data', 'String', 'd', 'The data.'];
    const response = [responseHead, data, data.with(1, 'Integer'), requestId];
    const read = readPage(write({ response }));
    expect(outline(plainPage(read).response)).toEqual(['Data string', 'RequestId string']);
    expect(read.unread.map(({ text }) => text)).toEqual(['a second row of one name and place: Data']);
  });

  test('a type that is none that we know, before a flag', () => {
    const request = [requestHead, action, ['Gate', 'GateType', 'No', 'g', 'The gate.']];
    const read = readPage(write({ request }));
    expect(outline(plainPage(read).parameters)).toEqual(['Action string yes ListPatrols', 'Gate any no']);
    expect(read.unread.map(({ text }) => text)).toEqual(['GateType']);
  });

  test('a type that is none that we know is not read, and said to be', () => {
    for (const rest of [
      ['north', 'The yard.'],
      ['', ''],
    ]) {
      const read = readPage(write({ response: [responseHead, ['Yard', 'Strung', ...rest]] }));
      expect(outline(plainPage(read).response)).toEqual(['Yard any']);
      expect(read.unread.map(({ text }) => text)).toEqual(['Strung']);
    }
  });
});

describe('earlier pages in Markdown', () => {
  const modes = [
    'Mode_Of_Watch',
    'String',
    'No',
    'by_day',
    'The mode. Valid values:\n-   **by_day**: at day\n-   **by_night**: at night',
  ];

  test('a cell of several paragraphs, and signs of emphasis', () => {
    const read = plainPage(readPage(markdown({ request: [requestHead, modes, action] })));
    expect(outline(read.parameters)).toEqual([
      'Mode_Of_Watch string no by_day|by_night',
      'Action string yes ListPatrols',
    ]);
    expect(read.operation).toBe('ListPatrols');
  });

  test('a first item that stands in the line above its list', () => {
    const glued = modes.with(-1, 'The mode. Valid values:-   **by_day**: at day\n-   **by_night**: at night\n');
    expect(outlineOfParameters(markdown({ request: [requestHead, glued, action] }))).toEqual([
      'Mode_Of_Watch string no by_day|by_night',
      'Action string yes ListPatrols',
    ]);
  });

  test('a note in a list that ends a list of values', () => {
    const noted = modes.with(-1, `${modes.at(-1)}\n\n**Note:**\n\n-   It may be dark.\n-   There is a lamp.`);
    expect(outlineOfParameters(markdown({ request: [requestHead, noted, action] }))).toEqual([
      'Mode_Of_Watch string no by_day|by_night',
      'Action string yes ListPatrols',
    ]);
  });

  test('bars in the last cell', () => {
    const barred = modes.with(-1, 'The mode. Valid values: **by_day | by_night**.');
    expect(outlineOfParameters(markdown({ request: [requestHead, barred, action] }))).toEqual([
      'Mode_Of_Watch string no by_day|by_night',
      'Action string yes ListPatrols',
    ]);
  });

  test('another table behind one of parameters is not taken for its rows', () => {
    const codes = '|Code|\n\n|Guard |\n|----|----|\n|G1|\n\n|Ada |';
    const text = markdown({}).replace('Response parameters', `${codes}\n\nResponse parameters`);
    const read = readPage(text);
    expect(outline(plainPage(read).parameters)).toEqual(['Action string yes ListPatrols']);
    expect(read.unread.map((one) => one.text).join(' ')).toContain('Guard');
  });

  test('words behind a table are none of its cells', () => {
    const request = [
      requestHead,
      action.with(-1, 'The operation.|\nThe parameters of all operations are told elsewhere'),
    ];
    const [parameter] = plainPage(readPage(markdown({ request }))).parameters;
    expect(parameter?.prose).toBe('The operation.');
  });
});

test('a page that lists no errors is whole, and one that ends within its samples is not', () => {
  const text = withTabs({ samples: ['{\n"RequestId": "R-1"\n}'] });
  const errors = text.indexOf('Error codes');
  const cuts = { whole: text.length, 'no errors': errors, 'no link': errors + 'Error codes'.length };
  for (const end of Object.values(cuts)) expect(readPage(text.slice(0, end)).truncated).toBeUndefined();
  expect(readPage(text.slice(0, text.indexOf('R-1"\n}'))).truncated?.why).toContain('brackets');
  expect(readPage(text.slice(0, text.indexOf('Examples'))).truncated?.why).toContain('"examples"');
});

test('nor has a page without examples to list errors', () => {
  const request = [['Name', 'Type', 'Required', 'Description'], action.toSpliced(3, 1)];
  const response = [
    ['Name', 'Type', 'Description'],
    ['RequestId', 'String', 'The ID of the request.'],
  ];
  const text = withTabs({ request, response, samples: ['{\n"RequestId": "R-1"\n}'] });
  expect(readPage(text.slice(0, text.indexOf('Error codes'))).truncated).toBeUndefined();
});

test('a parameter of the path in square brackets', () => {
  const request = [requestHead, ['YardId', 'String', 'Yes', 'y-1', 'The ID of the yard.']];
  const text = withTabs({ request }).replace(
    'Request parameters',
    'Request structure\n\nGET /yards/[YardId]/patrols HTTP/1.1\n\nRequest parameters',
  );
  const read = plainPage(readPage(text));
  expect([read.method, read.path]).toEqual(['GET', '/yards/{YardId}/patrols']);
  expect(read.parameters.map((one) => one.in)).toEqual(['path']);
});

test('a page whose cells have a line each, rows open with a bar', () => {
  const bars = (rows: Table) =>
    rows.map((cells) => cells.map((cell, index) => (index === 0 ? `| ${cell} |` : `${cell} |`)).join('\n')).join('\n');
  const request = [
    ['Parameter', 'Type', 'Required', 'Description', 'Example'],
    ['YardId', 'string', 'Yes', 'The ID of the yard.', 'yard_01'],
    ['GuardId', 'string', 'No', 'The ID of the guard.', 'guard_02'],
  ];
  const response = [
    ['Element', 'Type', 'Description', 'Example'],
    ['YardId', 'string', 'The ID of the yard.', 'yard_01'],
  ];
  const read = plainPage(readPage(page({ request, response }, bars)));
  expect(outline(read.parameters)).toEqual(['YardId string yes', 'GuardId string no']);
  expect(read.parameters.map(({ example }) => example)).toEqual(['yard_01', 'guard_02']);
  expect(outline(read.response)).toEqual(['YardId string']);
});

describe('earlier pages, glued', () => {
  test.for([
    { response: ['Yard', 'String', 'north', 'The yard that is watched.'], want: 'Yard string' },
    { response: ['YardList', 'Array of Yard', '', 'The yards that are watched.'], want: 'YardList array<object>' },
  ])('a row that no sample shows: $want', ({ response, want }) => {
    const rows = [responseHead, requestId, response];
    const samples = ['{\n"RequestId": "R-1"}'];
    expect(outlineOfResponse(glued({ response: rows, samples }))).toEqual(['RequestId string', want]);
  });

  test('a column that says where a parameter travels', () => {
    const request = [
      requestHead.toSpliced(2, 0, 'Location'),
      ['YardId', 'String', 'Path', 'Yes', 'y-1', 'The ID of the yard.'],
      ['Dry', 'Boolean', 'Query', 'No', 'true', 'Whether to try only.'],
    ];
    const read = plainPage(readPage(glued({ request })));
    expect(outline(read.parameters)).toEqual(['YardId string yes', 'Dry boolean no']);
    expect(read.parameters.map((one) => [one.in, one.example])).toEqual([
      ['path', 'y-1'],
      ['query', true],
    ]);
  });

  test('a column between name and type', () => {
    const request = [
      requestHead.toSpliced(1, 0, 'Position'),
      ['Action', 'Query', 'String', 'Yes', 'ListPatrols', 'The operation. Set the value to ListPatrols.'],
      ['YardPath', 'Host', 'String', 'No', 'y-1', 'The ID of the yard.'],
    ];
    const read = plainPage(readPage(glued({ request })));
    expect(outline(read.parameters)).toEqual(['Action string yes ListPatrols', 'YardPath string no']);
    expect(read.parameters.map(({ example }) => example)).toEqual(['ListPatrols', 'y-1']);
  });

  test.for([
    { row: ['Yard', 'object', 'No', '', 'The yard.'], want: 'Yard object no' },
    { row: ['Yards', 'Array of String', 'Yes', 'north', 'The yards.'], want: 'Yards array<string> yes' },
    { row: ['Yards', 'Array of Yards', 'No', 'north', 'The yards.'], want: 'Yards array<object> no' },
    { row: ['Yards', 'List<String>', 'No', 'north', 'The yards.'], want: 'Yards array<string> no' },
  ])('a type of several words or in lower case: $row', ({ row, want }) => {
    const read = plainPage(readPage(glued({ request: [requestHead, action, row] })));
    expect(outline(read.parameters)).toEqual(['Action string yes ListPatrols', want]);
  });

  test.for([
    { row: ['Yards', 'Array of String', '/north', 'The yards.'], want: 'Yards array<string>' },
    { row: ['MaxNumberOfDays', 'Integer', '8', 'How many days at most.'], want: 'MaxNumberOfDays integer' },
    { row: ['Remark', 'String', 'Listener', 'What is remarked of it.'], want: 'Remark string' },
  ])('a name or an example that holds that of a type, and no sample: $row', ({ row, want }) => {
    const response = [responseHead, requestId, row];
    expect(outlineOfResponse(glued({ response }))).toEqual(['RequestId string', want]);
  });

  test.for([
    { row: ['YardMapRecords', '', '', 'The records of the maps.'], want: [] },
    { row: ['CopyResult', 'String', 'done', 'What came of it.'], want: ['CopyResult string'] },
    { row: ['EndLong', 'Long', '1514428524669', 'When it ends.'], want: ['EndLong integer/int64'] },
  ])('no name is cut where a word of it is a type: $row', ({ row, want }) => {
    const response = [responseHead, requestId, row];
    const samples = ['{\n"RequestId": "R-1", "End": "e"\n}'];
    expect(outlineOfResponse(glued({ response, samples }))).toEqual(['RequestId string', ...want]);
  });

  test.for([
    { row: ['JobList', 'YardJob[ ]', 'The jobs.'], want: 'JobList array<object>' },
    { row: ['Jobs', 'List', 'The jobs.'], want: 'Jobs array' },
  ])('a type that could be the end of a name, no examples: $row', ({ row, want }) => {
    const response = [['Name', 'Type', 'Description'], ['RequestId', 'String', 'The ID of the request.'], row];
    const samples = ['{\n"RequestId": "R-1", "Jobs": [], "JobList": []\n}'];
    expect(outlineOfResponse(glued({ response, samples }))).toEqual(['RequestId string', want]);
  });

  test.for(['int', 'bool', 'Json'])('a short type before a flag, no examples: %s', (type) => {
    const request = [
      ['Name', 'Type', 'Required', 'Description'],
      action.toSpliced(3, 1),
      ['Gate', type, 'No', 'The gate.'],
    ];
    const kind = { int: 'integer', bool: 'boolean', Json: 'object' }[type];
    expect(outlineOfParameters(glued({ request }))).toEqual(['Action string yes ListPatrols', `Gate ${kind} no`]);
  });

  test('a description that is the name of the next row', () => {
    const response = [
      responseHead,
      ['Yards', 'Array of Yard', '', 'Yard'],
      ['Yard', '', '', ''],
      ['Gate', 'String', 'g', 'The gate.'],
    ];
    const samples = ['{\n"Yards": {"Yard": [{"Gate": "g"}]}\n}'];
    expect(outlineOfResponse(glued({ response, samples }))).toEqual([
      'Yards array<object>',
      '  * object',
      '    Yard array<object>',
      '      * object',
      '        Gate string',
    ]);
  });

  test.for([
    { before: 'another row', rest: [requestId], want: ['RequestId string'] },
    { before: 'the end of the table', rest: [], want: [] },
  ])('a name that the sample has, in a description before $before: no row', ({ rest, want }) => {
    const said = 'How they go, one of the words below.\n\nBeat\n\nby day\n\nby night';
    const response = [responseHead, ['Mode', 'String', 'm', said], ...rest];
    const samples = ['{\n"Mode": "m", "Beat": "b", "RequestId": "R-1"\n}'];
    expect(outlineOfResponse(glued({ response, samples }))).toEqual(['Mode string', ...want]);
  });

  test('a name that holds that of a type', () => {
    const rows = [responseHead, ['ListString', 'String', 'a', 'The list that is watched.']];
    const samples = ['{\n"ListString": "a"}'];
    expect(outlineOfResponse(glued({ response: rows, samples }))).toEqual(['ListString string']);
  });
});

test('a cell per paragraph: a type that is none that we know, behind a name that the sample has', () => {
  const response = [
    ['Name', 'Type', 'Description'],
    ['RequestId', 'String', 'The ID of the request.'],
    ['Gate', 'Gatepost', 'The gate of the yard.'],
    ['Yard', 'String', 'The yard.'],
  ];
  const samples = ['{\n"RequestId": "R-1", "Gate": {"Post": 1}, "Yard": "y"\n}'];
  const read = readPage(inParagraphs({ response, samples }));
  expect(outline(plainPage(read).response)).toEqual(['RequestId string', 'Gate object', 'Yard string']);
  expect(read.unread.map(({ text }) => text)).toEqual(['Gatepost']);
});

test('a cell per paragraph: words before a no in a description are no row', () => {
  const steps = 'It goes on so:\n\nBefore\n\nAfter\n\nAllowed\n\nOpen\n\nShut\n\nNo\n\nShut\n\nOpen\n\nYes';
  const request = [requestHead, ['Gate', 'String', 'Yes', 'g', `The gate. ${steps}`], action];
  expect(outlineOfParameters(inParagraphs({ request }))).toEqual(['Gate string yes', 'Action string yes ListPatrols']);
});

test('a cell per paragraph: types below a heading of names are no names', () => {
  const request = [['Name', 'Parameters', 'Required', 'Description'], action.toSpliced(3, 1)];
  const read = readPage(inParagraphs({ request }));
  expect(read.parameters).toEqual([]);
  expect(read.unread.map(({ text }) => text)).toEqual(expect.arrayContaining(['String', 'Yes']));
});

test('a column headed as one of flags that says what the rows are', () => {
  const response = [
    ['Name', 'Type', 'Required'],
    ['RequestId', 'String', 'The ID of the request.'],
    ['Yard', 'String', 'The yard.'],
  ];
  const { response: read } = plainPage(readPage(inParagraphs({ response })));
  expect(outline(read)).toEqual(['RequestId string', 'Yard string']);
  expect(read.map(({ prose }) => prose)).toEqual(['The ID of the request.', 'The yard.']);
});

describe('a table of the fields of an object, below that which has the object', () => {
  const head = ['Name', 'Type', 'Description'];
  const upper: Table = [
    head,
    ['Patrols', 'Array of Patrol', 'The patrols.'],
    ['Guards', 'Array of Guard', 'The guards.'],
    ['Total', 'Integer', 'How many.'],
  ];
  const ofPatrols: Table = [head, ['Name', 'String', 'The name.'], ['Beat', 'String', 'Where they go.']];
  const ofGuards: Table = [head, ['Name', 'String', 'The name.'], ['Rank', 'String', 'Of what rank.']];
  const want = [
    'Patrols array<object>',
    '  * object',
    '    Name string',
    '    Beat string',
    'Guards array<object>',
    '  * object',
    '    Name string',
    '    Rank string',
    'Total integer',
  ];
  const sample =
    '{\n"Patrols": {"Patrol": [{"Name": "p", "Beat": "b"}]},\n"Guards": {"Guard": [{"Name": "g", "Rank": "r"}]},\n"Total": 1\n}';
  test.for([
    { says: 'the samples', tables: [ofPatrols, ofGuards], leads: ['', ''], samples: [sample] },
    { says: 'the samples, in another order', tables: [ofGuards, ofPatrols], leads: ['', ''], samples: [sample] },
    { says: 'words before it', tables: [ofGuards, ofPatrols], leads: ['Fields of a Guard', 'Patrol'], samples: [] },
    { says: 'nothing: the first one that has none', tables: [ofPatrols, ofGuards], leads: ['', ''], samples: [] },
  ])('$says', ({ tables, leads, samples }) => {
    for (const write of leads.join('') === '' ? [withTabs, asHtml, markdown] : [asHtml, markdown]) {
      const lines = write({ response: upper, samples });
      const pages = tables.map((response) => write({ response }));
      const bodies = pages.map((one) => tableIn(one));
      const own = tableIn(lines);
      const rest = leads.map((lead, index) => [lead, bodies[index]].filter((part) => part !== '').join('\n\n'));
      const text = lines.replace(own, [own, ...rest].join('\n\n'));
      expect(outlineOfResponse(text)).toEqual(want);
    }
  });

  /** The last table of a page that heads its columns so. */
  function tableIn(text: string): string {
    const found =
      /<table><tr><td><p>Name<\/p><\/td><td><p>Type<\/p><\/td><td><p>Description.*?<\/table>/s.exec(text)?.[0] ??
      /^(?:\|?Name[|\t]Type[|\t]Description.*?)(?=\n\n)/ms.exec(text)?.[0];
    return found ?? '';
  }
});

test('a wider table behind one of parameters is not taken for its rows', () => {
  const request = [
    ['Name', 'Type', 'Required', 'Description'],
    action.toSpliced(3, 1),
    ['Policy', 'first', 'second', 'third', 'fourth'],
    ['AES', '✔', '✔', ''],
  ];
  const read = readPage(withTabs({ request }));
  expect(outline(plainPage(read).parameters)).toEqual(['Action string yes ListPatrols']);
  expect(read.unread.map(({ text }) => text).join(' ')).toContain('Policy');
});
