import type { JsonObject } from '../../scripts/base/json.js';

/**
 * Draws that once made a property fail: each run judges them again, before it draws.
 *
 * A failure of `npm start`, `npm test` or `npm run explore` prints its seed and its counterexample. The seed draws the
 * same only until an arbitrary changes; the counterexample stays. So:
 *
 * 1. `TEST_SEED=<seed> npx vitest run <file>` shows the failure again.
 * 2. Put the counterexample here, or, for a property outside the contract suite, into the property's own `examples`
 *    (https://fast-check.dev/docs/configuration/user-definable-values/#run-against-custom-values).
 * 3. Mend what it shows.
 */

/** Requests on which the validator and Prism once disagreed without a known reason, by operation id. */
export const requestsOnceJudgedApart: Readonly<Record<string, readonly JsonObject[]>> = {
  // Blanks are 0 for Prism, as they are for JavaScript's Number().
  DescribeSecurityEventOperationStatus: [{ TaskId: ' ' }],
  // The segment . of a path is none for Prism.
  ListOperationLogsByVaultName: [{ project_id: '.', offset: 0, limit: 1 }],
  // Prism holds int64 to what a double can hold.
  ListOperationTask: [{ CheckId: 2 ** 60 }],
  ListOperationProcessDetail: [{ TaskIds: ['a'], PageSize: '\t' }],
  // An operation of tests/sixth. Prism drops an empty header, which is what an empty list or object becomes.
  ShowScanFindings: [
    { project_id: 'p', scan_id: 1, 'X-Language': {} },
    { project_id: 'p', scan_id: 1, 'X-Language': [] },
  ],
};
