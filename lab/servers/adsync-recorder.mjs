// Stands between the relay and PowerShell. `record FILE PROGRAM ARGUMENTS…` passes every line on and writes down what was asked and answered;
// `replay FOLDER` answers from what was written down, without any PowerShell. A recording holds values of the site: look at it before you give it away.
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv, stdin, stdout } from 'node:process';
import { createInterface } from 'node:readline';

const [mode = '', where = '', program = '', ...args] = argv.slice(2);
const jsonOf = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
};

function record() {
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], windowsHide: true });
  const exchanges = new Map();
  const keep = () => writeFileSync(where, `${JSON.stringify({ about: 'recorded', source: program, seenLive: true, exchanges: [...exchanges.values()] }, null, 1)}\n`);
  createInterface({ input: stdin }).on('line', (line) => {
    const { id, script, data } = jsonOf(line);
    if (script !== undefined) exchanges.set(id, { script, question: jsonOf(data), parts: [] });
    child.stdin.write(`${line}\n`);
  }).on('close', () => child.stdin.end());
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, part, end } = jsonOf(line);
    if (part !== undefined) exchanges.get(id)?.parts.push(part);
    if (end === true) keep();
    stdout.write(`${line}\n`);
  });
  child.on('error', () => { process.exitCode = 1; });
  child.on('close', (code) => { process.exitCode = code ?? 1; });
}

function replay() {
  const files = readdirSync(where).filter((name) => name.endsWith('.json')).sort();
  const exchanges = files.flatMap((name) => JSON.parse(readFileSync(join(where, name), 'utf8')).exchanges);
  const answerTo = (script, data) => {
    const same = exchanges.filter((each) => each.script === script);
    return (same.find(({ question }) => JSON.stringify(question) === data) ?? same[0])?.parts ?? [{ ok: false, why: 'unknown-script' }];
  };
  let isOpen = false;
  createInterface({ input: stdin }).on('line', (line) => {
    if (!isOpen) {
      isOpen = true;
      stdout.write('{"ready":1,"powershell":"5.1.0.0"}\n');
      return;
    }
    const { id, script, data } = jsonOf(line);
    for (const part of answerTo(script, data)) stdout.write(`${JSON.stringify({ id, part })}\n`);
    stdout.write(`${JSON.stringify({ id, end: true })}\n`);
  });
}

if (mode === 'record') record();
else replay();
