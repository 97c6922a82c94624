import type { Json } from '../../lab/servers/bot-connector.ts';

const stage = (name: string, state: string, color: string): Json => ({
  type: 'Column', width: 'stretch', style: color === 'attention' ? 'attention' : 'default',
  items: [{ type: 'TextBlock', text: name, size: 'small', isSubtle: true, wrap: true, horizontalAlignment: 'center' }, { type: 'TextBlock', text: state, size: 'small', weight: 'bolder', color, spacing: 'none', wrap: true, horizontalAlignment: 'center' }],
});

/** A rich answer as a real bot would give it: verdict, people, chain, evidence, fix, buttons, a form behind a button. */
export const WHY_CARD: Json = {
  type: 'AdaptiveCard', version: '1.5', fallbackText: 'jsmith is not in Entra ID: another account holds his address.', speak: 'jsmith is not in Entra ID',
  body: [
    { type: 'TextBlock', style: 'heading', size: 'large', weight: 'bolder', wrap: true, text: 'jsmith is not in Entra ID: another account already holds his address.' },
    { type: 'FactSet', facts: [{ title: 'Who', value: 'John Smith, jsmith@contoso.com' }, { title: 'Where', value: 'OU=Staff,DC=corp,DC=contoso,DC=com' }, { title: 'Read', value: '{{DATE(2026-11-21T14:02:11Z, SHORT)}} {{TIME(2026-11-21T14:02:11Z)}} from DC01' }] },
    { type: 'ColumnSet', spacing: 'medium', columns: [stage('Active Directory', 'ok', 'good'), stage('Scope', 'ok', 'good'), stage('Connector space', 'ok', 'good'), stage('Export', 'stopped', 'attention'), stage('Entra ID', 'not there', 'warning')] },
    { type: 'Container', style: 'attention', items: [
      { type: 'TextBlock', weight: 'bolder', wrap: true, text: 'Duplicate address (certain)' },
      { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text: 'smtp:john.smith@contoso.com', fontType: 'Monospace' }, { type: 'TextRun', text: ' is held by Johnny Smith, deleted 3 days ago.' }] },
    ] },
    { type: 'Container', style: 'warning', items: [{ type: 'TextBlock', wrap: true, text: 'I could not read SYNC01, so causes inside the sync engine are missing.' }] },
    { type: 'Container', style: 'good', items: [{ type: 'TextBlock', wrap: true, text: 'A fix is on offer: remove one address from Johnny Smith. It can be undone.' }] },
    { type: 'Container', id: 'details', isVisible: false, style: 'emphasis', items: [{ type: 'TextBlock', wrap: true, text: 'Rule duplicate-held-by-soft-deleted-user, evidence class A.' }] },
  ],
  actions: [
    { type: 'Action.Execute', title: 'Propose fix', verb: 'propose', style: 'positive', data: { ref: 'r1' } },
    { type: 'Action.ShowCard', title: 'Deny', style: 'destructive', card: { type: 'AdaptiveCard', version: '1.5', body: [{ type: 'Input.Text', id: 'reason', label: 'Reason', isRequired: true, errorMessage: 'Say why', isMultiline: true }], actions: [{ type: 'Action.Execute', title: 'Send', verb: 'deny', data: { ref: 'r1' } }] } },
    { type: 'Action.ToggleVisibility', title: 'Details', targetElements: ['details'] },
    { type: 'Action.OpenUrl', title: 'Open in Entra', url: 'https://entra.microsoft.com/' },
  ],
};

/** Table, inputs of each kind, submit. */
export const FORM_CARD: Json = {
  type: 'AdaptiveCard', version: '1.5',
  body: [
    { type: 'TextBlock', style: 'heading', size: 'large', weight: 'bolder', text: 'Plan 7F3K-92QD' },
    { type: 'Table', columns: [{ width: 1 }, { width: 2 }, { width: 2 }], firstRowAsHeaders: true, gridStyle: 'default', rows: [['Attribute', 'Before', 'After'], ['proxyAddresses', 'smtp:john.smith@contoso.com', '(removed)']].map((cells) => ({ type: 'TableRow', cells: cells.map((text) => ({ type: 'TableCell', items: [{ type: 'TextBlock', text, wrap: true }] })) })) },
    { type: 'Container', style: 'accent', items: [{ type: 'TextBlock', wrap: true, text: 'Waiting for a second admin' }] },
    { type: 'Input.ChoiceSet', id: 'who', label: 'Which one?', value: 'a', choices: [{ title: 'John Smith (Staff)', value: 'a' }, { title: 'Jane Smith (Sales)', value: 'b' }] },
    { type: 'Input.ChoiceSet', id: 'how', style: 'expanded', label: 'How?', value: '1', choices: [{ title: 'Now', value: '1' }, { title: 'Tonight', value: '2' }] },
    { type: 'Input.Toggle', id: 'sure', title: 'I have told the owner' },
    { type: 'Input.Date', id: 'day', label: 'Not before' },
    { type: 'Input.Number', id: 'count', label: 'At most', value: 3 },
  ],
  actions: [{ type: 'Action.Submit', title: 'Send form', data: { form: 1 } }],
};

export function cardMessage(card: Json): Json {
  return { type: 'message', summary: 'card', attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card }] };
}
