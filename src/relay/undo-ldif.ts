import { BINARY_ATTRIBUTES } from '../model/changeable-attributes.ts';
import { rdnsOf } from '../model/distinguished-name.ts';
import type { OperationName, OperationParams, StepDraft, Undo } from '../model/plan.ts';
import { REVERSAL } from '../operations/reversal.ts';
import type { RelayJournalLine } from '../boundary/relay-state.ts';

type Started = Extract<RelayJournalLine, { what: 'started' }>;

/**
 * What takes the steps of one plan back, last step first, as LDIF (RFC 2849) for `ldifde -i -f` or `ldapmodify`. Each change names the value that
 * must still be there, so that the directory refuses it where somebody has changed the object since. What LDIF cannot say stands in comments.
 */
export function undoLdif(lines: readonly RelayJournalLine[]): string {
  const started = newestStarts(lines);
  const records = started.toReversed().map((start) => recordOf(start, endOf(lines, start)));
  return ['version: 1', '', ...records].join('\n');
}

/** Of each step its last attempt, in the order of the plan. */
const newestStarts = (lines: readonly RelayJournalLine[]): readonly Started[] =>
  [...new Map(lines.filter((line) => line.what === 'started').map((line) => [line.step, line])).values()].sort((one, other) => one.step - other.step);

/** How this attempt ended; null when that was never written down. */
const endOf = (lines: readonly RelayJournalLine[], { planId, step, attempt }: Started): string | null =>
  lines.filter((line) => line.what === 'ended').findLast((line) => line.planId === planId && line.step === step && line.attempt === attempt)?.is ?? null;

function recordOf({ step, at, does, found }: Started, ended: string | null): string {
  const head = `# Step ${step}, started ${at}: ${does === undefined ? 'written by an older version, which kept no values' : oneLine(does.says)}`;
  if (does === undefined) return `${head}\n`;
  if (ended !== null && ended !== 'applied' && ended !== 'unsure') return `${head}\n# It ended as "${ended}": nothing was changed, so there is nothing to take back.\n`;
  const doubt = ended === 'applied' ? [] : ['# Whether it took effect is not known: look at the object first.'];
  const undo = undoOf(does.operation, does.params);
  if (undo.is === 'nothing-to-undo') return [head, '# Nothing to take back.', ''].join('\n');
  if (undo.is === 'cannot-be-undone') return [head, `# It cannot be taken back: ${oneLine(undo.because)}`, ''].join('\n');
  return [head, ...doubt, ...changeOf(undo.step, found), ''].join('\n');
}

/** Worked out here from what was done: the undo that came with the job is the bot's word, and this file is applied with an administrator's own rights. */
const undoOf = <Name extends OperationName>(operation: Name, params: OperationParams[Name]): Undo => REVERSAL[operation](params);

function changeOf(step: StepDraft, found: Started['found']): readonly string[] {
  switch (step.operation) {
    case 'ad.change-addresses':
      return modify(step.params.object, 'proxyAddresses', { remove: step.params.remove.map(text), add: step.params.add.map(text) });
    case 'ad.change-values': {
      const { object, attribute, before, after } = step.params;
      const shown = (value: string): string => (BINARY_ATTRIBUTES.includes(attribute) ? octets(value) : text(value));
      return modify(object, attribute, { remove: before.filter((value) => !after.includes(value)).map(shown), add: after.filter((value) => !before.includes(value)).map(shown) });
    }
    case 'ad.set-enabled': {
      const before = Number(found?.['userAccountControl']?.[0] ?? NaN);
      return Number.isInteger(before) ? modify(step.params.object, 'userAccountControl', { remove: [text(String(before ^ ACCOUNT_DISABLED))], add: [text(String(before))] }) : byHand(step);
    }
    case 'ad.change-upn-suffixes': {
      const { forest, before, after } = step.params;
      const dn = `CN=Partitions,CN=Configuration,${forest.split('.').map((label) => `DC=${label}`).join(',')}`;
      return [`dn${text(dn)}`, ...values('uPNSuffixes', { remove: before.filter((value) => !after.includes(value)).map(text), add: after.filter((value) => !before.includes(value)).map(text) })];
    }
    case 'ad.change-member':
      return modify(step.params.group, 'member', step.params.after ? { remove: [], add: [text(step.params.member.dn)] } : { remove: [text(step.params.member.dn)], add: [] });
    case 'ad.set-anchor':
      return modify(step.params.object, 'mS-DS-ConsistencyGuid', { remove: binary(step.params.before), add: binary(step.params.after) });
    case 'ad.move':
      return [...named(step.params.object), 'changetype: modrdn', `newrdn${text(rdnsOf(step.params.object.dn)[0] ?? '')}`, 'deleteoldrdn: 1', `newsuperior${text(step.params.to)}`];
    default:
      return byHand(step);
  }
}

/** ADS_UF_ACCOUNTDISABLE in userAccountControl, of which the journal keeps what it was. */
const ACCOUNT_DISABLED = 0x2;

const byHand = (step: StepDraft): readonly string[] => [`# By hand: ${oneLine(step.says)}`, `# ${oneLine(JSON.stringify(step.params))}`];

const named = ({ guid, dn }: { readonly guid: string; readonly dn: string }): readonly string[] => [`# objectGUID ${guid}; where it bears another name now, use that`, `dn${text(dn)}`];

interface Change {
  readonly remove: readonly string[];
  readonly add: readonly string[];
}

const modify = (object: { readonly guid: string; readonly dn: string }, attribute: string, change: Change): readonly string[] => [...named(object), ...values(attribute, change)];

function values(attribute: string, { remove, add }: Change): readonly string[] {
  const part = (verb: 'delete' | 'add', listed: readonly string[]): readonly string[] => (listed.length === 0 ? [] : [`${verb}: ${attribute}`, ...listed.map((value) => `${attribute}${value}`), '-']);
  return ['changetype: modify', ...part('delete', remove), ...part('add', add)];
}

/** `: value` where the value is safe in LDIF as it is (RFC 2849 SAFE-STRING), else `:: base64`. */
const text = (value: string): string => (/^[\x21-\x39\x3b\x3d-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/.test(value) ? `: ${value}` : `:: ${Buffer.from(value, 'utf8').toString('base64')}`);

const binary = (value: string | null): readonly string[] => (value === null ? [] : [octets(value)]);

/** Written anew, so that nothing but base64 stands there. */
const octets = (base64: string): string => `:: ${Buffer.from(base64, 'base64').toString('base64')}`;

/** A comment must not become a line of its own. */
const oneLine = (words: string): string => words.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 400);
