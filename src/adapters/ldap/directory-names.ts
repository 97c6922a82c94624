import { Attribute, Change, Control } from 'ldapts';
import type { ObjectGuid } from '../../model/ids.ts';
import { DirectoryError, type Directory } from '../../ports/directory.ts';
import { readObject } from './directory-changes.ts';
import type { LdapConnection } from './ldap-connection.ts';
import { hasDn } from './look-up-filters.ts';
import { searchAll, SHOW_DELETED } from './paged-search.ts';

/** Longest RDN that AD takes for people and groups (rangeUpper of cn). */
const LONGEST_NAME = 64;

/** Moves with the RDN as it is, spelled in hexadecimal escapes. */
export async function moveObject(connection: LdapConnection, baseDn: string, to: { readonly guid: ObjectGuid; readonly toContainer: string }): Promise<void> {
  const { dn } = await readObject(connection, baseDn, { guid: to.guid, attribute: 'distinguishedName' });
  const search = { base: baseDn, scope: 'sub', filter: hasDn(to.toContainer), attributes: ['distinguishedName'] } as const;
  const [container] = await connection.read((session) => searchAll(session, search));
  if (container === undefined) throw new DirectoryError('no-such-object', 'There is no such container in this domain.');
  await connection.write((session) => session.request((client) => client.modifyDN(`<GUID=${to.guid}>`, `${plainRdn(dn)},${container.dn}`)));
}

/** The kind of the RDN (CN, OU) stays; nothing in the new name is read as syntax, and blanks around it are left away. */
export async function renameObject(connection: LdapConnection, baseDn: string, to: { readonly guid: ObjectGuid; readonly newName: string }): Promise<void> {
  const name = to.newName.trim();
  if (name === '' || name.includes('\0') || name.length > LONGEST_NAME) throw new DirectoryError('constraint', `A name has 1 to ${LONGEST_NAME} characters.`);
  const { dn } = await readObject(connection, baseDn, { guid: to.guid, attribute: 'distinguishedName' });
  const kind = dn.slice(0, dn.indexOf('='));
  const escaped = [...name].map((character) => (/[A-Za-z0-9]/.test(character) ? character : hexadecimal(character))).join('');
  // By its DN: should somebody move it meanwhile, this finds nothing rather than a place that it has left.
  await connection.write((session) => session.request((client) => client.modifyDN(dn, `${kind}=${escaped}`)));
}

/**
 * Reanimation: isDeleted goes and the object gets a new name, in one request. Source: [MS-ADTS] 3.1.1.5.3.7.
 * By its DN in the recycle bin, so that nothing is found where somebody brought it back meanwhile.
 */
export async function restoreObject(connection: LdapConnection, { dn, rdn, toContainer }: Parameters<Directory['restore']>[0]): Promise<void> {
  const changes = [
    new Change({ operation: 'delete', modification: new Attribute({ type: 'isDeleted', values: [] }) }),
    new Change({ operation: 'replace', modification: new Attribute({ type: 'distinguishedName', values: [`${rdn},${toContainer}`] }) }),
  ];
  await connection.write((session) => session.request((client) => client.modify(dn, changes, [new Control(SHOW_DELETED, { critical: true })])));
}

/** ldapts finds the end of an RDN by a comma without a backslash before it, which `CN=a\\,OU=b` and the like defeat. */
function plainRdn(dn: string): string {
  const rdn = /^(?:\\.|[^\\,])+/s.exec(dn)?.[0] ?? dn;
  return rdn.replace(/\\([^0-9A-Fa-f])/gs, (_, character: string) => hexadecimal(character));
}

const hexadecimal = (character: string): string => [...Buffer.from(character)].map((octet) => `\\${octet.toString(16).padStart(2, '0')}`).join('');
