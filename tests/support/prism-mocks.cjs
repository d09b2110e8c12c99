// Several `prism mock` in one process: each as the CLI starts it, but Prism is loaded only once, which is most of the work.
// node prism-mocks.cjs <port> <spec file> [<port> <spec file>]…
const { createRequire } = require('node:module');

const fromPrism = createRequire(require.resolve('@stoplight/prism-cli'));
const yargs = fromPrism('yargs/yargs');
const { default: mock } = fromPrism('./commands/mock');

const given = process.argv.slice(2);
for (let index = 0; index < given.length; index += 2) {
  const options = ['--host', '127.0.0.1', '--port', given[index], '--verboseLevel', 'silent'];
  yargs(['mock', ...options, given[index + 1]])
    .command(mock)
    .strict()
    .parse();
}
