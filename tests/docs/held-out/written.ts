import type { NotedPage, NotedPart, NotedRow } from './notation.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const actionColumns = ['Action', 'Access level', 'Resource type', 'Condition key', 'Dependent action'];
const errorColumns = ['HTTP status code', 'Error code', 'Error message', 'Description'];
const changeColumns = ['Change time', 'Summary of changes', 'Operation'];

function rowsOf(page: NotedPage, place: string): readonly NotedRow[] {
  return page.parts.find((part) => part.place === place)?.rows ?? [];
}

const isBullet = (text: string) => /^[•-] /.test(text);
const bare = (text: string) => text.replace(/^[•-] /, '');
const indented = (text: string) => (text.startsWith('• ') ? `  ${text}` : text);

/**
 * Alibaba Cloud's current layout as text: each cell a paragraph.
 *
 * @param step what sets a row in by one level
 */
export function currentText(page: NotedPage, step = ''): string {
  const table = (columns: readonly string[], rows: readonly NotedRow[]) =>
    [
      ...columns,
      ...rows.flatMap((row) => {
        const [first = '', ...cells] = [
          row.name,
          row.type,
          row.required === undefined ? '' : row.required ? 'Yes' : 'No',
          ...row.description,
          row.example,
        ].filter((cell) => cell !== '');
        return [`${step.repeat(row.depth)}${first}`, ...cells.map(indented)];
      }),
    ].join('\n\n');
  const [action = '', access = '', ...resources] = (page.facts.permission ?? '').split(/ [|¶] /);
  const parts = [
    ...aboveTables(page),
    'RAM authorization',
    actionColumns.join('\n\n'),
    [action, access, ...resources, 'None None'].join('\n\n'),
    'Request parameters',
    table(['Parameter', 'Type', 'Required', 'Description', 'Example'], rowsOf(page, 'request')),
    'Response elements',
    `${['Element', 'Type', 'Description', 'Example'].join('\n\n')}\n\nobject\n\nThe response.`,
    table([], rowsOf(page, 'response')),
    'Examples',
    'Success response',
    'JSON format',
    JSON.stringify(page.sample, null, 2),
    'Error codes',
    ...(page.errors.length === 0 ? [] : [errorColumns.join('\n\n'), ...page.errors.map((cells) => cells.join('\n\n'))]),
    'See Error Codes for a complete list.',
    ...(page.changes.length === 0
      ? []
      : [
          'Release notes',
          changeColumns.join('\n\n'),
          ...page.changes.map((cells) => `${cells.join('\n\n')}\n\nView Change Details`),
        ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function aboveTables(page: NotedPage): string[] {
  const [year = '', month = '1', day = '1'] = (page.facts.updated ?? '').includes('-')
    ? (page.facts.updated ?? '').split('-')
    : [];
  const date = year === '' ? page.facts.updated : `${months[Number(month) - 1]} ${Number(day)}, ${year}`;
  return ['All Products\nSearch\nDocument Center', page.title, `Last Updated:${date}`, page.facts.summary ?? ''];
}

/**
 * Alibaba Cloud's earlier layout as text: the short cells glued, the example right below the description.
 *
 * @param step what sets a row in by one level
 */
export function gluedText(page: NotedPage, step = ''): string {
  const row = (one: NotedRow) => {
    const flag = one.required === undefined ? '' : one.required ? 'Yes' : 'No';
    const lines = [`${step.repeat(one.depth)}${one.name}${one.type}${flag}`, '', one.description[0] ?? ''];
    const list = one.description.slice(1);
    for (const [index, piece] of list.entries()) {
      const isListItem = isBullet(piece);
      if (!isListItem || !isBullet(list[index - 1] ?? '')) lines.push('');
      lines.push(isListItem ? `  • ${bare(piece)}` : piece);
    }
    if (!isBullet(list.at(-1) ?? '')) lines.push('');
    if (one.example !== '') lines.push(one.example);
    return lines.join('\n');
  };
  const [action = '', access = '', ...resources] = (page.facts.permission ?? '').split(/ [|¶] /);
  return `${[
    ...aboveTables(page),
    'Debugging',
    'Authorization information',
    `OperationAccess levelResource typeCondition keyAssociated operation\n${action}${access}\n${resources.join('\n')}\n    none\nnone`,
    'Request parameters',
    `ParameterTypeRequiredDescriptionExample\n${rowsOf(page, 'request').map(row).join('\n')}`,
    'Response parameters',
    `ParameterTypeDescriptionExample\nobject\n\nThe response.\n\n${rowsOf(page, 'response').map(row).join('\n')}`,
    'Examples',
    'Sample success responses',
    'JSONformat',
    JSON.stringify(page.sample, null, 2),
    'Error codes',
    ...(page.errors.length === 0
      ? []
      : [
          `HTTP status codeError codeError messageDescription\n${page.errors.map((cells) => cells.join('')).join('\n')}`,
        ]),
    'For a list of error codes, visit the Service error codes.',
    'Change history',
    page.changes.length === 0
      ? 'Change timeSummary of changesOperation\nNo change history'
      : `Change timeSummary of changesOperation\n${page.changes.map((cells) => `${cells.join('')}View Change Details`).join('\n')}`,
  ].join('\n\n')}\n`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

function htmlOf(description: readonly string[]): string {
  let html = '';
  for (const [index, piece] of description.entries()) {
    if (!isBullet(piece)) html += `<p class="p">${escaped(piece)}</p>`;
    else {
      if (!isBullet(description[index - 1] ?? '')) html += '<ul class="ul">';
      html += `<li class="li"><p class="p"><b>${escaped(bare(piece)).replace(/^([^:]*):/, '$1</b>:')}${bare(piece).includes(':') ? '' : '</b>'}</p></li>`;
      if (!isBullet(description[index + 1] ?? '')) html += '</ul>';
    }
  }
  return html;
}

/** How a table of the HTML shows what a row belongs to. */
export type Indent = 'padding' | 'level' | 'blanks' | 'none';

/** Alibaba Cloud's page as HTML. */
export function alibabaHtml(page: NotedPage, indent: Indent): string {
  const name = (row: NotedRow, base: number) => {
    const depth = row.depth + base;
    switch (indent) {
      case 'padding':
        return `<td class="entry"><div style="padding-left:${depth * 20}px"><span>${row.name}</span></div></td>`;
      case 'level':
        return `<td class="entry level-${depth}"><span>${row.name}</span></td>`;
      case 'blanks':
        return `<td class="entry">${'&nbsp;&nbsp;'.repeat(depth)}${row.name}</td>`;
      default:
        return `<td class="entry">${row.name}</td>`;
    }
  };
  const row = (one: NotedRow, base: number) =>
    `<tr>${name(one, base)}<td>${escaped(one.type)}</td>${one.required === undefined ? '' : `<td>${one.required ? 'Yes' : 'No'}</td>`}<td>${htmlOf(one.description)}</td><td>${escaped(one.example)}</td></tr>`;
  const table = (columns: readonly string[], rows: string) =>
    `<table><thead><tr>${columns.map((one) => `<td><p><b>${one}</b></p></td>`).join('')}</tr></thead><tbody>${rows}</tbody></table>`;
  const [action = '', access = '', ...resources] = (page.facts.permission ?? '').split(/ [|¶] /);
  const cells = (one: readonly string[]) => `<tr>${one.map((cell) => `<td>${escaped(cell)}</td>`).join('\n')}</tr>`;
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${page.title}</title></head><body>
<div class="header"><a href="#">All Products</a></div><main>
<h1>${page.title}</h1><span>${aboveTables(page)[2]}</span><p>${page.facts.summary}</p>
<section><h2>RAM authorization</h2>${table(actionColumns, `<tr><td><code>${action}</code></td><td>${access}</td><td>${resources.map((one) => `<p>${one}</p>`).join('')}</td><td>None</td><td>None</td></tr>`)}</section>
<section><h2>Request parameters</h2>${table(
    ['Parameter', 'Type', 'Required', 'Description', 'Example'],
    rowsOf(page, 'request')
      .map((one) => row(one, 0))
      .join('\n'),
  )}</section>
<section><h2>Response elements</h2>${table(
    ['Element', 'Type', 'Description', 'Example'],
    `<tr><td></td><td>object</td><td><p>The response.</p></td><td></td></tr>${rowsOf(page, 'response')
      .map((one) => row(one, 1))
      .join('\n')}`,
  )}</section>
<section><h2>Examples</h2><h3>Success response</h3><p><code>JSON</code> format</p><pre><code class="language-json">${escaped(JSON.stringify(page.sample, null, 2))}</code></pre></section>
<section><h2>Error codes</h2>${page.errors.length === 0 ? '' : table(errorColumns, page.errors.map(cells).join(''))}<p>See <a href="#">Error Codes</a> for a complete list.</p></section>
<section><h2>Release notes</h2>${page.changes.length === 0 ? '<p>See <a href="#">Release Notes</a> for a complete list.</p>' : table(changeColumns, page.changes.map((one) => cells([...one, 'View Change Details'])).join(''))}</section>
</main></body></html>`;
}

/** A table of Huawei Cloud's pages: rows of one object. */
interface Numbered {
  readonly caption: string;
  readonly rows: readonly NotedRow[];
}

/** The rows of a part as tables: what stands below an object has a table of its own, named after its type. */
function tablesOf({ rows }: NotedPart, caption: string): Numbered[] {
  const least = Math.min(...rows.map((row) => row.depth));
  const own = rows.filter((row) => row.depth === least);
  const tables: Numbered[] = [{ caption, rows: own }];
  for (const row of own) {
    const from = rows.indexOf(row) + 1;
    let end = from;
    while (end < rows.length && (rows[end] as NotedRow).depth > least) end++;
    const name = /(?:Array of )?(\w+) objects?$/.exec(row.type)?.[1];
    if (end > from && name !== undefined) tables.push(...tablesOf({ place: '', rows: rows.slice(from, end) }, name));
  }
  return tables;
}

const captions: Readonly<Record<string, string>> = {
  path: 'Path Parameters',
  query: 'Query Parameters',
  header: 'Request header parameters',
  body: 'Request body parameters',
};

interface HuaweiForm {
  heading(text: string): string;
  paragraph(text: string): string;
  table(numbered: Numbered & { number: number }, columns: readonly string[]): string;
  plain(columns: readonly string[], rows: readonly (readonly string[])[]): string;
  code(text: string): string;
}

function huaweiPage(page: NotedPage, form: HuaweiForm): string[] {
  let number = 0;
  const tables = (part: NotedPart, caption: string, isRequest: boolean) =>
    tablesOf(part, caption).map((one) =>
      form.table(
        { ...one, number: ++number },
        isRequest ? ['Parameter', 'Mandatory', 'Type', 'Description'] : ['Parameter', 'Type', 'Description'],
      ),
    );
  const parts = (places: readonly string[]) =>
    page.parts
      .filter((one) => places.includes(one.place))
      .flatMap((one) => tables(one, captions[one.place] ?? '', true));
  const request = parts(['path', 'query']);
  const body = parts(['header', 'body']);
  const responses = page.parts.filter((one) => one.place.startsWith('response'));
  return [
    form.heading('Function'),
    form.paragraph(page.facts.summary ?? ''),
    form.heading('Calling Method'),
    form.paragraph('For details, see Calling APIs.'),
    form.heading('URI'),
    form.paragraph(page.facts.uri ?? ''),
    ...request,
    form.heading('Request Parameters'),
    ...(body.length === 0 ? [form.paragraph('None')] : body),
    form.heading('Response Parameters'),
    ...responses.flatMap((one) => [
      form.paragraph(`Status code: ${one.place.split(' ')[1]}`),
      ...tables(one, 'Response body parameters', false),
    ]),
    form.heading('Example Requests'),
    form.paragraph('This example shows a request.'),
    form.paragraph((page.facts.uri ?? '').replace(' /', ' https://{endpoint}/')),
    form.heading('Example Responses'),
    form.paragraph(`Status code: ${page.statuses[0]?.[0]}`),
    form.paragraph(page.statuses[0]?.[1] ?? ''),
    form.code(JSON.stringify(page.sample, null, 2)),
    form.heading('Status Codes'),
    form.plain(['Status Code', 'Description'], page.statuses),
    form.heading('Error Codes'),
    ...(page.errors.length === 0
      ? [form.paragraph('See Error Codes.')]
      : [form.plain(['Status Code', 'Error Code', 'Error Message', 'Description'], page.errors)]),
  ];
}

const huaweiCells = (row: NotedRow) => [
  row.name,
  ...(row.required === undefined ? [] : [row.required ? 'Yes' : 'No']),
  row.type,
];

/** Huawei Cloud's page as text. */
export function huaweiText(page: NotedPage): string {
  const form: HuaweiForm = {
    heading: (text) => text,
    paragraph: (text) => text,
    code: (text) => text,
    plain: (columns, rows) => [...columns, ...rows.flat()].join('\n\n'),
    table: ({ caption, rows, number }, columns) =>
      [
        `Table ${number} ${caption}`,
        ...columns,
        ...rows.flatMap((row) => [
          ...huaweiCells(row),
          ...row.description.map((one) => (isBullet(one) ? `  • ${bare(one)}` : one)),
        ]),
      ].join('\n\n'),
  };
  const head = [
    `Help Center/ Cloud Service/ API Reference/ API Description/ ${page.title}\nUpdated on ${page.facts.updated} GMT+08:00`,
    page.title,
  ];
  return `${[...head, ...huaweiPage(page, form)].join('\n\n')}\n`;
}

/** Huawei Cloud's page as HTML. */
export function huaweiHtml(page: NotedPage): string {
  const table = (columns: readonly string[], rows: string, caption = '') =>
    `<div class="tablenoborder"><table cellpadding="4">${caption}<thead align="left"><tr>${columns.map((one) => `<th class="cellrowborder" valign="top"><p>${one}</p></th>`).join('')}</tr></thead><tbody>${rows}</tbody></table></div>`;
  const form: HuaweiForm = {
    heading: (text) => `<div class="section"><h4 class="sectiontitle">${text}</h4></div>`,
    paragraph: (text) => `<p>${escaped(text)}</p>`,
    code: (text) => `<pre class="screen">${escaped(text)}</pre>`,
    plain: (columns, rows) =>
      table(
        columns,
        rows.map((cells) => `<tr>${cells.map((cell) => `<td><p>${escaped(cell)}</p></td>`).join('')}</tr>`).join(''),
      ),
    table: ({ caption, rows, number }, columns) =>
      table(
        columns,
        rows
          .map(
            (row) =>
              `<tr>${huaweiCells(row)
                .map(
                  (cell) =>
                    `<td class="cellrowborder"><p>${escaped(cell).replace(/(\w+)(?= objects?$)/, '<a href="#$1">$1</a>')}</p></td>`,
                )
                .join('')}<td>${htmlOf(row.description)}</td></tr>`,
          )
          .join('\n'),
        `<caption><b>Table ${number} </b>${caption}</caption>`,
      ),
  };
  return `<!DOCTYPE html><html><body><div class="crumbs">Help Center/ Cloud Service/ API Reference/ API Description/ ${page.title}</div><div>Updated on ${page.facts.updated} GMT+08:00</div><h1 class="topictitle1">${page.title}</h1><div>${huaweiPage(page, form).join('\n')}</div></body></html>`;
}
