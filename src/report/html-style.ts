/** The whole look of the report: two themes, one column, and paper. */
export const HTML_STYLE = `
:root{color-scheme:light;--bg:#f4f6f9;--surface:#fff;--raised:#f8fafc;--ink:#15202b;--muted:#4f5d6b;--line:#dde3ea;--accent:#2452c7;--error:#b3263f;--warning:#8a5a00;--note:#3d638f;--good:#17734a;--error-soft:#fbe9ec;--warning-soft:#fdf3dc;--note-soft:#e8f0f9;--good-soft:#e3f4ec;--shadow:0 1px 2px rgba(16,32,48,.06),0 6px 20px rgba(16,32,48,.05)}
:root[data-theme=dark]{color-scheme:dark;--bg:#0e1318;--surface:#161d25;--raised:#1b242e;--ink:#e7edf3;--muted:#a3b0bd;--line:#2b3642;--accent:#8fb0ff;--error:#ff8c9c;--warning:#e8bd57;--note:#93bbf2;--good:#5fd6a0;--error-soft:#3a1d24;--warning-soft:#352a12;--note-soft:#1a2a3d;--good-soft:#12301f;--shadow:none}
*{box-sizing:border-box}
body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.55 "Segoe UI Variable Text","Segoe UI",system-ui,-apple-system,"Noto Sans",sans-serif}
header,main,footer{max-width:1240px;margin:0 auto;padding:0 28px}
header{display:flex;gap:20px;align-items:flex-start;padding-top:34px;padding-bottom:6px}
header>div{flex:1;min-width:0}
h1{margin:0;font-size:30px;line-height:1.2;letter-spacing:-.02em;font-weight:650}
h2{margin:0 0 14px;font-size:18px;font-weight:650;letter-spacing:-.01em}
.brand{margin:0 0 6px;color:var(--accent);font-weight:650;font-size:13px;letter-spacing:.08em;text-transform:uppercase}
.meta{margin:8px 0 0;color:var(--muted)}
.panel{background:var(--surface);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shadow);padding:22px 24px;margin:18px 0}
.says p{margin:0 0 6px;max-width:76ch}.says p:last-child{margin:0}
.lead{font-size:18px;font-weight:600}
.tiles{list-style:none;display:grid;grid-template-columns:repeat(4,1fr);gap:14px;margin:18px 0;padding:0}
.tiles li{background:var(--surface);border:1px solid var(--line);border-radius:14px;box-shadow:var(--shadow);padding:16px 20px 18px;border-top:4px solid var(--tone)}
.tiles b{display:block;font-size:30px;line-height:1.2;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
.tiles span{color:var(--muted)}
.synced,.good{--tone:var(--good);--soft:var(--good-soft)}.should-be-but-is-not,.error{--tone:var(--error);--soft:var(--error-soft)}.left-out-on-purpose,.note{--tone:var(--note);--soft:var(--note-soft)}.cannot-tell,.warning{--tone:var(--warning);--soft:var(--warning-soft)}
.spread{display:block;width:100%;height:12px;border-radius:6px;margin:0 0 4px}
.spread rect{fill:var(--tone)}
.unread{border-left:5px solid var(--warning)}.unread ul{margin:0;padding-left:20px}.unread li{margin:3px 0;overflow-wrap:anywhere}
.causes{list-style:none;margin:0;padding:0}
.causes li{display:grid;grid-template-columns:minmax(220px,38%) 1fr 84px;gap:16px;align-items:center;padding:5px 0}
.causes svg{display:block;width:100%;height:16px}
.causes .track{fill:var(--raised)}.causes .ad{fill:var(--accent)}.causes .cloud{fill:var(--warning)}
.causes b{text-align:right;font-variant-numeric:tabular-nums}
.legend{color:var(--muted);font-size:13px;margin:12px 0 0}.legend i{display:inline-block;width:11px;height:11px;border-radius:3px;background:var(--accent);margin:0 5px 0 0}.legend i+i,.legend .cloud{background:var(--warning)}.legend span{margin-right:18px}
button,select,input{font:inherit;color:inherit}
.link{background:none;border:0;padding:2px 0;text-align:left;cursor:pointer;color:var(--ink);text-decoration:underline;text-decoration-color:var(--line);text-underline-offset:3px}.link:hover{color:var(--accent)}
.button{background:var(--surface);border:1px solid var(--line);border-radius:9px;padding:7px 14px;cursor:pointer;white-space:nowrap}.button:hover:not(:disabled){border-color:var(--accent);color:var(--accent)}.button:disabled{opacity:.45;cursor:default}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:6px}
.tools{display:grid;grid-template-columns:2fr repeat(4,1fr);gap:12px;margin-bottom:14px}
.tools label{display:block;font-size:13px;color:var(--muted);min-width:0}
.tools input,.tools select{display:block;width:100%;margin-top:4px;padding:8px 11px;border:1px solid var(--line);border-radius:9px;background:var(--raised);min-width:0}
.bar{display:flex;gap:12px;align-items:center;justify-content:space-between;margin:12px 0;color:var(--muted);flex-wrap:wrap}.bar div{display:flex;gap:8px;align-items:center}
.scroll{overflow-x:auto;border:1px solid var(--line);border-radius:11px}
table{border-collapse:collapse;width:100%;table-layout:fixed;min-width:960px}
th,td{padding:10px 14px;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
tbody tr:last-child td{border-bottom:0}tbody tr:hover{background:var(--raised)}
th{background:var(--raised);font-weight:600;padding:0}
th button{width:100%;background:none;border:0;padding:10px 14px;text-align:left;font-weight:600;cursor:pointer}th button::after{content:"";color:var(--accent)}th[aria-sort=ascending] button::after{content:" \\2191"}th[aria-sort=descending] button::after{content:" \\2193"}
col.c-severity{width:122px}col.c-object{width:25%}col.c-cause{width:21%}col.c-standing{width:206px}
.pill{display:inline-block;border-radius:99px;padding:1px 11px;font-size:13px;font-weight:600;background:var(--soft);color:var(--tone);white-space:nowrap}
.small{display:block;color:var(--muted);font-size:13px}
details{margin-top:5px;font-size:13px}summary{cursor:pointer;color:var(--accent);width:max-content}
details ul{margin:6px 0 2px;padding-left:18px;color:var(--muted)}code{font-family:ui-monospace,"Cascadia Mono",Consolas,monospace;font-size:12.5px;color:var(--ink)}
.empty{padding:34px;text-align:center;color:var(--muted)}
footer{color:var(--muted);font-size:13px;padding-top:8px;padding-bottom:40px}
.skip{position:absolute;left:-999px}.skip:focus{left:20px;top:12px;background:var(--surface);padding:8px 14px;z-index:2}
[hidden]{display:none!important}
@media(max-width:860px){header,main,footer{padding-left:16px;padding-right:16px}.tiles{grid-template-columns:repeat(2,1fr)}.tools{grid-template-columns:1fr 1fr}.tools label:first-child{grid-column:1/-1}.causes li{grid-template-columns:1fr 64px}.causes svg{grid-column:1/-1;grid-row:2}}
@media print{:root,:root[data-theme=dark]{color-scheme:light;--bg:#fff;--surface:#fff;--raised:#f3f5f8;--ink:#000;--muted:#444;--line:#ccc;--accent:#2452c7;--error:#b3263f;--warning:#8a5a00;--note:#3d638f;--good:#17734a;--error-soft:#fff;--warning-soft:#fff;--note-soft:#fff;--good-soft:#fff}
body{font-size:11px}header,main,footer{max-width:none;padding:0}.panel,.tiles li{box-shadow:none;break-inside:avoid}.findings{break-inside:auto;border:0;padding:0}.tools,.screen,summary,.skip{display:none!important}table{min-width:0}thead{display:table-header-group}tr{break-inside:avoid}.scroll{overflow:visible;border:0}th button{padding:6px 8px}td{padding:6px 8px}.tiles{grid-template-columns:repeat(4,1fr)}.causes li{grid-template-columns:38% 1fr 64px}.causes svg{grid-column:auto;grid-row:auto}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
`;
