import { explore } from './explore/explore.js';
import { runTests } from './explore/run-tests.js';

/** After a build, in the project's folder: `node dist/dev/explore.js [minutes] [path or option of Vitest]…`. */
process.exitCode = await explore(process.argv.slice(2), runTests);
