import { element } from './elements.js';
import { startPanes } from './panes.js';
import { startRail } from './rail.js';
import { followRoom, loadRoom } from './server.js';
import { startTheme } from './theme.js';
import { startTopBar } from './top-bar.js';
import { startTryPanel } from './try-panel.js';

startTheme();
try {
  await followRoom();
  await loadRoom();
  startTopBar();
  startPanes();
  startRail();
  startTryPanel();
  document.body.dataset.ready = 'true';
} catch {
  document.getElementById('panes').append(element('p', { role: 'alert', class: 'empty', text: 'The lab does not answer. Start it with npm start and load this page again.' }));
}
