import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const executable = fileURLToPath(new URL('../../node_modules/@stoplight/prism-cli/dist/index.js', import.meta.url));

/** A running Prism. */
export interface Prism {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts the real Prism CLI, `prism mock`, on a free port of the loopback interface.
 *
 * @throws Error with Prism's own output where it ends before it is ready.
 */
export async function startPrism(specFile: string): Promise<Prism> {
  const port = await freePort();
  const child = spawn(process.execPath, [executable, 'mock', '--host', '127.0.0.1', '--port', String(port), specFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/Prism is listening/.test(output)) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', () => reject(new Error(`Prism did not start with ${specFile}:\n${output}`)));
  });
  // Prism logs every request; unread, the pipe would fill and Prism would wait.
  child.stdout.removeAllListeners('data').resume();
  child.stderr.removeAllListeners('data').resume();
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
