import { expect, test } from 'vitest';
import { faults, startFaulty } from '../faults/faults.js';
import { seed } from '../support/seed.js';
import { checkText } from './support.js';
import { ndjson, questions, record } from './traffic.js';

/** Classes of which the recording shows every defect. */
const visible = ['schema', 'status', 'links'];

/** Of these, an empty text that may stand for no value, and two that the questions of the recording do not bring up. */
const unseen = ['process-error-of-success', 'event-task-failed', 'log-no-content'];

const mustShow = (fault: (typeof faults)[number]) => visible.includes(fault.class) && !unseen.includes(fault.id);

/** Of the others, which say only that what is found can be shown again, one in eight: each has its turn. */
const sample = faults.filter((fault, index) => mustShow(fault) || (index + seed) % 8 === 0);

test.each(sample.map((fault) => [fault.id, fault] as const))('a recording of %s', async (_, fault) => {
  const server = await startFaulty(fault.id);
  const asked = questions().filter(([operation]) => operation === fault.operation);
  const recorded = await record(server, asked);
  await server.close();
  // What is only inferred is a warning otherwise.
  const report = await checkText(ndjson(recorded), { strict: true });
  expect(report.unreadable).toEqual([]);
  if (mustShow(fault)) expect(report.ok, fault.description).toBe(false);
  for (const { replay, recorded: place, response } of report.violations) {
    expect(replay).toContain(`check ${place?.file} --lines `);
    expect(place?.number).toBeGreaterThan(0);
    expect(response).toBeDefined();
  }
});
