import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { UsageError } from '../../scripts/base/usage-error.js';
import { registerGenerate } from '../../scripts/generate/command.js';
import { generate } from '../../scripts/generate/generate.js';
import { codeFile } from '../../scripts/generate/generated-file.js';
import { openOutput } from '../../scripts/generate/output/open-output.js';
import { commandHere } from '../support/command-here.js';
import { documentOf } from '../support/generated-validators.js';
import { folderOf } from '../support/specs-with.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { contents } from './contents.js';

const one = () => folderOf({ 'spec.json': documentOf([{ type: 'string' }]) });
const two = () => folderOf({ 'spec.json': documentOf([{ type: 'string' }, { type: 'integer' }]) });

/** Runs `generate …`. */
const command = (...args: string[]) => commandHere(registerGenerate, ['generate', ...args]);

/** Generates, and says what it is refused for. */
async function refusal(specs: string, out: string): Promise<string> {
  try {
    await generate({ specs, out });
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('it was not refused');
}

describe("a user's files", () => {
  test('are not overwritten: all are named, and nothing is written', async () => {
    const out = temporaryFolder();
    mkdirSync(path.join(out, 'Op0'));
    writeFileSync(path.join(out, 'index.js'), 'console.log("mine");');
    writeFileSync(path.join(out, 'Op0/types.d.ts'), 'export type Mine = 1;');
    mkdirSync(path.join(out, 'enums.js'));
    const before = contents(out);
    const message = await refusal(one(), out);
    for (const file of ['index.js', 'Op0/types.d.ts', 'enums.js']) expect(message).toContain(path.join(out, file));
    expect(message).toContain('--out');
    expect(contents(out)).toEqual(before);

    const { code, stderr } = await command('--specs', one(), '--out', out);
    expect(code).toBe(2);
    expect(stderr).toContain(path.join(out, 'index.js'));
    expect(stderr).not.toMatch(/^ {4}at /m);
    expect(contents(out)).toEqual(before);
  });

  test('stay where they are beside generated ones, whatever they look like', async () => {
    const out = temporaryFolder();
    const specs = two();
    await generate({ specs, out });
    // One has the mark: the output of another folder of specs, for instance.
    const other = readFileSync(path.join(out, 'enums.js'), 'utf8');
    mkdirSync(path.join(out, 'inner'));
    writeFileSync(path.join(out, 'inner/enums.js'), other);
    writeFileSync(path.join(out, 'Op1/notes.js'), '// mine');
    const result = await generate({ specs: one(), out });
    expect(result.surplus).toEqual([
      'Op1/contract.d.ts',
      'Op1/contract.js',
      'Op1/index.d.ts',
      'Op1/index.js',
      'Op1/types.d.ts',
      'Op1/validators.d.ts',
      'Op1/validators.js',
    ]);
    expect(readdirSync(path.join(out, 'Op1'))).toEqual(['notes.js']);
    expect(readFileSync(path.join(out, 'inner/enums.js'), 'utf8')).toBe(other);
  });

  test('a generated file that was changed by hand is not removed', async () => {
    const out = temporaryFolder();
    await generate({ specs: two(), out });
    const file = path.join(out, 'Op1/types.d.ts');
    const text = `${readFileSync(file, 'utf8')}export type Mine = 1;\n`;
    writeFileSync(file, text);
    const specs = one();
    const { code, stderr } = await command('--specs', specs, '--out', out);
    expect(code).toBe(0);
    expect(stderr).toContain('Op1/types.d.ts');
    expect(readFileSync(file, 'utf8')).toBe(text);
    expect(await generate({ specs, out })).toMatchObject({ stale: [], surplus: [], kept: [] });
  });

  test('a folder that is a link is not written through', async () => {
    const out = temporaryFolder();
    const elsewhere = temporaryFolder();
    symlinkSync(elsewhere, path.join(out, 'Op0'));
    expect(await refusal(one(), out)).toContain('Op0 is a symbolic link');
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('a manifest that names a file outside of the folder removes nothing', async () => {
    const folder = temporaryFolder();
    const out = path.join(folder, 'out');
    const specs = one();
    await generate({ specs, out });
    const manifest = path.join(out, '.cloudsec-contracts.json');
    const listed = /"enums\.js": "(\w+)"/.exec(readFileSync(manifest, 'utf8'))?.[1];
    for (const name of ['../enums.js', '/tmp/enums.js', 'a/../../enums.js']) {
      writeFileSync(path.join(folder, 'enums.js'), readFileSync(path.join(out, 'enums.js')));
      const text = readFileSync(manifest, 'utf8');
      writeFileSync(manifest, text.replace('"files": {', `"files": {\n    ${JSON.stringify(name)}: "${listed}",`));
      expect((await generate({ specs, out })).surplus).toEqual([]);
      expect(existsSync(path.join(folder, 'enums.js'))).toBe(true);
    }
  });

  test('links that lead in a circle end, among the specs and in the output', async () => {
    const specs = one();
    const out = temporaryFolder();
    symlinkSync('..', path.join(specs, 'circle'));
    symlinkSync('.', path.join(specs, 'self.yaml'));
    symlinkSync('.', path.join(out, 'circle'));
    expect(await generate({ specs, out })).toMatchObject({ operations: 1 });
    expect(await generate({ specs, out, check: true })).toMatchObject({ stale: [], surplus: [] });
  });
});

describe('a generated file', () => {
  test('is written again where a merge left its marks, or a full disk nothing', async () => {
    const out = temporaryFolder();
    const specs = one();
    await generate({ specs, out });
    const before = contents(out);
    const index = path.join(out, 'index.js');
    writeFileSync(index, `<<<<<<< HEAD\n${readFileSync(index, 'utf8')}=======\n>>>>>>> other\n`);
    writeFileSync(path.join(out, 'enums.js'), '');
    const manifest = path.join(out, '.cloudsec-contracts.json');
    writeFileSync(manifest, `<<<<<<< HEAD\n${readFileSync(manifest, 'utf8')}=======\n>>>>>>> other\n`);
    expect((await generate({ specs, out })).stale).toEqual(['.cloudsec-contracts.json', 'enums.js', 'index.js']);
    expect(contents(out)).toEqual(before);
  });

  test('follows a spec that is edited while the run goes on, and edited back', async () => {
    const specs = one();
    const file = path.join(specs, 'spec.json');
    const before = readFileSync(file, 'utf8');
    const out = temporaryFolder();
    const running = generate({ specs, out });
    // The run has started, but not yet read the file.
    writeFileSync(file, before.replace('The answer.', 'Another answer.'));
    await running;
    writeFileSync(file, before);
    await generate({ specs, out });
    expect(readFileSync(path.join(out, 'Op0/contract.js'), 'utf8')).toContain('The answer.');
    const fresh = temporaryFolder();
    await generate({ specs, out: fresh });
    expect(contents(out)).toEqual(contents(fresh));
  });
});

describe('several runs', () => {
  test('at once: each waits for the other, and the folder is that of the last', async () => {
    const out = temporaryFolder();
    const given = [one(), two()];
    const results = await Promise.all([0, 1, 0, 1, 0].map((at) => generate({ specs: given[at] as string, out })));
    expect(results.map(({ operations }) => operations)).toEqual([1, 2, 1, 2, 1]);
    const wanted = await Promise.all(
      given.map(async (specs) => {
        const alone = path.join(temporaryFolder(), 'alone');
        await generate({ specs, out: alone });
        return contents(alone);
      }),
    );
    expect(wanted).toContainEqual(contents(out));
  });

  test('what a dead run left is swept away, a lock and waiting texts', async () => {
    const out = temporaryFolder();
    const specs = one();
    await generate({ specs, out });
    const before = contents(out);
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    const owner = { process: dead, host: (await import('node:os')).hostname(), run: 'x' };
    writeFileSync(path.join(out, '.cloudsec-contracts.lock'), JSON.stringify(owner));
    mkdirSync(path.join(out, '.cloudsec-contracts.new-1'));
    writeFileSync(path.join(out, '.cloudsec-contracts.new-1/0'), 'half a te');
    await generate({ specs, out });
    expect(contents(out)).toEqual(before);
    expect(existsSync(path.join(out, '.cloudsec-contracts.new-1'))).toBe(false);
  });

  test('what a dead run had begun to move is completed, but never over a file of the user', async () => {
    const out = temporaryFolder();
    const moved = (await generate({ specs: two(), out })).stale;
    const before = contents(out);
    const staging = path.join(out, '.cloudsec-contracts.new-1');
    const leave = () => {
      mkdirSync(staging);
      writeFileSync(path.join(staging, '0'), before['index.js'] as string);
      writeFileSync(path.join(staging, 'journal.json'), JSON.stringify({ moves: [['0', 'index.js']], removals: [] }));
    };
    expect(moved).toContain('index.js');
    leave();
    rmSync(path.join(out, 'index.js'));
    await (await openOutput(out, false)).abandon();
    expect(contents(out)).toEqual(before);

    leave();
    writeFileSync(path.join(out, 'index.js'), 'mine');
    await (await openOutput(out, false)).abandon();
    expect(contents(out)).toEqual({ ...before, 'index.js': 'mine' });
  });
});

/** A volume of 128 KiB at a folder; undefined where this user may not make one. */
function smallVolume(): string | undefined {
  const folder = temporaryFolder();
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', folder]);
  if (status !== 0) return undefined;
  onTestFinished(() => void spawnSync('umount', [folder]));
  return folder;
}

describe('a folder that cannot be written', () => {
  test('on a full disk it stays as it was, and the message says why', async (context) => {
    const out = smallVolume();
    if (out === undefined) return context.skip('a small volume can be mounted by the super user of Linux only');
    // A volume of its own: texts that waited outside of it could not be moved there.
    await generate({ specs: one(), out });
    const before = contents(out);
    const large = folderOf({ 'spec.json': documentOf(Array.from({ length: 24 }, () => ({ type: 'string' }))) });
    const message = await refusal(large, out);
    expect(message).toContain(`cannot write the generated files to ${out}`);
    expect(message).toContain('ENOSPC');
    expect(contents(out)).toEqual(before);
  });

  test('a file in its place is named', async () => {
    const out = path.join(temporaryFolder(), 'out');
    writeFileSync(out, 'mine');
    expect(await refusal(one(), out)).toContain(out);
    expect(readFileSync(out, 'utf8')).toBe('mine');
  });
});

test('an output compares without writing', async () => {
  const out = temporaryFolder();
  const output = await openOutput(out, true);
  await output.add(codeFile('a.js', [], 'export {};'));
  expect(output.isFresh('a.js', '0')).toBe(false);
  expect((await output.finish()).stale).toEqual(['.cloudsec-contracts.json', 'a.js']);
  expect(readdirSync(out)).toEqual([]);
});
