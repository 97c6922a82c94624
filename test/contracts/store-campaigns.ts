import assert from 'node:assert/strict';
import { Conflict, type Store } from '../../src/ports/store.ts';
import { guidOf, sampleCampaign } from './sample-campaign.ts';
import { auditOf, MADE, planId } from './sample-plan.ts';

/** The part of the contract of `Store` about campaigns; `openTwo` gives two stores on one empty database. */
export function describeStoreCampaigns(name: string, openTwo: () => Promise<readonly [Store, Store]>): void {
  describe(`campaigns in the store ${name}`, () => {
    let one: Store;
    let two: Store;
    beforeEach(async () => {
      [one, two] = await openTwo();
    });
    afterEach(() => Promise.all([one.close(), two.close()]));
    const wave = { n: 1, at: MADE, planId: null, code: null, keys: [guidOf(1)] };

    it('gives back what was put in, exactly, and knows no other', async () => {
      const campaign = sampleCampaign();
      await one.addCampaign(campaign, auditOf('campaign.made'));
      assert.deepEqual(await two.campaignByName('northwind'), campaign);
      assert.deepEqual(await two.campaigns(), [campaign]);
      assert.equal(await two.campaignByName('elsewhere'), null);
    });

    it('has one campaign of a name', async () => {
      await one.addCampaign(sampleCampaign(), auditOf('campaign.made'));
      await assert.rejects(two.addCampaign(sampleCampaign({ campaignId: 'campaign-2' }), auditOf('campaign.made')), Conflict);
      assert.equal((await one.auditTrail(0, 10)).length, 1, 'a refused one leaves no trace in the audit');
    });

    it('lets one of two that have read the same begin a wave', async () => {
      const campaign = sampleCampaign();
      await one.addCampaign(campaign, auditOf('campaign.made'));
      const moved = await Promise.all([one, two].map((store) => store.moveCampaign(campaign, { waves: [wave] }, auditOf('campaign.wave'))));
      assert.equal(moved.filter((each) => each !== null).length, 1);
      assert.equal((await one.campaignByName('northwind'))?.version, 2);
      assert.deepEqual((await one.auditTrail(0, 10)).map(({ event }) => event.event), ['campaign.made', 'campaign.wave']);
    });

    it('tells of a plan whether its campaign was stopped', async () => {
      const campaign = sampleCampaign();
      await one.addCampaign(campaign, auditOf('campaign.made'));
      const begun = await one.moveCampaign(campaign, { waves: [{ ...wave, planId: planId(1), code: 'AAAA-BBBB' }] }, auditOf('campaign.wave'));
      assert.ok(begun !== null);
      assert.equal(await two.stoppedCampaignOf(planId(1)), null);
      const stopped = await two.moveCampaign(begun, { stopped: { by: 'Ben', at: MADE } }, auditOf('campaign.stopped'));
      assert.equal(await one.stoppedCampaignOf(planId(1)), 'northwind');
      assert.equal(await one.stoppedCampaignOf(planId(2)), null);
      assert.ok(stopped !== null);
      await one.moveCampaign(stopped, { stopped: null }, auditOf('campaign.wave'));
      assert.equal(await two.stoppedCampaignOf(planId(1)), null);
    });
  });
}
