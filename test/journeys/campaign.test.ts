import assert from 'node:assert/strict';
import { license } from '../../lab/company/company-past.ts';
import { BASE_DN, TENANT_ID } from '../../lab/company/cast.ts';
import { adPerson, setAttribute } from '../../lab/company/find-person.ts';
import { hire } from '../../lab/company/hire.ts';
import { sidOfOctets } from '../../lab/company/sync-engine/anchor-octets.ts';
import { campaign } from '../../src/commands/campaign.ts';
import { campaignNew } from '../../src/commands/campaign-new.ts';
import { campaignStart } from '../../src/commands/campaign-wave.ts';
import { pretendTalk } from '../commands/pretend-talk.ts';
import { person, startSmallCompany, type SmallCompany } from './small-company.ts';

const PEOPLE = 20;
const PERSONAL = { conversationId: 'a:1', threadId: '', kind: 'personal' } as const;
const DAY = 24 * 60 * 60 * 1000;

/** Twenty people of a company that was bought: in the cloud from their old domain, and with new AD accounts that were not exported yet. */
function buyNorthwind({ company: { ad, tenant, clock } }: SmallCompany): void {
  for (let n = 1; n <= PEOPLE; n += 1) {
    const sid = Buffer.from('010500000000000515000000a065cf7e784b9b5fe77c8770', 'hex');
    const former = Buffer.concat([sid, Buffer.from([n, 0x1c, 1, 0])]);
    const address = `north.wind${n}@contoso.com`;
    const user = tenant.newUser({
      userPrincipalName: address, displayName: `North Wind${n}`, mail: address, proxyAddresses: [`SMTP:${address}`], onPremisesSyncEnabled: true, onPremisesImmutableId: Buffer.from(`old anchor ${String(n).padStart(5, '0')}`).toString('base64'),
      onPremisesDomainName: 'northwind.example', onPremisesSamAccountName: `nwind${n}`, onPremisesSecurityIdentifier: sidOfOctets(former), createdDateTime: new Date(clock.now().getTime() - 90 * DAY).toISOString(),
    });
    license(user, clock.now());
    hire(ad, { sam: `nwind${n}`, givenName: 'North', surname: `Wind${n}`, ou: 'Sales', department: 'Sales', employeeId: `N${n}` }, { sIDHistory: [former], adminDescription: ['User_NoSync'] });
  }
}

describe('twenty accounts that move to a new domain', function () {
  this.timeout(300_000);
  let small: SmallCompany;
  beforeEach(async () => {
    small = await startSmallCompany();
    buyNorthwind(small);
  });
  afterEach(() => small.close());
  const request = { actor: person('ana'), tenantId: TENANT_ID, by: 'text' as const, activityId: null, replyToId: null };

  it('go into no wave while accounts of later waves are in scope', async () => {
    const { talk, told } = pretendTalk(PERSONAL);
    for (let n = 11; n <= PEOPLE; n += 1) setAttribute(small.company.ad, `nwind${n}`, { adminDescription: [] });
    await campaignNew.run(small.bot.commands, request, talk, { name: 'northwind', from: 'northwind.example', to: `OU=Sales,${BASE_DN}`, size: 10, pause: 0 });
    await campaignStart.run(small.bot.commands, request, talk, { name: 'northwind', reason: 'the merger', ticket: '' });
    assert.match(told.join(' '), /\d+ new accounts that are not in this wave are in scope already/);
    assert.deepEqual(await small.store.plansIn(['pending']), []);
  });

  it('keep their cloud accounts: each new account is bound before it is exported for the first time', async () => {
    const { talk, posted, told } = pretendTalk(PERSONAL);
    const world = small.bot.commands;
    await campaignNew.run(world, request, talk, { name: 'northwind', from: 'northwind.example', to: `OU=Sales,${BASE_DN}`, size: 10, pause: 0 });
    assert.match(posted.at(-1) ?? '', /20 pairs, of which 20 wait for a wave\. 5 accounts without a partner/);
    const before = small.company.tenant.users.size;
    for (const wave of [1, 2]) {
      await campaignStart.run(world, request, talk, { name: 'northwind', reason: 'the merger', ticket: '' });
      const [plan] = await small.store.plansIn(['pending']);
      assert.ok(plan !== undefined, `wave ${wave}: ${told.join('\n')}`);
      const ended = await small.approveAndRun(plan);
      assert.equal(ended.state, 'done', ended.says);
    }
    for (let n = 1; n <= PEOPLE; n += 1) {
      const anchor = Buffer.from(`old anchor ${String(n).padStart(5, '0')}`).toString('base64');
      const user = [...small.company.tenant.users.values()].find(({ onPremisesImmutableId }) => onPremisesImmutableId === anchor);
      assert.equal(user?.userPrincipalName, `north.wind${n}@contoso.com`);
      assert.deepEqual(adPerson(small.company.ad, `nwind${n}`).values('mS-DS-ConsistencyGuid').map((value) => Buffer.from(value).toString('base64')), [anchor]);
    }
    await campaign.run(world, request, talk, { name: 'northwind' });
    assert.match(posted.at(-1) ?? '', /20 pairs, of which 20 done/);
    assert.equal(small.company.tenant.users.size, before, 'nobody has a second cloud account');
  });
});
