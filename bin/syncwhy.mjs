#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node dies on a .ts file before its first line, and could not say why.
const major = Number(process.versions.node.split('.')[0]);
if (major < 24) {
  process.stderr.write(`syncwhy needs Node 24 or newer, but this is Node ${process.versions.node}: run it through npm (npm start, npx syncwhy …), which brings its own.\n`);
  process.exitCode = 2;
} else {
  // A reader such as `head` may close the pipe before the answer is written: that is no error of ours.
  process.stdout.on('error', (error) => {
    if (error.code !== 'EPIPE') throw error;
  });
  const { dispatch } = await import('./dispatch.ts');
  process.exitCode = await dispatch(process.argv);
}
