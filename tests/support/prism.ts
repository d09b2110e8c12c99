import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
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
 * It runs without its log: Prism "repairs" each line of it (package jsonrepair) although the line is whole, and ends
 * with a TypeError where the repair breaks one, which some drawn texts bring about. So it cannot say that it is ready;
 * its port does.
 *
 * @throws Error with Prism's own output where it ends before it is ready.
 */
export async function startPrism(specFile: string): Promise<Prism> {
  const port = await freePort();
  const options = ['--host', '127.0.0.1', '--port', String(port), '--verboseLevel', 'silent'];
  const child = spawn(process.execPath, [executable, 'mock', ...options, specFile], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
  }
  let isReady = false;
  while (!isReady) {
    isReady = await accepts(port);
    if (child.exitCode !== null) throw new Error(`Prism did not start with ${specFile}:\n${output}`);
    if (!isReady) await setTimeout(20);
  }
  const complain = (code: number | null) => console.error(`Prism for ${specFile} ended with ${code}:\n${output}`);
  child.once('exit', complain);
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      child.off('exit', complain);
      child.kill();
      await ended;
    },
  };
}

/** Whether somebody listens on a port of the loopback interface. */
async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
