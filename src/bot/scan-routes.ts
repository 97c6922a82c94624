import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { requestBody } from '../boundary/request-body.ts';
import { parseReportWish, parseScanStop, parseScanWish, SCAN_LINES, type ScanLine } from '../boundary/scan-messages.ts';
import type { ScanDesk } from '../commands/scan-desk.ts';
import { scanRequest } from '../commands/scan-request.ts';
import type { CommandWorld } from '../commands/world.ts';
import type { StoredScan } from '../model/stored-scan.ts';
import type { PersonId } from '../model/ids.ts';
import { REPORT_TYPES, scanReport } from '../report/scan-report.ts';
import type { Route } from './listen.ts';

interface ScanAdmin {
  readonly desk: ScanDesk;
  readonly commands: Pick<CommandWorld, 'titleOf' | 'store' | 'clock'>;
  /** Nobody's id, in whose name the terminal asks. */
  readonly nobody: PersonId;
  /** Whether the bearer token is the one of this run. */
  isAllowed(authorization: string): boolean;
}

const MAX_BYTES = 64 * 1024;
const EVERY_MS = 500;

/** Scans for the terminal of the bot's own host. What they find is written as it comes, never as one piece. */
export const scanRoutes = (world: ScanAdmin): readonly Route[] => [
  { method: 'POST', path: '/admin/scan', serve: guarded(world, (body, response) => scan(world, body, response)) },
  { method: 'POST', path: '/admin/scan-stop', serve: guarded(world, (body, response) => stop(world, body, response)) },
  { method: 'POST', path: '/admin/scan-report', serve: guarded(world, (body, response) => report(world, body, response)) },
];

const guarded =
  ({ isAllowed }: ScanAdmin, handle: (body: unknown, response: ServerResponse) => Promise<void>) =>
  async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // The framework's response does not give itself back, so nothing is chained.
    const empty = (status: number): void => {
      response.writeHead(status, { 'content-length': '0' });
      response.end();
    };
    if (!isAllowed(request.headers.authorization ?? '')) return empty(401);
    const text = await requestBody(request, MAX_BYTES);
    if (text === null) return empty(413);
    const body = jsonOf(text);
    return body === undefined ? empty(400) : handle(body, response);
  };

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The scan ends with the terminal that asked for it, should that go away. */
async function scan({ desk, commands, nobody }: ScanAdmin, body: unknown, response: ServerResponse): Promise<void> {
  const wish = parseScanWish(body);
  const asked = wish === null ? { ok: false as const, wrong: 'Say what to scan: containers, checks, or nothing for everything.' } : scanRequest(wish, (check) => desk.knows(check));
  if (wish === null || !asked.ok) return answer(response, { ok: false, says: asked.ok ? '' : asked.wrong });
  const by = { oid: nobody, name: `${wish.account} at the terminal`.slice(0, 200) };
  const expected = expectedOf(await desk.scans());
  const { is, scan: begun } = await desk.begin(by, asked.request);
  if (is === 'began') await commands.store.audit({ event: 'scan.begun', at: begun.startedAt, actor: null, planId: null, rule: null, facts: { n: begun.n, account: wish.account } });
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  response.writeHead(200, { 'content-type': SCAN_LINES });
  const line = (each: Omit<ScanLine, 'expected'>): void => void response.write(`${JSON.stringify({ ...each, expected })}\n`);
  line({ is, scan: begun });
  const ended = is === 'running' ? null : await desk.follow(begun.n, { pause: () => EVERY_MS, tell: (now) => Promise.resolve(line({ is: 'progress', scan: now })), signal: gone.signal });
  if (gone.signal.aborted && is === 'began') await desk.stop(begun.n);
  if (ended !== null && !gone.signal.aborted) line({ is: 'ended', scan: ended });
  response.end();
}

/** What the last whole scan had read. */
function expectedOf(scans: readonly StoredScan[]): number | null {
  const objects = scans.find(({ state, request, summary }) => state === 'done' && request.below.length === 0 && summary?.read === 'everything')?.summary?.objects;
  return objects === undefined ? null : objects.directory + objects.entra + objects.deletedInEntra;
}

async function stop({ desk, commands }: ScanAdmin, body: unknown, response: ServerResponse): Promise<void> {
  const asked = parseScanStop(body);
  const isStopping = asked !== null && (await desk.stop(asked.n));
  if (isStopping) await commands.store.audit({ event: 'scan.stopped', at: commands.clock.now().toISOString(), actor: null, planId: null, rule: null, facts: { n: asked.n } });
  answer(response, isStopping ? { ok: true, text: `Scan ${asked.n} ends.` } : { ok: false, says: 'No such scan runs.' });
}

async function report({ desk, commands }: ScanAdmin, body: unknown, response: ServerResponse): Promise<void> {
  const asked = parseReportWish(body);
  const found = asked === null ? null : await desk.report(asked.n);
  if (asked === null || found === null) return answer(response, { ok: false, says: 'There is no such scan. The list: syncwhy ask scans.' });
  await commands.store.audit({ event: 'scan.given', at: commands.clock.now().toISOString(), actor: null, planId: null, rule: null, facts: { n: found.scan.n, form: asked.form } });
  // An answer in words has none of this.
  response.writeHead(200, { 'content-type': REPORT_TYPES[asked.form], 'x-syncwhy-scan': String(found.scan.n) });
  await sendPieces(response, scanReport(found, asked.form, (id) => commands.titleOf(id)));
}

/** As fast as the reader takes it; a reader that goes away ends the reading. */
export async function sendPieces(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  await pipeline(Readable.from(pieces), response).catch(() => response.destroy());
}

function answer(response: ServerResponse, value: { readonly ok: true; readonly text: string } | { readonly ok: false; readonly says: string }): void {
  const text = JSON.stringify(value);
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': String(Buffer.byteLength(text)) });
  response.end(text);
}
