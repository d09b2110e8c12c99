import { useOperation } from './application.js';
import { type Recorded, startRecorder } from './recorder.js';
import type { Server } from './suites.js';

/** What goes over the wire when an application uses a server, which is started for it. */
export async function recordApplication(server: Pick<Server, 'start' | 'operations'>): Promise<Recorded[]> {
  const { url, close } = await server.start();
  const recorder = await startRecorder(url);
  try {
    for (const operation of server.operations) await useOperation(recorder.url, operation);
    return recorder.recorded();
  } finally {
    await recorder.close();
    await close();
  }
}
