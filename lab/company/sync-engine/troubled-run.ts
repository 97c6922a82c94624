import { CONSEQUENCES, type Consequence, type Trouble } from './trouble.ts';
import type { Engine } from './engine.ts';

interface Run {
  readonly side: 'ad' | 'entra';
  readonly profile: string;
  readonly start: Date;
}

/** Whether something stands in the way of this run. Then it is in the history with how it ended, and in the event log with why. */
export function isRefused(engine: Engine, run: Run): boolean {
  const consequence = troublesOf(engine).map((trouble) => consequenceOf(trouble)).find((each) => each !== undefined && hits(each, run) && each.discoveryErrors === undefined);
  if (consequence === undefined) return false;
  recordRefused(engine, run, consequence);
  return true;
}

/** What a run that goes through all the same has to tell. */
export function discoveryErrorsOf(engine: Engine, run: Run): string | null {
  const consequence = troublesOf(engine).map((trouble) => consequenceOf(trouble)).find((each) => each?.discoveryErrors !== undefined && hits(each, run));
  for (const event of consequence?.events ?? []) engine.events.write(event);
  return consequence?.discoveryErrors ?? null;
}

/** The database has no room: every run stops where it begins. */
export function isStoppedByDatabase(engine: Engine, start: Date): boolean {
  if (!engine.machine.troubles.has('database-full')) return false;
  if (purges(engine)) {
    engine.machine.troubles.delete('database-full');
    return false;
  }
  for (const connector of [engine.adConnector, engine.entraConnector]) {
    engine.history.record({ connector, profile: 'Delta Import', start, end: engine.clock.now(), result: 'stopped-database-disk-full', counts: {}, syncErrors: [] });
  }
  engine.events.write({ source: 'ADSync', id: 6323, level: 'Error', message: 'The server encountered an error because the database is full: could not allocate space for an object, the size limit of 10 GB is reached.' });
  return true;
}

/** The maintenance of the scheduler throws old runs away, which gives the database room when little of them is kept. */
const purges = ({ machine }: Engine): boolean => machine.isMaintained && Number.parseInt(machine.historyRetention, 10) <= 2;

const consequenceOf = (trouble: Trouble): Consequence | undefined => (trouble === 'database-full' || trouble === 'entra-busy' ? undefined : CONSEQUENCES[trouble]);

const hits = ({ side, only }: Consequence, run: Run): boolean =>
  side === run.side && (only === undefined || (only === 'import' ? run.profile.endsWith('Import') : run.profile === 'Delta Import'));

/** What was done to the machine, and what follows from the state of AD, Entra and the calendar. */
function troublesOf({ machine, ad, tenant, clock, login }: Engine): readonly Trouble[] {
  const account = ad.all().find((record) => record.values('sAMAccountName')[0] === login);
  const isBlocked = (Number(account?.values('userAccountControl')[0] ?? '0') & 2) !== 0;
  const application = tenant.servicePrincipals.find(({ appId }) => appId === SYNC_APPLICATION);
  return [
    ...machine.troubles,
    ...(isBlocked ? ['ad-logon-refused' as const] : []),
    ...(machine.forbidsTls12 ? ['no-secure-channel' as const] : []),
    ...(isOlder(machine.version) && clock.now() >= REFUSED_SINCE ? ['entra-refuses-version' as const] : []),
    ...(application?.['accountEnabled'] === false ? ['entra-application-off' as const] : []),
  ];
}

const SYNC_APPLICATION = '6bf85cfa-ac8a-4be5-b5de-425a0d0dc016';
const OLDEST = [2, 5, 79, 0];

/** Source: learn.microsoft.com/entra/identity/hybrid/connect/harden-update-ad-fs-pingfederate */
const REFUSED_SINCE = new Date('2026-09-30T00:00:00Z');

function isOlder(version: string): boolean {
  const parts = version.split('.').map(Number);
  const at = OLDEST.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return at >= 0 && (parts[at] ?? 0) < (OLDEST[at] ?? 0);
}

function recordRefused(engine: Engine, { side, profile, start }: Run, { result, incident, events, signIn }: Consequence): void {
  const connector = side === 'ad' ? engine.adConnector : engine.entraConnector;
  const connectionLog = incident === undefined ? undefined : `<connection-log><incident><connection-result>${incident.result}</connection-result><date>${start.toISOString()}</date><server>${engine.ad.host}.${engine.ad.domain}:389</server><cd-error><error-code>${incident.code}</error-code><error-literal>${incident.literal}</error-literal></cd-error></incident></connection-log>`;
  engine.history.record({ connector, profile, start, end: engine.clock.now(), result, counts: {}, syncErrors: [], connectionLog });
  for (const event of events) engine.events.write(event);
  if (signIn !== undefined) logSignIn(engine, signIn);
}

/** Entra's own log of the attempt. */
function logSignIn({ tenant, clock, syncAccount }: Engine, { errorCode, failureReason, policy }: NonNullable<Consequence['signIn']>): void {
  tenant.signIns.push({
    id: `sync-sign-in-${tenant.signIns.length + 1}`, createdDateTime: clock.now().toISOString(), userPrincipalName: syncAccount, appDisplayName: 'Microsoft Azure Active Directory Connect',
    conditionalAccessStatus: policy === undefined ? 'notApplied' : 'failure', status: { errorCode, failureReason },
    appliedConditionalAccessPolicies: policy === undefined ? [] : [{ id: 'c4a1e7d2-5b38-4f6a-9d10-8e2c7b4a6f53', displayName: policy, result: 'failure' }],
  });
}
