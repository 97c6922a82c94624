/**
 * Everything that the audit trail can tell, with its meaning and how grave it is (0 to 10, as in CEF).
 * An event that is not listed here does not compile. A trail of another version may hold others; they are kept and shown as they are.
 */
export const AUDIT_EVENTS = {
  'plan.created': { says: 'Somebody asked for a change', severity: 3 },
  'plan.refused': { says: 'A request for a change was refused', severity: 5 },
  'plan.cancelled': { says: 'The requester took the plan back', severity: 3 },
  'plan.approved': { says: 'A plan has all its approvals', severity: 4 },
  'plan.expired': { says: 'A plan was not approved or not started in time', severity: 3 },
  'plan.stale': { says: 'A plan no longer fits the world, the policy or its approvers', severity: 5 },
  'plan.running': { says: 'A plan was started', severity: 4 },
  'plan.done': { says: 'A plan was carried out', severity: 4 },
  'plan.failed': { says: 'A plan failed', severity: 6 },
  'plan.partly-done': { says: 'A plan was carried out in part', severity: 7 },
  'plan.unknown': { says: 'Whether a plan took effect is not known', severity: 7 },
  'plan.pending': { says: 'A plan waits for approval', severity: 2 },
  'plan.denied': { says: 'A plan was denied', severity: 4 },
  'plan.superseded': { says: 'Another plan took the place of this one', severity: 3 },
  'decision.accepted': { says: 'Somebody approved or denied a plan', severity: 4 },
  'decision.refused': { says: 'An approval or denial was refused', severity: 6 },
  'cancel.refused': { says: 'Taking a plan back was refused', severity: 5 },
  'button.refused': { says: 'A press on a button was refused', severity: 6 },
  'activity.refused': { says: 'A message or press was turned away', severity: 6 },
  'refusals.counted': { says: 'More messages were turned away than are told one by one', severity: 7 },
  'seal.offered': { says: 'Somebody was offered to sign in for a plan', severity: 2 },
  'seal.given': { says: 'Somebody signed in for a plan', severity: 4 },
  'seal.refused': { says: 'A sign-in for a plan was refused', severity: 6 },
  'seal.admitted': { says: 'The relay has judged the sign-ins of a plan', severity: 3 },
  'seal.not-admitted': { says: 'The relay could not judge the sign-ins of a plan', severity: 5 },
  'job.sent': { says: 'A step was handed to a relay', severity: 4 },
  'job.answered': { says: 'A relay answered a step', severity: 3 },
  'step.began': { says: 'A step was begun', severity: 4 },
  'step.ended': { says: 'A step has ended', severity: 4 },
  'step.looked': { says: 'The outcome of a step was looked up', severity: 3 },
  'step.unseen': { says: 'The outcome of a step could not be looked up', severity: 6 },
  'run.stopped': { says: 'A run may not go on; only what must follow in any case is still done', severity: 6 },
  'run.closed': { says: 'A run was closed', severity: 3 },
  'cure.waiting': { says: 'The cure is waited for', severity: 2 },
  'cure.verified': { says: 'Entra ID shows the cure', severity: 2 },
  'cure.not-verified': { says: 'Entra ID does not show the cure', severity: 5 },
  'cure.not-started': { says: 'No cure is waited for', severity: 2 },
  'campaign.made': { says: 'A migration to a new domain was set up', severity: 3 },
  'campaign.moved': { says: 'Somebody said which accounts of a migration belong together', severity: 3 },
  'campaign.wave': { says: 'A wave of a migration was begun', severity: 4 },
  'campaign.stopped': { says: 'A migration was stopped', severity: 5 },
  'watch.begun': { says: 'Somebody does something by hand and has it watched', severity: 2 },
  'watch.told': { says: 'What came of something done by hand was told', severity: 2 },
  'watch.ended': { says: 'Somebody ended a watch', severity: 2 },
  'relay.enrolled': { says: 'A relay was enrolled', severity: 6 },
  'relay.invited': { says: 'A one-time token for a new relay was made', severity: 4 },
  'relay.confirmation': { says: 'One of two people has confirmed the key of a relay', severity: 4 },
  'relay.confirmed': { says: 'Two people have confirmed the key of a relay', severity: 6 },
  'relay.revoked': { says: 'A relay was revoked', severity: 7 },
  'relay.rotation-wanted': { says: 'Somebody wants a relay to make a new key', severity: 3 },
  'relay.rotated': { says: 'A relay has changed its key', severity: 5 },
  'relay.decision-refused': { says: 'A decision about a relay was refused', severity: 6 },
  'relay.refused': { says: 'A request to the relay address was turned away', severity: 6 },
  'features.read': { says: 'An administrator read the synchronization settings', severity: 2 },
  'head.posted': { says: 'The head of the audit trail was posted to a second place', severity: 1 },
  'head.failed': { says: 'The head of the audit trail could not be posted', severity: 7 },
} as const satisfies Readonly<Record<string, { readonly says: string; readonly severity: number }>>;

export type AuditEventName = keyof typeof AUDIT_EVENTS;

/** Meaning and gravity of an event by its name, also of one that this version does not know. */
export function auditMeaning(name: string): { readonly says: string; readonly severity: number } {
  return isAuditEventName(name) ? AUDIT_EVENTS[name] : { says: name, severity: 5 };
}

const isAuditEventName = (name: string): name is AuditEventName => Object.hasOwn(AUDIT_EVENTS, name);
