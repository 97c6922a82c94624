import assert from 'node:assert/strict';
import { createAdDatabase } from '../../lab/company/ad-database.ts';
import type { AdState } from '../../lab/company/ad-state.ts';
import { AD_DOMAIN, BASE_DN } from '../../lab/company/cast.ts';
import { auditDirectory } from '../../lab/servers/audit-directory.ts';

const NOW = new Date('2026-11-21T09:00:00Z');
const DN = `CN=Noor Bakker,CN=Users,${BASE_DN}`;

const person = (ad: AdState) => ad.add(DN, { objectClass: ['top', 'person', 'organizationalPerson', 'user'], sAMAccountName: 'nbakker', mail: 'noor@contoso.com' });

interface Printed {
  readonly domainController: string;
  readonly events: readonly { readonly time: string; readonly eventId: number; readonly data: readonly { readonly Name: string; readonly Value: string }[] }[];
}

/** What the Security log tells of one write: event id, then the named fields. */
function toldOf(write: (ad: AdState) => void, fields: readonly string[]): readonly (readonly (string | number)[])[] {
  const ad = createAdDatabase({ domain: AD_DOMAIN, baseDn: BASE_DN, clock: { now: () => NOW } });
  const { guid } = person(ad);
  const log = auditDirectory(ad);
  write(ad);
  const [printed] = log.print({ guid, most: 50 }) as readonly Printed[];
  assert.equal(printed?.domainController, 'dc1.corp.contoso.com');
  return printed.events.map(({ eventId, data }) => [eventId, ...fields.map((field) => data.find(({ Name }) => Name === field)?.Value ?? '')]);
}

const WRITES: readonly { readonly of: string; readonly write: (ad: AdState) => void; readonly fields: readonly string[]; readonly told: readonly (readonly (string | number)[])[] }[] = [
  {
    of: 'a changed value', write: (ad) => ad.modify(DN, [{ operation: 'replace', attribute: 'mail', values: ['n.bakker@contoso.com'] }]), fields: ['AttributeLDAPDisplayName', 'AttributeValue', 'OperationType'],
    told: [[5136, 'mail', 'noor@contoso.com', '%%14675'], [5136, 'mail', 'n.bakker@contoso.com', '%%14674']],
  },
  { of: 'octets', write: (ad) => ad.modify(DN, [{ operation: 'replace', attribute: 'mS-DS-ConsistencyGuid', values: [Buffer.alloc(16, 7)] }]), fields: ['AttributeValue'], told: [[5136, '<Binary>']] },
  { of: 'a value that stays', write: (ad) => ad.modify(DN, [{ operation: 'replace', attribute: 'mail', values: ['noor@contoso.com'] }]), fields: [], told: [] },
  { of: 'a move', write: (ad) => ad.rename(DN, 'CN=Noor Bakker', `CN=Computers,${BASE_DN}`), fields: ['OldObjectDN', 'NewObjectDN'], told: [[5139, DN, `CN=Noor Bakker,CN=Computers,${BASE_DN}`]] },
  { of: 'a deletion', write: (ad) => ad.remove(DN), fields: ['ObjectDN', 'SubjectUserName'], told: [[5141, DN, 'Administrator']] },
  { of: 'a restore', write: (ad) => { const { guid } = ad.byDn(DN) ?? assert.fail(); ad.remove(DN); ad.restore(guid); }, fields: ['ObjectDN'], told: [[5141, DN], [5138, DN]] },
];

describe('the audit of the pretend directory', () => {
  for (const { of: what, write, fields, told } of WRITES) it(`tells of ${what}`, () => assert.deepEqual(toldOf(write, fields), told));

  it('names whoever acts, and afterwards again whoever acted before, also when the work fails', () => {
    const work = (ad: AdState): void => {
      ad.actAs('hlind', () => ad.modify(DN, [{ operation: 'replace', attribute: 'mail', values: ['one@contoso.com'] }]));
      assert.throws(() => ad.actAs('bosei', () => ad.remove('CN=Nobody,DC=nowhere')));
      ad.modify(DN, [{ operation: 'replace', attribute: 'mail', values: [] }]);
    };
    assert.deepEqual(toldOf(work, ['SubjectUserName', 'AttributeValue']), [[5136, 'hlind', 'noor@contoso.com'], [5136, 'hlind', 'one@contoso.com'], [5136, 'Administrator', 'one@contoso.com']]);
  });

  it('tells of an account that is made, by its own GUID', () => {
    const ad = createAdDatabase({ domain: AD_DOMAIN, baseDn: BASE_DN, clock: { now: () => NOW } });
    const log = auditDirectory(ad);
    const { guid } = person(ad);
    const [printed] = log.print({ guid, most: 50 }) as readonly Printed[];
    assert.deepEqual(printed?.events.map(({ eventId, time }) => [eventId, time]), [[5137, NOW.toISOString()]]);
  });
});
