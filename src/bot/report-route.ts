import type { ServerResponse } from 'node:http';
import { LINK_MINUTES, openTicket } from '../commands/report-links.ts';
import type { ScanDesk } from '../commands/scan-desk.ts';
import type { CommandWorld } from '../commands/world.ts';
import { isPersonId } from '../model/ids.ts';
import { HTML_POLICY } from '../report/scan-html.ts';
import { REPORT_TYPES, scanReport } from '../report/scan-report.ts';
import type { Route } from './listen.ts';
import { sendPieces } from './scan-routes.ts';

interface Reports {
  readonly desk: ScanDesk;
  readonly secret: string;
  readonly commands: Pick<CommandWorld, 'titleOf' | 'store' | 'clock'>;
}

/** `GET /report/scan?t=…`: opens with the link that the chat gave to one person, for a quarter of an hour. Anything else is answered in one way, whatever was wrong. */
export const reportRoute = (reports: Reports): Route => ({
  method: 'GET', path: '/report/scan',
  serve: ({ url }, response) => serve(reports, new URLSearchParams((url ?? '').split('?')[1] ?? '').get('t') ?? '', response),
});

const NOTHING = `There is no report here. A link to a report opens for ${LINK_MINUTES} minutes; ask for a new one with: scan report`;

async function serve({ desk, secret, commands }: Reports, given: string, response: ServerResponse): Promise<void> {
  const ticket = openTicket(given, secret, commands.clock.now());
  const found = ticket === null ? null : await desk.report(ticket.n);
  if (ticket === null || found === null) {
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'content-length': String(NOTHING.length), 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
    response.end(NOTHING);
    return;
  }
  const actor = isPersonId(ticket.oid) ? ticket.oid : null;
  await commands.store.audit({ event: 'scan.given', at: commands.clock.now().toISOString(), actor, planId: null, rule: null, facts: { n: ticket.n, form: ticket.form } });
  response.writeHead(200, {
    'content-type': REPORT_TYPES[ticket.form], 'content-disposition': `${ticket.form === 'html' ? 'inline' : 'attachment'}; filename="syncwhy-scan-${ticket.n}.${ticket.form}"`,
    'content-security-policy': `${HTML_POLICY}; frame-ancestors 'none'`, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-robots-tag': 'noindex',
  });
  await sendPieces(response, scanReport(found, ticket.form, (id) => commands.titleOf(id)));
}
