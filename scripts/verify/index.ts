export type { Report, Waiver } from '../report/index.js';
export type { RunProgress, VerifyOptions } from './options.js';
export { namesOf } from './plan.js';
export { propertiesOf } from './properties/index.js';
export type { Property } from './property.js';
export { askAll, type PreparedRun, prepareRun, verify } from './verify.js';
