export {
  applyBaseline,
  type Baseline,
  baselineOf,
  compareWithBaseline,
  readBaseline,
  writeBaseline,
} from './baseline.js';
export { Defects } from './defects.js';
export { exitCodeOf } from './exit-code.js';
export { type ReportOptions, reportOf, requireExercised } from './make-report.js';
export { mergeReports, readReports } from './merge.js';
export { parseReporters, type ReporterChoice, type ReporterName, reporters } from './parse-reporters.js';
export { type Advance, advanceText, Progress } from './progress.js';
export { replayLine } from './replay.js';
export type * from './report.js';
export type * from './run.js';
export { safeLine } from './safe-text.js';
export { type SecretSources, Secrets } from './secrets.js';
export { verdictOf } from './verdict.js';
export type * from './violation.js';
export { readWaivers, type Waiver } from './waivers.js';
export { guardOut, writeOut } from './write-out.js';
export { type Outputs, render, writeReports } from './write-reports.js';
