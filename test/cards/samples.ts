import { errorsReply, type ShownGroup } from '../../src/cards/errors.ts';
import { helpReply } from '../../src/cards/help.ts';
import { noticeReply } from '../../src/cards/notice.ts';
import { planReply } from '../../src/cards/plan.ts';
import type { PlanView } from '../../src/cards/plan-data.ts';
import { refusedReply } from '../../src/cards/refused.ts';
import { sealOfferReply } from '../../src/cards/seal-offer.ts';
import { statusReply } from '../../src/cards/status.ts';
import { chooseReply } from '../../src/cards/choose-object.ts';
import { anchorSpellings } from '../../src/model/anchor-spellings.ts';
import { anchorReply } from '../../src/cards/anchor.ts';
import { showReply } from '../../src/cards/show.ts';
import { timeLineReply } from '../../src/cards/time-line.ts';
import { oldCommandReply, symptomReply } from '../../src/cards/symptom.ts';
import { whyManyReply } from '../../src/cards/why-many.ts';
import { whyReply } from '../../src/cards/why.ts';
import { workingReply } from '../../src/cards/working.ts';
import type { Decision } from '../../src/model/approval.ts';
import type { Diagnosis, Finding } from '../../src/model/diagnosis.ts';
import { isObjectGuid, isPersonId, isPlanId } from '../../src/model/ids.ts';
import type { ObjectGuid, PersonId, PlanId } from '../../src/model/ids.ts';
import type { Plan, PlanState, PlanStep } from '../../src/model/plan.ts';
import type { Prediction } from '../../src/model/prediction.ts';
import type { CardReply } from '../../src/model/reply.ts';
import { INCIDENT_SAMPLES } from './incident-samples.ts';
import { SCAN_SAMPLES } from './scan-samples.ts';

const GUID = 'a0a0a0a0-0001-4f6e-8d5c-4b3a29180701';

export const objectGuid = (text = GUID): ObjectGuid => { if (isObjectGuid(text)) return text; throw new Error(text); };
export const personId = (text = GUID): PersonId => { if (isPersonId(text)) return text; throw new Error(text); };
export const planId = (text = GUID): PlanId => { if (isPlanId(text)) return text; throw new Error(text); };

export const duplicateAddress: Finding = {
  cause: 'proxy-address-held-by-another', area: 'duplicates', layer: 4, evidenceClass: 'A', certainty: 'certain',
  title: 'Another account already has smtp:john.smith@contoso.com',
  says: 'Entra ID keeps an address for one object only. John Smith (Sales) holds it, so the export of jsmith is rejected on every cycle.',
  evidence: [
    { from: 'sync-server', what: 'ExportError', value: 'AttributeValueMustBeUnique', at: 'SYNC01, 13:41 UTC' },
    { from: 'directory', what: 'proxyAddresses', value: 'smtp:john.smith@contoso.com', at: 'CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com' },
    { from: 'entra', what: 'proxyAddresses', value: 'smtp:john.smith@contoso.com', at: 'john.smith2@contoso.com' },
  ],
  fixAfter: [],
  remedy: { id: 'remove-address', title: 'Remove the address from John Smith (Sales)', risk: 'low', undo: 'full', by: 'bot', says: 'Takes smtp:john.smith@contoso.com off CN=John Smith,OU=Sales and leaves the other two addresses.', steps: [] },
};

const suffix: Finding = {
  cause: 'upn-suffix-not-verified', area: 'data', layer: 5, evidenceClass: 'B', certainty: 'likely',
  title: 'The sign-in name ends in a domain that is not verified', says: 'corp.local is no verified domain, so Entra ID gives jsmith@contoso.onmicrosoft.com instead.',
  evidence: [{ from: 'directory', what: 'userPrincipalName', value: 'jsmith@corp.local' }], fixAfter: ['proxy-address-held-by-another'],
  remedy: { id: 'change-upn', title: 'Change the sign-in name', risk: 'medium', undo: 'full', by: 'human', says: 'In AD Users and Computers choose contoso.com as the suffix of jsmith, then wait for a cycle.', steps: [] },
};

