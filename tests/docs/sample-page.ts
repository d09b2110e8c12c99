import type { PlainField, PlainPage } from './plain-page.js';

/** A field with what is not given left empty. */
function field(of: Partial<PlainField> & Pick<PlainField, 'name' | 'type'>): PlainField {
  return { bounds: {}, values: [], prose: `The ${of.name} of the scan.`, fields: [], ...of };
}

const states: PlainField['values'] = [
  ['WAITING', 'The scan has not begun.'],
  ['SCANNING', 'The scan is running.'],
  ['DONE', 'The scan succeeded.'],
  ['BROKEN', 'The scan failed.'],
];

/** A page of our own: an operation that no vendor has. */
export function samplePage(vendor: 'alibaba' | 'huawei'): PlainPage {
  const isAlibaba = vendor === 'alibaba';
  const item = [
    field({ name: 'ScanId', type: 'string', ...(isAlibaba ? { example: 's-001****' } : {}) }),
    field({ name: 'State', type: 'string', values: states, ...(isAlibaba ? { example: 'DONE' } : {}) }),
    field({ name: 'Files', type: 'integer', ...(isAlibaba ? { example: 12 } : {}) }),
  ];
  const list = isAlibaba
    ? field({
        name: 'Scans',
        type: 'array<object>',
        items: field({ name: '', type: 'object', prose: 'One scan.', fields: item }),
      })
    : field({
        name: 'Scans',
        type: 'array<object:ScanInfo>',
        items: field({ name: '', type: 'object:ScanInfo', prose: '', fields: item }),
      });
  return {
    title: isAlibaba ? 'Security Center:ListVaultScans' : 'Querying Vault Scans',
    ...(isAlibaba ? { operation: 'ListVaultScans' } : { method: 'GET', path: '/v5/{project_id}/vault/scans' }),
    updated: '2025-04-05',
    summary: 'Lists the scans of a vault.',
    permissions: isAlibaba
      ? [
          {
            action: 'yundun-sas:ListVaultScans',
            access: 'list',
            resources: [{ type: 'All Resources', required: true, arn: '*' }],
            conditionKeys: [],
            dependentActions: [],
          },
        ]
      : [],
    parameters: [
      field({
        name: 'VaultId',
        type: 'string',
        required: true,
        in: 'query',
        ...(isAlibaba ? { example: 'v-001****' } : {}),
      }),
      field({
        name: 'State',
        type: 'string',
        required: false,
        in: 'query',
        values: states,
        ...(isAlibaba ? { example: 'DONE' } : {}),
      }),
      field({
        name: 'CurrentPage',
        type: 'integer',
        required: false,
        in: 'query',
        default: 1,
        ...(isAlibaba ? { example: 1 } : {}),
      }),
      field({
        name: 'PageSize',
        type: 'integer',
        required: false,
        in: 'query',
        default: 20,
        bounds: { minimum: 1, maximum: 100 },
        ...(isAlibaba ? { example: 20 } : {}),
      }),
      ...(isAlibaba ? [] : [field({ name: 'project_id', type: 'string', required: true, in: 'path' })]),
    ],
    response: [
      list,
      field({ name: 'TotalCount', type: 'integer', ...(isAlibaba ? { example: 1 } : {}) }),
      field({ name: 'Count', type: 'integer', ...(isAlibaba ? { example: 1 } : {}) }),
    ],
    sample: { Scans: [{ ScanId: 's-001****', State: 'DONE', Files: 12 }], TotalCount: 1, Count: 1 },
    statuses: isAlibaba ? [] : [['200', 'Request succeeded.']],
    ...(isAlibaba
      ? {
          errors: [
            ['400', 'InvalidParam', 'The request is not legal.', 'A parameter has a wrong value.'],
            ['403', 'NoPermission', 'The caller may not do this.', 'Ask the owner of the account.'],
          ] as [string, string, string, string][],
        }
      : {}),
    changes: [],
  };
}
