import { z } from 'zod';
import type { CloudSnapshot } from '../model/cloud-snapshot.ts';
import { UNREADABLE } from '../model/evidence.ts';
import { cloudUser } from './entra-object-shapes.ts';

const named = { id: z.string(), name: z.string() };

const snapshot = z.strictObject({
  format: z.literal('syncwhy-snapshot/1'),
  takenAt: z.string(),
  user: cloudUser,
  licences: z.array(z.strictObject({ skuId: z.string(), skuName: z.string(), disabledPlans: z.array(z.string()), fromGroup: z.strictObject(named).nullable(), state: z.string() })).optional(),
  groups: z.array(z.strictObject({ ...named, members: z.enum(['by-hand', 'in-ad', 'by-rule']), isForRoles: z.boolean() })).optional(),
  ownedGroups: z.array(z.strictObject({ ...named, isOnlyOwner: z.boolean().nullable() })).optional(),
  roles: z.array(z.strictObject({ roleId: z.string(), roleName: z.string(), how: z.enum(['assigned', 'eligible']), scope: z.string() })).optional(),
  manager: z.strictObject(named).nullable().optional(),
  directReports: z.int().optional(),
  appRoles: z.array(z.strictObject({ appRoleId: z.string(), application: z.strictObject(named) })).optional(),
  mailbox: z.enum(['provisioned', 'none']).optional(),
  unread: z.array(z.strictObject({ what: z.string(), why: z.enum(UNREADABLE), detail: z.string().optional() })),
});

/** A snapshot as it was kept; throws when it is none of this version. */
export const parseCloudSnapshot = (json: unknown): CloudSnapshot => snapshot.parse(json);