export const notSynced: Diagnosis = {
  format: 'syncwhy-diagnosis/1',
  subject: { asked: 'jsmith', kind: 'user', displayName: 'Jane Smith', dn: 'CN=Jane Smith,OU=Staff,DC=corp,DC=contoso,DC=com' },
  verdict: 'not-synced',
  summary: 'Jane Smith is not in Entra ID because another account already has smtp:john.smith@contoso.com.',
  findings: [
    duplicateAddress, suffix,
    { ...suffix, cause: 'mail-nickname-missing', title: 'mailNickname is empty', says: 'Exchange Online makes one up.', evidenceClass: 'C', certainty: 'likely', fixAfter: [], remedy: undefined },
    { ...suffix, cause: 'licence-missing', title: 'No licence is assigned', says: 'It gets no mailbox.', evidenceClass: 'D', certainty: 'possible', fixAfter: [], remedy: undefined, evidence: [] },
  ],
  cannotTell: [{ cause: 'hard-match-blocked-by-tenant', missing: [] }],
  chain: [
    { stage: 'active-directory', state: 'ok', says: '' },
    { stage: 'scope', state: 'ok', says: 'OU=Staff is selected' },
    { stage: 'connector-space', state: 'ok', says: '' },
    { stage: 'metaverse', state: 'ok', says: '' },
    { stage: 'export', state: 'stopped', says: 'rejected 4 times since 09:11 UTC' },
    { stage: 'entra-id', state: 'not-checked', says: '' },
  ],
  unread: [{ what: 'entra.syncFeatures', why: 'access-denied', detail: 'The app may not read the tenant\'s sync settings.' }],
  candidates: [],
};

const empty: Diagnosis = { format: 'syncwhy-diagnosis/1', subject: { asked: '' }, verdict: 'incomplete', summary: '', findings: [], cannotTell: [], chain: [], unread: [], candidates: [] };

export const addressStep: PlanStep = {
  n: 1, version: 1, operation: 'ad.change-addresses', target: 'CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com', says: 'Remove 1 address from John Smith',
  params: { object: { guid: objectGuid(), dn: 'CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com' }, before: ['SMTP:john@contoso.com', 'smtp:john.smith@contoso.com'], remove: ['smtp:john.smith@contoso.com'], add: [] },
  before: { proxyAddresses: ['SMTP:john@contoso.com', 'smtp:john.smith@contoso.com'] }, after: { proxyAddresses: ['SMTP:john@contoso.com'] },
  undo: { is: 'steps', step: { operation: 'ad.change-addresses', params: { object: { guid: objectGuid(), dn: '' }, before: [], remove: [], add: [] }, says: 'Give John Smith the address back' } },
};

const cycleStep: PlanStep = {
  n: 2, version: 1, operation: 'sync.start-delta', target: 'SYNC01', says: 'Start a delta cycle on SYNC01', params: { server: 'SYNC01', reason: 'address freed' }, before: {}, after: {}, undo: { is: 'nothing-to-undo' },
};

export const samplePlan: Plan = {
  content: {
    planId: planId('11111111-2222-4333-8444-555555555555'), rev: 1, tenantId: GUID, conversationId: '19:a', threadId: '1', requester: { oid: personId(), upn: 'ana.ruiz@contoso.com', personKey: 'E1001' },
    targets: [{ key: GUID, displayName: 'John Smith (Sales)', dn: 'CN=John Smith,OU=Sales,DC=corp,DC=contoso,DC=com' }], steps: [addressStep, cycleStep], agentGroup: 'default', riskClass: 'reversible-one-object',
    quorum: { approve: 1, deny: 1 }, policyVersion: 'abc', diagnosisHash: 'def', createdAt: '2026-11-21T14:02:11.000Z', approveBy: '2026-11-21T15:02:11.000Z', executeWithinMinutes: 15,
  },
  hash: '0'.repeat(64), code: '7F3K-92QD', state: 'pending', version: 1, title: 'Remove 1 address from John Smith', cause: 'proxy-address-held-by-another', asked: 'jsmith', reason: 'Jane starts on Monday and needs mail.', ticket: 'INC0012345', seal: 'none',
  risk: 'low', undoClass: 'full', notSeen: ['entra.syncFeatures'], undoes: null, stateSince: '2026-11-21T14:02:11.000Z', says: '', prediction: null, verification: { is: 'not-started' },
};

