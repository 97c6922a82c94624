import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { systemClock } from '../../src/adapters/system/system-clock.ts';
import type { PlanContent, StepDraft } from '../../src/model/plan.ts';
import type { OnPremFragment, ReadRequest, RelayAnswer } from '../../src/model/relay-job.ts';
import { readLocalPolicy, readRelayConfig } from '../../src/relay/config.ts';
import { openRelayJournal } from '../../src/relay/journal.ts';
import { runJob, type JobWorld } from '../../src/relay/run-job.ts';
import { openSite } from '../../src/relay/site.ts';
import { planIdOf, planWith, stepJob } from '../ports/relay-jobs.ts';
import type { SambaSite } from '../attacks/samba-site.ts';

/** A relay of the production code as its files set it up, at real domain controllers; jobs come without a bot. */
export interface RelayOverForests {
  read(request: ReadRequest): Promise<OnPremFragment>;
  /** Runs a plan step by step, as two people would have approved it; ends at the first step that is not applied. */
  run(steps: readonly StepDraft[], change?: Partial<PlanContent>): Promise<readonly RelayAnswer[]>;
  /** Asks where step 1 stands, without any approval. */
  look(step: StepDraft): Promise<RelayAnswer>;
  close(): Promise<void>;
}

const QUIET = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** `catalogs`: every domain controller is the global catalog of its forest as well. `containers`: where changes are allowed, besides the container of each site. */
export function relayOverForests(sites: readonly SambaSite[], { catalogs = false, containers = [] }: { readonly catalogs?: boolean; readonly containers?: readonly string[] } = {}): RelayOverForests {
  const folder = mkdtempSync(join(tmpdir(), 'syncwhy-forests-'));
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text, { mode: 0o600 });
    return name;
  };
  const directories = sites.map(({ signIn, baseDn, domain }, at) => ({
    forest: domain, baseDn, url: signIn.url, bindDn: signIn.bindDn, passwordFile: file(`secret-${at}`, signIn.password), caFile: file(`ca-${at}.pem`, signIn.ca),
    ...(catalogs ? { globalCatalog: signIn.url.replace(/:\d+$/, '') } : {}),
  }));
  file('policy.yaml', stringify({ readOnly: false, operations: ['ad.change-addresses', 'ad.set-anchor', 'ad.move'], writableContainers: [...sites.map(({ container }) => container), ...containers], objectsPerHour: 100 }));
  const config = readRelayConfig(join(folder, file('relay.yaml', stringify({ bot: { url: 'https://127.0.0.1:1' }, stateDir: 'state', localPolicyFile: 'policy.yaml', directories }))));
  const journal = openRelayJournal(join(folder, 'journal.jsonl'));
  const world: JobWorld = { site: openSite(config, systemClock), group: 'default', policy: readLocalPolicy(config.localPolicyFile), journal, log: QUIET };
  const soon = (): string => new Date(Date.now() + 60_000).toISOString();
  const planOf = (steps: readonly StepDraft[], change: Partial<PlanContent> = {}): PlanContent => planWith(steps, { planId: planIdOf(crypto.randomUUID()), createdAt: new Date(Date.now() - 60_000).toISOString(), approveBy: new Date(Date.now() + 60_000).toISOString(), ...change });
  const jobOf = (plan: PlanContent, step: number, fence: number) => {
    const job = stepJob(plan, { jobId: crypto.randomUUID(), notAfter: soon(), step, fence });
    return { ...job, decisions: job.decisions.map((decision) => ({ ...decision, at: new Date().toISOString() })) };
  };
  let fence = 0;
  return {
    async read(request) {
      const answer = await runJob(world, { kind: 'read', jobId: crypto.randomUUID(), notAfter: soon(), request });
      return answer.kind === 'read' ? answer.fragment : assert.fail(JSON.stringify(answer));
    },
    async run(steps, change) {
      const plan = planOf(steps, change);
      const answers: RelayAnswer[] = [];
      fence += 1;
      for (const { n } of plan.steps) {
        const answer = await runJob(world, jobOf(plan, n, fence));
        answers.push(answer);
        if (answer.kind !== 'step' || answer.result.is !== 'applied') break;
      }
      return answers;
    },
    look: (step) => runJob(world, { ...jobOf(planOf([step]), 1, fence), phase: 'look', decisions: [] }),
    async close() {
      for (const { directory, globalCatalog } of world.site.directories) await Promise.all([directory.close(), globalCatalog?.close()]);
      journal.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
