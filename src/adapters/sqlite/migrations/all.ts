import type { Migration } from '../../sql-store/migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { keptReadings } from './0002-kept-readings.ts';
import { seals } from './0003-seals.ts';
import { severalBots } from './0004-several-bots.ts';
import { confirmedRelays } from './0005-confirmed-relays.ts';
import { longAnswers } from './0006-long-answers.ts';
import { predictions } from './0007-predictions.ts';
import { snapshotsAndWatches } from './0008-snapshots-and-watches.ts';
import { campaigns } from './0009-campaigns.ts';
import { flatJournal } from './0010-flat-journal.ts';
import { incidentsAndNotices } from './0011-incidents-and-notices.ts';
import { receivers } from './0012-receivers.ts';
import { scans } from './0013-scans.ts';

export const MIGRATIONS: readonly Migration[] = [firstTables, keptReadings, seals, severalBots, confirmedRelays, longAnswers, predictions, snapshotsAndWatches, campaigns, flatJournal, incidentsAndNotices, receivers, scans];
