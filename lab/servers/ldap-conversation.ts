import { AdFault, type AdState } from '../company/ad-state.ts';
import { schemaAttribute } from '../company/ad-schema.ts';
import type { LdapControls, LdapOperation, LdapRequest } from './ldap-requests.ts';
import { ANSWERS, entryMessage, referenceMessage, resultMessage } from './ldap-responses.ts';
import { rootEntry } from './ldap-root.ts';
import { answerSearch, resolveBase, type OpenSearches } from './ldap-search.ts';

export interface LdapAccount {
  /** DN or UPN, as the client must give it (case does not matter). */
  readonly name: string;
  readonly password: string;
  /** Everything, nothing, or these attributes alone. */
  readonly mayWrite: boolean | readonly string[];
  /** Classes of objects that this account may make in any container; all of them for one that may write everything. */
  readonly creates?: readonly string[] | undefined;
  /** Its own SID and those of its groups, as the root entry tells them. */
  readonly sids?: readonly Buffer[] | undefined;
  /** The `data` of AD's answer when the account may not sign in although the password is right. */
  readonly refusedWith?: string | undefined;
  /** Attributes that this account may not read. */
  readonly withheld?: readonly string[] | undefined;
}

export interface LdapService {
  readonly state: AdState;
  readonly accounts: readonly LdapAccount[];
  readonly now: () => Date;
  /** What was asked of the root entry's replicateSingleObject; undefined where the server cannot. */
  readonly replicated?: string[] | undefined;
  /** True when this page of a search shall come without entries. */
  readonly emptyPage: () => boolean;
}

/** What one client may do and has left open; answers its requests one after the other. */
export function createLdapConversation(service: LdapService): { answer(request: LdapRequest): Buffer } {
  const open: OpenSearches = new Map();
  let account: LdapAccount | null = null;

  function answer({ id, operation, controls }: LdapRequest): Buffer {
    if (operation.kind === 'bind') {
      account = null;
      account = signIn(service.accounts, operation);
      return resultMessage(id, ANSWERS.bind, { code: 0 });
    }
    if (operation.kind === 'search') {
      const isRoot = operation.base === '' && operation.scope === 0;
      if (isRoot) return searchMessages(id, { entries: [withToken(rootEntry(service.state, operation.attributes, service.now()), operation.attributes, account)], references: [], result: { code: 0, cookie: controls.paged === null ? undefined : '' } });
      requireSignIn(account);
      return searchMessages(id, answerSearch(service.state, { operation, controls, open, emptyPage: service.emptyPage(), withheld: new Set((account.withheld ?? []).map((name) => name.toLowerCase())), mayWrite: mayWriteAs(account), mayCreate: mayCreateAs(account) }));
    }
    requireSignIn(account);
    const writer = account;
    if (operation.kind === 'modify' && operation.dn === '') replicate(service, operation, writer);
    else service.state.actAs(accountName(writer), () => (isReanimation(operation, controls) ? reanimate(service.state, operation, writer) : write(service.state, operation, writer)));
    return resultMessage(id, answerTag(operation), { code: 0 });
  }

  return { answer: (request) => orFault(request, () => answer(request)) };
}

function orFault({ id, operation }: LdapRequest, answer: () => Buffer): Buffer {
  try {
    return answer();
  } catch (thrown) {
    if (!(thrown instanceof AdFault)) throw thrown;
    return resultMessage(id, answerTag(operation), { code: thrown.code, message: thrown.message });
  }
}

/** Entries and result leave in one piece: two small writes would wait for the client's delayed acknowledgement. */
function searchMessages(id: number, found: ReturnType<typeof answerSearch>): Buffer {
  return Buffer.concat([
    ...found.entries.map((entry) => entryMessage(id, entry)),
    ...found.references.map((url) => referenceMessage(id, url)),
    resultMessage(id, ANSWERS.search, found.result),
  ]);
}

function signIn(accounts: readonly LdapAccount[], { name, password }: Extract<LdapOperation, { readonly kind: 'bind' }>): LdapAccount | null {
  if (password === null) throw new AdFault(7, '00002027: LdapErr: DSID-0C090583, comment: Authentication method not supported, data 0, v4563');
  // As on Windows, a name without a password is an anonymous sign-in that succeeds and opens nothing.
  if (password === '') return null;
  const found = accounts.find((each) => each.name.toLowerCase() === name.toLowerCase() && each.password === password);
  if (found?.refusedWith === undefined && found !== undefined) return found;
  throw new AdFault(49, `80090308: LdapErr: DSID-0C090439, comment: AcceptSecurityContext error, data ${found?.refusedWith ?? '52e'}, v4563`);
}

/** `svc-syncwhy` of `CN=svc-syncwhy,OU=…` or of a UPN. */
const accountName = ({ name }: LdapAccount): string => name.replace(/^CN=/i, '').replace(/[,@].*$/, '');

