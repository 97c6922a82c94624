import { z } from 'zod';
import { explainIssues } from './explain-issues.ts';

const guid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, 'must be a GUID').transform((id) => id.toLowerCase());
const operations = ['ad.change-addresses', 'ad.set-anchor', 'ad.move', 'sync.set-scheduler', 'sync.start-delta', 'sync.restart-service'] as const;

const localPolicy = z.strictObject({
  /** Refuses every change; readings go on. */
  readOnly: z.boolean(),
  /** Operations that may run on this site; an empty list means none. */
  operations: z.array(z.enum(operations)),
  /** DNs of containers; objects at or below them may be changed, objects may be moved there. Empty means none. */
  writableContainers: z.array(z.string().regex(/^[A-Za-z]+=.+/, 'must be a DN')),
  /** Most AD objects and sync servers changed within any hour. */
  objectsPerHour: z.int().min(0).max(1_000),
  /** sAMAccountNames that are never touched, besides the built-in ones; `*` at the end stands for anything. */
  protectedNames: z.array(z.string().min(1)).default([]),
  /** Whether who changed an object may be read from the Security log of the domain controllers. Off unless it says true. */
  readSecurityLog: z.boolean().optional(),
  /** Which operations run only with sign-ins of the people themselves, and how the relay knows such a sign-in. */
  sealing: z
    .strictObject({
      operations: z.partialRecord(z.enum(operations), z.enum(['sign-in', 'own-machine'])),
      tenantId: guid,
      /** Application id of the sealing app, whose sign-in page the bot may open. */
      appId: guid,
      /** Application id of the app of `syncwhy approve`; only loopback redirects are registered for it. */
      ownMachineAppId: guid.optional(),
      /** Where the tenant publishes its keys; fetched by the relay itself. */
      openIdConfiguration: z.url({ protocol: /^https$/, error: 'must be an https address' }),
      /** Conditional Access authentication context that every sign-in must have met, e.g. c1. */
      authenticationContext: z.string().regex(/^c[0-9]{1,2}$/, 'must be the id of an authentication context, e.g. c1').optional(),
      approvers: z.strictObject({
        /** Entra object ids of people. */
        people: z.array(guid).default([]),
        /** DNs of AD groups; the person is found through the claim onprem_sid. */
        groups: z.array(z.string().regex(/^[A-Za-z]+=.+/, 'must be a DN')).default([]),
      }),
    })
    .optional(),
});

export type LocalPolicy = z.infer<typeof localPolicy>;
export type SealingPolicy = NonNullable<LocalPolicy['sealing']>;

/** The relay's own limits; a missing key is a complaint, never a permission. */
export function parseLocalPolicy(value: unknown): { readonly ok: true; readonly policy: LocalPolicy } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = localPolicy.safeParse(value);
  if (!parsed.success) return { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
  const complaints = parsed.data.sealing === undefined ? [] : sealingComplaints(parsed.data.sealing);
  return complaints.length === 0 ? { ok: true, policy: parsed.data } : { ok: false, complaints };
}

/** Who signs the ID tokens of the tenant, as the address of its OpenID configuration says. */
export const issuerOf = ({ openIdConfiguration }: Pick<SealingPolicy, 'openIdConfiguration'>): string => openIdConfiguration.slice(0, -WELL_KNOWN.length);

const WELL_KNOWN = '/.well-known/openid-configuration';

function sealingComplaints({ operations: demanded, tenantId, openIdConfiguration, appId, ownMachineAppId, approvers }: SealingPolicy): readonly string[] {
  return [
    ...(openIdConfiguration.toLowerCase().endsWith(`/${tenantId}/v2.0${WELL_KNOWN}`) ? [] : [`sealing.openIdConfiguration: must be that of this tenant, for example https://login.microsoftonline.com/${tenantId}/v2.0${WELL_KNOWN}`]),
    ...(Object.values(demanded).includes('own-machine') && ownMachineAppId === undefined ? ['sealing.ownMachineAppId: is missing, and sealing.operations asks for own-machine'] : []),
    ...(appId === ownMachineAppId ? ['sealing.ownMachineAppId: must be another application than sealing.appId, or nobody could tell where a sign-in was started'] : []),
    ...(approvers.people.length + approvers.groups.length === 0 ? ['sealing.approvers: names nobody, so nothing could ever be sealed'] : []),
  ];
}

const EXAMPLES: Readonly<Record<string, string>> = {
  readOnly: 'false',
  operations: '[ad.change-addresses, sync.start-delta]',
  writableContainers: '["OU=Staff,DC=corp,DC=contoso,DC=com"]',
  objectsPerHour: '20',
  sealing: '{ operations: { ad.set-anchor: sign-in }, tenantId: …, appId: …, openIdConfiguration: …, approvers: { people: [], groups: [] } }',
};
