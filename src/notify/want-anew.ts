import type { Incident } from '../model/incident.ts';
import type { NoticeStore } from '../ports/notice-store.ts';

/** The messages that show an incident shall show what was changed by hand, e.g. who takes care of it. The next look would find what is not done here. */
export async function wantAnew(store: Pick<NoticeStore, 'notices' | 'moveNotice'>, { incidentId, version }: Incident, at: string): Promise<void> {
  for (const notice of await store.notices({ incidentId })) {
    const { topic, state, activityId } = notice;
    if (topic.is !== 'incident' && topic.is !== 'storm') continue;
    // What is on its way is judged when it has arrived: a change of it now would look like the death of its sender.
    if (state !== 'shown' || activityId === null) continue;
    await store.moveNotice(notice, { state: 'waiting', wanted: topic.is === 'incident' ? version : notice.wanted + 1, notBefore: at, attempts: 0 });
  }
}
