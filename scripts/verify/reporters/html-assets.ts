/** Style of the HTML report. Colours follow the reader's system, light or dark. */
export const style = `
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#1b2330;--soft:#5d6878;--line:#dfe3e9;--good:#12805c;--bad:#c62f3b;--warn:#a86400;--goodbg:#e2f4ec;--badbg:#fde8e9;--warnbg:#fdf1dc;--code:#f0f2f5}
@media(prefers-color-scheme:dark){:root{--bg:#12161c;--card:#1a2029;--ink:#e6eaf0;--soft:#97a2b2;--line:#2b3440;--good:#4cc79a;--bad:#ff7a83;--warn:#e8ad4d;--goodbg:#143429;--badbg:#421d22;--warnbg:#3b2c11;--code:#222a35}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header,main{max-width:1160px;margin:0 auto;padding:0 24px}
header{padding-top:36px}header h1{font-size:32px;line-height:1.2;margin:4px 0}header.good h1{color:var(--good)}header.bad h1{color:var(--bad)}
.eyebrow,.server{color:var(--soft);margin:0}
.numbers{display:flex;flex-wrap:wrap;gap:10px;margin:20px 0 0}.numbers div{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 16px;min-width:104px}
.numbers dd{margin:0;font-size:21px;font-weight:650;font-variant-numeric:tabular-nums}.numbers dt{color:var(--soft);font-size:13px}
section{margin:34px 0}h2{font-size:20px;margin:0 0 12px}h3{margin:0 0 6px;font-size:16px}h4{margin:12px 0 4px;font-size:12px;text-transform:uppercase;letter-spacing:.05em;color:var(--soft)}
.scroll{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse}.matrix{width:100%}.matrix th,.matrix td{padding:5px 12px;border-top:1px solid var(--line);text-align:center}
.matrix thead td,.matrix thead th{border-top:0;font-size:13px;padding-top:10px;padding-bottom:10px;overflow-wrap:anywhere;min-width:110px}
.matrix tbody th{text-align:left;font-weight:500;white-space:nowrap}.matrix .class th{background:var(--code);color:var(--soft);font-size:12px;text-transform:uppercase;letter-spacing:.06em;padding:4px 12px}
.matrix td small{display:block;font-size:11px;line-height:1.1;color:var(--soft);font-variant-numeric:tabular-nums}
td.pass{color:var(--good)}td.fail{color:var(--bad);background:var(--badbg);font-weight:700}td.warn{color:var(--warn);background:var(--warnbg);font-weight:700}td.none,td.idle{color:var(--soft)}td a{color:inherit}
article{background:var(--card);border:1px solid var(--line);border-left:4px solid var(--bad);border-radius:10px;padding:16px 20px;margin:0 0 14px;scroll-margin-top:16px}
article.warning{border-left-color:var(--warn)}article:target{outline:2px solid var(--bad)}
.tag{font-size:12px;border-radius:5px;padding:1px 7px;background:var(--badbg);color:var(--bad)}.warning .tag{background:var(--warnbg);color:var(--warn)}
.property{color:var(--soft);font-weight:500}.message{margin:0;font-size:15px}.source{margin:2px 0 0;color:var(--soft);font-size:13px}
pre,code{font:13px/1.45 ui-monospace,Menlo,Consolas,monospace}pre{background:var(--code);border-radius:7px;padding:9px 12px;margin:0;max-height:340px;overflow:auto;white-space:pre-wrap;overflow-wrap:anywhere}
p code{background:var(--code);border-radius:4px;padding:1px 5px}.pair{display:grid;grid-template-columns:1fr 1fr;gap:12px}@media(max-width:720px){.pair{grid-template-columns:1fr}}
details{margin:8px 0}summary{cursor:pointer}main section>details{background:var(--card);border:1px solid var(--line);border-radius:10px;padding:10px 16px}summary small{color:var(--soft)}
.replay{display:flex;gap:10px;align-items:flex-start;background:var(--code);border-radius:7px;padding:9px 12px}.replay code{flex:1;overflow-wrap:anywhere}
button{font:inherit;font-size:13px;border:1px solid var(--line);border-radius:6px;background:var(--card);color:var(--ink);padding:2px 10px;cursor:pointer}
.coverage{width:100%;margin-top:8px}.coverage th{text-align:left;vertical-align:top;padding:4px 12px 4px 0;font-weight:500;width:1%;white-space:nowrap}.coverage td{padding:4px 10px;vertical-align:top}
.chip{display:inline-block;border-radius:5px;padding:0 7px;margin:1px 4px 1px 0;font:12px/1.6 ui-monospace,Menlo,Consolas,monospace}.chip.yes{background:var(--goodbg);color:var(--good)}.chip.no{background:var(--code);color:var(--soft);text-decoration:line-through}
`;

/** Behaviour of the HTML report: the buttons that copy a command. */
export const script = `
for (const button of document.querySelectorAll('button[data-copy]')) {
  button.addEventListener('click', async () => {
    const text = button.dataset.copy;
    try { await navigator.clipboard.writeText(text); }
    catch {
      const area = document.body.appendChild(document.createElement('textarea'));
      area.value = text; area.select(); document.execCommand('copy'); area.remove();
    }
    button.textContent = 'Copied';
    setTimeout(() => { button.textContent = 'Copy'; }, 1500);
  });
}
`;
