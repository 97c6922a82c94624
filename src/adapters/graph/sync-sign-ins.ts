import { readGraphPage, readSignIn } from '../../boundary/graph-objects.ts';
import type { TenantAnswer } from '../../ports/tenant.ts';
import { asTenantError, unreadBecause } from './graph-fault.ts';
import { address, literal } from './odata.ts';
import type { DetailSources } from './detail.ts';

const DAYS = 2;
const DAY_MS = 86_400_000;
const MOST = '20';
const PATIENCE_MS = 5_000;

/** The latest sign-ins of the accounts that Entra Connect makes for itself (`Sync_SERVER_…`). Never rejects. */
export async function readSyncSignIns({ reader, reports, now }: DetailSources): Promise<TenantAnswer> {
  const since = new Date(now().getTime() - DAYS * DAY_MS).toISOString();
  const filter = `createdDateTime ge ${since} and startswith(userPrincipalName,${literal('Sync_')})`;
  try {
    const body = await reports.run(() => reader.report(address('/auditLogs/signIns', { $filter: filter, $orderby: 'createdDateTime desc', $top: MOST })), PATIENCE_MS);
    return { entra: { signIns: readGraphPage(body).value.map(readSignIn) }, unread: [] };
  } catch (error) {
    return { entra: {}, unread: [unreadBecause('entra.signIns', asTenantError(error), 'AuditLog.Read.All')] };
  }
}
