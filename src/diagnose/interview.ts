import { bareAddress, mailAddressesOf, proxyAddressesOf, upnOf } from '../deduce/addresses.ts';
import { valuesOf } from '../deduce/attributes.ts';
import { didItsWork, isEntraRun, newestRuns } from '../deduce/run-results.ts';
import { guidsOf, objectGuidOf } from '../deduce/source-anchor.ts';
import type { AdEntry, EvidenceDocument, Unread } from '../model/evidence.ts';
import type { Subject } from '../model/subject.ts';
import type { TenantQuery } from '../ports/tenant.ts';
import { findSubject } from './find-subject.ts';
import { filterGroups, joinedWith, namedHolders, strangeAnchors, unknownHomes } from './loose-ends.ts';
import type { Fragment } from './merge-evidence.ts';
import { detail, holders, look, onPrem, syncSignIns, tenantFacts, type Question, type QuestionName, type Sources } from './questions.ts';

/**
 * What to ask next, from what is known so far. The chain of questions that wait for each other is: AD by the name → Entra by the values of AD, sync servers →
 * what hangs on the cloud objects found → only for somebody new, once more.
 */
export interface Interview {
  opening(): readonly Question[];
  /** The questions that can be asked now and were not asked yet. */
  following(document: EvidenceDocument): readonly Question[];
  /** Notes that an answer has come; none: patience with AD has ended. */
  heard(question: Question | undefined): void;
  /** Whether Entra is still waiting for AD's answer. */
  isPatient(): boolean;
  /** What was deliberately not asked, in words. */
  leftOut(document: EvidenceDocument): Fragment;
  tenantFactsAt(): string | undefined;
}

export const createInterview = (sources: Sources, asked: string): Interview => new Asking(sources, asked);

class Asking implements Interview {
  readonly #sources: Sources;
  readonly #name: string;
  #factsAt: string | undefined;
  #patient = true;
  readonly #waitingFor = new Map<QuestionName, number>();
  readonly #done = new Set<string>();

  constructor(sources: Sources, name: string) {
    this.#sources = sources;
    this.#name = name;
  }

