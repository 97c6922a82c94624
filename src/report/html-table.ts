const FILTERS = [['cause', 'Cause', 'All causes'], ['standing', 'Standing', 'Any standing'], ['severity', 'Severity', 'Any severity'], ['side', 'Side', 'Both sides']] as const;
const COLUMNS = [['severity', 'Severity'], ['object', 'Object'], ['cause', 'Cause'], ['standing', 'Standing'], ['says', 'What it means']] as const;

/** The table with its filters; the script fills it. `mostRows`: how many are in the file where not all are. */
export function htmlTable(mostRows: number | null): string {
  const filters = FILTERS.map(([id, name, all]) => `<label>${name}<select id="${id}"><option value="">${all}</option></select></label>`).join('');
  const heads = COLUMNS.map(([by, name]) => `<th scope="col" data-by="${by}"><button type="button">${name}</button></th>`).join('');
  return `<main><section class="panel findings" id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings</h2>
${mostRows === null ? '' : `<p>Only the first ${mostRows.toLocaleString('en-GB')} findings are in this file. CSV and JSON have them all.</p>`}<noscript><p>The table needs JavaScript, which this browser does not run for files. Use the report as CSV instead.</p></noscript>
<div class="tools"><label>Search<input id="search" type="search" placeholder="Name, address, DN or words" autocomplete="off" spellcheck="false"></label>${filters}</div>
<div class="bar"><span id="count" role="status"></span><div class="screen"><button class="button" type="button" id="clear">Clear filters</button></div></div>
<div class="scroll" tabindex="0" role="region" aria-label="Table of findings"><table><caption hidden>Findings of the scan</caption><colgroup>${COLUMNS.map(([by]) => `<col class="c-${by}">`).join('')}</colgroup><thead><tr>${heads}</tr></thead><tbody id="rows"></tbody></table><p class="empty" id="empty" hidden>No finding fits these filters.</p></div>
<p id="printed" hidden>Only the first 2,000 findings that fit the filters are printed. CSV and JSON have them all.</p>
<nav class="bar screen" aria-label="Pages of the table"><div><button class="button" type="button" id="first">First</button><button class="button" type="button" id="back">Back</button></div><span id="page"></span><div><button class="button" type="button" id="next">Next</button><button class="button" type="button" id="last">Last</button></div></nav>
</section></main>
<footer><p>Made by SyncWhy. This file holds names and addresses of your organisation: keep it where only those can open it who may read them. It loads nothing and sends nothing.</p></footer>`;
}
