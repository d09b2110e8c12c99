import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

/** The rooms of `scripts/`, in the order in which CONTRIBUTING.md lists them. */
const rooms = [...readFileSync('CONTRIBUTING.md', 'utf8').matchAll(/^\|.*`scripts\/.*$/gm)].flatMap(([row]) =>
  [...(row as string).matchAll(/`scripts\/(\w+)\/`/g)].map(([, room]) => room as string),
);

/** What the files of a room import of other files, as paths from the project's folder: with types alone, or without. */
const importsOf = (statement: RegExp) =>
  new Map(
    rooms.flatMap((room) =>
      readdirSync(`scripts/${room}`, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name): [string, string[]] => {
          const file = path.posix.join('scripts', room, name.replaceAll('\\', '/'));
          const named = [...readFileSync(file, 'utf8').matchAll(statement)];
          return [file, named.map(([, to]) => path.posix.join(path.posix.dirname(file), `${to}.ts`))];
        }),
    ),
  );

const everything = importsOf(/(?:from|import\()\s*'(\.[^']+)\.js'/g);
const running = importsOf(/^(?:import|export) (?!type )(?:[^;']* from )?'(\.[^']+)\.js'/gm);

test('every folder of scripts is a room that CONTRIBUTING.md lists, but those for who works on the project', () => {
  const folders = readdirSync('scripts', { withFileTypes: true }).filter((one) => one.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual([...rooms, 'bench', 'dev'].sort());
});

test('a room uses those above it only', () => {
  const roomOf = (file: string) => rooms.indexOf(file.split('/')[1] as string);
  const wrong = [...everything].flatMap(([file, used]) =>
    used.filter((one) => roomOf(one) > roomOf(file)).map((one) => `${file} uses ${one}`),
  );
  expect(everything.size).toBeGreaterThan(100);
  expect(wrong).toEqual([]);
});

test('no files need each other in a circle, but for types', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) circles.push([...way.slice(way.indexOf(file)), file].join(' > '));
    if (done.has(file) || way.includes(file)) return;
    for (const one of running.get(file) ?? []) visit(one, [...way, file]);
    done.add(file);
  };
  for (const file of running.keys()) visit(file, []);
  expect(circles).toEqual([]);
});
