import * as fc from 'fast-check';
import { seed } from './seed.js';

// Before each test file: every property draws from the one seed, unless it names its own. A failure prints the seed.
fc.configureGlobal({ ...fc.readConfigureGlobal(), seed });
