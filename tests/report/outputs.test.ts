import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { beforeEach, describe, expect, it } from 'vitest';
import { UsageError } from '../../scripts/base/usage-error.js';
import { errorText } from '../../scripts/report/error-text.js';
import { parseReporters, type ReporterChoice, reportOf, writeReports } from '../../scripts/report/index.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { run } from './sample.js';

let dir: string;
beforeEach(() => {
  dir = temporaryFolder();
});

describe('--reporter', () => {
  it.each<{ given: string[]; output?: string; want: ReporterChoice[] }>([
    { given: [], want: [{ name: 'default' }] },
    { given: ['json'], want: [{ name: 'json' }] },
    { given: ['json'], output: 'a.json', want: [{ name: 'json', file: 'a.json' }] },
    {
      given: ['html=r.html', 'junit=out.xml'],
      want: [{ name: 'html', file: 'r.html' }, { name: 'junit', file: 'out.xml' }, { name: 'default' }],
    },
    { given: ['html=r.html', 'json'], want: [{ name: 'html', file: 'r.html' }, { name: 'json' }] },
    {
      given: ['html=r.html', 'json'],
      output: 'a.json',
      want: [
        { name: 'html', file: 'r.html' },
        { name: 'json', file: 'a.json' },
      ],
    },
    { given: ['default', 'github-actions'], want: [{ name: 'default' }, { name: 'github-actions' }] },
    { given: ['default=a=b.txt'], want: [{ name: 'default', file: 'a=b.txt' }, { name: 'default' }] },
    { given: [], output: 'a.txt', want: [{ name: 'default', file: 'a.txt' }] },
  ])('$given with --output $output', ({ given, output, want }) => {
    expect(parseReporters(given, output)).toEqual(want);
  });

  it.each<{ given: string[]; output?: string; want: RegExp }>([
    { given: ['xml'], want: /--reporter is "xml"; choose one of default, json, junit, github-actions, html, markdown/ },
    { given: ['constructor'], want: /choose one of/ },
    { given: [''], want: /choose one of/ },
    { given: ['json='], want: /write the name of a file behind =/ },
    { given: ['json=a', 'html=./a'], want: /two reporters write into .*a; give each a file of its own/ },
    { given: ['json', 'html'], want: /json and html both write to standard output/ },
    { given: ['json', 'github-actions'], want: /both write to standard output/ },
    { given: ['json', 'json'], want: /given twice/ },
    { given: ['json=a'], output: 'b', want: /--output is the file of the one --reporter that names none/ },
    { given: ['json', 'html'], output: 'b', want: /--output is the file of the one/ },
    { given: ['json'], output: '', want: /--output is empty/ },
  ])('refuses $given with --output $output', ({ given, output, want }) => {
    expect(() => parseReporters(given, output)).toThrow(want);
  });
});

