import { Attribute, Ber, Change, Control, type BerWriter, type Client } from 'ldapts';
import { guidOctets } from '../../../lab/company/ad-metadata.ts';
import { DescriptorControl } from '../../../src/adapters/ldap/access-lists.ts';

const SHOW_DELETED = '1.2.840.113556.1.4.417';

/** schemaIDGUIDs of the class user and of the attributes that are delegated; the same in every forest. */
const USER = 'bf967aba-0de6-11d0-a285-00aa003049e2';
const ATTRIBUTES = ['bf967961-0de6-11d0-a285-00aa003049e2', 'bf967a06-0de6-11d0-a285-00aa003049e2', '23773dc2-b63a-11d2-90e1-00c04fd91ab1'];

const ALLOWED_OBJECT = 5;
const INHERITED_BY_CHILDREN_ONLY = 0x0a;
const READ_AND_WRITE_PROPERTY = 0x30;
const CREATE_AND_DELETE_CHILD = 3;
const ALLOWED = 0;
const INHERITED_BY_CHILDREN = 2;
const LIST_CONTENTS_AND_READ_PROPERTY = 0x14;
const BOTH_GUIDS = 3;

/** The head of a self-relative descriptor with an owner behind it and nothing else. */
const OWNER_ONLY = Buffer.from([1, 0, 0, 0x80, 20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
/** S-1-5-32-544. */
const ADMINISTRATORS = Buffer.from([1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0]);

/** LDAP_SERVER_SD_FLAGS for the owner. */
class OwnerControl extends Control {
  constructor() {
    super('1.2.840.113556.1.4.801', { critical: true });
  }

  protected override writeControl(writer: BerWriter): void {
    writer.writeBuffer(Buffer.from([0x30, 3, 2, 1, 1]), Ber.OctetString);
  }
}

/** cn and name, which a move writes along with the place. */
const NAMES = ['bf96793f-0de6-11d0-a285-00aa003049e2', 'bf967a0e-0de6-11d0-a285-00aa003049e2'];

/** Lets the account with this SID write mail, proxyAddresses and mS-DS-ConsistencyGuid of the users below, as "Delegate control" does. */
export const delegateRights = (hands: Client, dn: string, sid: Buffer): Promise<void> => grant(hands, dn, ATTRIBUTES.map((attribute) => objectAce(attribute, sid)));

/** Lets it move users into this container and out of it. */
export const delegateMoves = (hands: Client, dn: string, sid: Buffer): Promise<void> => grant(hands, dn, [childAce(sid), ...NAMES.map((attribute) => objectAce(attribute, sid))]);

/** Lets it look into the recycle bin, as `dsacls … /takeownership` and `dsacls … /G account:LCRP` do: at first not even the access list may be read. */
export async function delegateRecycleBin(hands: Client, baseDn: string, sid: Buffer): Promise<void> {
  const container = `CN=Deleted Objects,${baseDn}`;
  const modification = new Attribute({ type: 'nTSecurityDescriptor', values: [Buffer.concat([OWNER_ONLY, ADMINISTRATORS])] });
  await hands.modify(container, new Change({ operation: 'replace', modification }), [new OwnerControl(), new Control(SHOW_DELETED, { critical: true })]);
  await grant(hands, container, [readAce(sid)]);
}

async function grant(hands: Client, dn: string, aces: readonly Buffer[]): Promise<void> {
  await changeDescriptor(hands, dn, (descriptor) => {
    const dacl = descriptor.subarray(descriptor.readUInt32LE(16));
    const old = dacl.subarray(0, dacl.readUInt16LE(2));
    const added = Buffer.concat([old, ...aces]);
    added.writeUInt16LE(added.length, 2);
    added.writeUInt16LE(old.readUInt16LE(4) + aces.length, 4);
    const head = Buffer.alloc(20);
    descriptor.copy(head, 0, 0, 4);
    head.writeUInt32LE(head.length, 16);
    return Buffer.concat([head, added]);
  });
}

/** Reads the access list of an object and writes it back changed. */
export async function changeDescriptor(hands: Client, dn: string, change: (descriptor: Buffer) => Buffer): Promise<void> {
  const controls = [new DescriptorControl(), new Control(SHOW_DELETED, { critical: true })];
  const { searchEntries } = await hands.search(dn, { scope: 'base', attributes: ['nTSecurityDescriptor'], explicitBufferAttributes: ['nTSecurityDescriptor'] }, controls);
  const descriptor = searchEntries[0]?.['nTSecurityDescriptor'];
  if (!Buffer.isBuffer(descriptor)) throw new Error('no descriptor');
  await hands.modify(dn, new Change({ operation: 'replace', modification: new Attribute({ type: 'nTSecurityDescriptor', values: [change(Buffer.from(descriptor))] }) }), controls);
}

/** Creating and deleting users in the container itself. */
function childAce(sid: Buffer): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt32LE(CREATE_AND_DELETE_CHILD, 0);
  body.writeUInt32LE(1, 4);
  const ace = Buffer.concat([Buffer.from([ALLOWED_OBJECT, 0, 0, 0]), body, guidOctets(USER), sid]);
  ace.writeUInt16LE(ace.length, 2);
  return ace;
}

function readAce(sid: Buffer): Buffer {
  const mask = Buffer.alloc(4);
  mask.writeUInt32LE(LIST_CONTENTS_AND_READ_PROPERTY, 0);
  const ace = Buffer.concat([Buffer.from([ALLOWED, INHERITED_BY_CHILDREN, 0, 0]), mask, sid]);
  ace.writeUInt16LE(ace.length, 2);
  return ace;
}

function objectAce(attribute: string, sid: Buffer): Buffer {
  const body = Buffer.alloc(8);
  body.writeUInt32LE(READ_AND_WRITE_PROPERTY, 0);
  body.writeUInt32LE(BOTH_GUIDS, 4);
  const ace = Buffer.concat([Buffer.from([ALLOWED_OBJECT, INHERITED_BY_CHILDREN_ONLY, 0, 0]), body, guidOctets(attribute), guidOctets(USER), sid]);
  ace.writeUInt16LE(ace.length, 2);
  return ace;
}
