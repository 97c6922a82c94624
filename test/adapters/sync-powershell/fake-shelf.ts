/**
 * A command in place of powershell.exe for protect.ps1 and unprotect.ps1, of the machine with this secret name. It keeps to the order of the real ones: the empty file first, with its guard,
 * then the answer. `seen` is a file that gets a line of JSON for each call: arguments, and the question without its data.
 */
export const fakeShelf = (machine: string, { seen = '', instead = '' }: { readonly seen?: string; readonly instead?: string } = {}): readonly string[] =>
  [process.execPath, '--eval', PRELUDE.replace("'machine'", JSON.stringify(machine)).replaceAll("'seen'", JSON.stringify(seen)).replace('/* instead */', instead), '--'];

const PRELUDE = `
  const fs = require('node:fs');
  const { createCipheriv, createDecipheriv, createHash, randomBytes } = require('node:crypto');
  const script = process.argv.at(-1).replace(/^.*[\\\\/]/, '');
  const text = fs.readFileSync(0, 'utf8');
  const { data, ...question } = JSON.parse(text);
  if ('seen'.length > 0) fs.appendFileSync('seen', JSON.stringify({ arguments: process.argv.slice(1), text, question }) + '\\n');
  const say = (answer) => process.stdout.write('\\nWARNING: a banner\\n' + JSON.stringify(answer) + '\\n');
  const refuse = (why) => say({ ok: false, why });
  const key = (salt) => createHash('sha256').update('machine' + salt).digest();
  const octets = Buffer.from(data, 'base64');
  const protect = () => {
    fs.writeFileSync(question.file, '', { flag: 'wx', mode: 0o600 });
    const iv = randomBytes(12);
    const cipher = createCipheriv('aes-256-gcm', key(question.entropy), iv);
    const sealed = Buffer.concat([cipher.update(octets), cipher.final()]);
    say({ ok: true, result: Buffer.concat([key('') , iv, cipher.getAuthTag(), sealed]).toString('base64') });
  };
  const unprotect = () => {
    if ((fs.statSync(question.file).mode & 0o077) !== 0) return refuse('open-to-others');
    if (!octets.subarray(0, 32).equals(key(''))) return refuse('other-machine');
    try {
      const cipher = createDecipheriv('aes-256-gcm', key(question.entropy), octets.subarray(32, 44)).setAuthTag(octets.subarray(44, 60));
      say({ ok: true, result: Buffer.concat([cipher.update(octets.subarray(60)), cipher.final()]).toString('base64') });
    } catch {
      refuse('damaged');
    }
  };
  const act = () => { if (script === 'protect.ps1') protect(); else if (script === 'unprotect.ps1') unprotect(); else process.exit(9); };
  /* instead */
  act();
`;
