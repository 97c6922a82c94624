import assert from 'node:assert/strict';
import type { Contoso } from '../../lab/company/contoso.ts';
import type { AdRecord, AdValue } from '../../lab/company/ad-state.ts';
import { patchUser } from '../../lab/company/tenant-writes.ts';
import { restoreUser, softDeleteUser } from '../../lab/company/tenant-recycle-bin.ts';
import { BINARY_ATTRIBUTES } from '../../src/model/changeable-attributes.ts';
import type { AdTarget } from '../../src/model/operation-params.ts';
import type { StepDraft } from '../../src/model/plan.ts';

/** Does the steps of a plan in the pretend company itself, without bot, relay or approval: what the world makes of them is what a prediction must say. */
export function doInLab(company: Contoso, steps: readonly StepDraft[]): void {
  for (const step of steps) doStep(company, step);
}

/** Some operations the pretend company has no hand for; plans with these are carried out by the product alone. */
export const canBeDoneInLab = ({ operation }: StepDraft): boolean => DONE.includes(operation);

const DONE: readonly string[] = [
  'ad.change-addresses', 'ad.change-values', 'ad.set-anchor', 'ad.set-enabled', 'ad.change-member', 'ad.move', 'ad.restore-deleted', 'ad.change-upn-suffixes', 'sync.set-scheduler', 'sync.restart-service',
  'sync.start-delta', 'sync.start-full', 'entra.set-anchor', 'entra.set-user-name', 'entra.set-mail', 'entra.set-usage-location', 'entra.delete-user', 'entra.restore-user',
];

function doStep(company: Contoso, step: StepDraft): void {
  const { ad, sync, tenant } = company;
  switch (step.operation) {
    case 'ad.change-addresses':
      return replace(company, step.params.object, { attribute: 'proxyAddresses', values: [...step.params.before.filter((value) => !step.params.remove.includes(value)), ...step.params.add] });
    case 'ad.change-values':
      return replace(company, step.params.object, { attribute: step.params.attribute, values: step.params.after.map((value) => octets(step.params.attribute, value)) });
    case 'ad.set-anchor':
      return replace(company, step.params.object, { attribute: 'mS-DS-ConsistencyGuid', values: step.params.after === null ? [] : [Buffer.from(step.params.after, 'base64')] });
    case 'ad.set-enabled': {
      const control = Number(record(company, step.params.object).values('userAccountControl')[0]?.toString() ?? '512');
      return replace(company, step.params.object, { attribute: 'userAccountControl', values: [String(step.params.after ? control & ~2 : control | 2)] });
    }
    case 'ad.change-member':
      return ad.modify(record(company, step.params.group).dn, [{ operation: step.params.after ? 'add' : 'delete', attribute: 'member', values: [record(company, step.params.member).dn] }]);
    case 'ad.move': {
      const { dn } = record(company, step.params.object);
      return ad.rename(dn, dn.slice(0, dn.search(/(?<!\\),/)), step.params.to);
    }
    case 'ad.restore-deleted':
      return ad.restore(step.params.object.guid, `${step.params.rdn},${step.params.to}`);
    case 'ad.change-upn-suffixes':
      return ad.modify(`CN=Partitions,CN=Configuration,${ad.forestDn}`, [{ operation: 'replace', attribute: 'uPNSuffixes', values: step.params.after }]);
    case 'sync.set-scheduler':
      return sync.setCycleEnabled(step.params.after);
    case 'sync.restart-service':
      return sync.setRunning(true);
    case 'sync.start-delta':
    case 'sync.start-full':
      return sync.runCycle();
    case 'entra.set-anchor':
      return patch(company, step.params.userId, { onPremisesImmutableId: step.params.after });
    case 'entra.set-user-name':
      return patch(company, step.params.userId, { userPrincipalName: step.params.after });
    case 'entra.set-mail':
      return patch(company, step.params.userId, { mail: step.params.after });
    case 'entra.set-usage-location':
      return patch(company, step.params.userId, { usageLocation: step.params.after });
    case 'entra.delete-user':
      return softDeleteUser(tenant, step.params.userId, company.clock.now());
    case 'entra.restore-user':
      return void restoreUser(tenant, step.params.userId);
    default:
      assert.fail(`${step.operation} is not done by hand`);
  }
}

const octets = (attribute: string, value: string): AdValue => (BINARY_ATTRIBUTES.some((name) => name.toLowerCase() === attribute.toLowerCase()) ? Buffer.from(value, 'base64') : value);

const record = ({ ad }: Contoso, { guid }: AdTarget): AdRecord => ad.byGuid(guid) ?? assert.fail(`no object ${guid}`);

function replace(company: Contoso, object: AdTarget, { attribute, values }: { readonly attribute: string; readonly values: readonly AdValue[] }): void {
  company.ad.modify(record(company, object).dn, [{ operation: 'replace', attribute, values }]);
}

const patch = ({ tenant }: Contoso, userId: string, body: Readonly<Record<string, unknown>>): void => patchUser(tenant, userId, { body, known: new Set(Object.keys(body)) });
