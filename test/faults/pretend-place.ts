import { createAdDatabase } from '../../lab/company/ad-database.ts';
import type { AdState } from '../../lab/company/ad-state.ts';
import type { LabCertificates } from '../../lab/servers/lab-certificates.ts';
import { startLdapServer } from '../../lab/servers/ldap-server.ts';
import type { AdTarget, PlanStep, StepDraft } from '../../src/model/plan.ts';
import { stepAfter, stepBefore } from '../../src/operations/changes.ts';
import { guid } from '../ports/relay-jobs.ts';
import { startFaultProxy, type FaultProxy } from './fault-proxy.ts';

/** A directory behind a proxy that spoils messages, with two persons in it and a plan of two steps for them. */
export interface FaultyPlace {
  readonly baseDn: string;
  readonly forest: string;
  readonly account: { readonly bindDn: string; readonly password: () => Promise<string> };
  /** Longest time for one request. */
  readonly patienceMs: number;
  readonly line: FaultProxy;
  readonly steps: readonly PlanStep[];
  whatHappened(): Promise<WhatHappened>;
  close(): Promise<void>;
}

export interface WhatHappened {
  /** How often the directory's own record says that each of the two persons was changed. */
  readonly changes: readonly [number, number];
  /** Whether each of them stands as the plan wants it. */
  readonly stands: readonly [boolean, boolean];
}

const BASE_DN = 'DC=corp,DC=contoso,DC=com';
const FOREST = 'corp.contoso.com';
const ACCOUNT = { bindDn: `CN=svc-syncwhy,CN=Users,${BASE_DN}`, bindPassword: 'relay-secret' };
const PATIENCE_MS = 500;

/** The lab's LDAP server, with the pretend AD behind it. */
export async function pretendPlace(certificates: LabCertificates): Promise<FaultyPlace> {
  const ad = createAdDatabase({ domain: FOREST, baseDn: BASE_DN, clock: { now: () => new Date() } });
  const people = twoPeople(ad);
  const changed = new Map<string, number>();
  ad.watch(({ kind, object }) => kind === 'changed' && changed.set(object.guid, (changed.get(object.guid) ?? 0) + 1));
  const server = await startLdapServer({ state: ad, certificates, ...ACCOUNT });
  const line = await startFaultProxy({ port: Number(new URL(server.url).port), certificates });
  const stands = ({ object, keeps }: Person): boolean => JSON.stringify(ad.byDn(object.dn)?.values('proxyAddresses').map(String)) === JSON.stringify(keeps);
  return {
    baseDn: BASE_DN, forest: FOREST, patienceMs: PATIENCE_MS, line,
    account: { bindDn: ACCOUNT.bindDn, password: () => Promise.resolve(ACCOUNT.bindPassword) },
    steps: stepsFor(people),
    whatHappened: () => Promise.resolve({ changes: [changed.get(people[0].object.guid) ?? 0, changed.get(people[1].object.guid) ?? 0], stands: [stands(people[0]), stands(people[1])] }),
    close: () => server.close(),
  };
}

export interface Person {
  readonly object: AdTarget;
  readonly keeps: readonly string[];
  /** The address that the plan takes off. */
  readonly loses: string;
}

/** Steps that take the address too many off each. */
export const stepsFor = (people: readonly Person[]): readonly PlanStep[] =>
  people.map(({ object, keeps, loses }, at) => {
    const draft: StepDraft = { operation: 'ad.change-addresses', params: { object, before: [...keeps, loses], remove: [loses], add: [] }, says: `Take the old address off person ${at + 1}` };
    return { ...draft, n: at + 1, version: 1, target: object.dn, before: stepBefore(draft), after: stepAfter(draft), undo: { is: 'nothing-to-undo' } };
  });

function twoPeople(ad: AdState): readonly [Person, Person] {
  ad.add(ACCOUNT.bindDn, { objectClass: 'user', sAMAccountName: 'svc-syncwhy' });
  ad.add(`OU=Staff,${BASE_DN}`, { objectClass: 'organizationalUnit' });
  const made = (n: number): Person => {
    const dn = `CN=Person ${n},OU=Staff,${BASE_DN}`;
    const person = { keeps: [`SMTP:person${n}@contoso.com`], loses: `smtp:old${n}@contoso.com` };
    const { guid: id } = ad.add(dn, { objectClass: 'user', sAMAccountName: `person${n}`, proxyAddresses: [...person.keeps, person.loses] });
    return { object: { guid: guid(id), dn }, ...person };
  };
  return [made(1), made(2)];
}
