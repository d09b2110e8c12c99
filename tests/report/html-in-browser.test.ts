import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Report, render, reportOf } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { attacks, hostileRun } from './hostile.js';
import { run, violation } from './sample.js';

const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(
  (name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0,
);

/** What a browser finds in a page that is so many pixels wide. */
interface Page {
  readonly scrollWidth: number;
  readonly elements: string[];
  readonly cellDisplay: string;
  readonly headDisplay: string;
  readonly background: string;
  readonly title: string;
}

/** Opens a report in a frame, which the page around it looks into. Scripts of the report itself would change its title. */
function open(report: Report, width: number, isDark = false): Page {
  const dir = temporaryFolder();
  const html = render('html', report).replaceAll('alert(1)', "document.title='owned'");
  writeFileSync(
    join(dir, 'page.html'),
    `<!doctype html><iframe id="f" style="width:${width}px;height:900px;border:0"></iframe><pre id="out"></pre><script>
const f = document.getElementById('f');
f.srcdoc = ${JSON.stringify(html).replaceAll('<', '\\u003c')};
f.onload = () => setTimeout(() => {
  const d = f.contentDocument;
  const style = (selector) => { const e = d.querySelector(selector); return e ? f.contentWindow.getComputedStyle(e).display : 'none'; };
  document.getElementById('out').textContent = btoa(unescape(encodeURIComponent(JSON.stringify({
    scrollWidth: d.documentElement.scrollWidth,
    elements: [...new Set([...d.querySelectorAll('*')].map((e) => e.localName))],
    cellDisplay: style('td'), headDisplay: style('thead'), title: d.title,
    background: f.contentWindow.getComputedStyle(d.body).backgroundColor,
  }))));
}, 50);
</script>`,
  );
  const flags =
    '--headless --no-sandbox --disable-gpu --hide-scrollbars --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --virtual-time-budget=3000 --dump-dom';
  const { stdout } = spawnSync(
    browser as string,
    [
      ...flags.split(' '),
      ...(isDark ? ['--blink-settings=preferredColorScheme=0'] : []),
      `--user-data-dir=${join(dir, 'profile')}`,
      `file://${join(dir, 'page.html')}`,
    ],
    { encoding: 'utf8', timeout: 50_000 },
  );
  const result = /<pre id="out">([^<]+)<\/pre>/.exec(stdout)?.[1] ?? '';
  return JSON.parse(Buffer.from(result, 'base64').toString('utf8')) as Page;
}

const long = violation({
  operation: 'An_operation_with_a_name_that_no_line_of_a_small_screen_has_room_for'.repeat(2),
  path: '/Tasks/3/Status',
  message: 'x'.repeat(500),
  expected: 'y'.repeat(500),
  replay: 'z'.repeat(500),
});

describe.skipIf(browser === undefined)('the HTML report in a browser (skipped where there is none)', () => {
  it('is a list without a table at 400 pixels, and needs no scrolling to the side', () => {
    const page = open(reportOf(run({ violations: [...run().violations, long] })), 400);
    expect(page).toMatchObject({ scrollWidth: 400, cellDisplay: 'block', headDisplay: 'none' });
  });

  it('is a table where there is room, and dark where the reader wants it so', () => {
    const light = open(reportOf(run()), 1200);
    const dark = open(reportOf(run()), 1200, true);
    expect(light).toMatchObject({ cellDisplay: 'table-cell', headDisplay: 'table-header-group' });
    expect(dark.background).not.toBe(light.background);
  });

  it('has no element and runs no script that a server put there', () => {
    const page = open(reportOf(hostileRun(attacks)), 800);
    for (const name of ['script', 'img', 'iframe', 'svg']) expect(page.elements).not.toContain(name);
    expect(page.title).not.toBe('owned');
  });
});
