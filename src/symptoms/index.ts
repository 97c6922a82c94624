import { EVENT_LOG } from './event-log.ts';
import { EXPORT_ERRORS } from './export-errors.ts';
import { LICENCES } from './licences.ts';
import { MAILS } from './mails.ts';
import { ON_THE_SERVER } from './on-the-server.ts';
import { PASSWORDS } from './passwords.ts';
import { PORTAL_AND_GRAPH } from './portal-and-graph.ts';
import { RUN_RESULTS } from './run-results.ts';
import type { Symptom } from './symptom.ts';

/** Every message that is known, by where people meet it. */
export const SYMPTOMS: readonly Symptom[] = [...EXPORT_ERRORS, ...RUN_RESULTS, ...EVENT_LOG, ...MAILS, ...PORTAL_AND_GRAPH, ...PASSWORDS, ...LICENCES, ...ON_THE_SERVER];
