import { campaignOfText } from '../../boundary/stored-campaign.ts';
import type { Campaign, CampaignChange } from '../../model/campaign.ts';
import type { PlanId } from '../../model/ids.ts';
import { Conflict, type AuditEvent } from '../../ports/store.ts';
import { addAudit } from './audit-rows.ts';
import { inTransaction } from './in-transaction.ts';
import type { Database } from './tables.ts';

export async function addCampaign(database: Database, campaign: Campaign, audit: AuditEvent): Promise<void> {
  await inTransaction(database, async (writing) => {
    const row = { campaign_id: campaign.campaignId, name: campaign.name, is_stopped: 0, version: campaign.version, campaign: JSON.stringify(campaign) };
    const { numInsertedOrUpdatedRows } = await writing.insertInto('campaigns').values(row).onConflict((clash) => clash.doNothing()).executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n) throw new Conflict(`A campaign is called ${campaign.name} already.`);
    await addAudit(writing, audit);
  });
}

export async function campaigns(database: Database): Promise<readonly Campaign[]> {
  const rows = await database.selectFrom('campaigns').select('campaign').orderBy('name').execute();
  return rows.map(({ campaign }) => campaignOfText(campaign));
}

export async function campaignByName(database: Database, name: string): Promise<Campaign | null> {
  const row = await database.selectFrom('campaigns').select('campaign').where('name', '=', name).executeTakeFirst();
  return row === undefined ? null : campaignOfText(row.campaign);
}

/** The campaign as it then stands; null when somebody else was faster. */
export async function moveCampaign(database: Database, campaign: Campaign, { change, audit }: { readonly change: CampaignChange; readonly audit: AuditEvent }): Promise<Campaign | null> {
  return inTransaction(database, async (writing) => {
    const moved: Campaign = { ...campaign, ...change, version: campaign.version + 1 };
    const { numUpdatedRows } = await writing
      .updateTable('campaigns')
      .set({ is_stopped: moved.stopped === null ? 0 : 1, version: moved.version, campaign: JSON.stringify(moved) })
      .where('campaign_id', '=', campaign.campaignId)
      .where('version', '=', campaign.version)
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) return null;
    for (const { planId } of moved.waves) if (planId !== null) await writing.insertInto('campaign_waves').values({ plan_id: planId, campaign_id: campaign.campaignId }).onConflict((known) => known.doNothing()).execute();
    await addAudit(writing, audit);
    return moved;
  });
}

/** The stopped campaign to which a plan belongs. */
export async function stoppedCampaignOf(database: Database, planId: PlanId): Promise<string | null> {
  const row = await database
    .selectFrom('campaign_waves')
    .innerJoin('campaigns', 'campaigns.campaign_id', 'campaign_waves.campaign_id')
    .select('campaigns.name')
    .where('campaign_waves.plan_id', '=', planId)
    .where('campaigns.is_stopped', '=', 1)
    .executeTakeFirst();
  return row?.name ?? null;
}
