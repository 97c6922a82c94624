import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import type { AdRecord, AdState } from '../../lab/company/ad-state.ts';
import type { SambaDc } from './samba-dc.ts';

/** What a directory fills in by itself, or would not take from anybody. */
const OWN = new Set(['cn', 'ou', 'name', 'distinguishedname', 'instancetype', 'whencreated', 'whenchanged', 'usncreated', 'usnchanged', 'objectcategory', 'replpropertymetadata', 'msds-replattributemetadata', 'msds-replvaluemetadata', 'ntsecuritydescriptor', 'memberof', 'samaccounttype', 'primarygroupid', 'objectsid', 'iscriticalsystemobject', 'badpwdcount', 'codepage', 'countrycode', 'badpasswordtime', 'lastlogoff', 'lastlogon', 'logoncount', 'pwdlastset', 'accountexpires']);

/** Puts the people, groups and containers of the pretend AD into a real domain controller of the same name, each under its own objectGUID. */
export function copyToSamba(ad: AdState, { auditLog }: Pick<SambaDc, 'auditLog'>): void {
  const records = ad.all().filter(({ deleted, dn }) => !deleted && dn !== ad.baseDn);
  const own = records.filter((record) => record.values('isCriticalSystemObject')[0] !== 'TRUE').sort((one, other) => depth(one) - depth(other) || Number(hasMembers(one)) - Number(hasMembers(other)));
  const database = join(dirname(auditLog), '..', 'private', 'sam.ldb');
  const added = spawnSync('ldbadd', ['--relax', '-H', database], { input: own.map(ldif).join('\n'), encoding: 'utf8' });
  if (added.status !== 0 || !added.stdout.includes(`Added ${own.length} records successfully`)) throw new Error(`the pretend AD could not be copied: ${added.stderr}${added.stdout}`);
}

const depth = ({ dn }: AdRecord): number => dn.split(',').length;
const hasMembers = (record: AdRecord): boolean => record.values('member').length > 0;

function ldif(record: AdRecord): string {
  const lines = record.attributes().filter(({ name }) => !OWN.has(name.toLowerCase())).flatMap(({ name, values }) => values.map((value) => `${name}:: ${Buffer.from(value).toString('base64')}`));
  return [`dn:: ${Buffer.from(record.dn).toString('base64')}`, ...lines, ''].join('\n');
}
