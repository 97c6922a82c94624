// Stands where powershell.exe stands: takes the requests of the host script line by line, asks the pretend sync server, prints the parts of the answer.
import { stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';

const [address = ''] = process.argv.slice(2);
const lines = createInterface({ input: stdin });
let isOpen = false;
for await (const line of lines) {
  const request = JSON.parse(line);
  if (!isOpen) {
    isOpen = true;
    stdout.write('{"ready":1,"powershell":"5.1.20348.1"}\n');
    continue;
  }
  const answer = await fetch(`${address}/${encodeURIComponent(request.script)}`, { method: 'POST', body: request.data });
  const parts = answer.ok ? await answer.json() : [{ ok: false, why: 'unknown-script' }];
  for (const part of parts) stdout.write(`${JSON.stringify({ id: request.id, part })}\n`);
  stdout.write(`${JSON.stringify({ id: request.id, end: true })}\n`);
}
