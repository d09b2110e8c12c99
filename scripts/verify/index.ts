export type { VerifyOptions } from './options.js';
export { propertiesOf } from './properties/index.js';
export type { Property } from './property.js';
export type { Report } from './report.js';
export { verify } from './verify.js';
export type { PropertyClass, PropertyResult, Severity, Violation } from './violation.js';
export { readWaivers, type Waiver } from './waivers.js';
