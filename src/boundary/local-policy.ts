import { z } from 'zod';
import { CHANGEABLE_ATTRIBUTES } from '../model/changeable-attributes.ts';
import { ON_PREM_OPERATIONS } from '../model/operations.ts';
import { explainIssues } from './explain-issues.ts';
import { valuePattern } from '../model/value-pattern.ts';

const guid = z.string().regex(/^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/, 'must be a GUID').transform((id) => id.toLowerCase());

const dn = z.string().max(2_048).regex(/^[A-Za-z]+=.+/, 'must be a DN');
const dns = z.array(dn).max(200);
const attribute = z.enum(CHANGEABLE_ATTRIBUTES);
const pattern = z.string().refine((text) => valuePattern(text) !== null, 'must be a pattern of letters, . \\d \\w [ ] ( ) | ? * + { } and at most 300 letters that is not too large');
const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day, e.g. "08:00", in quotation marks');

const hours = z.strictObject({
  /** IANA name of the site's own time zone. */
  timeZone: z.string().max(64).refine(isTimeZone, 'must be the IANA name of a time zone, e.g. Europe/Berlin'),
  /** A window whose end lies before its beginning reaches into the next day. */
  windows: z.array(z.strictObject({ days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])).min(1).max(7), from: time, to: time })).min(1).max(20),
});

export const localPolicyShape = z.strictObject({
  /** Refuses every change; readings go on. */
  readOnly: z.boolean(),
  /** Operations that may run on this site; an empty list means none. */
  operations: z.array(z.enum(ON_PREM_OPERATIONS)).max(50),
  /** Attributes that may be written; absent, those that the operations of the list write. */
  attributes: z.array(attribute).max(50).optional(),
  /** For an attribute, patterns of which each value to be added must fit one as a whole. An attribute that is not named may get any value. */
  values: z.partialRecord(attribute, z.array(pattern).min(1).max(20)).optional(),
  /** UPN suffixes that may be added to the forest or taken away, each as a whole; absent or empty means none. Whoever may sign in under a domain is no matter for a pattern. */
  upnSuffixes: z.array(z.string().max(255).regex(/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/, 'must be the whole name of a domain, e.g. fabrikam.com')).max(200).optional(),
  /** DNs of containers; objects below them may be changed, objects may be moved there. Empty means none. */
  writableContainers: dns,
  /** DNs of containers; nothing at or below them is changed and nothing is moved there, also where writableContainers would allow it. */
  containersNever: dns.optional(),
  /** Most AD objects and sync servers changed within any hour. */
  objectsPerHour: z.int().min(0).max(1_000),
  /** sAMAccountNames that are never touched, besides the built-in ones; `*` at the end stands for anything. */
  protectedNames: z.array(z.string().min(1).max(256)).max(500).default([]),
  /** DNs of groups; they and their members, through other groups and the primary group too, are never touched, besides those of the built-in protected groups. */
  protectedGroups: dns.optional(),
  /** When a change may be started; at any time when absent. Readings always go on. */
  hours: hours.optional(),
  /** Whether who changed an object may be read from the Security log of the domain controllers. Off unless it says true. */
  readSecurityLog: z.boolean().optional(),
  /** Whether whole lists of objects may be read, for scans of the directory: everywhere unless it says false or names the only containers for it (DNs). */
  readObjects: z.union([z.boolean(), dns]).optional(),
  /** Which operations run only with sign-ins of the people themselves, and how the relay knows such a sign-in. */
  sealing: z
    .strictObject({
      operations: z.partialRecord(z.enum(ON_PREM_OPERATIONS), z.enum(['sign-in', 'own-machine'])),
      tenantId: guid,
      /** Application id of the sealing app, whose sign-in page the bot may open. */
      appId: guid,
      /** Application id of the app of `syncwhy approve`; only loopback redirects are registered for it. */
      ownMachineAppId: guid.optional(),
      /** Where the tenant publishes its keys; fetched by the relay itself. */
      openIdConfiguration: z.url({ protocol: /^https$/, error: 'must be an https address' }).max(2_048),
      /** Conditional Access authentication context that every sign-in must have met, e.g. c1. */
      authenticationContext: z.string().regex(/^c[0-9]{1,2}$/, 'must be the id of an authentication context, e.g. c1').optional(),
      approvers: z.strictObject({
        /** Entra object ids of people. */
        people: z.array(guid).max(500).default([]),
        /** DNs of AD groups; the person is found through the claim onprem_sid. */
        groups: dns.default([]),
      }),
    })
    .optional(),
});

export type LocalPolicy = z.infer<typeof localPolicyShape>;
export type HoursPolicy = NonNullable<LocalPolicy['hours']>;
export type SealingPolicy = NonNullable<LocalPolicy['sealing']>;

/** The relay's own limits; a missing key is a complaint, never a permission. */
export function parseLocalPolicy(value: unknown): { readonly ok: true; readonly policy: LocalPolicy } | { readonly ok: false; readonly complaints: readonly string[] } {
  const parsed = localPolicyShape.safeParse(value);
  if (!parsed.success) return { ok: false, complaints: explainIssues(parsed.error.issues, EXAMPLES) };
  const { sealing, hours: times, values, attributes } = parsed.data;
  const complaints = [
    ...(sealing === undefined ? [] : sealingComplaints(sealing)),
    ...(times?.windows ?? []).flatMap(({ from, to }, at) => (from === to || from === '24:00' ? [`hours.windows.${String(at)}: ${from} to ${to} is no time at all; a whole day is from "00:00" to "24:00"`] : [])),
    ...Object.keys(values ?? {}).flatMap((name) => (attributes === undefined || attributes.some((each) => each === name) ? [] : [`values.${name}: attributes does not list ${name}, so no value of it could ever be written`])),
  ];
  return complaints.length === 0 ? { ok: true, policy: parsed.data } : { ok: false, complaints };
}

/** Who signs the ID tokens of the tenant, as the address of its OpenID configuration says. */
export const issuerOf = ({ openIdConfiguration }: Pick<SealingPolicy, 'openIdConfiguration'>): string => openIdConfiguration.slice(0, -WELL_KNOWN.length);

function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

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
  attributes: '[proxyAddresses]',
  upnSuffixes: '[fabrikam.com]',
  values: '{ proxyAddresses: ["(smtp|SMTP):[^@]+@contoso\\.com"] }',
  containersNever: '["OU=Tier 0,DC=corp,DC=contoso,DC=com"]',
  protectedGroups: '["CN=VIP,OU=Groups,DC=corp,DC=contoso,DC=com"]',
  hours: '{ timeZone: Europe/Berlin, windows: [{ days: [mon, tue, wed, thu, fri], from: "08:00", to: "18:00" }] }',
  sealing: '{ operations: { ad.set-anchor: sign-in }, tenantId: …, appId: …, openIdConfiguration: …, approvers: { people: [], groups: [] } }',
};
