import assert from 'node:assert/strict';
import { adPerson } from '../../lab/company/find-person.ts';
import { BASE_DN } from '../../lab/company/cast.ts';
import type { ScanFinding, ScanProgress } from '../../src/model/scan.ts';
import { ListBroken } from '../../src/ports/relay-link.ts';
import { TenantError } from '../../src/ports/tenant.ts';
import { startSmallCompany, type SmallCompany } from '../journeys/small-company.ts';
import { memoryShelf } from './memory-shelf.ts';
import { scanned, worldOf } from './scanned-company.ts';

const told = (findings: readonly ScanFinding[]): readonly string[] => findings.map(({ id, object, standing, says }) => `${id} ${object.dn ?? object.entraId ?? ''} ${standing} ${says}`).toSorted();

const change = (ad: SmallCompany['company']['ad'], dn: string, attribute: string, values: readonly string[]): void => ad.modify(dn, [{ operation: 'replace', attribute, values }]);

describe('a scan of the pretend company', function () {
  this.timeout(60_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
  });
  afterEach(() => small.close());

  it('finds nobody wrong while it is healthy, and tells who is left out on purpose', async () => {
    const { findings, summary } = await scanned(worldOf(small));
    assert.deepEqual(findings.filter(({ severity }) => severity !== 'note').map(({ id, object }) => `${id} ${object.dn ?? ''}`), []);
    assert.deepEqual([summary.ended, summary.read, summary.standing['should-be-but-is-not'], summary.standing['cannot-tell']], ['whole', 'everything', 0, 0]);
    assert.ok(findings.some(({ id, standing }) => id === 'ou-not-in-scope' && standing === 'left-out-on-purpose'));
    assert.equal(summary.standing.synced, summary.objects.pairs);
  });

  it('finds one address at a user, a group and an account in the cloud, whatever attribute it stands in', async () => {
    change(small.company.ad, adPerson(small.company.ad, 'avance').dn, 'targetAddress', ['SMTP:press@contoso.com']);
    const group = small.company.ad.all().find((record) => record.values('sAMAccountName').toString() === 'sales.team');
    assert.ok(group !== undefined);
    change(small.company.ad, group.dn, 'mail', ['press@contoso.com']);
    small.company.tenant.newUser({ userPrincipalName: 'cloud.only@contoso.com', mail: 'PRESS@contoso.com', proxyAddresses: ['SMTP:PRESS@contoso.com'] });
    const { findings } = await scanned(worldOf(small));
    const about = findings.filter(({ says, evidence }) => /press@contoso\.com/i.test(`${says} ${JSON.stringify(evidence)}`));
    assert.ok(about.some(({ object }) => object.dn?.includes('Alice Vance') === true || object.sAMAccountName === 'avance'), JSON.stringify(about.map(({ id, object }) => [id, object.dn])));
    assert.ok(about.some(({ object }) => object.kind === 'group'));
    assert.ok(about.some(({ others, evidence }) => others.some(({ userPrincipalName }) => userPrincipalName === 'cloud.only@contoso.com') || evidence.some(({ from }) => from === 'entra')));
  });

  it('says what it could not read, and judges nothing that depends on it', async () => {
    const world = worldOf(small);
    const lists = world.tenant?.lists;
    assert.ok(lists !== undefined && world.tenant !== null);
    const broken = async function* (): AsyncGenerator<never, void> {
      await Promise.reject(new TenantError('access-denied', 'no permission'));
    };
    const { findings, summary } = await scanned({ ...world, tenant: { ...world.tenant, lists: { ...lists, pages: (list) => (list === 'users' ? broken() : lists.pages(list)) } } });
    assert.equal(summary.ended, 'in-part');
    assert.ok(summary.unread.some(({ what, why }) => what === 'entra.users' && why === 'access-denied'));
    assert.ok(summary.standing['cannot-tell'] > 15);
    assert.deepEqual(findings.filter(({ id }) => id === 'not-in-entra' || id === 'licence-missing').map(({ object }) => object.kind).filter((kind) => kind === 'user'), []);
  });

  it('calls nobody an orphan when AD broke off', async () => {
    const world = worldOf(small);
    const { findings, summary } = await scanned({ ...world, lists: { list: async function* () { await Promise.resolve(); throw new ListBroken('timed-out', 'the relay went away'); yield* []; } } });
    assert.deepEqual([summary.ended, summary.objects.directory], ['in-part', 0]);
    assert.ok(summary.unread.some(({ what, detail }) => what === 'directory.entries' && /relay went away/.test(detail ?? '')));
    assert.deepEqual(findings.filter(({ id }) => id === 'orphan-in-entra').map(({ object }) => object.entraId), []);
  });

  it('looks at AD alone where no tenant is connected', async () => {
    change(small.company.ad, adPerson(small.company.ad, 'jsmith').dn, 'displayName', [' ']);
    change(small.company.ad, adPerson(small.company.ad, 'jsmith').dn, 'proxyAddresses', ['jsmith@contoso.com']);
    const { findings, summary } = await scanned({ ...worldOf(small), tenant: null });
    assert.ok(findings.some(({ id, standing }) => id === 'proxy-missing-smtp-prefix' && standing === 'cannot-tell'));
    assert.equal(summary.standing.synced, 0);
    assert.ok(summary.unread.some(({ what }) => what === 'entra'));
  });

  it('looks only below the containers that are named, and at the checks that are named', async () => {
    change(small.company.ad, adPerson(small.company.ad, 'jsmith').dn, 'proxyAddresses', ['jsmith@contoso.com']);
    const { findings, summary } = await scanned(worldOf(small), { below: [`OU=Leavers,${BASE_DN}`] });
    assert.ok(summary.objects.directory > 0 && summary.objects.directory < 5);
    assert.ok(findings.every(({ object }) => object.dn?.includes('OU=Leavers') === true));
    const named = await scanned(worldOf(small), { checks: ['proxy-missing-smtp-prefix'] });
    assert.deepEqual([...new Set(named.findings.map(({ id }) => id))], ['proxy-missing-smtp-prefix']);
    const area = await scanned(worldOf(small), { checks: ['scope'] });
    assert.ok(area.findings.length > 0 && area.findings.every(({ id }) => !id.startsWith('proxy')));
  });

  it('tells how far it is, and stops when it is told to', async () => {
    const seen: ScanProgress[] = [];
    await scanned(worldOf(small), {}, { onProgress: (progress) => void seen.push(progress) });
    assert.equal(seen.at(-1)?.phase, 'done');
    const stop = new AbortController();
    stop.abort();
    const { summary } = await scanned(worldOf(small), {}, { signal: stop.signal });
    assert.equal(summary.ended, 'stopped');
  });

  it('gives its room back, also when somebody leaves it early', async () => {
    const shelf = memoryShelf();
    await scanned(worldOf(small, shelf));
    assert.equal(shelf.opened(), 0);
  });

  it('goes on from the scan before, and says the same as one that reads everything', async () => {
    const world = worldOf(small);
    await scanned(world, { keep: true });
    const { ad, tenant, sync } = small.company;
    change(ad, adPerson(ad, 'jsmith').dn, 'proxyAddresses', ['jsmith@contoso.com']);
    change(ad, adPerson(ad, 'avance').dn, 'mail', ['john.smith@contoso.com']);
    ad.remove(adPerson(ad, 'cmartin').dn);
    ad.add(`CN=New Name,OU=Staff,${BASE_DN}`, { objectClass: ['top', 'person', 'organizationalPerson', 'user'], sAMAccountName: 'nname', userPrincipalName: 'nname@contoso.com', displayName: 'New Name', mail: 'mjones@contoso.com' });
    tenant.newUser({ userPrincipalName: 'stranger@contoso.com', proxyAddresses: ['SMTP:mjones@contoso.com'], mail: 'mjones@contoso.com' });
    const quiet = await scanned(world, { since: 'last', keep: true });
    assert.equal(quiet.summary.read, 'changes', quiet.summary.readEverythingBecause);
    const whole = await scanned(worldOf(small));
    assert.deepEqual(told(quiet.findings), told(whole.findings));
    assert.deepEqual(quiet.summary.standing, whole.summary.standing);
    assert.deepEqual(quiet.summary.objects, whole.summary.objects);
    sync.runCycle();
    const [next, all] = [await scanned(world, { since: 'last', keep: true }), await scanned(worldOf(small))];
    assert.deepEqual([next.summary.read, ...told(next.findings)], ['changes', ...told(all.findings)]);
  });

  it('reads everything where no earlier scan was kept, and says why', async () => {
    const { summary } = await scanned(worldOf(small), { since: 'last' });
    assert.deepEqual([summary.read, summary.readEverythingBecause], ['everything', 'no earlier scan was kept']);
  });

  it('foretells who would appear, collide and leave', async () => {
    const container = `OU=Contractors,${BASE_DN}`;
    const contractor = small.company.ad.all().find(({ dn }) => dn.endsWith(`,${container}`));
    assert.ok(contractor !== undefined);
    change(small.company.ad, contractor.dn, 'proxyAddresses', ['SMTP:john.smith@contoso.com']);
    const into = await scanned(worldOf(small), { whatIf: { into: [container, `OU=Service Accounts,${BASE_DN}`], outOf: [] } });
    const appear = into.findings.filter(({ id }) => id === 'would-appear');
    assert.ok(appear.some(({ object }) => object.dn === contractor.dn));
    assert.ok(appear.some(({ marks, object }) => object.dn?.includes('svc-') === true && marks?.includes('service account') === true));
    assert.ok(into.findings.some(({ id, object }) => id === 'would-collide' && object.dn === contractor.dn));
    const staff = adPerson(small.company.ad, 'jsmith').dn.replace(/^[^,]*,/, '');
    const outOf = await scanned(worldOf(small), { whatIf: { into: [], outOf: [staff] } });
    assert.ok(outOf.findings.some(({ id, object }) => id === 'would-leave' && object.dn?.includes('John Smith') === true));
    assert.deepEqual(into.findings.filter(({ id }) => id === 'would-leave'), []);
  });
});