/** A stream that keeps what is written, or fails. */
function sink(failure?: string) {
  const chunks: string[] = [];
  const stream = new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      chunks.push(chunk);
      done(failure === undefined ? null : Object.assign(new Error(`write ${failure}`), { code: failure }));
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

describe('reports', () => {
  const report = reportOf(run());

  it('are written whole, beside the text', async () => {
    const [stdout, stderr] = [sink(), sink()];
    const choices = parseReporters([`json=${join(dir, 'deep/er/a.json')}`, `html=${join(dir, 'a.html')}`]);
    await writeReports(report, choices, { stdout, stderr, env: {} });
    expect(JSON.parse(readFileSync(join(dir, 'deep/er/a.json'), 'utf8')).seed).toBe(42);
    expect(readFileSync(join(dir, 'a.html'), 'utf8')).toMatch(/<\/html>\n$/);
    expect(stdout.text()).toContain('The contract is violated');
    expect(readdirSync(dir).sort()).toEqual(['a.html', 'deep']);
  });

  it('leave the old file where the new one cannot be written, and write the others', async () => {
    mkdirSync(join(dir, 'folder'));
    writeFileSync(join(dir, 'file'), 'old');
    const stderr = sink();
    const choices = parseReporters([
      `json=${join(dir, 'folder')}`,
      'junit=/dev/full',
      `markdown=${join(dir, 'file/below')}`,
      `html=${join(dir, 'a.html')}`,
      'default',
    ]);
    const stdout = sink();
    await expect(writeReports(report, choices, { stdout, stderr, env: {} })).rejects.toThrow(
      /^cannot write .*folder: it is a folder; name a file in it\ncannot write \/dev\/full: no space is left on the device.*\ncannot write .*below: a part of its path is no folder$/,
    );
    expect(existsSync(join(dir, 'a.html'))).toBe(true);
    expect(stdout.text()).not.toBe('');
  });

  it('say on standard error how it went where standard output is for a program', async () => {
    const [stdout, stderr] = [sink(), sink()];
    await writeReports(report, parseReporters(['json']), { stdout, stderr, env: {} });
    expect(JSON.parse(stdout.text()).ok).toBe(false);
    expect(stderr.text()).toContain('The contract is violated: 1 defect.');
  });

  it('say so, too, where the text goes into a file, and not a second time where it is on standard output', async () => {
    const told = async (texts: string[], output?: string) => {
      const [stdout, stderr] = [sink(), sink()];
      await writeReports(report, parseReporters(texts, output), { stdout, stderr, env: {} });
      return [stdout, stderr].map((stream) => stream.text().includes('The contract is violated'));
    };
    expect(await told([], join(dir, 'a.txt'))).toEqual([false, true]);
    expect(await told([])).toEqual([true, false]);
    expect(await told([`json=${join(dir, 'a.json')}`])).toEqual([true, false]);
  });

  it('have colours on a terminal, unless NO_COLOR is set', async () => {
    const coloured = async (env: Record<string, string>, isTTY: boolean) => {
      const stdout = Object.assign(sink(), { isTTY });
      await writeReports(report, parseReporters([]), { stdout, stderr: sink(), env });
      return stdout.text().includes('\u001b[');
    };
    expect(await coloured({}, true)).toBe(true);
    expect(await coloured({ NO_COLOR: '1' }, true)).toBe(false);
    expect(await coloured({ NO_COLOR: '' }, true)).toBe(true);
    expect(await coloured({ TERM: 'dumb' }, true)).toBe(false);
    expect(await coloured({}, false)).toBe(false);
  });

  it('add a job summary on GitHub', async () => {
    const file = join(dir, 'summary.md');
    writeFileSync(file, 'of another step\n');
    const stdout = sink();
    const env = { GITHUB_STEP_SUMMARY: file, GITHUB_WORKSPACE: '/repo' };
    await writeReports(report, parseReporters(['github-actions']), {
      stdout,
      stderr: sink(),
      env,
      specs: '/repo/specs',
    });
    expect(readFileSync(file, 'utf8')).toMatch(/^of another step\n## ❌ verify/);
    expect(stdout.text()).toContain('::error file=specs/vendor/ListTasks.yaml,line=42');
    await expect(
      writeReports(report, parseReporters(['github-actions']), {
        stdout,
        stderr: sink(),
        env: { GITHUB_STEP_SUMMARY: dir },
      }),
    ).rejects.toThrow(/cannot write the job summary into GITHUB_STEP_SUMMARY/);
  });

  it('end quietly where the reader has seen enough', async () => {
    const closed = new PassThrough();
    closed.destroy();
    for (const stdout of [sink('EPIPE'), closed]) {
      const written = writeReports(report, parseReporters([]), { stdout, stderr: sink(), env: {} });
      await expect(written).resolves.toBeUndefined();
    }
  });

  it('say in one line that the disk is full', async () => {
    await expect(
      writeReports(report, parseReporters([]), { stdout: sink('ENOSPC'), stderr: sink(), env: {} }),
    ).rejects.toThrow(
      /^cannot write to standard output: no space is left on the device; make room, or choose another place$/,
    );
  });
});

describe('the message of an error', () => {
  const message = (error: unknown, argv: string[] = []) => {
    const before = process.argv;
    process.argv = ['node', 'cli.js', ...argv];
    try {
      return errorText(error);
    } finally {
      process.argv = before;
    }
  };

  it.each([
    { name: 'lines of its own', given: 'a.yaml:1: x\nb.yaml:2: y', want: 'a.yaml:1: x\nb.yaml:2: y' },
    { name: 'no escapes', given: 'spec \u001b[2J says', want: 'spec \\u001b[2J says' },
    { name: 'no command', given: 'a\n::error::b', want: 'a\n\\u003a:error::b' },
    { name: 'no user info', given: '"http://me:pass@h/" does not answer', want: '"http://***@h/" does not answer' },
    { name: 'no header of the command line', given: 'sent s3cr3t-x', want: 'sent ***' },
  ])('has $name', ({ given, want }) => {
    expect(message(new UsageError(given), ['verify', '--header', 'X-Token: s3cr3t-x'])).toBe(want);
  });

  it('has a stack only where the tool is to blame', () => {
    expect(message(new UsageError('x'))).toBe('x');
    expect(message(new TypeError('x'))).toMatch(
      /^This is a defect of cloudsec-contracts, please report it:\nTypeError: x\n {4}at /,
    );
  });
});

describe('in a process of its own, reports', () => {
  const script = (body: string) =>
    `import { writeOut, guardOut } from ${JSON.stringify(new URL('../../dist/report/index.js', import.meta.url).href)};
     guardOut(process.stdout, console.error); guardOut(process.stderr, () => {});
     try { ${body} } catch (error) { console.error(error.message); process.exitCode = 2; }`;
  const shell = (
    redirect: string,
    body = `await writeOut(process.stdout, 'line\\n'.repeat(1e5), 'standard output');`,
  ) =>
    spawnSync('bash', ['-c', `"${process.execPath}" --input-type=module -e "$SCRIPT" ${redirect}`], {
      encoding: 'utf8',
      env: { ...process.env, SCRIPT: script(body) },
      timeout: 30_000,
    });

  it.each([
    { name: 'a pipe that is closed early', redirect: '| head -n 1', stdout: 'line\n', stderr: '' },
    {
      name: 'a full disk',
      redirect: '> /dev/full',
      stdout: '',
      stderr: 'cannot write to standard output: no space is left on the device; make room, or choose another place\n',
    },
    { name: 'a closed output', redirect: '>&-', stdout: '', stderr: '' },
  ])('meet $name with a line at most', ({ redirect, stdout, stderr }) => {
    const result = shell(redirect);
    expect({ stdout: result.stdout, stderr: result.stderr }).toEqual({ stdout, stderr });
  });
});
