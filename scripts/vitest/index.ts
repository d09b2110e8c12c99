import { expect } from 'vitest';
import { toMatchContractOf } from './to-match-contract.js';

export { contractSuite, type SuiteOptions } from './contract-suite.js';
export { toMatchContractOf } from './to-match-contract.js';

// Importing this module is asking for the matcher.
expect.extend({ toMatchContract: toMatchContractOf() });
