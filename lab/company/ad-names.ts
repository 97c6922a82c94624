/** One step of a DN: attribute and value, unescaped. */
export interface Rdn {
  readonly type: string;
  readonly value: string;
}

/** DN text → steps from the object up; null when it is no DN. Understands `\,`, `\2C` and quoted values. */
export function parseDn(text: string): readonly Rdn[] | null {
  if (text.trim() === '') return [];
  const steps = splitSteps(text).map(parseStep);
  return steps.every((step): step is Rdn => step !== null) ? steps : null;
}

/** Steps → DN text, escaped as AD does. */
export const dnText = (steps: readonly Rdn[]): string => steps.map(({ type, value }) => `${type}=${escapeValue(value)}`).join(',');

/** The same text for two DNs that name the same object. */
export const dnKey = (steps: readonly Rdn[]): string => steps.map(({ type, value }) => `${type}=${escapeValue(value)}`.toLowerCase()).join(',');

function splitSteps(text: string): readonly string[] {
  const parts: string[] = [];
  let part = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (character === '\\') {
      part += character + text.charAt(at + 1);
      at += 1;
    } else if (character === ',' && !quoted) {
      parts.push(part);
      part = '';
    } else {
      if (character === '"') quoted = !quoted;
      part += character;
    }
  }
  return [...parts, part];
}

function parseStep(text: string): Rdn | null {
  const [, type, rest = ''] = /^\s*([A-Za-z][A-Za-z0-9-]*|[0-9.]+)\s*=\s*(.*)$/s.exec(text) ?? [];
  if (type === undefined) return null;
  const trimmed = /^(?:\\.|[^\\])*?(?=\s*$)/s.exec(rest)?.[0] ?? rest;
  const raw = trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1 ? trimmed.slice(1, -1) : trimmed;
  const value = unescapeValue(raw);
  return value === '' ? null : { type: type.toUpperCase(), value };
}

function unescapeValue(text: string): string {
  return text.replace(/(?:\\[0-9A-Fa-f]{2})+|\\(.)/gs, (whole: string, single: string | undefined) => single ?? Buffer.from(whole.replaceAll('\\', ''), 'hex').toString('utf8'));
}

function escapeValue(value: string): string {
  const inside = value.replace(/[\\,+"<>;=]/g, (character) => `\\${character}`).replaceAll('\n', '\\0A').replaceAll('\r', '\\0D').replaceAll('\0', '\\00');
  return inside.replace(/^[ #]/, (character) => `\\${character}`).replace(/(?<!^\\) $/, '\\ ');
}
