/**
 * The tests that guard a room, as Vitest's `include` and `exclude` have them, below `tests/`. They are those that use the
 * room's door in their own process: a mutant is switched on in the process of the tests, so that a program which a test
 * starts from `dist/` has none. Of these tests, Stryker runs against a mutant the ones that come to its place.
 *
 * Each survivor costs all tests that come to its place, so only quick ones are here: a room's tests together take some
 * seconds, and a test that takes longer than all others of its room is left out.
 */
export interface Guards {
  readonly include: readonly string[];
  readonly exclude?: readonly string[];
  /** What the names of single tests that take too long begin with. */
  readonly without?: readonly string[];
  /**
   * Whether mutants of code that runs only when its module is loaded are run as well: each costs all tests of the room,
   * which is minutes where there are many.
   */
  readonly whileLoading?: boolean;
}

/** What the rooms contract and load leave out: they have tests in common. */
const slowOfLoading = {
  exclude: ['load/strict-commands*'],
  without: ['contracts are frozen through and through', 'the specs of this package are read strictly'],
};

export const guards = {
  arbitraries: {
    include: ['arbitraries/*', 'pages/*'],
    exclude: ['arbitraries/distribution*'],
    without: [
      'draws with ',
      'every value of every enum',
      'the judge of draws and AJV agree',
      "{ '$ref': '#/$defs/Node0' }",
    ],
  },
  base: { include: ['base/*', 'check/splitting*', 'wire/exact*'], whileLoading: true },
  check: {
    include: ['check/*'],
    exclude: ['check/command*', 'check/suggest*'],
    without: ['a value nested deeper than any stack'],
  },
  // What the judge asks of contracts is tested with its answers.
  contract: {
    include: [
      'load/*',
      ...['answers', 'http-status', 'inputs', 'plain-documents', 'small-parts'].map((name) => `judge/${name}*`),
    ],
    ...slowOfLoading,
  },
  load: { include: ['load/*'], ...slowOfLoading },
  dev: { include: ['dev/*'], whileLoading: true },
  docs: {
    include: ['docs/*', 'docs/held-out/held-out*'],
    without: [
      'lock, diff and status say what is wrong, with the exit codes of the other commands',
      'a page cannot steer the terminal of who locks it',
      'a lock that cannot be written is said in words',
      'a page that differs is exit code 1, with place and remedy',
    ],
  },
  // The types are made in another thread, in which no mutant is switched on, and which takes seconds to start.
  generate: {
    include: ['formats', 'modules', 'output-folder', 'parts', 'validators'].map((name) => `generate/${name}*`),
    without: ['a value with thousands of errors is judged in a time that grows with their number'],
  },
  judge: { include: ['judge/*', 'check/walks*'] },
  mock: {
    include: ['mock/*'],
    // Prism alone takes seconds to load: what a mutant of `mock/prism` breaks, nothing here notices.
    exclude: ['command', 'engines', 'sdk', 'world'].map((name) => `mock/${name}`),
    without: [
      'closing lets a request that is being answered end',
      'watch: changed specs',
      'nested bombs',
      'what the path names comes back',
      'a limit limits',
      'a preferred status is made of its schema',
    ],
  },
  report: { include: ['report/*'], exclude: ['report/html-in-browser*'] },
  verify: {
    include: ['verify/**/*'],
    exclude: ['verify/command-*', 'verify/spec-lines*'],
    without: [
      'of 1000 requests',
      'that is a bomb',
      'that never ends',
      'of a million objects',
      'check judges a recording again',
    ],
  },
  vitest: { include: ['vitest/*'] },
  wire: { include: ['wire/*', 'verify/signatures*'], whileLoading: true },
} as const satisfies Record<string, Guards>;
