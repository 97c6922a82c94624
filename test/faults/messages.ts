import { FAULTS, type Fault, type FaultKind, type Passing } from './fault-proxy.ts';

/** One message of a plan, on one of the two lines. */
export interface Message {
  readonly name: string;
  readonly line: 'bot' | 'directory';
  readonly towards: Fault['towards'];
  readonly nth?: number | undefined;
  /** Only a relay that has forgotten how its first step ended is asked for a look. */
  readonly isForgetful?: true | undefined;
  /** Made anew for each plan. */
  readonly fits: () => Fault['fits'];
}

const says = (part: 'chunk' | 'request', text: string) => (): Fault['fits'] => (passing: Passing) => passing[part].toString('latin1').includes(text);
const toBot = (name: string, text: string, more: Partial<Message> = {}): Message => ({ name, line: 'bot', towards: 'server', fits: says('chunk', text), ...more });
const fromBot = (name: string, text: string, more: Partial<Message> = {}): Message => ({ name, line: 'bot', towards: 'client', fits: says('request', text), ...more });
const job = (name: string, phase: string, more: Partial<Message> = {}): Message => ({ name, line: 'bot', towards: 'client', fits: says('chunk', `"phase":"${phase}"`), ...more });

const HELLO = 'POST /relay/v1/hello';
const LEASE = '{"kind":"step"';
const RESULT = 'POST /relay/v1/result';

/** Everything that relay and bot say to each other in a plan of two steps. */
export const BOT_MESSAGES: readonly Message[] = [
  toBot('hello', HELLO),
  fromBot('the answer to hello', HELLO),
  toBot('the lease that brings step 1', LEASE),
  job('the job of step 1', 'run'),
  toBot('the result of step 1', RESULT),
  fromBot('the receipt for step 1', RESULT),
  toBot('the lease that brings step 2', LEASE, { nth: 2 }),
  job('the job of step 2', 'run', { nth: 2 }),
  toBot('the result of step 2', RESULT, { nth: 2 }),
  fromBot('the receipt for step 2', RESULT, { nth: 2 }),
  job('the job of a look', 'look', { isForgetful: true }),
  toBot('what a look saw', RESULT, { nth: 2, isForgetful: true }),
  fromBot('the receipt for a look', RESULT, { nth: 2, isForgetful: true }),
];

/** Tags of the LDAP requests and answers (RFC 4511). */
const TAGS = { bind: 0x60, bound: 0x61, search: 0x63, modify: 0x66, modified: 0x67 } as const;

const ldap = (name: string, part: 'chunk' | 'request', tag: number, more: Partial<Message> = {}): Message => ({ name, line: 'directory', towards: part === 'chunk' ? 'server' : 'client', fits: () => (passing) => tagOf(passing[part]) === tag, ...more });

/** What relay and domain controller say to each other for a write. */
export const DIRECTORY_MESSAGES: readonly Message[] = [
  ldap('the bind', 'chunk', TAGS.bind),
  ldap('the answer to the bind', 'request', TAGS.bind),
  ldap('the first search', 'chunk', TAGS.search),
  ldap('the answer to the first search', 'request', TAGS.search),
  ldap('the modify', 'chunk', TAGS.modify),
  ldap('the answer to the modify', 'request', TAGS.modify),
  { name: 'the search that reads back', line: 'directory', towards: 'server', fits: () => afterModify('chunk') },
  { name: 'the answer to the search that reads back', line: 'directory', towards: 'client', fits: () => afterModify('request') },
  ldap('the modify of step 2', 'chunk', TAGS.modify, { nth: 2 }),
  ldap('the answer to the modify of step 2', 'request', TAGS.modify, { nth: 2 }),
];

function afterModify(part: 'chunk' | 'request'): Fault['fits'] {
  let isWritten = false;
  return (passing) => {
    isWritten ||= tagOf(passing.request) === TAGS.modify;
    return isWritten && tagOf(passing[part]) === TAGS.search;
  };
}

/** The tag of an LDAP message behind its length and its number. */
function tagOf(message: Buffer): number | undefined {
  if (message[0] !== 0x30) return undefined;
  const length = message[1] ?? 0;
  const number = 2 + (length > 0x80 ? length - 0x80 : 0);
  return message[number + 2 + (message[number + 1] ?? 0)];
}

/** Every fault at this message. */
export const faultsAt = (message: Message, kinds: readonly FaultKind[] = FAULTS): readonly { readonly kind: FaultKind; readonly fault: Fault }[] =>
  kinds.map((kind) => ({ kind, fault: { kind, towards: message.towards, nth: message.nth, fits: message.fits() } }));
