import type { Json } from '../../scripts/base/json.js';

const json = (schema: Json): Json => ({ 'application/json': { schema } });
const ok = (schema: Json, status = '200'): Json =>
  ({ [status]: { description: 'Done', content: json(schema) } }) as Json;
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const path = (name: string, schema: Json = { type: 'string' }): Json => ({ name, in: 'path', required: true, schema });
const query = (name: string, schema: Json, more: Json = {}): Json =>
  ({ name, in: 'query', schema, ...(more as object) }) as Json;

function document(version: string, paths: Json, schemas: Json, more: Json = {}): Json {
  return {
    openapi: version,
    info: { title: 'API', version: '1' },
    paths,
    components: { schemas },
    ...(more as object),
  } as Json;
}

const many = (count: number, of: (index: number) => [string, Json]): Json =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => of(index)));

/** Documents in the style of well-known houses, each with what is hard about theirs. Written for these tests. */
export const houses: Readonly<Record<string, Json>> = {
  // Large objects that contain each other, nested paths, nullable of 3.0, URIs, a template with a suffix.
  forge: document(
    '3.0.3',
    {
      '/repos/{owner}/{repo}/issues/{issue_number}': {
        get: {
          operationId: 'issues/get',
          parameters: [path('owner'), path('repo'), path('issue_number', { type: 'integer' })],
          responses: {
            ...(ok(ref('issue')) as object),
            '404': { description: 'No', content: json(ref('basic-error')) },
          },
        },
      },
      '/repos/{owner}/{repo}/issues': {
        get: {
          operationId: 'issues/list',
          parameters: [
            path('owner'),
            path('repo'),
            query('state', { type: 'string', enum: ['open', 'closed', 'all'], default: 'open' }),
            query('per_page', { type: 'integer', default: 30 }),
          ],
          responses: ok({ type: 'array', items: ref('issue') }),
        },
      },
      '/users/{username}.keys': {
        get: {
          operationId: 'keys',
          parameters: [path('username')],
          responses: { '200': { description: 'Text', content: { 'text/plain': { schema: { type: 'string' } } } } },
        },
      },
    },
    {
      'basic-error': {
        type: 'object',
        properties: { message: { type: 'string' }, documentation_url: { type: 'string', format: 'uri' } },
      },
      user: {
        type: 'object',
        required: ['login', 'id', 'avatar_url', 'gravatar_id', 'site_admin'],
        properties: {
          login: { type: 'string', example: 'octocat' },
          id: { type: 'integer', format: 'int64' },
          avatar_url: { type: 'string', format: 'uri', example: 'https://example.com/u/1.png' },
          gravatar_id: { type: 'string', nullable: true },
          site_admin: { type: 'boolean' },
          email: { type: 'string', format: 'email', nullable: true },
        },
      },
      repo: {
        type: 'object',
        required: ['id', 'owner', 'full_name'],
        properties: {
          id: { type: 'integer' },
          owner: ref('user'),
          full_name: { type: 'string', example: 'octocat/hello' },
          parent: ref('repo'),
          source: ref('repo'),
          ...(many(60, (index) => [`url_${index}`, { type: 'string', format: 'uri' }]) as object),
        },
      },
      issue: {
        type: 'object',
        required: ['id', 'number', 'title', 'state', 'user', 'labels'],
        properties: {
          id: { type: 'integer', format: 'int64' },
          number: { type: 'integer', example: 42 },
          title: { type: 'string', example: 'Widget creation fails' },
          state: { type: 'string' },
          user: { nullable: true, allOf: [ref('user')] },
          labels: {
            type: 'array',
            items: {
              oneOf: [
                { type: 'string' },
                { type: 'object', properties: { id: { type: 'integer' }, color: { type: 'string', nullable: true } } },
              ],
            },
          },
          repository: ref('repo'),
          closed_at: { type: 'string', format: 'date-time', nullable: true },
          pull_request: { type: 'object', nullable: true, properties: { base: ref('repo'), head: ref('repo') } },
        },
      },
    },
    { servers: [{ url: 'https://api.example.com/v3' }] },
  ),
  // Expandable references, deepObject parameters, form bodies, huge enums, anyOf everywhere.
  payments: document(
    '3.0.0',
    {
      '/v1/charges/{charge}': {
        get: {
          operationId: 'GetCharge',
          parameters: [
            path('charge', { type: 'string', maxLength: 5000 }),
            query(
              'expand',
              { type: 'array', items: { type: 'string', maxLength: 5000 } },
              { style: 'deepObject', explode: true },
            ),
          ],
          responses: {
            ...(ok(ref('charge')) as object),
            default: { description: 'Error', content: json(ref('error')) },
          },
        },
        post: {
          operationId: 'PostCharge',
          parameters: [path('charge')],
          requestBody: {
            content: {
              'application/x-www-form-urlencoded': {
                schema: {
                  type: 'object',
                  properties: {
                    description: { type: 'string' },
                    metadata: {
                      anyOf: [
                        { type: 'object', additionalProperties: { type: 'string' } },
                        { type: 'string', enum: [''] },
                      ],
                    },
                  },
                },
              },
            },
          },
          responses: ok(ref('charge')),
        },
      },
      '/v1/charges': {
        get: {
          operationId: 'GetCharges',
          parameters: [
            query(
              'created',
              {
                anyOf: [
                  { type: 'object', properties: { gt: { type: 'integer' }, lte: { type: 'integer' } } },
                  { type: 'integer' },
                ],
              },
              { style: 'deepObject', explode: true },
            ),
          ],
          responses: ok({
            type: 'object',
            required: ['data', 'has_more', 'object', 'url'],
            properties: {
              data: { type: 'array', items: ref('charge') },
              has_more: { type: 'boolean' },
              object: { type: 'string', enum: ['list'] },
              url: { type: 'string', maxLength: 5000, pattern: '^/v1/charges' },
            },
          }),
        },
      },
    },
    {
      error: {
        type: 'object',
        required: ['error'],
        properties: {
          error: {
            type: 'object',
            required: ['type'],
            properties: { type: { type: 'string', enum: ['api_error', 'card_error'] }, charge: ref('charge') },
          },
        },
      },
      charge: {
        type: 'object',
        required: ['id', 'amount', 'currency', 'object'],
        properties: {
          id: { type: 'string', maxLength: 5000, example: 'ch_1234567890' },
          object: { type: 'string', enum: ['charge'] },
          amount: { type: 'integer', example: 1999 },
          currency: { type: 'string', enum: Array.from({ length: 150 }, (_, index) => `c${index}`) },
          customer: {
            anyOf: [{ type: 'string', maxLength: 5000 }, ref('customer'), ref('deleted_customer')],
            nullable: true,
          },
          metadata: { type: 'object', additionalProperties: { type: 'string', maxLength: 500 } },
        },
      },
      customer: {
        type: 'object',
        required: ['id', 'object'],
        properties: {
          id: { type: 'string' },
          object: { type: 'string', enum: ['customer'] },
          default_charge: { anyOf: [{ type: 'string' }, ref('charge')] },
        },
      },
      deleted_customer: {
        type: 'object',
        required: ['deleted', 'id'],
        properties: { deleted: { type: 'boolean', enum: [true] }, id: { type: 'string' } },
      },
    },
  ),
  // Discriminators with a mapping, and inheritance by allOf.
  zoo: document(
    '3.1.0',
    {
      '/animals/{id}': {
        get: {
          operationId: 'getAnimal',
          parameters: [path('id', { type: 'string', format: 'uuid' })],
          responses: ok(ref('Animal')),
        },
      },
      '/animals': {
        get: {
          operationId: 'listAnimals',
          responses: ok({ type: 'array', items: ref('Animal'), minItems: 1, maxItems: 10 }),
        },
      },
    },
    {
      Animal: {
        oneOf: [ref('Cat'), ref('Dog')],
        discriminator: {
          propertyName: 'kind',
          mapping: { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' },
        },
      },
      Base: {
        type: 'object',
        required: ['id', 'kind'],
        properties: {
          id: { type: 'string', format: 'uuid' },
          kind: { type: 'string' },
          born: { type: 'string', format: 'date' },
        },
      },
      Cat: {
        allOf: [
          ref('Base'),
          {
            type: 'object',
            required: ['lives'],
            properties: { kind: { const: 'cat' }, lives: { type: 'integer', minimum: 0, maximum: 9 } },
          },
        ],
      },
      Dog: {
        allOf: [
          ref('Base'),
          {
            type: 'object',
            properties: {
              kind: { const: 'dog' },
              tricks: { type: 'array', uniqueItems: true, items: { enum: ['sit', 'roll', 'beg'] } },
            },
          },
        ],
        unevaluatedProperties: false,
      },
    },
  ),
  // Recursive schemas that can be large: containers of containers, int-or-string, free maps.
  cluster: document(
    '3.0.0',
    {
      '/api/v1/namespaces/{namespace}/pods/{name}': {
        get: { operationId: 'readPod', parameters: [path('namespace'), path('name')], responses: ok(ref('Pod')) },
      },
      '/apis/schemas/{name}': {
        get: { operationId: 'readSchema', parameters: [path('name')], responses: ok(ref('Props')) },
      },
    },
    {
      Meta: {
        type: 'object',
        properties: {
          name: { type: 'string' },
          namespace: { type: 'string' },
          labels: { type: 'object', additionalProperties: { type: 'string' } },
          creationTimestamp: { type: 'string', format: 'date-time' },
        },
      },
      Pod: {
        type: 'object',
        required: ['metadata', 'spec'],
        properties: {
          metadata: ref('Meta'),
          spec: {
            type: 'object',
            required: ['containers'],
            properties: {
              containers: {
                type: 'array',
                items: {
                  type: 'object',
                  required: ['name'],
                  properties: {
                    name: { type: 'string' },
                    ports: {
                      type: 'array',
                      items: {
                        type: 'object',
                        properties: { containerPort: { type: 'integer', format: 'int32', minimum: 1, maximum: 65535 } },
                      },
                    },
                    resources: {
                      type: 'object',
                      additionalProperties: { oneOf: [{ type: 'integer' }, { type: 'string' }] },
                    },
                  },
                },
              },
            },
          },
        },
      },
      Props: {
        type: 'object',
        properties: {
          type: { type: 'string' },
          properties: { type: 'object', additionalProperties: ref('Props') },
          items: ref('Props'),
          not: ref('Props'),
          allOf: { type: 'array', items: ref('Props') },
        },
      },
    },
  ),
  // JSON:API: wrapped entities, links, a media type of its own, matrix and label parameters.
  shop: document(
    '3.0.2',
    {
      '/products/{id}/related/{kinds}': {
        get: {
          operationId: 'related',
          parameters: [
            { ...(path('id') as object), style: 'label' } as Json,
            {
              ...(path('kinds', { type: 'array', minItems: 1, items: { type: 'string' } }) as object),
              style: 'matrix',
              explode: true,
            } as Json,
          ],
          responses: {
            '200': { description: 'Products', content: { 'application/vnd.api+json': { schema: ref('Document') } } },
          },
        },
      },
    },
    {
      Document: {
        type: 'object',
        required: ['data'],
        properties: {
          data: { oneOf: [ref('Resource'), { type: 'array', items: ref('Resource') }] },
          links: { type: 'object', properties: { self: { type: 'string', format: 'uri-reference' } } },
          included: { type: 'array', items: ref('Resource') },
        },
        additionalProperties: false,
      },
      Resource: {
        type: 'object',
        required: ['type', 'id'],
        properties: {
          id: { type: 'string' },
          type: { type: 'string', pattern: '^[a-z][a-z-]*$' },
          attributes: { type: 'object', additionalProperties: true },
          relationships: {
            type: 'object',
            additionalProperties: {
              type: 'object',
              properties: { data: { nullable: true, allOf: [ref('Resource')] } },
            },
          },
        },
      },
    },
  ),
  // Cloud REST: $filter names, odd formats, x-ms keys, durations, read-only, tuple arrays of 3.1.
  azure: document(
    '3.1.0',
    {
      '/subscriptions/{subscriptionId}/metrics': {
        get: {
          operationId: 'Metrics_List',
          parameters: [
            path('subscriptionId', { type: 'string', format: 'uuid' }),
            query('$filter', { type: 'string' }),
            query('api-version', { type: 'string', const: '2024-01-01' }, { required: true }),
            query('interval', { type: 'string', format: 'duration' }, { 'x-ms-client-name': 'i' }),
          ],
          responses: ok(ref('Metrics')),
        },
      },
    },
    {
      Metrics: {
        type: 'object',
        required: ['value', 'window'],
        properties: {
          value: {
            type: 'array',
            items: {
              type: 'object',
              required: ['name', 'points'],
              properties: {
                name: { type: 'string', pattern: '^(?!-)[A-Za-z0-9-]{1,63}(?<!-)$' },
                points: {
                  type: 'array',
                  items: {
                    type: 'array',
                    prefixItems: [{ type: 'string', format: 'date-time' }, { type: ['number', 'null'] }],
                    items: false,
                    minItems: 2,
                  },
                },
              },
            },
          },
          window: { type: 'string', format: 'duration' },
          nextLink: { type: ['string', 'null'], format: 'uri' },
        },
      },
    },
  ),
  // Conditions and dependencies of JSON Schema 2020-12.
  forms: document(
    '3.1.0',
    {
      '/forms/{form_id}': {
        get: {
          operationId: 'getForm',
          parameters: [path('form_id', { type: 'integer', format: 'int64' })],
          responses: ok(ref('Form')),
        },
      },
    },
    {
      Form: {
        type: 'object',
        required: ['id', 'fields'],
        properties: {
          id: { type: 'integer', format: 'int64' },
          fields: {
            type: 'array',
            minItems: 2,
            contains: { properties: { required: { const: true } }, required: ['required'] },
            items: ref('Field'),
          },
          shipping: { type: 'string' },
          address: { type: 'string' },
        },
        dependentRequired: { shipping: ['address'] },
        unevaluatedProperties: false,
      },
      Field: {
        type: 'object',
        required: ['type'],
        properties: {
          type: { enum: ['text', 'choice'] },
          required: { type: 'boolean' },
          options: { type: 'array', items: { type: 'string' }, minItems: 1 },
          max: { type: 'integer' },
        },
        if: { properties: { type: { const: 'choice' } } },
        then: { required: ['options'] },
        else: { not: { required: ['options'] } },
      },
    },
  ),
  // Numbers: money with decimals, exclusive bounds of 3.0, coordinates, multiples.
  weather: document(
    '3.0.1',
    {
      '/places/{lat}/{lon}/forecast': {
        get: {
          operationId: 'forecast',
          parameters: [
            path('lat', { type: 'number', minimum: -90, maximum: 90 }),
            path('lon', { type: 'number', minimum: -180, maximum: 180 }),
          ],
          responses: ok({
            type: 'object',
            required: ['lat', 'lon', 'hours'],
            properties: {
              lat: { type: 'number' },
              lon: { type: 'number' },
              hours: {
                type: 'array',
                minItems: 24,
                maxItems: 24,
                items: {
                  type: 'object',
                  required: ['t', 'rain'],
                  properties: {
                    t: { type: 'number', format: 'float', minimum: -273.15, exclusiveMinimum: true },
                    rain: { type: 'number', multipleOf: 0.1, minimum: 0 },
                    sky: { type: 'string', enum: ['clear', 'cloudy', null], nullable: true },
                  },
                },
              },
            },
          }),
        },
      },
    },
    {},
  ),
  // Dozens of definitions that all reach each other.
  graph: document(
    '3.1.0',
    { '/nodes/{id}': { get: { operationId: 'node', parameters: [path('id')], responses: ok(ref('N0')) } } },
    many(60, (index) => [
      `N${index}`,
      {
        type: 'object',
        required: ['id', 'next'],
        properties: {
          id: { type: 'string' },
          next: { oneOf: [ref(`N${(index + 1) % 60}`), { type: 'null' }] },
          ...(many(12, (link) => [`l${link}`, ref(`N${(index * 7 + link * 13) % 60}`)]) as object),
        },
      },
    ]),
  ),
  // What answers without a JSON body, with a range of statuses, or with nothing.
  odds: document(
    '3.1.0',
    {
      '/empty': { get: { operationId: 'empty', responses: { '204': { description: 'Nothing' } } } },
      '/bare': { get: { operationId: 'bare', responses: { '200': { description: 'No body' } } } },
      '/range': {
        get: {
          operationId: 'range',
          responses: {
            '2XX': { description: 'Fine', content: json({ type: 'boolean' }) },
            '4XX': {
              description: 'Bad',
              content: json({ type: 'object', required: ['why'], properties: { why: { type: 'string' } } }),
            },
          },
        },
      },
      '/any': { get: { operationId: 'any', responses: { default: { description: 'Anything', content: json({}) } } } },
      '/page': {
        get: {
          operationId: 'page',
          responses: {
            '200': {
              description: 'HTML',
              content: { 'text/html': { schema: { type: 'string' }, example: '<p>Hello</p>' } },
            },
          },
        },
      },
    },
    {},
  ),
};
