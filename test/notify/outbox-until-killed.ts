import { join } from 'node:path';
import { createTeamsAdapter } from '../../src/adapters/teams/teams-adapter.ts';
import { openSqliteStore } from '../../src/adapters/sqlite/open-sqlite-store.ts';
import { readCardFolder } from '../../src/chat/card-folder.ts';
import { customCloud } from '../../src/chat/clouds.ts';
import { createDraw } from '../../src/chat/draw.ts';
import { createOutbox } from '../../src/notify/outbox.ts';
import { APP, TENANT } from '../adapters/teams/fixtures.ts';
import { QUIET } from './outbox-room.ts';
import { quickClock } from './quick-clock.ts';

/** Arguments: the file of the store, and since when the quick clock runs. Sends what is wanted until somebody kills it. */
const [file = '', since = '0'] = process.argv.slice(2);
const clock = quickClock(Number(since));
const store = await openSqliteStore({ file, clock });
const adapter = createTeamsAdapter({
  appId: APP, tenantId: TENANT, clock, log: QUIET, store, firstWaitMs: 5,
  cloud: customCloud({ issuer: 'https://issuer.test', openIdMetadata: 'https://issuer.test/openid', serviceHosts: ['127.0.0.1'], loginAuthority: 'https://localhost', oauthScope: 'https://api.botframework.com', graphEndpoint: 'https://localhost' }),
  credentials: { kind: 'token', getToken: () => Promise.resolve('bot-token') },
  gate: { admit: () => Promise.reject(new Error('nothing comes in here')) },
  draw: createDraw(readCardFolder(join(import.meta.dirname, '../../cards'))),
  refused: () => Promise.resolve(),
  turn: () => Promise.resolve(),
});
process.stdout.write('ready\n');
await createOutbox({ store, channel: adapter.channel, policy: () => ({ conversations: [] }), clock, log: QUIET }).until(new AbortController().signal);
