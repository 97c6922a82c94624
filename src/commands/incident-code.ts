/** `i-7k2q`, `I 7K2Q` or `7K2Q` as `I-7K2Q`; null when it can be no code. */
export function incidentCode(said: string): string | null {
  const [, letters] = /^(?:i[-\s]?)?([a-z0-9]{4,8})$/iu.exec(said.trim()) ?? [];
  return letters === undefined || !/^[A-Za-z0-9]+$/.test(letters) ? null : `I-${letters.toUpperCase()}`;
}