export const ben: Decision = {
  planId: samplePlan.content.planId, planHash: samplePlan.hash, verdict: 'approve', decider: { oid: personId(), name: 'Ben Osei', upn: 'ben.osei@contoso.com', personKey: null }, membershipEvidence: null, activityId: 'a1', comment: 'Checked with Sales.', at: '2026-11-21T14:06:00.000Z',
};

/** What a match leads to: causes of every fate, and a cloud account that AD overwrites. */
const MATCHING: Prediction = {
  causes: [
    { cause: 'stale-immutable-id-on-cloud-user', title: 'The cloud account still carries the anchor of an earlier directory', becomes: 'gone', because: '' },
    { cause: 'quarantined-proxy', title: 'An address is missing because it is taken', becomes: 'gone', because: '' },
    { cause: 'scheduler-disabled', title: 'The scheduler is switched off', becomes: 'stays', because: '' },
    { cause: 'licence-missing', title: 'The account has no licence with the service', becomes: 'new', because: 'It comes next, once the account is in Entra.' },
  ],
  nextCycle: [
    'The cycle matches CN=Jane Smith,OU=Staff,DC=corp,DC=contoso,DC=com with Jane [Smith](x) by the anchor; from then on AD is its master.',
    'Within an hour Entra gives smtp:jane@contoso.com back to Jane Smith.', 'The cycle carries the values of CN=Ann Lee,OU=Staff,DC=corp,DC=contoso,DC=com to Entra.', 'The cycle carries the values of CN=Sales,OU=Groups,DC=corp,DC=contoso,DC=com to Entra.',
  ],
  overwrites: [
    { attribute: 'userPrincipalName', cloud: ['jane.smith@contoso.onmicrosoft.com'], ad: ['jsmith@contoso.com'] },
    { attribute: 'password', cloud: ['the password set in the cloud'], ad: ['the password in Active Directory'] },
    { attribute: 'proxyAddresses', cloud: ['SMTP:jane.smith@contoso.onmicrosoft.com'], ad: ['SMTP:jsmith@contoso.com', 'smtp:jane@contoso.com'] },
    ...['mail', 'displayName', 'givenName', 'surname', 'mailNickname', 'jobTitle'].map((attribute) => ({ attribute, cloud: [], ad: [`${attribute} of Active Directory`] })),
  ],
};

export const planView = (state: PlanState, change: Partial<PlanView> = {}, plan: Partial<Plan> = {}): PlanView => ({
  plan: { ...samplePlan, state, ...plan }, requesterName: 'Ana Ruiz', decisions: state === 'pending' ? [] : [ben], approvers: { groups: ['AD-Approvers'], names: ['Ben Osei', 'Chloe Martin'] }, nonce: 'n'.repeat(22), ...change,
});

const RAN = { 1: { is: 'applied', says: 'read back on DC01' }, 2: { is: 'applied' } } as const;

/** Every card in every state, by the name of its golden file. */
const quarantined: ShownGroup = {
  cause: 'quarantined-proxy', title: 'An address is missing because it is taken', says: 'The object arrived, but Entra set one of its values aside because another object has it.', likely: [], kind: 'quarantine',
  objects: [{ dn: 'CN=John Smith,OU=Staff,DC=corp,DC=contoso,DC=com' }], sources: ['Entra ID'], firstSeen: '2026-11-20T08:00:00.000Z', lastSeen: '2026-11-20T08:00:00.000Z',
  names: ['John Smith'], ref: 'r-2', diagnose: 'John Smith',
};
const refusedByEntra: ShownGroup = {
  cause: null, title: 'AttributeValueMustBeUnique', says: 'Entra refused the object because another one already holds a value that may exist only once.', kind: 'export',
  likely: ['Two AD accounts want the same address', 'A cloud-only account holds the value', 'A deleted account holds the value', 'The account was made anew'],
  objects: Array.from({ length: 12 }, (_, at) => ({ dn: `CN=Person ${at},DC=x` })), sources: ['SYNC01', 'SYNC02'], firstSeen: '2026-11-01T08:00:00.000Z', lastSeen: '2026-11-21T13:41:00.000Z',
  names: Array.from({ length: 12 }, (_, at) => `Person ${at}`), ref: 'r-1', diagnose: 'Person 0',
};

