import type { Migration } from '../../sql-store/migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { keptReadings } from './0002-kept-readings.ts';
import { seals } from './0003-seals.ts';
import { severalBots } from './0004-several-bots.ts';
import { confirmedRelays } from './0005-confirmed-relays.ts';

export const MIGRATIONS: readonly Migration[] = [firstTables, keptReadings, seals, severalBots, confirmedRelays];
