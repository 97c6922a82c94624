// Stands where powershell.exe stands: knows a script by its file name, hands its question to the pretend sync server, prints the answer.
import { basename } from 'node:path';
import { stdin, stdout } from 'node:process';
import { text } from 'node:stream/consumers';

const [address = '', ...args] = process.argv.slice(2);
const script = basename(args[args.indexOf('-File') + 1] ?? '', '.ps1');
const answer = await fetch(`${address}/${encodeURIComponent(script)}`, { method: 'POST', body: await text(stdin) });
stdout.write(await answer.text());
process.exitCode = answer.ok ? 0 : 1;
