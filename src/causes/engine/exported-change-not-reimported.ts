import { isOverrun, spaceObjectsOf } from '../../deduce/object-errors.ts';
import type { CsObject, SynchronizationError } from '../../model/evidence.ts';
import { ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { onServer } from '../evidence-items.ts';

export const exportedChangeNotReimported = defineCause({
  id: 'exported-change-not-reimported',
  area: 'engine',
  layer: 3,
  title: 'The other side puts the value back',
  why: 'After every export the engine reads back what it wrote. When the value that comes back is another one, somebody else writes it too: a second sync server, another provisioning tool, a script. proxyAddresses are recalculated by Entra itself, and their difference means nothing.',
  checkYourself: ['Search the object in the connector space and look which attributes are shown as exported-change-not-reimported.', 'Look at the audit log of Entra, or at the replication metadata of AD, for who else writes them, and when.', 'Ask whether a second sync server, an HR system or a script provisions the same accounts.'],
  learnMore: 'https://learn.microsoft.com/entra/identity/hybrid/connect/tshoot-connect-objectsync',
  fixAfter: ['two-active-servers'],
  byHand: 'Find the second writer and let only one of the two write the attribute. Then let a cycle run and see that the value stays.',
  byHandRisk: { risk: 'low', undo: 'none' },
  whyByHand: 'Which of the two writers is right is a decision of the company.',
  kinds: ['user', 'group', 'contact', 'device'],
  about: 'ad-object',
  needs: ['syncServers.csObjects'],
  mayUse: ['syncServers.globalSettings', 'syncServers.runHistory'],

  judge({ 'syncServers.csObjects': spaces }, { subject: { ad }, also }) {
    const found = spaceObjectsOf(ad, spaces, also['syncServers.globalSettings']).find(({ object }) => errorOf(object) !== undefined);
    const error = found === undefined ? undefined : errorOf(found.object);
    if (found === undefined || error === undefined) return ruledOut('what was exported came back as it was written');
    const names = error.AttributeNames ?? [];
    const telling = names.filter((name) => name.toLowerCase() !== 'proxyaddresses');
    if (names.length > 0 && telling.length === 0) return ruledOut('only proxyAddresses came back differently, which Entra recalculates itself');
    const stale = isOverrun(found, error.LatestOccurrence, { history: also['syncServers.runHistory'], by: 'import' });
    const facts = { dn: ad.dn, names: telling, side: found.side, stale };
    const evidence = [onServer(found.server, 'ExportedChangedNotReimported', `True${telling.length === 0 ? '' : ` (${telling.join(', ')})`}, ${error.LatestOccurrence ?? 'time unknown'}`)];
    return { is: 'confirmed', facts, evidenceClass: stale || telling.length === 0 ? 'D' : 'A', statedAt: error.LatestOccurrence ?? undefined, evidence };
  },

  explain: ({ dn, names, side, stale }) =>
    `What the engine writes for ${dn} to ${side === 'entra' ? 'Entra' : 'Active Directory'} comes back changed${names.length === 0 ? '; the engine does not name the attributes' : `: ${names.join(', ')}`}. ${stale ? 'A clean import has followed, so this is history.' : 'Somebody else writes there too.'}`,
});

const errorOf = (object: CsObject): SynchronizationError | undefined =>
  object.HasSyncError !== false && object.SynchronizationError?.ExportedChangedNotReimported === true ? object.SynchronizationError : undefined;
