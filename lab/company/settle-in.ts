import { license } from './company-past.ts';
import type { Contoso } from './contoso.ts';
import { adPerson, cloudPerson } from './find-person.ts';

const MONTH = 30 * 24 * 60 * 60 * 1000;

/** A newcomer whose account has come to the cloud: a month has gone by since, and a licence was given on the first day. */
export function settleIn(company: Contoso, sam: string): void {
  const { ad, clock, healthy } = company;
  const person = cloudPerson(company, sam);
  if (person === undefined) throw new Error(`${sam} has no cloud account`);
  const firstDay = new Date(clock.now().getTime() - MONTH);
  ad.backdate(adPerson(ad, sam).dn, firstDay, firstDay);
  person.createdDateTime = firstDay.toISOString();
  license(person, firstDay);
  healthy();
}
