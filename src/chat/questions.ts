import { soundsLike } from './spelling.ts';

/**
 * The small grammar of free questions. Capital words stand for a set of words, `<who>` for one to five words of a name,
 * `[X]` may be missing. The first line that fits decides.
 */
const PATTERNS: readonly (readonly [pattern: string, word: string])[] = [
  ['why [is] [it] [that] <who> NOT [BEING] SYNC [WHERE]', 'why'],
  ['why [is] [it] [that] <who> ISNT [BEING] SYNC [WHERE]', 'why'],
  ['why ISNT <who> [BEING] SYNC [WHERE]', 'why'],
  ['why ISNT <who> [SHOWING] IN [the] CLOUD', 'why'],
  ['why IS <who> NOT [BEING] SYNC [WHERE]', 'why'],
  ['why IS <who> NOT [SHOWING] IN [the] CLOUD', 'why'],
  ['why IS <who> THING WRONG [WHERE]', 'why'],
  ['why IS [the] THING [of] <who> WRONG [WHERE]', 'why'],
  ['why IS <who> [still] WRONG [WHERE]', 'why'],
  ['why IS <who> TWICE [WHERE]', 'why'],
  ['why HAS <who> GOT [a] WRONG THING', 'why'],
  ['why HAS <who> NO THING [WHERE]', 'why'],
  ['why CANT <who> LOGIN [WHERE]', 'why'],
  ['what IS WRONG with <who>', 'why'],
  ['WHATS WRONG with <who>', 'why'],
  ['what HAPPENED to <who>', 'why'],
  ['IS <who> [being] SYNC [WHERE]', 'why'],
  ['HAS <who> SYNC [WHERE]', 'why'],
  ['IS <who> IN [the] CLOUD', 'why'],
  ['<who> ISNT [BEING] SYNC [WHERE]', 'why'],
  ['<who> IS NOT [BEING] SYNC [WHERE]', 'why'],
  ['<who> HAS NOT SYNC [WHERE]', 'why'],
  ['<who> HAS STOPPED SYNC', 'why'],
  ['<who> STOPPED SYNC', 'why'],
  ['<who> EXISTS TWICE [WHERE]', 'why'],
  ['<who> IS TWICE [WHERE]', 'why'],
  ['<who> IS MISSING [IN] [the] [CLOUD]', 'why'],
  ['<who> CANT LOGIN [WHERE]', 'why'],
  ['<who> THING IS WRONG [WHERE]', 'why'],
  ['CHECK [sync] [of] [on] [for] <who>', 'why'],
  ['SHOWME [the] FAILURES', 'errors'],
  ['what FAILURES ARE there', 'errors'],
  ['ARE there [any] FAILURES', 'errors'],
  ['[any] FAILURES', 'errors'],
  ['what IS NOT SYNC', 'errors'],
  ['who IS NOT SYNC', 'errors'],
  ['what ISNT SYNC', 'errors'],
  ['WAITING plans', 'pending'],
  ['what IS WAITING [for] [approval]', 'pending'],
  ['WHATS WAITING [for] [approval]', 'pending'],
  ['what NEEDS [my] approval', 'pending'],
  ['IS [the] sync [server] RUNNING', 'status'],
  ['IS everything ok', 'status'],
  ['IS everything fine', 'status'],
  ['how IS [the] sync', 'status'],
  ['ARE [you] [the] RELAYS RUNNING', 'agents'],
  ['WHERE ARE [the] RELAYS', 'agents'],
  ['who CHANGED <who>', 'who changed'],
  ['what HAPPENED with <who>', 'history'],
  ['what WAS DONE to <who>', 'history'],
  ['SHOWME <who>', 'show'],
  ['FINDHIM <who>', 'show'],
  ['who IS <who>', 'show'],
  ['who ARE you', 'help'],
  ['what CAN you do', 'help'],
  ['how DOES this work', 'help'],
];

