import type { ApprovalPolicy, ApproverRule } from '../model/approval.ts';
import { isAtOrBelow } from '../model/distinguished-name.ts';
import { isCycle } from '../model/operations.ts';
import type { PlanContent, PlanStep } from '../model/plan.ts';
import { reachOf } from '../model/reach.ts';

type Planned = Pick<PlanContent, 'steps' | 'targets' | 'riskClass'>;

/** For each step that counts, the groups (Entra object ids) of which a person must be in at least one. An empty list lets nobody approve. */
export type NeededGroups = readonly (readonly string[])[];

/** Which groups this plan needs under this policy. */
export function neededGroups({ approvers }: ApprovalPolicy, plan: Planned): NeededGroups {
  const counting = plan.steps.filter(({ operation }) => !isCycle(operation) && operation !== 'people.do');
  // A cycle behind other steps changes nothing by itself, and of what people do the product writes nothing; alone they are the whole plan.
  const steps = counting.length === 0 ? plan.steps : counting;
  return steps.map((step) => [...new Set(approvers.filter((rule) => coversStep(rule, plan, step)).flatMap(({ groups }) => groups))]);
}

/** Whether somebody in these groups may approve; nobody may what no rule covers. */
export const suffice = (needed: NeededGroups, memberOf: readonly string[]): boolean => needed.length > 0 && needed.every((groups) => groups.some((id) => memberOf.includes(id)));

/** Every group that could count, each once. */
export const groupsToAsk = (needed: NeededGroups): readonly string[] => [...new Set(needed.flat())];

/** Whether any person at all could approve under these rules. */
export const isOpenToSomebody = (needed: NeededGroups): boolean => needed.length > 0 && needed.every((groups) => groups.length > 0);

function coversStep({ risks, operations, containers }: ApproverRule, plan: Planned, step: PlanStep): boolean {
  if (!risks.includes(plan.riskClass) || operations?.includes(step.operation) === false) return false;
  if (containers === null) return true;
  const places = placesOf(step, plan);
  return places.length > 0 && places.every((place) => containers.some((container) => isAtOrBelow(place, container)));
}

/** The DNs that a step touches; none when it touches nothing that lies in a container. */
function placesOf(step: PlanStep, { targets }: Planned): readonly string[] {
  const reach = reachOf(step);
  switch (reach.is) {
    case 'ad-object':
      return [...reach.objects.map(({ dn }) => dn), ...reach.containers];
    case 'entra':
      return reach.ids.flatMap((id) => targets.filter(({ cloudId, key }) => cloudId === id || key === id)).flatMap(({ dn }) => dn ?? []);
    case 'sync-server':
      return reach.object === null ? [] : [reach.object.dn];
    case 'forest':
    case 'people':
      return [];
  }
}
