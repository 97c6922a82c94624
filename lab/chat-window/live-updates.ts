import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BotConnector, RoomEvent } from '../servers/bot-connector.ts';

const HEARTBEAT_MS = 20_000;

/** Server-sent events: each change in the room, once for every person who sees it. */
export function streamUpdates(connector: BotConnector, request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  response.write('retry: 1000\n\n');
  const send = (data: object): void => {
    response.write(`data: ${JSON.stringify(data)}\n\n`);
  };
  const stop = connector.watch((event) => {
    for (const update of updatesFor(connector, event)) send(update);
  });
  const heartbeat = setInterval(() => response.write(': still here\n\n'), HEARTBEAT_MS);
  request.on('close', () => {
    clearInterval(heartbeat);
    stop();
  });
}

function updatesFor(connector: BotConnector, event: RoomEvent): object[] {
  if (event.kind === 'typing') return [{ kind: 'typing', spot: event.spot }];
  return connector.people.flatMap((person) => {
    const view = connector.viewOf(event.message, person.key);
    return view === null ? [] : [{ kind: 'message', who: person.key, message: view }];
  });
}
