import type { Migration } from '../../sql-store/migration.ts';

/** Migrations to a new domain, and which plan is a wave of which. `version` rises with every move, so that two bots never begin one wave twice. */
const CAMPAIGNS: readonly string[] = [
  'CREATE TABLE campaigns (campaign_id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE, is_stopped INTEGER NOT NULL, version INTEGER NOT NULL, campaign TEXT NOT NULL) STRICT',
  'CREATE TABLE campaign_waves (plan_id TEXT PRIMARY KEY, campaign_id TEXT NOT NULL) STRICT',
];

export const campaigns: Migration = { number: 9, name: 'campaigns', statements: CAMPAIGNS };
