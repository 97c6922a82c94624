import { firstOf } from '../deduce/attributes.ts';
import { isPasswordSyncOn } from '../deduce/password-loop.ts';
import { fileTime } from '../deduce/times.ts';
import type { AdObject } from '../model/exhibits.ts';
import { evidenceOf, type Course } from './course.ts';
import { onServer } from './edit-document.ts';
import { standingOf } from './spaces.ts';

const WAITING = /^(TargetNotExportedToDirectory|NoTargetConnection|SourceConnectorNotPresent)$/i;

/**
 * The password loop needs no cycle, but it needs an account: one that has arrived gets its hash within minutes. An error of its own stays.
 * Source: learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-password-hash-synchronization
 */
export const sendPassword = (course: Course, name: string, ad: AdObject): void => log(course, name, { ad, arrived: true });

/** The loop meets it and finds nobody in Entra to give the hash to. */
export const passwordWaits = (course: Course, name: string, ad: AdObject): void => log(course, name, { ad, arrived: false });

function log(course: Course, name: string, { ad, arrived }: { readonly ad: AdObject; readonly arrived: boolean }): void {
  if (isPasswordSyncOn(evidenceOf(course)) === false) return;
  const { importing } = standingOf(course, name, ad);
  const changed = firstOf(ad, 'pwdLastSet');
  course.document = onServer(course, name, (server) => {
    const entries = server.passwordSync?.objectLog;
    if (entries === undefined) return server;
    const own = entries.filter(({ DistinguishedName, CsObjectId }) => DistinguishedName?.toLowerCase() === ad.dn.toLowerCase() || (importing !== undefined && CsObjectId === importing.ObjectId));
    if (own.some(({ Status }) => (arrived ? !WAITING.test(plain(Status)) : /error|fail/i.test(Status ?? '')))) return server;
    const time = fileTime(changed)?.toISOString();
    const sent = { CsObjectId: importing?.ObjectId, DistinguishedName: ad.dn, Status: !arrived ? 'TargetNotExportedToDirectory' : changed === '0' ? 'FilteredByTarget' : 'Success', TimeStamp: time ?? own[0]?.TimeStamp };
    return { ...server, passwordSync: { ...server.passwordSync, objectLog: [...entries.filter((entry) => !own.includes(entry)), ...(changed === undefined ? [] : [sent])] } };
  });
}

const plain = (status: string | null | undefined): string => (status ?? '').replaceAll(/[\s_-]/g, '');
