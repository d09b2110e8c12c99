import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./prism-mocks.cjs', import.meta.url));

/** Some running Prism mocks. */
export interface PrismMocks {
  /** In the order of the spec files. */
  readonly urls: readonly string[];
  close(): Promise<void>;
}

/**
 * Starts the real Prism CLI, `prism mock`, for each of some specs, on free ports of the loopback interface.
 *
 * It runs without its log: Prism "repairs" each line of it (package jsonrepair) although the line is whole, and ends
 * with a TypeError where the repair breaks one, which some drawn texts bring about. So it cannot say that it is ready;
 * its ports do.
 *
 * @throws Error with Prism's own output where it ends before it is ready.
 */
export async function startPrisms(specFiles: readonly string[]): Promise<PrismMocks> {
  const ports = await freePorts(specFiles.length);
  const given = specFiles.flatMap((file, index) => [String(ports[index]), file]);
  const child = spawn(process.execPath, [program, ...given], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'exit');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4000);
    });
  }
  for (const port of ports) {
    let isReady = false;
    while (!isReady) {
      isReady = await accepts(port);
      if (child.exitCode !== null) throw new Error(`Prism did not start with ${specFiles.join(', ')}:\n${output}`);
      if (!isReady) await setTimeout(20);
    }
  }
  const complain = (code: number | null) => console.error(`Prism ended with ${code}:\n${output}`);
  child.once('exit', complain);
  return {
    urls: ports.map((port) => `http://127.0.0.1:${port}`),
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

/** Ports that are free, all of them different: each is held until all are found. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await once(server, 'listening');
      return server;
    }),
  );
  return Promise.all(
    servers.map(async (server) => {
      const { port } = server.address() as { port: number };
      server.close();
      await once(server, 'close');
      return port;
    }),
  );
}
