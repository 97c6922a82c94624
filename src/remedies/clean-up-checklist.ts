import type { ChecklistItem } from '../model/diagnosis.ts';

/** What is lost with a cloud account and no snapshot brings back; each item is confirmed by the requester before a plan is made. */
export const cleanUpChecklist = (name: string): readonly ChecklistItem[] => [
  { item: 'onedrive', says: `The files in the OneDrive of ${name} are copied, or there are none.` },
  { item: 'sharepoint', says: `What ${name} owns in SharePoint is copied or handed over, or there is nothing.` },
  { item: 'viva-engage', says: `Communities and files of ${name} in Viva Engage have another administrator, or there are none.` },
  { item: 'mailbox-export', says: `The mailbox of ${name} is exported, or nothing in it is needed. No hold is on it.` },
  { item: 'onenote', says: `The notebooks of ${name} are copied, or there are none.` },
  { item: 'licences', says: `The licences of ${name} are noted; a licence that is released may be taken by somebody else.` },
  { item: 'owned-groups', says: `Every group and team that ${name} owns has another owner.` },
];
