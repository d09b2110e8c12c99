/** Documents of which the only operation answers with pages: what differs is how pages are told apart. */
const document = (pagination: string, parameters: string, properties: string) => `openapi: 3.1.0
info: { title: t, version: '1' }
paths:
  /things:
    get:
      operationId: listThings
      x-pagination:
${pagination}
      parameters:
${parameters}
        - name: status
          in: query
          schema: { type: string, enum: [A, B] }
          x-filter: { match: equals, field: /status }
      responses:
        '200':
          description: ok
          content:
            application/json:
              schema:
                type: object
                required: [things]
                properties:
${properties}
                  things:
                    type: array
                    items:
                      type: object
                      required: [id, status]
                      properties:
                        id: { type: string, pattern: '^t-[0-9a-f]{8}$' }
                        status: { type: string, enum: [A, B] }
`;

const number = (name: string, least: number, usual: number) =>
  `        - { name: ${name}, in: query, schema: { type: integer, minimum: ${least}, default: ${usual} } }`;
const text = (name: string) => `        - { name: ${name}, in: query, schema: { type: string } }`;

/** By what they show. */
export const pagedSpecs: Readonly<Record<string, string>> = {
  page: document(
    `        style: page
        request: { position: page, size: size }
        response: { items: /things, total: /total, position: /page, size: /size, count: /count }
        identity: [/id]`,
    [number('page', 1, 1), number('size', 1, 20)].join('\n'),
    `                  total: { type: integer }
                  page: { type: integer }
                  size: { type: integer }
                  count: { type: integer }`,
  ),
  'page from 0, without total': document(
    `        style: page
        first: 0
        request: { position: page, size: size }
        response: { items: /things }
        identity: [/id]`,
    [number('page', 0, 0), number('size', 1, 20)].join('\n'),
    '',
  ),
  offset: document(
    `        style: offset
        request: { position: offset, size: limit }
        response: { items: /things, total: /total }
        identity: [/id]`,
    [number('offset', 0, 0), number('limit', 1, 20)].join('\n'),
    '                  total: { type: integer }',
  ),
  // As Huawei's lists have it: the marker is the id of the last entry of the page before.
  marker: document(
    `        style: marker
        request: { position: marker, size: limit }
        response: { items: /things }
        identity: [/id]`,
    [text('marker'), number('limit', 1, 20)].join('\n'),
    '',
  ),
  'marker that the response repeats': document(
    `        style: marker
        marker: /id
        request: { position: marker, size: limit }
        response: { items: /things, next: /page_info/next_marker, count: /page_info/current_count }
        identity: [/id]`,
    [text('marker'), number('limit', 1, 20)].join('\n'),
    `                  page_info:
                    type: object
                    required: [next_marker, current_count]
                    properties: { next_marker: { type: string }, current_count: { type: integer } }`,
  ),
  // As Alibaba's newer lists have it: NextToken and MaxResults.
  token: document(
    `        style: token
        request: { position: NextToken, size: MaxResults }
        response: { items: /things, next: /NextToken }
        identity: [/id]`,
    [text('NextToken'), number('MaxResults', 1, 20)].join('\n'),
    '                  NextToken: { type: string, minLength: 1 }',
  ),
  'token with a total': document(
    `        style: token
        request: { position: NextToken, size: MaxResults }
        response: { items: /things, next: /NextToken, total: /TotalCount, size: /MaxResults }
        identity: [/id]`,
    [text('NextToken'), number('MaxResults', 1, 20)].join('\n'),
    `                  NextToken: { type: string }
                  TotalCount: { type: integer }
                  MaxResults: { type: integer }`,
  ),
};
