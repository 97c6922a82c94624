import type { Diagnosis, Finding } from '../model/diagnosis.ts';
import type { EvidenceDocument } from '../model/evidence.ts';
import { isCycle } from '../model/operations.ts';
import type { StepDraft } from '../model/plan.ts';
import { createdBy } from './compare.ts';
import { predict, type Foreseeing } from './predict.ts';

/** So many fixes are thought through with a diagnosis, which takes a few milliseconds each; others when somebody asks for them. */
const AT_ONCE = 1;

/** The diagnosis with what the first fixes on offer lead to. A fix whose plan would bring about a cause of its own is not offered, and the finding says why. */
export function foresee(document: EvidenceDocument, diagnosis: Diagnosis): Diagnosis {
  const first = diagnosis.findings.filter(isOpen).slice(0, AT_ONCE);
  return first.length === 0 ? diagnosis : { ...diagnosis, findings: diagnosis.findings.map((finding) => (first.includes(finding) ? foreseen(document, diagnosis, finding) : finding)) };
}

/** The same for the fix of one cause, whichever place it has. */
export function foreseeFix(document: EvidenceDocument, diagnosis: Diagnosis, cause: string): Diagnosis {
  return { ...diagnosis, findings: diagnosis.findings.map((finding) => (finding.cause === cause && isOpen(finding) ? foreseen(document, diagnosis, finding) : finding)) };
}

const isOpen = ({ remedy }: Finding): boolean => remedy?.by === 'bot' && remedy.prediction === undefined;

function foreseen(document: EvidenceDocument, diagnosis: Diagnosis, finding: Finding): Finding {
  const { remedy, ...bare } = finding;
  if (remedy === undefined) return finding;
  const about = { evidence: document, subject: document.subject ?? diagnosis.subject.asked, now: new Date(document.takenAt), before: diagnosis };
  const { prediction } = predict({ ...about, steps: remedy.steps });
  const created = createdBy(prediction.causes).filter(({ cause }) => !comesAnyway(about, remedy.steps, cause));
  if (created.length === 0) return { ...finding, remedy: { ...remedy, prediction } };
  return { ...bare, says: `${finding.says} I do not offer "${remedy.title}": here it would bring about another fault (${created.map(({ title }) => title).join('; ')}).` };
}

/** What the next cycle brings about without any plan is not the fault of one that changes something else. */
function comesAnyway(about: Omit<Foreseeing, 'steps'>, steps: readonly StepDraft[], cause: string): boolean {
  return !steps.every(({ operation }) => isCycle(operation)) && predict({ ...about, steps: [] }).prediction.causes.some((each) => each.cause === cause && each.becomes === 'new');
}
