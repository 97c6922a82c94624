import type { RunProfileResult } from '../model/evidence.ts';

/** One failed attempt to connect, as the connection log of a run step tells it. */
export interface ConnectionIncident {
  /** Lower case, e.g. `failed-search`. */
  readonly result: string;
  readonly server: string | undefined;
  /** Number and words of the directory, where given. */
  readonly error: string | undefined;
}

/** Failed attempts of all steps. A result of the run or of a step that is no XML counts as an attempt without detail. */
export const incidentsOf = (run: RunProfileResult): readonly ConnectionIncident[] => {
  const plain = [run.Result, ...(run.RunStepResults ?? []).map((step) => step.StepResult)].flatMap((result) => (/^(failed|dropped)-/i.test(result ?? '') ? [{ result: (result ?? '').toLowerCase(), server: undefined, error: undefined }] : []));
  return [...(run.RunStepResults ?? []).flatMap((step) => incidentsIn(step.ConnectorConnectionInformationXml ?? '')), ...plain];
};

function incidentsIn(log: string): readonly ConnectionIncident[] {
  const [whole, ...incidents] = log.split('<incident');
  const blocks = incidents.length > 0 ? incidents : [whole ?? ''];
  return blocks.flatMap((block) => {
    const results = block.match(/\b(failed|dropped)-(connection|authentication|permission|search)\b/gi) ?? [];
    return [...new Set(results.map((result) => result.toLowerCase()))].map((result) => ({ result, server: element(block, 'server'), error: errorIn(block) }));
  });
}

const element = (block: string, name: string): string | undefined => new RegExp(`<${name}>\\s*([^<]{1,200}?)\\s*</${name}>`, 'i').exec(block)?.[1];

const errorIn = (block: string): string | undefined => {
  const words = [element(block, 'error-code') ?? /\b0x[0-9a-f]{1,8}\b/i.exec(block)?.[0], element(block, 'error-literal')].filter((each) => each !== undefined);
  return words.length === 0 ? undefined : words.join(' ');
};

/** An incident as evidence text. */
export const spokenIncident = ({ result, server, error }: ConnectionIncident): string => [result, server, error].filter((each) => each !== undefined).join(', ');
