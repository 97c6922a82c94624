import { describeCause } from '../describe-cause.ts';
import { sealed } from '../sealed.ts';
import type { Company } from '../company.ts';
import { standby, syncError } from './on-the-server.ts';

const changed = (given: Company, names: readonly string[] | undefined, more: Record<string, unknown> = {}, side: 0 | 1 = 1): void => {
  syncError(given, { ErrorType: 'exported-change-not-reimported', ExportedChangedNotReimported: true, AttributeNames: names, LatestOccurrence: '2026-11-21T09:00:30Z', ...more }, side);
};

describeCause(sealed('exported-change-not-reimported'), {
  confirms: [
    { when: 'the engine names attributes that came back changed', given: (given) => { changed(given, ['displayName', 'proxyAddresses']); }, evidenceClass: 'A', remedy: null, says: /to Entra comes back changed: displayName\./ },
    { when: 'AD gives another value back', given: (given) => { changed(given, ['department'], {}, 0); }, evidenceClass: 'A', says: /to Active Directory/ },
    { when: 'the engine names no attribute, so it may be noise', given: (given) => { changed(given, undefined); }, evidenceClass: 'D' },
    { when: 'a clean import has followed', given: (given) => { changed(given, ['displayName'], { LatestOccurrence: '2026-11-20T09:00:30Z' }); }, evidenceClass: 'D', says: /history/ },
  ],
  rulesOut: [
    { when: 'nothing came back changed', given: () => {} },
    { when: 'only proxyAddresses came back changed, which Entra recalculates', given: (given) => { changed(given, ['proxyAddresses']); } },
    { when: 'the mark is False', given: (given) => { changed(given, ['displayName'], { ExportedChangedNotReimported: false }); } },
    { when: 'only a standby server says so', given: (given) => { changed(given, ['displayName']); standby(given); } },
  ],
});