function requireSignIn(account: LdapAccount | null): asserts account is LdapAccount {
  if (account === null) throw new AdFault(1, '00002020: LdapErr: DSID-0C090A5C, comment: In order to perform this operation a successful bind must be completed on the connection., data 0, v4563');
}

function write(state: AdState, operation: LdapOperation, account: LdapAccount): void {
  const target = 'dn' in operation && operation.kind !== 'add' ? resolveBase(state, operation.dn, false).dn : '';
  if ('dn' in operation && !attributesOf(operation).every(mayWriteAs(account))) throw new AdFault(50, '00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n');
  switch (operation.kind) {
    case 'modify': return state.modify(target, operation.changes);
    case 'add': {
      refuseSystemAttributes(Object.keys(operation.attributes));
      state.add(operation.dn, operation.attributes);
      return;
    }
    case 'delete': return state.remove(target);
    case 'modifyDn': return state.rename(target, operation.newRdn, operation.newSuperior);
    default: throw new AdFault(2, '00000057: LdapErr: DSID-0C0C0089, comment: Error decoding ldap message, data 0, v4563');
  }
}

type Modify = Extract<LdapOperation, { readonly kind: 'modify' }>;

/** A request that takes isDeleted away and gives a new name, of a client that sees deleted objects. */
const isReanimation = (operation: LdapOperation, { showDeleted }: LdapControls): operation is Modify =>
  showDeleted && operation.kind === 'modify' && operation.changes.some(({ operation: how, attribute }) => how === 'delete' && attribute.toLowerCase() === 'isdeleted');

/** Needs the right Reanimate Tombstones, which none of the rights by attribute is. */
function reanimate(state: AdState, { dn, changes }: Modify, { mayWrite }: LdapAccount): void {
  const object = resolveBase(state, dn, true);
  const [name] = changes.find(({ operation, attribute }) => operation === 'replace' && attribute.toLowerCase() === 'distinguishedname')?.values ?? [];
  if (mayWrite !== true) throw new AdFault(50, '00002098: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n');
  if (name === undefined || changes.length !== 2) throw new AdFault(53, '0000209A: SvcErr: DSID-031A1021, problem 5003 (WILL_NOT_PERFORM), data 0 (isDeleted)\n');
  state.restore(object.guid, name.toString());
}

const mayWriteAs = ({ mayWrite }: LdapAccount) => (attribute: string): boolean => (typeof mayWrite === 'boolean' ? mayWrite : mayWrite.some((each) => each.toLowerCase() === attribute.toLowerCase()));

const mayCreateAs = ({ mayWrite, creates = [] }: LdapAccount) => (objectClass: string): boolean => mayWrite === true || creates.includes(objectClass);

/** The root entry tells whoever has signed in who he is, when he asks. */
function withToken(root: ReturnType<typeof rootEntry>, asked: readonly string[], account: LdapAccount | null): ReturnType<typeof rootEntry> {
  const sids = account?.sids ?? [];
  return sids.length === 0 || !asked.includes('tokenGroups') ? root : { ...root, attributes: [...root.attributes, { name: 'tokenGroups', values: sids }] };
}

/** What a request writes; creating, deleting and moving are none of the rights that are given attribute by attribute. */
const attributesOf = (operation: LdapOperation): readonly string[] => (operation.kind === 'modify' ? operation.changes.map(({ attribute }) => attribute) : ['(the object itself)']);

/** The operational attribute of the root entry by which one object is fetched from another domain controller. */
function replicate({ replicated }: LdapService, { changes }: Extract<LdapOperation, { readonly kind: 'modify' }>, account: LdapAccount): void {
  const [change] = changes;
  if (change?.attribute.toLowerCase() !== 'replicatesingleobject' || replicated === undefined) throw new AdFault(53, '00002035: LdapErr: DSID-0C090FC8, comment: Operation not allowed on the root entry, data 0, v4563');
  if (account.mayWrite !== true) throw new AdFault(50, '00002105: SecErr: DSID-031514A0, problem 4003 (INSUFF_ACCESS_RIGHTS), data 0\n');
  replicated.push(...change.values.map(String));
}

function refuseSystemAttributes(names: readonly string[]): void {
  const refused = names.find((name) => name.toLowerCase() !== 'objectclass' && schemaAttribute(name)?.system === true);
  if (refused !== undefined) throw new AdFault(53, `0000209A: SvcErr: DSID-031A1021, problem 5003 (WILL_NOT_PERFORM), data 0 (${refused})\n`);
}

function answerTag({ kind }: LdapOperation): number {
  switch (kind) {
    case 'unbind': case 'abandon': return ANSWERS.other;
    default: return ANSWERS[kind];
  }
}
