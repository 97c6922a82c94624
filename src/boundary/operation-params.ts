import { z } from 'zod';
import { CHANGEABLE_ATTRIBUTES } from '../model/changeable-attributes.ts';
import { isObjectGuid, type ObjectGuid } from '../model/ids.ts';
import type { OperationName, OperationParams, PlainAttribute } from '../model/operation-params.ts';
import type { Watch } from '../model/watch.ts';

export const objectGuid = z.custom<ObjectGuid>((value) => typeof value === 'string' && isObjectGuid(value), 'not an objectGUID');

const object = z.strictObject({ guid: objectGuid, dn: z.string() });
const values = z.array(z.string());
const text = z.string().nullable();
const server = z.string();
const userId = z.string();
const kind = z.enum(['user', 'group', 'contact']);
const timeSpan = z.string().regex(/^(\d{1,4}\.)?\d{2}:\d{2}:\d{2}$/, 'must be a time span, e.g. 7.00:00:00');

const GUARDED: readonly string[] = ['proxyAddresses', 'mS-DS-ConsistencyGuid', 'userAccountControl', 'member'];
const plainAttribute = z.custom<PlainAttribute>((value) => CHANGEABLE_ATTRIBUTES.some((each) => each === value && !GUARDED.includes(each)), 'not an attribute that may be changed');

const watch = z.discriminatedUnion('for', [
  z.strictObject({ for: z.literal('cause-gone'), asked: z.string(), cause: z.string() }),
  z.strictObject({ for: z.literal('user-purged'), userId }),
  z.strictObject({ for: z.literal('user-in-recycle-bin'), userId }),
  z.strictObject({ for: z.literal('user-live'), userId }),
  z.strictObject({ for: z.literal('mailbox-provisioned'), userId }),
  z.strictObject({ for: z.literal('upn-suffix'), suffix: z.string() }),
  z.strictObject({ for: z.literal('domain-verified'), domain: z.string() }),
  z.strictObject({ for: z.literal('directory-roles'), userId, roles: values }),
  z.strictObject({ for: z.literal('object-identifier-cleared'), userId }),
  z.strictObject({ for: z.literal('sync-feature'), feature: z.string(), value: z.boolean() }),
]) satisfies z.ZodType<Watch>;

/** Parameters of every operation, as they come from a file or over the wire. */
export const OPERATION_PARAMS = {
  'ad.change-addresses': z.strictObject({ object, before: values, remove: values, add: values }),
  'ad.change-values': z.strictObject({ object, attribute: plainAttribute, before: values, after: values }),
  'ad.set-enabled': z.strictObject({ object, before: z.boolean(), after: z.boolean() }),
  'ad.change-member': z.strictObject({ group: object, member: object, before: z.boolean(), after: z.boolean() }),
  'ad.set-anchor': z.strictObject({ object, before: text, after: text }),
  'ad.move': z.strictObject({ object, from: z.string(), to: z.string() }),
  'ad.restore-deleted': z.strictObject({ object, to: z.string(), rdn: z.string() }),
  'ad.change-upn-suffixes': z.strictObject({ forest: z.string(), before: values, after: values }),
  'sync.set-scheduler': z.strictObject({ server, before: z.boolean(), after: z.boolean() }),
  'sync.set-maintenance': z.strictObject({ server, before: z.boolean(), after: z.boolean() }),
  'sync.set-history-retention': z.strictObject({ server, before: timeSpan, after: timeSpan }),
  'sync.start-delta': z.strictObject({ server, reason: z.string() }),
  'sync.start-full': z.strictObject({ server, reason: z.string() }),
  'sync.synchronize-object': z.strictObject({ server, object, reason: z.string() }),
  'sync.send-password-hash': z.strictObject({ server, object, reason: z.string() }),
  'sync.restart-service': z.strictObject({ server, before: text, reason: z.string() }),
  'entra.set-anchor': z.strictObject({ userId, before: text, after: text }),
  'entra.delete-user': z.strictObject({ userId, userName: z.string() }),
  'entra.restore-user': z.strictObject({ userId, userName: z.string(), newUserName: text, dropConflicts: z.boolean() }),
  'entra.set-user-name': z.strictObject({ userId, before: z.string(), after: z.string() }),
  'entra.set-mail': z.strictObject({ userId, before: text, after: text }),
  'entra.set-usage-location': z.strictObject({ userId, before: text, after: text }),
  'entra.change-licence': z.strictObject({ userId, skuId: z.string(), skuName: z.string(), before: values.nullable(), after: values.nullable() }),
  'entra.reprocess-licences': z.strictObject({ userId }),
  'entra.retry-provisioning': z.strictObject({ kind, objectId: z.string() }),
  'entra.set-source-of-authority': z.strictObject({ kind, objectId: z.string(), before: z.boolean(), after: z.boolean() }),
  'entra.change-member': z.strictObject({ groupId: z.string(), groupName: z.string(), userId, before: z.boolean(), after: z.boolean() }),
  'entra.set-manager': z.strictObject({ userId, before: text, after: text }),
  'entra.revoke-sessions': z.strictObject({ userId }),
  'people.do': z.strictObject({ task: z.string(), about: z.string(), link: text, watch, hours: z.number().positive() }),
} satisfies { readonly [Name in OperationName]: z.ZodType<OperationParams[Name]> };