  opening(): readonly Question[] {
    const facts = tenantFacts(this.#sources, (at) => { this.#factsAt = at; });
    return this.#asked([onPrem(this.#sources, { reading: 'ad.subject', version: 1, params: { name: this.#name } }), facts]);
  }

  following(document: EvidenceDocument): readonly Question[] {
    if (this.#patient) return [];
    const found = findSubject(document);
    const subject = found.is === 'found' ? found.subject : undefined;
    const inCloud = this.#asked([...this.#objects(subject), ...this.#joined(document)]);
    if (found.is === 'ambiguous') return inCloud;
    return [...inCloud, ...this.#asked([...this.#servers(document, subject), ...this.#directory(document, subject), ...this.#details(document, subject), ...this.#newcomers(document)])];
  }

  heard(question: Question | undefined): void {
    if (question === undefined || question.name === 'ad.subject') this.#patient = false;
    if (question !== undefined) this.#waitingFor.set(question.name, (this.#waitingFor.get(question.name) ?? 1) - 1);
  }

  isPatient = (): boolean => this.#patient;
  tenantFactsAt = (): string | undefined => this.#factsAt;

  leftOut(document: EvidenceDocument): Fragment {
    const policies: Unread = { what: 'entra.conditionalAccessPolicies', why: 'not-configured', detail: 'The Conditional Access policies are not read by this version; the sign-ins of the synchronization account name the policy that stopped them' };
    const recipients: Unread = { what: 'entra.exchangeRecipients', why: 'not-configured', detail: 'No connection to Exchange Online is configured; an evidence bundle can bring its recipients' };
    return { unread: [...(entraRunFailed(document) ? [policies] : []), ...(document.entra?.exchangeRecipients === undefined ? [recipients] : [])] };
  }

  #asked(questions: readonly Question[]): readonly Question[] {
    for (const { name } of questions) this.#waitingFor.set(name, (this.#waitingFor.get(name) ?? 0) + 1);
    return questions;
  }

  #isWaitingFor = (name: QuestionName): boolean => (this.#waitingFor.get(name) ?? 0) > 0;

  /** Those of the keys that were not there before; they are from now on. */
  #fresh(about: string, keys: readonly string[]): readonly string[] {
    const fresh = [...new Set(keys)].filter((key) => !this.#done.has(`${about} ${key}`));
    for (const key of fresh) this.#done.add(`${about} ${key}`);
    return fresh;
  }

  /** The name as it was typed, and the values and anchors of the AD object. */
  #objects(subject: Subject | undefined): readonly Question[] {
    const names = this.#fresh('name', [this.#name]);
    const ad = subject?.ad !== undefined && this.#fresh('values of', [subject.ad.dn]).length > 0 ? subject.ad : undefined;
    return names.length === 0 && ad === undefined ? [] : [look(this.#sources, { names, ...(ad === undefined ? {} : queryOf(ad)) })];
  }

  /** The cloud accounts of those that the engine takes for the same person, once their AD objects are there. */
  #joined(document: EvidenceDocument): readonly Question[] {
    const anchors = this.#fresh('account of', this.#joinedOnes(document));
    return anchors.length === 0 ? [] : [look(this.#sources, { anchors })];
  }

  #joinedOnes = (document: EvidenceDocument): readonly string[] =>
    (document.directory?.forests ?? []).flatMap((forest) => forest.entries ?? []).filter(({ dn }) => this.#done.has(`joined ${dn}`)).flatMap(guidsOf);

  /** What the engine says of the AD object and of the anchors of cloud accounts. Without an AD object the servers wait for the cloud. */
  #servers(document: EvidenceDocument, subject: Subject | undefined): readonly Question[] {
    const ad = subject?.ad;
    if (ad === undefined && (this.#isWaitingFor('entra.look') || this.#isWaitingFor('ad.subject'))) return [];
    const dns = this.#fresh('engine dn', ad === undefined ? [] : [ad.dn]);
    const anchors = this.#fresh('engine anchor', [...(ad === undefined ? [] : guidsOf(ad)), ...strangeAnchors(document)]);
    const first = this.#fresh('engine', ['asked']).length > 0;
    return first || dns.length > 0 || anchors.length > 0 ? [onPrem(this.#sources, { reading: 'sync.servers', version: 1, params: { dns, anchors } })] : [];
  }

  /** The AD objects behind the cloud accounts found and those that the engine takes for the same person, the containers where deleted ones used to be, and whether the object is in the pilot group. */
  #directory(document: EvidenceDocument, subject: Subject | undefined): readonly Question[] {
    const joined = subject?.ad === undefined ? [] : this.#fresh('joined', joinedWith(document, subject.ad.dn));
    const dns = [...this.#fresh('home', unknownHomes(document)), ...joined];
    // Of a DN only the existence is told; the rest is asked for by the GUID.
    const anchors = this.#fresh('anchor', [...strangeAnchors(document), ...this.#joinedOnes(document)]);
    const member = subject?.ad?.dn;
    const groups = member === undefined ? [] : this.#fresh(`member ${member}`, filterGroups(document));
    const memberships = member === undefined || groups.length === 0 ? undefined : { groups, members: [member] };
    return anchors.length > 0 || dns.length > 0 || memberships !== undefined ? [onPrem(this.#sources, { reading: 'ad.holders', version: 1, params: { anchors, addresses: [], dns, ...(memberships === undefined ? {} : { memberships }) } })] : [];
  }

  /** What hangs on the ids of the cloud objects; asked once all of them are known that the values lead to. */
  #details(document: EvidenceDocument, subject: Subject | undefined): readonly Question[] {
    if (this.#isWaitingFor('entra.look') || (subject === undefined && this.#isWaitingFor('ad.subject'))) return [];
    const idsOf = (objects: readonly { readonly id: string }[] | undefined): readonly string[] => (objects ?? []).map(({ id }) => id);
    const users = this.#fresh('detail', idsOf(document.entra?.users));
    const deletedUsers = this.#fresh('detail', idsOf(document.entra?.deletedUsers));
    const own = subject?.cloud?.id ?? likelyTarget(document);
    const [audited] = this.#fresh('audit', own === undefined ? [] : [own]);
    const [cloud] = this.#fresh('own', subject?.cloud === undefined ? [] : [subject.cloud.id]);
    if (users.length === 0 && deletedUsers.length === 0 && audited === undefined) return [];
    return [detail(this.#sources, { users, deletedUsers, audited, group: subject?.kind === 'group' ? cloud : undefined, contact: subject?.kind === 'contact' ? cloud : undefined })];
  }

  /** The holders that export errors name, and the sign-ins of the engine's own account where its runs against Entra fail. */
  #newcomers(document: EvidenceDocument): readonly Question[] {
    if (this.#isWaitingFor('entra.look')) return [];
    const ids = this.#fresh('detail', namedHolders(document));
    const signIns = entraRunFailed(document) && this.#fresh('sign-ins', ['asked']).length > 0;
    return [...(ids.length > 0 ? [holders(this.#sources, ids)] : []), ...(signIns ? [syncSignIns(this.#sources)] : [])];
  }
}

function queryOf(ad: AdEntry): Partial<TenantQuery> {
  const upn = upnOf(ad);
  // Mail that is routed over an address of the tenant itself reaches whoever has that.
  const routed = valuesOf(ad, 'targetAddress').flatMap((value) => bareAddress(value) ?? []).filter((address) => address.endsWith('.onmicrosoft.com'));
  const addresses = [...mailAddressesOf(ad), ...routed, ...proxyAddressesOf(ad).flatMap(({ raw }) => bareAddress(raw) ?? []), ...(upn === undefined ? [] : [upn.toLowerCase()])];
  const guid = objectGuidOf(ad);
  return { anchors: guidsOf(ad), upns: upn === undefined ? [] : [upn], addresses: [...new Set(addresses)], deviceIds: guid === null ? [] : [guid] };
}

/** The account that the subject would be matched to, where only one answers. */
function likelyTarget({ entra }: EvidenceDocument): string | undefined {
  const [first, ...others] = entra?.users ?? [];
  return others.length > 0 ? undefined : (first?.id ?? entra?.deletedUsers?.[0]?.id);
}

const entraRunFailed = (document: EvidenceDocument): boolean =>
  newestRuns((document.syncServers ?? []).map(({ name, runHistory }) => ({ server: name, staging: undefined, value: runHistory ?? [] }))).some(({ run }) => isEntraRun(run) && !didItsWork(run));
