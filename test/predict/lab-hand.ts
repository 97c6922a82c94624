import assert from 'node:assert/strict';
import type { Contoso } from '../../lab/company/contoso.ts';
import type { AdRecord, AdValue } from '../../lab/company/ad-state.ts';
import { BINARY_ATTRIBUTES } from '../../src/model/changeable-attributes.ts';
import type { AdTarget } from '../../src/model/operation-params.ts';
import type { StepDraft } from '../../src/model/plan.ts';
import { doWhatIsWatched } from '../journeys/people-at-work.ts';
import { doInCloud } from './cloud-hand.ts';

/** Does the steps of a plan in the pretend company itself, without bot, relay or approval: what the world makes of them is what a prediction must say. */
export function doInLab(company: Contoso, steps: readonly StepDraft[]): void {
  for (const step of steps) doStep(company, step);
}

function doStep(company: Contoso, step: StepDraft): void {
  const { ad, sync } = company;
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
    case 'sync.set-maintenance':
      return void (sync.machine.isMaintained = step.params.after);
    case 'sync.set-history-retention':
      return void (sync.machine.historyRetention = step.params.after);
    case 'sync.restart-service':
      return restart(company);
    case 'sync.start-delta':
    case 'sync.start-full':
      return sync.runCycle();
    case 'sync.synchronize-object':
      return void sync.synchronizeObject(record(company, step.params.object).dn);
    case 'sync.send-password-hash':
      return void sync.sendPasswordHash(record(company, step.params.object).dn);
    case 'people.do':
      return doWhatIsWatched(company, step.params.watch);
    default:
      return doInCloud(company, step);
  }
}

/** The loop for passwords lives in the process of the service. */
function restart({ sync }: Contoso): void {
  sync.setRunning(false);
  sync.setRunning(true);
  Object.assign(sync.machine.passwords, { hangs: false, since: null });
}

const octets = (attribute: string, value: string): AdValue => (BINARY_ATTRIBUTES.some((name) => name.toLowerCase() === attribute.toLowerCase()) ? Buffer.from(value, 'base64') : value);

const record = ({ ad }: Contoso, { guid }: AdTarget): AdRecord => ad.byGuid(guid) ?? assert.fail(`no object ${guid}`);

function replace(company: Contoso, object: AdTarget, { attribute, values }: { readonly attribute: string; readonly values: readonly AdValue[] }): void {
  company.ad.modify(record(company, object).dn, [{ operation: 'replace', attribute, values }]);
}
