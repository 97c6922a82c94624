import { presenceOf } from '../../deduce/cloud-presence.ts';
import { openServiceErrors } from '../../deduce/service-errors.ts';
import { cannotTell, notApplicable, ruledOut } from '../../model/verdict.ts';
import { defineCause } from '../cause.ts';
import { inEntra } from '../evidence-items.ts';

export const serviceProvisioningError = defineCause({
  id: 'service-provisioning-error',
  area: 'mailbox',
  layer: 6,
  title: 'Exchange, SharePoint or Teams refused the object',
  why: 'Entra hands every object on to the services, and each of them checks it once more. What a service refuses stays as it was there: the account is in Entra, but the mailbox or the site is missing or keeps old values. The service tries again only when the object changes.',
  checkYourself: ['Open the user in the Microsoft 365 admin center: a warning shows what the service says.', 'Run Get-MgUser -UserId NAME -Property serviceProvisioningErrors.', 'Correct the value that the message names, and look again after the next cycle.'],
  learnMore: 'https://learn.microsoft.com/graph/api/resources/serviceprovisioningxmlerror',
  fixAfter: ['archive-guid-mismatch', 'mailbox-blocked-by-onprem-guid', 'duplicate-held-by-exchange-object', 'licence-address-conflict'],
  byHand: 'Do what the message of the service asks for, in AD where AD masters the attribute, and run a delta cycle. The change makes the service try again. If the message stays, open a case with Microsoft.',
  byHandRisk: { risk: 'medium', undo: 'full' },
  arrives: true,
  kinds: ['user', 'group', 'contact'],
  about: 'any',
  needs: [],
  mayUse: ['entra.users', 'entra.groups', 'entra.contacts', 'entra.syncBehavior', 'syncServers.globalSettings'],

  judge(_, { subject, also }) {
    const presence = presenceOf(subject, also);
    if (presence.is === 'not-read') return cannotTell(presence.section);
    if (presence.is === 'absent' || presence.object.onPremisesSyncEnabled !== true) return notApplicable('there is no synchronised object of it in Entra');
    const errors = openServiceErrors(presence.object);
    if (errors === undefined) return cannotTell(presence.section);
    const open = errors.filter(({ text }) => !OF_OTHER_CAUSES.test(text));
    if (open.length === 0) return ruledOut('no service has an open complaint');
    const said = open.map(({ service, text }) => ({ service, text: text === '' ? 'an error without a text' : text }));
    const evidence = open.map(({ statedAt }, at) => inEntra('serviceProvisioningErrors', `${said[at]?.service}: ${said[at]?.text}`, statedAt ?? presence.object.id));
    return { is: 'confirmed', facts: { kind: subject.kind, objectId: presence.object.id, name: presence.object.displayName ?? presence.object.id, said }, evidenceClass: 'A', evidence, statedAt: open.map(({ statedAt }) => statedAt ?? '').toSorted().at(-1) };
  },

  explain: ({ name, said }) => `${name} is in Entra, but ${said.map(({ service, text }) => `${service} says: ${text}`).join(' ')}`,
});

/** Archives and mailboxes that AD still names have causes of their own. */
const OF_OTHER_CAUSES = /archive\s?guid|on-?premises mailbox has(n['’]?t| not) been migrated/i;
