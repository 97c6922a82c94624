import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPolicyFile, type PolicyFile } from '../../../src/adapters/system/policy-file.ts';
import { parseApprovalPolicy } from '../../../src/boundary/approval-policy.ts';

const A = 'aaaaaaaa-0000-4000-8000-000000000001';
const B = 'bbbbbbbb-0000-4000-8000-000000000001';
const policyFor = (group: string): string => `requesterGroups: [${group}]\napprovers:\n  - groups: [${group}]\n    risks: [reversible-one-object]\n    containers: ["OU=Staff,DC=contoso,DC=com"]\n`;

describe('the file of the approval policy', () => {
  let folder: string;
  let file: string;
  let ahead: number;
  let told: string[];
  let source: PolicyFile;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'syncwhy-policy-'));
    file = join(folder, 'approval.yaml');
    ahead = 0;
    told = [];
    writeFileSync(file, policyFor(A));
    source = openPolicyFile({ file, clock: { now: () => new Date(Date.now() + ahead) }, changed: ({ policy, faults }) => void told.push(`${policy.requesterGroups[0] ?? 'nobody'} ${faults.length}`) });
    source.reading();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const may = (): string => source.reading().policy.requesterGroups[0] ?? 'nobody';
  const faults = (): string => source.reading().faults.join(' ');

  it('counts as soon as the bot starts', () => {
    assert.equal(may(), A);
    assert.deepEqual(told, [`${A} 0`]);
  });

  it('counts a second after it was edited, and until then nobody may do anything', () => {
    writeFileSync(file, policyFor(B));
    assert.equal(may(), 'nobody');
    assert.match(faults(), /has just been changed; it counts in a second/);
    assert.equal(source.reading().policy.version, parseApprovalPolicy(policyFor(B)).policy.version, 'a plan made under the old one is outdated at once');
    ahead = 1_001;
    assert.equal(may(), B);
    assert.deepEqual(told, [`${A} 0`, `${B} 0`]);
  });

  it('counts at once when it was edited a while ago', () => {
    writeFileSync(file, policyFor(B));
    ahead = 60_000;
    assert.equal(may(), B);
  });

  it('is seen when another file takes its place, of the same size and with the same time', () => {
    const time = new Date('2026-01-01T00:00:00Z');
    utimesSync(file, time, time);
    assert.equal(may(), A);
    writeFileSync(`${file}.new`, policyFor(B));
    utimesSync(`${file}.new`, time, time);
    renameSync(`${file}.new`, file);
    assert.equal(may(), 'nobody');
    ahead = 1_001;
    assert.equal(may(), B);
  });

  it('goes on counting when it was only touched', () => {
    utimesSync(file, new Date(), new Date());
    assert.equal(may(), A);
    writeFileSync(file, policyFor(A));
    assert.equal(may(), A);
    assert.deepEqual(told, [`${A} 0`]);
  });

  it('lets nobody do anything while it is not there, and counts when it is back', () => {
    const { version } = source.reading().policy;
    rmSync(file);
    assert.deepEqual([may(), faults()], ['nobody', 'The approval policy file cannot be read.']);
    assert.notEqual(source.reading().policy.version, version);
    writeFileSync(file, policyFor(A));
    ahead = 1_001;
    assert.equal(may(), A);
    assert.deepEqual(told, [`${A} 0`, 'nobody 1', `${A} 0`]);
  });

  it('lets nobody do anything while it may not be read', function () {
    if (process.getuid?.() === 0) this.skip();
    chmodSync(file, 0);
    ahead = 60_000;
    assert.equal(may(), 'nobody');
  });

  it('lets nobody do anything at once when it is broken', () => {
    writeFileSync(file, 'requesterGroups: [');
    assert.deepEqual([may(), faults()], ['nobody', 'The approval policy file is not valid YAML.']);
    assert.equal(source.reading().policy.version, parseApprovalPolicy('requesterGroups: [').policy.version);
    assert.deepEqual(told, [`${A} 0`, 'nobody 1']);
  });

  it('gives nobody a right by being half written, though half of it is a wider policy', () => {
    const whole = policyFor(B);
    const half = whole.slice(0, whole.indexOf('    containers'));
    assert.equal(parseApprovalPolicy(half).policy.approvers[0]?.containers, null, 'half of it would cover everything');
    writeFileSync(file, half);
    assert.deepEqual(source.reading().policy.approvers, []);
    ahead = 900;
    assert.deepEqual(source.reading().policy.approvers, []);
    writeFileSync(file, whole);
    ahead = 950;
    assert.deepEqual(source.reading().policy.approvers, []);
    ahead = 2_000;
    assert.deepEqual(source.reading().policy.approvers[0]?.containers, ['OU=Staff,DC=contoso,DC=com']);
  });

  it('counts after a second also when its time lies in the future', () => {
    writeFileSync(file, policyFor(B));
    ahead = -3_600_000;
    assert.equal(may(), 'nobody');
    ahead += 1_001;
    assert.equal(may(), B);
  });
});
