import type { Reporter, TestModule } from 'vitest/node';
import { seedLine } from './seed.js';

/** Names the seed, and ends the output with one line that any CI can read, after Vitest's own summary. */
export default class SummaryReporter implements Reporter {
  onInit(): void {
    console.log(seedLine);
  }

  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const states = modules.flatMap((module) => [...module.children.allTests()].map((test) => test.result().state));
    const count = (state: string) => states.filter((one) => one === state).length;
    // A file that cannot be loaded has no tests to count, yet it failed.
    const unloadable = modules.filter((module) => module.state() === 'failed' && module.children.size === 0).length;
    const failed = count('failed') + unloadable + errors.length;
    process.once('exit', () => {
      if (failed > 0) console.log(seedLine);
      console.log(`tests: ${count('passed')} passed, ${failed} failed, ${count('skipped')} skipped`);
    });
  }
}
