import { useOperation } from './application.js';
import { type Recorded, startRecorder } from './recorder.js';
import type { Server } from './suites.js';

/** What goes over the wire when something uses a server, which is started for it. */
export async function recordUse(
  server: Pick<Server, 'start'>,
  use: (url: string) => Promise<unknown>,
): Promise<Recorded[]> {
  const { url, close } = await server.start();
  try {
    const recorder = await startRecorder(url);
    try {
      await use(recorder.url);
      return recorder.recorded();
    } finally {
      await recorder.close();
    }
  } finally {
    await close();
  }
}

/** What goes over the wire when an application uses a server, which is started for it. */
export async function recordApplication(server: Pick<Server, 'start' | 'operations'>): Promise<Recorded[]> {
  return recordUse(server, async (url) => {
    for (const operation of server.operations) await useOperation(url, operation);
  });
}
