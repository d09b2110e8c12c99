export { UsageError } from '../base/usage-error.js';
export type { Contract } from '../contract/contract.js';
export { loadContracts, loadSpecs } from '../contract/load.js';
export { formatProblem, type Problem, SpecError } from '../contract/problem.js';
export { type GenerateOptions, type GenerateResult, generate } from './generate.js';
