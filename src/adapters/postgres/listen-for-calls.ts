import { Client } from 'pg';
import { clientConfig, type PostgresServer } from './postgres-server.ts';

const AGAIN_MS = 1_000;

/** Hears what is called out on a channel, on a connection of its own that is made again when it is lost. Who needs to be sure asks now and then as well. */
export function listenForCalls(server: PostgresServer, channel: string, heard: (what: string) => void): { close(): Promise<void> } {
  let client: Client | null = null;
  let again: NodeJS.Timeout | null = null;
  let isClosed = false;

  const connect = async (): Promise<void> => {
    const fresh = new Client(clientConfig(server));
    client = fresh;
    fresh.on('notification', ({ payload }) => heard(payload ?? ''));
    fresh.on('error', () => lost(fresh));
    fresh.on('end', () => lost(fresh));
    try {
      await fresh.connect();
      await fresh.query(`LISTEN "${channel}"`);
    } catch {
      lost(fresh);
    }
  };
  const lost = (which: Client): void => {
    if (client !== which) return;
    client = null;
    void which.end().catch(() => undefined);
    if (isClosed) return;
    again = setTimeout(() => void connect(), AGAIN_MS);
  };

  void connect();
  return {
    async close() {
      isClosed = true;
      if (again !== null) clearTimeout(again);
      const last = client;
      client = null;
      await last?.end().catch(() => undefined);
    },
  };
}
