export { UsageError } from '../base/usage-error.js';
export type { Contract } from '../contract/contract.js';
export { loadContracts, loadSpecs } from '../load/load.js';
export { formatProblem, type Problem, SpecError } from '../load/problem.js';
export { type GenerateOptions, type GenerateResult, generate } from './generate.js';
