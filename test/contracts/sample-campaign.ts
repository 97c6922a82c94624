import type { Campaign, CampaignPair } from '../../src/model/campaign.ts';
import { isObjectGuid, type ObjectGuid } from '../../src/model/ids.ts';
import { MADE, personId } from './sample-plan.ts';

export function guidOf(n: number): ObjectGuid {
  const text = `abababab-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  if (!isObjectGuid(text)) throw new Error(`${text} is no GUID`);
  return text;
}

export const samplePair = (n: number, change: Partial<CampaignPair> = {}): CampaignPair => ({
  old: { name: `person${n}@contoso.com`, cloudId: `cccccccc-0000-4000-8000-${n.toString(16).padStart(12, '0')}`, anchor: Buffer.from(`old anchor ${String(n).padStart(5, '0')}`).toString('base64'), ad: null },
  fresh: { name: `Person ${n}`, guid: guidOf(n), dn: `CN=Person ${n},OU=New,DC=new,DC=contoso,DC=com`, anchor: null, adminDescription: [] },
  confidence: 'certain', because: ['same former SID'], standing: 'ready',
  ...change,
});

export const sampleCampaign = (change: Partial<Campaign> = {}): Campaign => ({
  campaignId: 'campaign-1', name: 'northwind', by: { oid: personId(1), name: 'Ana Ruiz' }, since: MADE, from: 'northwind.example', to: 'OU=New,DC=new,DC=contoso,DC=com', waveSize: 50, pauseMinutes: 60,
  pairs: [samplePair(1), samplePair(2, { standing: 'needs-a-word', confidence: 'weak', old: { ...samplePair(2).old, ad: { guid: guidOf(900), dn: 'CN=Old,DC=old', adminDescription: ['x'] } } })], unpaired: [{ name: 'nobody', because: 'no account fits' }], waves: [], stopped: null, version: 1,
  ...change,
});