export const SAMPLES: Readonly<Record<string, CardReply>> = {
  ...INCIDENT_SAMPLES,
  ...SCAN_SAMPLES,
  'why-not-synced': whyReply(notSynced, { recheck: 'r-1', propose: { 'proxy-address-held-by-another': 'r-2' } }, { readAt: '2026-11-21T14:02:11.123Z', sources: ['DC01', 'SYNC01 (last cycle 13:41 UTC)', 'Entra ID'] }),
  'why-several-offers': whyReply({ ...notSynced, findings: [duplicateAddress, { ...duplicateAddress, cause: 'second', title: 'A second cause' }] }, { recheck: 'r-1', propose: { 'proxy-address-held-by-another': 'r-2', 'second': 'r-3' } }, { readAt: '2026-11-21T14:02:11Z', note: 'Names and addresses are replaced in this conversation.' }),
  'why-with-a-checklist': whyReply({ ...notSynced, findings: [{ ...duplicateAddress, remedy: { id: 'remove-stray-account', title: 'Remove the earlier account', risk: 'high', undo: 'none', by: 'bot', says: 'Remove the account of John Smith for good.', steps: [], checklist: [{ item: 'onedrive', says: 'The files in the OneDrive of John Smith are copied, or there are none.' }, { item: 'mailbox-export', says: 'The mailbox is exported.' }] } }] }, { recheck: 'r-1', propose: { 'proxy-address-held-by-another': 'r-2' } }, { readAt: '2026-11-21T14:02:11Z' }),
  'why-synced-with-faults': whyReply({ ...notSynced, verdict: 'synced', summary: 'Jane Smith is synchronised, but something is not as it should be.', unread: [], cannotTell: [] }, { recheck: 'r-1' }, { readAt: '2026-11-21T14:02:11Z' }),
  'why-synced': whyReply({ ...notSynced, verdict: 'synced', summary: 'Jane Smith is synced; nothing is wrong.', findings: [], unread: [], cannotTell: [], chain: notSynced.chain.map((link) => ({ ...link, state: 'ok' as const, says: '' })) }, { recheck: 'r-1' }, { readAt: '2026-11-21T14:02:11Z' }),
  'why-empty': whyReply(empty, {}, { readAt: '2026-11-21T14:02:11Z' }),
  'why-many': whyManyReply(
    [
      notSynced,
      { ...notSynced, subject: { asked: 'mlopez', kind: 'user', displayName: 'Maria Lopez' } },
      { ...notSynced, verdict: 'synced', findings: [], subject: { asked: 'hugo', kind: 'user', displayName: 'Hugo [x](https://evil.example)' } },
      { ...notSynced, verdict: 'not-found', findings: [], subject: { asked: 'xyzzy' } },
      { ...notSynced, verdict: 'incomplete', findings: [], summary: 'Whether it is synchronised cannot be said.', subject: { asked: 'half' } },
    ],
    3,
  ),
  'show': showReply(
    {
      name: 'Jane [Smith](https://evil.example)',
      identity: { kind: 'synced', says: 'It is synchronised from Active Directory; what comes from there can only be changed there.', masteredIn: 'Active Directory' },
      where: { dn: 'CN=Jane Smith,OU=Staff,DC=corp,DC=contoso,DC=com', entraId: '11111111-aaaa-4aaa-8aaa-000000000001' },
      rows: [
        { attribute: 'displayName', inAd: 'Jane Smith', inEntra: 'Jane Smith', same: true, says: '' },
        { attribute: 'mobile', inAd: '+44 1', inEntra: null, same: false, says: 'A number that was edited in the cloud keeps its place there until the override is cleared.' },
      ],
      addresses: [
        { address: 'SMTP:jsmith@contoso.com', inAd: true, inEntra: true, says: '' },
        { address: 'jane@contoso.com', inAd: true, inEntra: false, says: '"jane@contoso.com" has no "smtp:" in front, so Entra does not take it for an address.' },
        { address: 'smtp:jsmith@contoso.onmicrosoft.com', inAd: false, inEntra: true, says: 'Entra makes this address itself.' },
      ],
      primary: 'jsmith@contoso.com is marked as primary by "SMTP:".',
      signInName: [{ state: 'passed', says: 'userPrincipalName in AD is "jsmith@contoso.local".' }, { state: 'failed', says: 'contoso.local is not a verified domain of the tenant.' }, { state: 'unknown', says: 'Not read.' }],
      anchors: [{ from: 'objectGUID in AD', spellings: { readAs: 'GUID', guid: '8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', immutableId: 'TpwcjSo/bkucfSobPE1ebw==', octets: '4e9c1c8d2a3f6e4b9c7d2a1b3c4d5e6f', ldapFilter: null, connectorSpaceDn: 'CN={54}' } }],
      anchorSays: 'The anchor in Entra is that of this object.',
      twins: [{ name: 'jsmith@contoso.com', entraId: '1', is: 'the account of this object', licence: 'no mailbox licence', lastSignIn: null, created: '2026-01-01T00:00:00Z', anchor: null, synced: true }, { name: 'j.smith@contoso.com', entraId: '2', is: 'another account', licence: 'mailbox licence', lastSignIn: '2026-11-20T00:00:00Z', created: null, anchor: 'TpwcjSo/bkucfSobPE1ebw==', synced: null }],
      keep: 'Keep j.smith@contoso.com: it is the only one with a mailbox licence.',
      notSeen: ['entra.deletedUsers'],
    },
    '2026-11-21T09:00:00Z',
  ),
  'time-line': timeLineReply({
    name: 'Jane Smith',
    rows: [
      { time: '2026-11-20T10:00:00.000Z', where: 'Security log', what: 'proxyAddresses removed: smtp:x@contoso.com', by: 'CORP\\mreed', detail: 'event 5136 on DC01' },
      { time: '2026-11-20T10:00:00Z', where: 'Active Directory', what: 'proxyAddresses written', by: null, detail: 'on DC01, write 4' },
      { time: '2026-11-19T10:00:00.123Z', where: 'Entra ID', what: 'Update user', by: 'ben@contoso.com', detail: 'mobile (empty) → +44 1' },
    ],
    notes: ['Active Directory keeps when an attribute was last written, never by whom.'],
  }),
  'time-line-empty': timeLineReply({ name: 'Jane Smith', rows: [], notes: [] }),
  'anchor': anchorReply('8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f', anchorSpellings('8d1c9c4e-3f2a-4b6e-9c7d-2a1b3c4d5e6f')),
  'anchor-none': anchorReply('a_b', []),
  'why-many-well': whyManyReply([{ ...notSynced, verdict: 'synced', findings: [] }], 0),
  'symptom': symptomReply('InvalidSoftMatch', [{ message: 'InvalidSoftMatch', says: 'An address fits a cloud object that is bound to another anchor.', causes: [{ id: 'ad-account-recreated-new-anchor', title: 'The AD account was made again' }] }]),
  'symptoms': symptomReply('long mail', [{ message: 'One', says: 'One thing.', causes: [{ id: 'one', title: 'First' }] }, { message: 'Two', says: 'Another thing.', causes: [{ id: 'two', title: 'Second' }] }]),
  'old-command': oldCommandReply({ name: 'Set-MsolUser', then: 'MSOnline stopped working in 2025.', instead: 'Update-MgUser.', weDo: 'I propose the change as a plan.' }),
  'choose-several': chooseReply({ asked: 'john', because: 'several', candidates: ['a', 'b', 'c', 'd', 'e', 'f'].map((each) => ({ candidate: { kind: 'user' as const, displayName: `John ${each}`, sAMAccountName: `john.${each}`, userPrincipalName: `john.${each}@contoso.com`, dn: `CN=John ${each},OU=Sales,DC=corp,DC=contoso,DC=com` }, ref: `ref-${each}` })) }),
  'choose-nobody': chooseReply({ asked: 'xyzzy', because: 'near', candidates: [] }),
  'plan-pending': planReply(planView('pending', { mayType: true })),
  'plan-pending-called': planReply(planView('pending', { mentions: [{ is: 'person', id: GUID, name: 'Ben Osei' }, { is: 'person', id: 'b0b0b0b0-0001-4f6e-8d5c-4b3a29180701', name: 'Chloe [Martin](x)' }] })),
  'plan-pending-tag': planReply(planView('pending', { mentions: [{ is: 'tag', id: 'MGQ4MWNmZ', name: 'AD approvers' }] })),
  'plan-pending-alone': planReply(planView('pending', { isAlone: true }, { ticket: null })),
  'plan-pending-sealed': planReply(planView('pending', { sealedBy: ['Ana Ruiz (asked)'] }, { seal: 'own-machine' })),
  'seal-link': sealOfferReply({ code: '7F3K-92QD', title: samplePlan.title, role: 'approver', says: 'Sign in with the link; the approval counts once you have.', url: 'https://bot.contoso.com/seal/start?ticket=t', expiresAt: '2026-11-21T14:16:00.000Z' }),
  'seal-command': sealOfferReply({ code: '7F3K-92QD', title: samplePlan.title, role: 'requester', says: 'Run the command on your own machine.', command: 'syncwhy approve 7F3K-92QD --bot https://bot.contoso.com --ticket t', expiresAt: '2026-11-21T15:02:11.000Z' }),
  'plan-pending-far-reaching': planReply(planView('pending', { decisions: [ben] }, { risk: 'high', undoClass: 'none', content: { ...samplePlan.content, riskClass: 'far-reaching', quorum: { approve: 2, deny: 1 }, steps: [{ n: 1, version: 1, operation: 'ad.set-anchor', target: 'CN=Jane Smith,OU=Staff,DC=corp,DC=contoso,DC=com', says: 'Write the anchor of the cloud account to Jane Smith', params: { object: { guid: objectGuid(), dn: '' }, before: null, after: 'q83vEjRWeEiavN7wEjRWeA==' }, before: { 'mS-DS-ConsistencyGuid': [] }, after: { 'mS-DS-ConsistencyGuid': ['q83vEjRWeEiavN7wEjRWeA=='] }, undo: { is: 'cannot-be-undone', because: 'the sync engine keeps an anchor once it has used it' } }] } })),
  'plan-pending-match': planReply(planView('pending', { decisions: [] }, { prediction: MATCHING })),
  'plan-pending-blind': planReply(planView('pending', { decisions: [] }, { prediction: { causes: [{ cause: 'quarantined-proxy', title: 'An address is missing because it is taken', becomes: 'cannot-tell', because: 'It hangs on entra.users, which could not be read.' }], nextCycle: [], overwrites: [] } })),
  'plan-pending-nobody': planReply(planView('pending', { approvers: { groups: [], names: [] } })),
  'plan-approved': planReply(planView('approved')),
  'plan-running': planReply(planView('running', { marks: { 1: { is: 'applied', says: 'read back on DC01' }, 2: { is: 'running' } } })),
  'plan-done': planReply(planView('done', { marks: RAN, canUndo: true })),
  'plan-done-waiting': planReply(planView('done', { marks: RAN, canUndo: true }, { verification: { is: 'waiting', since: '2026-11-21T14:08:00Z', says: 'Next cycle about 14:41 UTC.' } })),
  'plan-verified': planReply(planView('done', { marks: RAN, canUndo: true }, { verification: { is: 'verified', at: '2026-11-21T14:41:00Z', says: 'Jane Smith is in Entra ID and has the address.' } })),
  'plan-not-verified': planReply(planView('done', { marks: RAN, canUndo: true }, { verification: { is: 'not-verified', at: '2026-11-21T15:41:00Z', says: 'Two cycles later Jane Smith is still missing in Entra ID.' } })),
  'plan-failed': planReply(planView('failed', { marks: { 1: { is: 'failed', says: 'DC01 refused the change: insufficient rights' }, 2: { is: 'not-run' } } })),
  'plan-partly-done': planReply(planView('partly-done', { marks: { 1: { is: 'applied' }, 2: { is: 'failed', says: 'SYNC01 did not answer' } }, canUndo: true })),
  'plan-unknown': planReply(planView('unknown', { marks: { 1: { is: 'unknown' } } })),
  'plan-denied': planReply(planView('denied', { decisions: [{ ...ben, verdict: 'deny', comment: 'Sales still needs it.' }] })),
  'plan-expired': planReply(planView('expired', { decisions: [] })),
  'plan-cancelled': planReply(planView('cancelled', { decisions: [] })),
  'plan-superseded': planReply(planView('superseded', { decisions: [] })),
  'plan-stale': planReply(planView('stale', { marks: { 1: { is: 'drifted', says: 'proxyAddresses changed at 14:10 UTC' } } })),
  'refused-own-plan': refusedReply({ refusal: 'own-plan', code: '7F3K-92QD', detail: 'You asked for this change, so a different admin must approve it. Eligible: Ben Osei or Chloe Martin.' }),
  'status-loud': statusReply({
    title: 'Status', at: '2026-11-21T14:02:11Z', policyWarnings: ['Nobody may approve far-reaching changes: the policy names no group.'], customEndpoints: [{ what: 'Graph', address: 'https://127.0.0.1:8443' }],
    sections: [
      { title: 'Relays', empty: 'No relay is enrolled', lines: [{ name: 'relay-1 on SRV01', health: 'fine', says: 'connected, version 0.1.0' }, { name: 'relay-2 on SRV02', health: 'broken', says: 'last seen 09:12 UTC' }] },
      { title: 'Sync servers', empty: 'None is known', lines: [
        { name: 'SYNC02', health: 'fine', says: 'staging, version 2.6.84.0, service Running', facts: ['Scheduler on, every 30 minutes'] },
        { name: 'SYNC01', health: 'broken', says: 'active, version 2.6.84.0, service Running', troubles: [{ health: 'broken', says: 'The scheduler is switched off.', advice: 'Run Set-ADSyncScheduler -SyncCycleEnabled $true.' }], facts: ['corp.contoso.com: 3 changes read, 1 projected, 0 filtered, 2 exported'] },
      ] },
    ],
  }),
  'status-fine': statusReply({ title: 'Status', at: '2026-11-21T14:02:11Z', policyWarnings: [], customEndpoints: [], sections: [{ title: 'Relays', empty: 'No relay is enrolled', lines: [{ name: 'relay-1', health: 'fine', says: '' }] }, { title: 'Sync servers', empty: 'None is known', lines: [] }] }),
  'errors-none': errorsReply({ groups: [], staging: [], sources: ['SYNC01', 'Entra ID'], unread: [], note: '', at: '2026-11-21T14:02:11Z' }),
  'errors-unseen': errorsReply({ groups: [], staging: [{ server: 'SYNC02', errors: 3 }], sources: ['Entra ID'], unread: [{ what: 'syncServers', says: 'No relay answered within 20 seconds.' }], note: '', at: '2026-11-21T14:02:11Z' }),
  'errors-many': errorsReply({ groups: [refusedByEntra, quarantined, ...Array.from({ length: 9 }, (_, at) => ({ ...quarantined, cause: null, title: `Unknown*Error*${at}`, kind: 'service' as const, ref: '', diagnose: '' }))], staging: [{ server: 'SYNC02', errors: 1 }], sources: ['SYNC01', 'Entra ID'], unread: [], note: '', at: '2026-11-21T14:02:11Z' }),
  'errors-nameless': errorsReply({ groups: [{ ...refusedByEntra, objects: refusedByEntra.objects.map(() => ({})), names: [], ref: '', diagnose: '' }], staging: [], sources: ['SYNC01'], unread: [{ what: 'entra.users', says: 'throttled' }], note: 'Names are not shown in this conversation.', at: '2026-11-21T14:02:11Z' }),
  'help-all': helpReply({ kind: 'all', example: 'why jsmith', hint: 'More: help why', commands: [{ usage: 'why <account>', summary: 'says why an account does not sync', effect: 'reads' }, { usage: 'fix <account>', summary: 'proposes the fix', effect: 'writes' }] }),
  'help-unknown': helpReply({ kind: 'unknown', asked: 'frobnicate **all**', example: 'why jsmith', commands: [] }),
  'notice-errors': noticeReply({ tone: 'attention', headline: '12 accounts stopped syncing', happened: 'The UPN suffix corp.local is not verified.', effect: 'They get onmicrosoft.com names.', advice: 'Verify the domain or change the suffix.', lines: ['jsmith', 'mmiller'], reference: 'inc-4', actions: [{ title: 'Mute for a day', verb: 'mute', ref: 'r-9' }] }),
  'notice-short': noticeReply({ tone: 'good', headline: 'Subscribed', happened: 'Sync errors will be posted here.' }),
  'working': workingReply({ doing: 'Looking for why jsmith does not sync', sources: [{ name: 'Active Directory', is: 'read' }, { name: 'Entra ID', is: 'reading' }, { name: 'Sync server', is: 'waiting' }, { name: 'Old server', is: 'unread', says: 'no relay' }] }),
};
