import { parse } from 'yaml';
import { parseApprovalPolicy } from '../../src/boundary/approval-policy.ts';
import { parseLocalPolicy } from '../../src/boundary/local-policy.ts';
import { parseRelayConfig } from '../../src/boundary/relay-config.ts';
import { parseEnrolAnswer, parseEnrolRequest, parseHelloAnswer, parseHelloRequest, parseLeaseAnswer, parseLeaseRequest, parseListPart, parsePartRequest, parseRelayJob, parseResultRequest, parseRotateRequest } from '../../src/boundary/relay-messages.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { yamlValue } from '../../src/boundary/strict-yaml.ts';
import { JOHN, planWith, REPAIR_PREFIX, stepJob } from '../ports/relay-jobs.ts';
import type { Json, Openness } from './mutations.ts';

/** A reader of texts from outside. */
export interface Target extends Openness {
  readonly name: string;
  readonly documents: readonly Json[];
  /** What it took from the text; undefined when it refused. Anything thrown is a crash. */
  read(text: string): unknown;
  /** The text as its format says it, with nothing checked; only asked for what was taken. */
  plain(text: string): unknown;
}

const GUID = '5c1f0e2a-7d34-4b8e-9a61-0d2f4c6b8a10';
const plainJson = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json;
const json = (text: string): unknown => JSON.parse(text) as unknown;
/** As it arrives: within the answer to a lease. */
const asJob = (text: string): unknown => {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  const [signed] = parseLeaseAnswer(`{"jobs":[{"job":${text},"signature":"x"}]}`)?.jobs ?? [];
  return signed === undefined ? undefined : (parseRelayJob(signed.job) ?? undefined);
};
const message = (name: string, read: (text: string) => unknown, documents: readonly unknown[], open: Partial<Openness> = {}): Target => ({
  name, documents: documents.map(plainJson), read: (text) => read(text) ?? undefined, plain: json, anyKey: [], anyLength: [], ...open,
});

const moved: StepDraft = { operation: 'ad.move', params: { object: JOHN, from: 'OU=A,DC=x', to: 'OU=B,DC=x' }, says: 'move' };
const anchored: StepDraft = { operation: 'ad.set-anchor', params: { object: JOHN, before: null, after: 'TpwcjSo/bkucfSobPE1ebw==' }, says: 'anchor' };
const ABOUT = { host: 'relay1', version: '1.0.0', policyHash: 'abc', readOnly: false, seals: { 'ad.move': 'sign-in' } };
const LONG = 'x'.repeat(40);

const WIRE: readonly Target[] = [
  message('enrol request', parseEnrolRequest, [{ secret: 'a'.repeat(22), group: 'default', publicKey: LONG, ...ABOUT }]),
  message('enrol answer', parseEnrolAnswer, [{ relayId: 'relay-1', group: 'default', jobKey: LONG }]),
  message('hello request', parseHelloRequest, [ABOUT]),
  message('hello answer', parseHelloAnswer, [{}, { rotate: true }]),
  message('rotate request', parseRotateRequest, [{ publicKey: LONG, proof: 'a'.repeat(86) }]),
  message('lease request', parseLeaseRequest, [{ kind: 'read', free: 8 }]),
  message('head of a part', (text) => parsePartRequest(`${text.replaceAll('\n', ' ')}\n{}`)?.head, [{ jobId: 'j', jobHash: 'a'.repeat(64), n: 1 }]),
  message('part of a list', parseListPart, [
    { reading: 'ad.objects', base: 'DC=corp', server: 'dc01', entries: [{ dn: 'CN=a', attributes: { mail: ['a@b'] } }] },
    { reading: 'ad.object-changes', server: 'dc01', entries: [{ guid: GUID, dn: 'CN=a', deleted: false, attributes: { mail: ['a@b'] }, cleared: ['title'] }], cookie: 'MQ==' },
  ], { anyKey: ['entries.*.attributes'], anyLength: ['entries.*.dn', 'entries.*.attributes.*.*', 'entries.*.cleared.*', 'cookie'] }),
  message('lease answer', parseLeaseAnswer, [{ jobs: [{ job: { kind: 'read' }, signature: LONG }] }], { anyKey: ['jobs.*.job'], anyLength: [] }),
  // What cmdlets say may have more fields, which are left out, and texts as long as a photograph.
  message('result request', parseResultRequest, [
    { answer: { kind: 'refused', jobId: 'j', says: 'no' }, jobHash: 'a'.repeat(64) },
    { answer: { kind: 'step', jobId: 'j', result: { is: 'applied', found: { mail: ['a'] }, says: 'done' } }, jobHash: 'a'.repeat(64) },
    { answer: { kind: 'read', jobId: 'j', fragment: { unread: [{ what: 'directory', why: 'not-configured', detail: 'x' }] } }, jobHash: 'a'.repeat(64) },
  ], { anyKey: ['answer.fragment.forests', 'answer.fragment.syncServers', 'answer.result.found'], anyLength: ['answer.says', 'answer.result.says', 'answer.fragment.unread.*.what', 'answer.fragment.unread.*.detail'] }),
  {
    name: 'relay job', plain: json, read: asJob, anyLength: [], anyKey: ['plan.steps.*.before', 'plan.steps.*.after'],
    documents: [
      ...[[REPAIR_PREFIX], [moved, anchored]].map((drafts) => plainJson(stepJob(planWith(drafts), { seals: [{ role: 'approver', verdict: 'approve', idToken: LONG }] }))),
      ...[{ reading: 'ad.subject', version: 1, params: { name: 'jsmith' } }, { reading: 'ad.holders', version: 1, params: { anchors: ['a'], addresses: ['b'], dns: ['c'], memberships: { groups: ['g'], members: ['m'] } } }, { reading: 'sync.servers', version: 1, params: { dns: [], anchors: [] } }]
        .map((request): Json => ({ kind: 'read', jobId: 'j', notAfter: '2026-11-21T09:06:00.000Z', request })),
      ...[{ reading: 'ad.objects', version: 1, params: { domain: 'DC=corp', below: ['OU=a,DC=corp'], classes: ['user'], attributes: ['mail'] } }, { reading: 'ad.object-changes', version: 1, params: { domain: 'DC=corp', since: 'MQ==', attributes: ['mail'] } }]
        .map((request): Json => ({ kind: 'list', jobId: 'j', notAfter: '2026-11-21T09:06:00.000Z', request })),
    ],
  },
];

