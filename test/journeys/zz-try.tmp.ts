import { startSmallCompany, type SmallCompany } from '/work/main/test/journeys/small-company.ts';
import { CATALOGUE } from '/work/main/src/catalogue/index.ts';
const ids = (process.env['IDS'] ?? '').split(' ').filter((x) => x !== '');
describe('try', function () {
  this.timeout(60_000);
  for (const id of ids) {
    it(id, async () => {
      const { breakage } = await import(`/work/main/lab/company/breakages/${id}.ts`);
      const small: SmallCompany = await startSmallCompany();
      try {
        const before = (await small.ask(breakage.subject)).diagnosis;
        const healthy = before.verdict === 'not-found' ? 'not-found' : `${before.verdict} ${before.findings.map((f: {cause: string}) => f.cause).join()}`;
        breakage.break(small.company);
        const { diagnosis, document } = await small.ask(breakage.subject);
        const list = diagnosis.findings.map(({ cause, evidenceClass, layer }) => `${cause}:${evidenceClass}${layer}`).join(' ');
        const ok = healthy.trim() === 'synced' && diagnosis.findings[0]?.cause === id && diagnosis.findings.slice(1).every((f) => f.evidenceClass === 'D');
        console.log(`${ok ? 'OK ' : 'BAD'} ${id} | before: ${healthy} | after: ${diagnosis.verdict} ${list} | remedies ${CATALOGUE.find((c) => c.text.id === id)?.remedies.map((r) => r.id).join()}`);
        if (!ok) console.log('    ' + diagnosis.findings.map((f) => f.says).join('\n    ') + '\n    unread ' + JSON.stringify(document.unread.map((u) => [u.what, u.why])) + ' cannotTell ' + diagnosis.cannotTell.filter((c) => c.cause === id).map((c) => c.missing.join()).join());
        if (process.env['DUMP']) console.log(JSON.stringify(document.syncServers, null, 1).slice(0, 6000));
      } finally { await small.close(); }
    });
  }
});
