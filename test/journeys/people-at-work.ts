import type { Plan, PlanStep } from '../../src/model/plan.ts';
import type { JournalEntry } from '../../src/model/journal.ts';
import type { Watch } from '../../src/model/watch.ts';
import type { Contoso } from '../../lab/company/contoso.ts';

type HumanStep = Extract<PlanStep, { operation: 'people.do' }>;

/** The steps for people that a run waits for by now. */
export function waitingFor(plan: Plan, journal: readonly JournalEntry[]): readonly HumanStep[] {
  const begun = plan.content.steps.filter((step): step is HumanStep => step.operation === 'people.do' && journal.some((entry) => entry.what === 'began' && entry.step === step.n));
  return begun.filter(({ n }) => !journal.some((entry) => (entry.what === 'ended' && entry.step === n) || (entry.what === 'looked' && entry.step === n && entry.observation.stands === 'after')));
}

/** What a diligent administrator does in the pretend company so that the watch sees it. */
export function doWhatIsWatched({ ad, tenant, clock }: Contoso, watch: Watch): void {
  switch (watch.for) {
    case 'user-purged':
      tenant.deletedUsers.delete(watch.userId);
      return;
    case 'user-in-recycle-bin':
      tenant.softDelete(watch.userId, clock.now());
      return;
    case 'user-live':
      tenant.restore(watch.userId);
      return;
    case 'sync-feature':
      tenant.syncFeatures.features[watch.feature] = watch.value;
      return;
    case 'object-identifier-cleared':
      tenant.objectIdentifiers.delete(watch.userId);
      return;
    case 'directory-roles':
      return giveRoles(tenant, watch);
    case 'domain-verified':
      for (const domain of tenant.domains) if (domain.id.toLowerCase() === watch.domain.toLowerCase()) domain.isVerified = true;
      return;
    case 'upn-suffix':
      return offerSuffix(ad, watch.suffix);
    case 'mailbox-provisioned':
    case 'cause-gone':
      return;
  }
}

function offerSuffix(ad: Contoso['ad'], suffix: string): void {
  const partitions = `CN=Partitions,CN=Configuration,${ad.forestDn}`;
  const offered = ad.byDn(partitions)?.values('uPNSuffixes') ?? [];
  if (!offered.includes(suffix)) ad.modify(partitions, [{ operation: 'add', attribute: 'uPNSuffixes', values: [suffix] }]);
}

/** Exactly these roles, all of them assigned. */
function giveRoles(tenant: Contoso['tenant'], { userId, roles }: Extract<Watch, { for: 'directory-roles' }>): void {
  for (const list of [tenant.roleAssignments, tenant.roleEligibility]) list.splice(0, list.length, ...list.filter(({ principalId }) => principalId !== userId));
  tenant.roleAssignments.push(...roles.map((roleDefinitionId, at) => ({ id: `given-back-${at}`, principalId: userId, roleDefinitionId, directoryScopeId: '/' })));
}
