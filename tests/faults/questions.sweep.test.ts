import { expect, test } from 'vitest';
import { verify } from '../../scripts/verify/index.js';
import { serverOf } from '../matrix/suites.js';
import { contractsOf } from '../support/contracts-of.js';

/** Defects that only one kind of question shows: which properties are asked, and what finds it. */
const table = [
  { fault: 'process-not-with-cloud', asked: ['filters-in-order'], finds: 'sort-order' },
  { fault: 'process-json-blanks', asked: ['wire-values'], finds: 'wire-values' },
  { fault: 'task-type-in-chinese-only', asked: ['languages', 'filter:Type'], finds: 'filter:Type' },
  { fault: 'task-english-check-crash', asked: ['languages', 'valid-input'], finds: 'valid-input' },
  { fault: 'event-overflow', asked: ['unknown-entity'], finds: 'unknown-entity' },
  { fault: 'event-ip-needed', asked: ['everything', 'missing-input'], finds: 'missing-input' },
  { fault: 'event-unknown-invented', asked: ['filter-without-key', 'valid-input'], finds: 'valid-input' },
  { fault: 'log-offset-zero-refused', asked: ['everything', 'valid-input'], finds: 'valid-input' },
  { fault: 'marker-default-20', asked: ['page-defaults'], finds: 'page-default' },
  { fault: 'marker-next-on-last', asked: ['everything', 'sequence-end'], finds: 'sequence-end' },
  { fault: 'token-last-has-token', asked: ['everything', 'sequence-end'], finds: 'sequence-end' },
] as const;

test.each(table)('$asked show $fault', async ({ fault, asked, finds }) => {
  const server = serverOf('faults', fault);
  const contracts = contractsOf(server.specs);
  const running = await server.start();
  try {
    const { operations } = server;
    const options = { operations, properties: asked, seed: 1, maxViolations: 1 };
    const report = await verify({ url: running.url, contracts, ...options });
    expect(report.violations.map(({ property }) => property)).toContain(finds);
  } finally {
    await running.close();
  }
});

test('a text of many digits is asked for, as any other that the server has shown', async () => {
  const server = serverOf('honest', 'reference');
  const contracts = contractsOf(server.specs);
  const running = await server.start();
  try {
    const operations = ['DescribeProcessTasks'];
    const properties = ['single-filter'];
    const report = await verify({ url: running.url, contracts, operations, properties, seed: 1, maxRequests: 400 });
    const rule = report.operations[0]?.properties.find(({ name }) => name === 'filter:TaskId');
    expect(rule?.outcome).toBe('held');
  } finally {
    await running.close();
  }
});
