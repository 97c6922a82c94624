import { announce, element } from './elements.js';
import { HOST_CONFIG } from './host-config.js';
import { ask } from './server.js';
import { renderCardText } from './text.js';

let drawings = 0;

/** Draws an Adaptive Card with Microsoft's renderer and sends its actions in the name of `who`. */
export function renderCard(message, who) {
  const frame = element('div', { 'class': `card ${message.card.msteams?.width === 'Full' ? 'is-wide' : ''}`, 'data-testid': 'card' });
  try {
    frame.append(drawn(message, who, frame));
  } catch {
    frame.append(element('p', { class: 'card-broken', text: 'This card cannot be shown.' }));
  }
  separateRadios(frame);
  for (const link of frame.querySelectorAll('a')) {
    link.target = '_blank';
    link.rel = 'noopener noreferrer';
  }
  return frame;
}

function drawn(message, who, frame) {
  const { AdaptiveCard, HostConfig } = window.AdaptiveCards;
  const mentioned = (message.card.msteams?.entities ?? []).map((entity) => entity.text);
  AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = renderCardText(text, mentioned);
    result.didProcess = true;
  };
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(HOST_CONFIG);
  card.onExecuteAction = (action) => void run(action, { message, who, frame });
  card.parse(message.card);
  return card.render() ?? element('p', { class: 'card-broken', text: message.card.fallbackText ?? 'This card cannot be shown.' });
}

/** The same card stands in several panes; radio buttons of one name would form one group across them. */
function separateRadios(frame) {
  drawings += 1;
  for (const radio of frame.querySelectorAll('input[type="radio"]')) radio.name = `${radio.name}-${drawings}`;
}

async function run(action, place) {
  const { AdaptiveCards } = window;
  if (action instanceof AdaptiveCards.OpenUrlAction) return openLink(action.url);
  if (action instanceof AdaptiveCards.ExecuteAction) {
    const wire = { ...(action.id ? { id: action.id } : {}), ...(action.title ? { title: action.title } : {}), verb: action.verb, data: action.data ?? {} };
    return busy(place, action, () => ask('press', { who: place.who, messageId: place.message.id, action: wire }));
  }
  if (action instanceof AdaptiveCards.SubmitAction) return busy(place, action, () => submit(action.data, place));
  return undefined;
}

/** `imBack` writes for the person; everything else travels as the value of a message. */
function submit(data, { message, who }) {
  const inTeams = data?.msteams;
  if (inTeams?.type === 'imBack') return ask('say', { who, place: message.place, rootId: message.rootId, text: String(inTeams.value ?? '') });
  return ask('submit', { who, messageId: message.id, data: data ?? {} });
}

async function busy({ frame }, action, work) {
  if (frame.getAttribute('aria-busy') === 'true') return;
  frame.setAttribute('aria-busy', 'true');
  announce(`${action.title ?? 'Action'}: working`);
  try {
    await work();
  } catch (fault) {
    announce(fault.message);
  } finally {
    frame.removeAttribute('aria-busy');
  }
}

function openLink(url) {
  if (/^https?:/i.test(url ?? '')) window.open(url, '_blank', 'noopener,noreferrer');
}
