import type { CardReply } from '../model/reply.ts';
import { noticeReply } from './notice.ts';

export interface ExplainedSymptom {
  readonly message: string;
  readonly says: string;
  readonly causes: readonly { readonly id: string; readonly title: string }[];
}

/** What a pasted message means, and which causes stand behind it, the likeliest first. */
export function symptomReply(asked: string, symptoms: readonly ExplainedSymptom[]): CardReply {
  const [first] = symptoms;
  const several = symptoms.length > 1;
  return noticeReply({
    tone: 'accent',
    headline: several ? 'What these messages mean' : `What ${first?.message ?? asked} means`,
    happened: `${first?.says ?? ''} The causes below stand in the order of how likely they are.`.trim(),
    lines: symptoms.flatMap((symptom, at) => [
      ...(several ? [at === 0 ? `${symptom.message}:` : `${symptom.message}: ${symptom.says}`] : []),
      ...symptom.causes.map(({ id, title }) => `${title} (${id})`),
    ]),
    advice: 'Ask why with the name of the account, and I say which of these it is.',
    json: { asked, symptoms },
  });
}

interface ExplainedCommand {
  readonly name: string;
  readonly then: string;
  readonly instead: string;
  readonly weDo: string;
}

/** What became of a command of old articles. */
export const oldCommandReply = (old: ExplainedCommand): CardReply =>
  noticeReply({ tone: 'accent', headline: old.name, happened: old.then, lines: [`Today: ${old.instead}`, `With me: ${old.weDo}`], json: { oldCommand: old } });
