import { isGuid } from '../../model/ids.ts';
import type { CloudKind } from '../../model/plan.ts';
import { TenantError, type TenantAccounts, type TenantWrites } from '../../ports/tenant.ts';
import type { GraphClient } from './graph-client.ts';
import { refusedWrite, type Attempted } from './refused-write.ts';
import type { WriteQueue } from './write-queue.ts';

type Body = Readonly<Record<string, unknown>>;
type Send = (client: GraphClient) => Promise<void>;

interface WriteGiven {
  readonly writer: GraphClient | null;
  readonly queue: WriteQueue;
}

/** Every change of one object, each sent once through the queue. */
export const accountWrites = (given: WriteGiven): TenantWrites & Pick<TenantAccounts, 'afterCheck'> => ({
  ...writesAfter(given, () => Promise.resolve()),
  afterCheck: (check) => writesAfter(given, check),
});

function writesAfter({ writer, queue }: WriteGiven, check: () => Promise<void>): TenantWrites {
  const write: Write = async (send, attempted) => {
    if (writer === null) throw new TenantError('refused', 'This installation has no application that may change accounts in Entra ID');
    try {
      await queue.run(async () => {
        await check();
        await send(writer);
      });
    } catch (error) {
      throw error instanceof TenantError ? refusedWrite(error, attempted) : error;
    }
  };
  return { ...ofUser(write), ...ofOthers(write) };
}

type Write = (send: Send, attempted: Attempted) => Promise<void>;

const ofUser = (write: Write) => ({
  async setAnchor(userId, anchor) {
    if (anchor !== null && !/^[^$_]+$/.test(anchor)) throw new TenantError('refused', 'Entra ID takes no anchor that is empty or holds a dollar sign or an underscore', 400);
    const path = of('users', userId);
    await write((client) => client.patch(path, { onPremisesImmutableId: anchor }), { what: 'the anchor of this account', permission: 'User.ReadWrite.All' });
  },
  async setProperty(userId, property, value) {
    const path = of('users', userId);
    const permission = property === 'mail' ? 'User-Mail.ReadWrite.All' : 'User.ReadWrite.All';
    await write((client) => client.patch(path, { [property]: value }), { what: `${property} of this account`, permission });
  },
  async deleteUser(userId) {
    const path = of('users', userId);
    await write((client) => client.write('DELETE', path), { what: 'this account', permission: 'User.DeleteRestore.All' });
  },
  async restoreUser(userId, { newUserName, dropConflicts }) {
    const path = `${of('directory/deletedItems', userId)}/restore`;
    const body: Body = { ...(newUserName === null ? {} : { newUserPrincipalName: newUserName }), ...(dropConflicts ? { autoReconcileProxyConflict: true } : {}) };
    const hasWish = Object.keys(body).length > 0;
    await write((client) => (hasWish ? client.write('POST', path, body) : client.write('POST', path)), { what: 'this account', permission: 'User.DeleteRestore.All' });
  },
  async setLicence(userId, skuId, disabledPlans) {
    const path = `${of('users', userId)}/assignLicense`;
    const body = disabledPlans === null ? { addLicenses: [], removeLicenses: [skuId] } : { addLicenses: [{ skuId, disabledPlans }], removeLicenses: [] };
    await write((client) => client.write('POST', path, body), { what: 'the licences of this account', permission: 'LicenseAssignment.ReadWrite.All' });
  },
  async reprocessLicences(userId) {
    const path = `${of('users', userId)}/reprocessLicenseAssignment`;
    await write((client) => client.write('POST', path), { what: 'the licences of this account', permission: 'User.ReadWrite.All' });
  },
  async setManager(userId, managerId) {
    const path = `${of('users', userId)}/manager/$ref`;
    const target = managerId === null ? null : of('users', managerId);
    const send: Send = (client) => (target === null ? client.write('DELETE', path) : client.write('PUT', path, { '@odata.id': client.link(target) }));
    await write(send, { what: 'the manager of this account', permission: 'User.ReadWrite.All' });
  },
  async revokeSessions(userId) {
    const path = `${of('users', userId)}/revokeSignInSessions`;
    await write((client) => client.write('POST', path), { what: 'the sessions of this account', permission: 'User.RevokeSessions.All' });
  },
}) satisfies Partial<TenantWrites>;

const ofOthers = (write: Write) => ({
  async retryProvisioning(kind, id) {
    const path = `${of(`${kind}s`, id)}/retryServiceProvisioning`;
    await write((client) => client.write('POST', path), { what: `this ${kind}`, permission: kind === 'group' ? 'Group.ReadWrite.All' : 'User.ReadWrite.All' });
  },
  async setCloudManaged(kind, id, isCloudManaged) {
    const path = `${of(`${kind}s`, id)}/onPremisesSyncBehavior`;
    await write((client) => client.patch(path, { isCloudManaged }), { what: `where this ${kind} is mastered`, permission: SYNC_BEHAVIOUR[kind] });
  },
  async addMember(groupId, userId) {
    const [path, member] = [`${of('groups', groupId)}/members/$ref`, `/directoryObjects/${idOf(userId)}`];
    const send: Send = (client) => client.write('POST', path, { '@odata.id': client.link(member) }).catch((error: unknown) => {
      if (!(error instanceof TenantError && error.status === 400 && /references already exist/i.test(error.message))) throw error;
    });
    await write(send, { what: 'the members of this group', permission: 'GroupMember.ReadWrite.All' });
  },
  async removeMember(groupId, userId) {
    const path = `${of('groups', groupId)}/members/${idOf(userId)}/$ref`;
    await write((client) => client.write('DELETE', path), { what: 'the members of this group', permission: 'GroupMember.ReadWrite.All' });
  },
}) satisfies Partial<TenantWrites>;

export const SYNC_BEHAVIOUR: Readonly<Record<CloudKind, string>> = {
  user: 'User-OnPremisesSyncBehavior.ReadWrite.All',
  group: 'Group-OnPremisesSyncBehavior.ReadWrite.All',
  contact: 'Contacts-OnPremisesSyncBehavior.ReadWrite.All',
};

/** Path of one object; anything but an object id would lead elsewhere. */
export const of = (collection: string, id: string): string => `/${collection}/${idOf(id)}`;

function idOf(id: string): string {
  if (!isGuid(id)) throw new TenantError('refused', 'This is not the id of an object in Entra ID');
  return encodeURIComponent(id);
}
