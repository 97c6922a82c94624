import { fillRoom, takeMessage, tell } from './room.js';

/** Asks the lab's server to do something in the name of a person. */
export async function ask(call, body) {
  const response = await fetch(`/api/${call}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.error);
  return answer;
}

export async function loadRoom() {
  fillRoom(await (await fetch('/api/state')).json());
}

/** Live changes. After a broken line everything is read again, so that nothing is missed. */
export function followRoom() {
  const line = new EventSource('/api/events');
  let broken = false;
  line.onmessage = ({ data }) => {
    const update = JSON.parse(data);
    if (update.kind === 'message') takeMessage(update.who, update.message);
    else tell('typing', update.spot);
  };
  line.onerror = () => {
    broken = true;
    document.body.classList.add('is-offline');
  };
  line.onopen = async () => {
    document.body.classList.remove('is-offline');
    if (!broken) return;
    broken = false;
    await loadRoom();
    tell('layout');
  };
  return new Promise((resolve) => line.addEventListener('open', resolve, { once: true }));
}