const SETS: Readonly<Record<string, readonly string[]>> = {
  NOT: ['not', 'never'],
  BEING: ['being', 'getting', 'even'],
  IS: ['is', 'are', 'does', 'do', 'was', 'will'],
  ISNT: ["won't", 'wont', "isn't", 'isnt', "doesn't", 'doesnt', "don't", 'dont', "can't", 'cant', 'cannot', "hasn't", 'hasnt', "didn't", 'didnt', "aren't", 'arent', "wasn't", 'wasnt'],
  CANT: ["can't", 'cant', 'cannot', "couldn't", "won't", 'unable'],
  HAS: ['has', 'have', 'does', 'did'],
  GOT: ['got', 'have', 'get', 'the', 'a'],
  NO: ['no', 'not'],
  SYNC: ['sync', 'syncs', 'synced', 'syncing', 'synchronize', 'synchronise', 'synchronized', 'synchronised', 'synchronizing', 'synchronising', 'replicate', 'replicating', 'replicated', 'appear', 'show', 'arrive', 'update', 'updating', 'updated', 'up'],
  SHOWING: ['showing', 'visible', 'appearing', 'there', 'up'],
  IN: ['in', 'into', 'on', 'to', 'from', 'at', 'with'],
  CLOUD: ['cloud', 'entra', 'azure', '365', 'o365', 'm365', 'office', 'office365', 'microsoft', 'teams', 'exchange', 'outlook', 'gal', 'aad', 'azuread', 'tenant', 'online'],
  WRONG: ['wrong', 'incorrect', 'broken', 'bad', 'different', 'old', 'stale', 'outdated', 'missing', 'odd', 'off'],
  THING: ['mail', 'email', 'e-mail', 'address', 'addresses', 'mailbox', 'name', 'upn', 'login', 'licence', 'license', 'password', 'phone', 'manager', 'department', 'title', 'groups', 'alias', 'proxyaddresses', 'account', 'sign-in'],
  TWICE: ['twice', 'duplicate', 'duplicated', 'double', 'doubled', 'duplicates'],
  EXISTS: ['exists', 'exist', 'appears', 'shows', 'is', 'there'],
  MISSING: ['missing', 'gone', 'absent', 'deleted', 'disappeared'],
  STOPPED: ['stopped', 'quit', 'ceased'],
  LOGIN: ['login', 'logon', 'log', 'sign', 'signin', 'authenticate'],
  WHATS: ["what's", 'whats', "what's"],
  HAPPENED: ['happened', 'happens'],
  CHECK: ['check', 'diagnose', 'troubleshoot', 'investigate', 'explain', 'analyse', 'analyze'],
  SHOWME: ['show', 'list', 'display', 'give'],
  FAILURES: ['errors', 'error', 'failures', 'problems', 'issues', 'faults'],
  ARE: ['are', 'is', 'were'],
  WAITING: ['waiting', 'pending', 'open'],
  NEEDS: ['needs', 'need', 'wants'],
  RUNNING: ['running', 'working', 'alive', 'ok', 'up', 'online', 'connected', 'down', 'healthy'],
  RELAYS: ['relays', 'relay', 'agents', 'agent'],
  WHERE: ['where'],
  CHANGED: ['changed', 'modified', 'edited', 'touched', 'deleted', 'moved'],
  WAS: ['was', 'were', 'is'],
  DONE: ['done', 'changed'],
  FINDHIM: ['find', 'lookup', 'search'],
  CAN: ['can', 'could', 'do'],
  DOES: ['does', 'do', 'can'],
};

const LONGEST_NAME = 5;
/** Words that close a question about a place and say nothing more: "in 365", "to the cloud". */
const PLACE = /(?:\s+(?:in|in to|into|to|on|from|at|with)(?:\s+the)?(?:\s+(?:cloud|entra(?:\s+id)?|azure(?:\s+ad)?|365|o365|m365|office(?:\s*365)?|microsoft(?:\s*365)?|teams|exchange(?:\s+online)?|outlook|gal|aad|tenant))+|\s+(?:up|in|properly|correctly|anymore|any more|at all|today|now|again|yet))+$/iu;
const CLOUD_IN_PATTERN = / (?:IN|\[IN\]) /u;

interface Compiled {
  readonly elements: readonly string[];
  readonly word: string;
  readonly namesPlace: boolean;
}

const COMPILED: readonly Compiled[] = PATTERNS.map(([pattern, word]) => ({
  elements: pattern.replace(/ \[WHERE\]$/u, '').split(' '),
  word,
  namesPlace: CLOUD_IN_PATTERN.test(pattern),
}));

/** The command that a free question means, with the name it asks about; null when no pattern fits. */
export function matchQuestion(said: string): { readonly word: string; readonly rest: string } | null {
  const whole = said.replace(/[?!.]+$/u, '').trim();
  const placeless = whole.replace(PLACE, '');
  for (const { elements, word, namesPlace } of COMPILED) {
    const name = match(elements, tokens(namesPlace ? whole : placeless));
    if (name !== null) return { word, rest: withoutPossessive(name.join(' ')) };
  }
  return null;
}

const tokens = (text: string): readonly string[] => text.split(/\s+/u).filter((each) => each !== '');
const bare = (token: string): string => token.toLowerCase().replace(/^["(]+|[",;:)]+$/gu, '');

/** The words of the name, an empty list when the pattern has none, null when it does not fit. */
function match(elements: readonly string[], words: readonly string[]): readonly string[] | null {
  const [element, ...others] = elements;
  const [word, ...rest] = words;
  if (element === undefined) return word === undefined ? [] : null;
  if (element.startsWith('[')) return (word !== undefined && fits(element.slice(1, -1), word) ? match(others, rest) : null) ?? match(others, words);
  if (element === '<who>') {
    for (let length = 1; length <= Math.min(LONGEST_NAME, words.length); length += 1) {
      const after = match(others, words.slice(length));
      if (after !== null && isName(words.slice(0, length))) return words.slice(0, length);
    }
    return null;
  }
  return word !== undefined && fits(element, word) ? match(others, rest) : null;
}

function fits(element: string, token: string): boolean {
  const typed = bare(token);
  return (SETS[element] ?? [element]).some((meant) => soundsLike(typed, meant));
}

const NO_NAMES = new Set(['is', 'are', 'it', 'this', 'that', 'not', 'does', 'do', 'the', 'why', 'what', 'who', 'how', 'there', 'anything', 'something', 'everything', 'nobody', 'anybody', 'sync', 'me', 'you', 'any']);
const isName = (words: readonly string[]): boolean => !words.every((word) => NO_NAMES.has(bare(word)));

const withoutPossessive = (name: string): string => name.replace(/^["']+|["',;:]+$/gu, '').replace(/(?:'s|s')$/iu, (end) => (end.toLowerCase() === "s'" ? 's' : '')).replace(/^(?:user|account|the user|the account|group|contact|mr|mrs|ms)\s+(?=\S)/iu, '');