const fromYaml = (read: (value: unknown) => unknown) => (text: string): unknown => {
  const found = yamlValue(text);
  return found.ok ? read(found.value) : undefined;
};

const POLICY = {
  readOnly: false, operations: ['ad.move', 'ad.change-addresses'], attributes: ['proxyAddresses'], values: { proxyAddresses: ['(smtp|SMTP):[^@]+@contoso\\.com'] }, writableContainers: ['OU=Staff,DC=corp'], containersNever: ['OU=Board,DC=corp'],
  objectsPerHour: 5, protectedNames: ['boss'], protectedGroups: ['CN=VIP,DC=corp'], readSecurityLog: true, hours: { timeZone: 'Europe/Berlin', windows: [{ days: ['mon'], from: '08:00', to: '18:00' }] },
  sealing: { operations: { 'ad.move': 'sign-in' }, tenantId: GUID, appId: GUID, openIdConfiguration: `https://login.microsoftonline.com/${GUID}/v2.0/.well-known/openid-configuration`, authenticationContext: 'c1', approvers: { people: [GUID], groups: ['CN=A,DC=corp'] } },
};
const CONFIG = {
  bot: { url: 'https://bot.contoso.com', proxy: { url: 'http://proxy:8080', user: 'u', passwordFile: 'p' } }, group: 'default', stateDir: 'state', localPolicyFile: 'p.yaml', trustedCaFile: 'ca.pem', log: { level: 'info' },
  directories: [{ forest: 'corp', url: 'ldaps://dc1', baseDn: 'DC=corp', bindDn: 'x', passwordFile: 'y', discover: true, site: 'Site', domainControllers: ['ldaps://dc2'], write: { bindDn: 'x', passwordFile: 'y' }, sessions: 4 }],
  syncServers: [{ name: 'SYNC01', command: ['powershell.exe'], computerName: 'sync01.corp', configurationName: 'SyncWhy' }], securityLog: { command: ['powershell.exe'], domainControllers: ['dc1.corp'] },
};
const APPROVAL = {
  readers: { groups: [GUID], guests: false }, conversations: [{ id: '19:x', answers: 'redacted' }], requesterGroups: [GUID], approvers: [{ groups: [GUID], risks: ['far-reaching'], operations: ['ad.move'], containers: ['OU=A,DC=x'] }],
  ticket: { needed: true, pattern: '^INC[0-9]+$' }, typedApproval: true, accounts: [{ person: 'Bob', ids: [GUID] }], adminAccounts: ['adm-*'], mention: { is: 'tag', id: 't', name: 'Admins' }, approveWithinMinutes: 60, executeWithinMinutes: 15,
};

const POLICIES: readonly Target[] = [
  {
    name: 'local policy', documents: [plainJson(POLICY)], anyKey: [], anyLength: [], plain: (text) => parse(text, { uniqueKeys: false, logLevel: 'silent' }) as unknown,
    read: fromYaml((value) => {
      const read = parseLocalPolicy(value);
      return read.ok ? read.policy : undefined;
    }),
  },
  {
    name: 'relay configuration', documents: [plainJson(CONFIG)], anyKey: [], anyLength: [], plain: (text) => parse(text, { uniqueKeys: false, logLevel: 'silent' }) as unknown,
    read: fromYaml((value) => {
      const read = parseRelayConfig(value);
      return read.ok ? read.config : undefined;
    }),
  },
  {
    name: 'approval policy', documents: [plainJson(APPROVAL)], anyKey: [], anyLength: [], plain: (text) => parse(text, { uniqueKeys: false, logLevel: 'silent' }) as unknown,
    read: (text) => {
      const { policy, faults } = parseApprovalPolicy(text);
      return faults.length === 0 ? policy : undefined;
    },
  },
];

export const TARGETS: readonly Target[] = [...WIRE, ...POLICIES];
