/**
 * Style of the HTML report. Colours follow the reader's system, light or dark, and each state has a mark of its own
 * beside its colour. Below 720 pixels the matrix is a list: a table of two dimensions cannot be read there.
 */
export const style = `
:root{color-scheme:light dark;--bg:#f5f6f8;--card:#fff;--ink:#1a2230;--soft:#5a6575;--line:#dde1e7;--good:#0f7350;--bad:#b3202d;--warn:#8a5300;--goodbg:#e3f3ec;--badbg:#fce8ea;--warnbg:#fbf0db;--code:#eff1f4;--mark:#ffe9a8}
@media(prefers-color-scheme:dark){:root{--bg:#11151b;--card:#191f28;--ink:#e4e8ee;--soft:#9aa5b4;--line:#2b3440;--good:#55cf9f;--bad:#ff8089;--warn:#ebb45a;--goodbg:#133327;--badbg:#421c21;--warnbg:#3a2b10;--code:#212935;--mark:#4d3d0c}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
header,main{max-width:1120px;margin:0 auto;padding:0 20px}header{padding-top:28px}main{padding-bottom:60px}
h1{font-size:26px;line-height:1.25;margin:2px 0}.good h1{color:var(--good)}.bad h1{color:var(--bad)}
h2{font-size:19px;margin:36px 0 10px}h3{font-size:16px;margin:0 0 4px}h4{font-size:12px;letter-spacing:.04em;text-transform:uppercase;color:var(--soft);margin:12px 0 3px}
p{margin:4px 0}.soft{color:var(--soft)}ul{margin:6px 0;padding-left:20px}li{margin:3px 0}a{color:inherit}
.tiles{display:flex;flex-wrap:wrap;gap:8px;margin:16px 0 0;padding:0;list-style:none}.tiles li{margin:0;background:var(--card);border:1px solid var(--line);border-radius:9px;padding:7px 13px}
.tiles b{display:block;font-size:19px;font-variant-numeric:tabular-nums}.tiles span{color:var(--soft);font-size:13px}
.card{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:9px;padding:13px 17px;margin:0 0 12px}
.card.warning{border-left-color:var(--warn)}.card.known{border-left-color:var(--soft)}.card:target{outline:2px solid var(--bad)}
.tag{font-size:12px;font-weight:600;border-radius:5px;padding:1px 7px;background:var(--badbg);color:var(--bad)}.warning .tag{background:var(--warnbg);color:var(--warn)}.known .tag{background:var(--code);color:var(--soft)}
pre,code{font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}code{background:var(--code);border-radius:4px;padding:0 4px}
pre{background:var(--code);border-radius:7px;padding:8px 11px;margin:0;max-height:420px;overflow:auto;white-space:pre-wrap}pre mark{background:var(--mark);color:inherit;display:block;margin:0 -11px;padding:0 11px}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px}.pair>div{min-width:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 12px;margin:8px 0}dt{color:var(--soft)}dd{margin:0;min-width:0}
details{margin:8px 0}summary{cursor:pointer}.box{background:var(--card);border:1px solid var(--line);border-radius:9px;padding:10px 15px}
table{border-collapse:collapse;width:100%;background:var(--card);border:1px solid var(--line);border-radius:9px;margin:0 0 12px}
th,td{padding:4px 10px;border-top:1px solid var(--line);text-align:center;vertical-align:top}thead th{font-size:13px;border-top:0}tbody th{text-align:left;font-weight:500}
.class th{background:var(--code);color:var(--soft);font-size:12px;letter-spacing:.05em;text-transform:uppercase}
td small{display:block;font-size:11px;line-height:1.2;color:var(--soft);font-variant-numeric:tabular-nums}
.held{color:var(--good)}.violated{color:var(--bad);font-weight:700}td.violated{background:var(--badbg)}.warned{color:var(--warn);font-weight:700}td.warned{background:var(--warnbg)}
.inconclusive,.not-exercised,.none{color:var(--soft)}td .name{display:none}
.legend{list-style:none;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(255px,1fr));gap:2px 16px;font-size:13px}
.chip{display:inline-block;border-radius:5px;padding:0 6px;margin:1px 3px 1px 0;font:12px/1.6 ui-monospace,Menlo,Consolas,monospace;background:var(--goodbg);color:var(--good)}.chip.no{background:var(--code);color:var(--soft);text-decoration:line-through}
@media(max-width:720px){header,main{padding-left:13px;padding-right:13px}h1{font-size:21px}.pair{grid-template-columns:1fr;gap:0}dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 5px}
table,tbody,tr,th,td{display:block;width:auto}thead{display:none}tbody th{border-top:1px solid var(--line);padding-top:8px}td{border:0;text-align:left;padding:1px 10px 1px 22px}td.none{display:none}td small{display:inline;margin-left:6px;font-size:13px}td .name{display:inline;color:var(--ink);font-weight:400;margin-left:6px}}
@media print{body{background:#fff}pre{max-height:none}}
`;
