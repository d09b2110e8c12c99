import path from 'node:path';
import ts from 'typescript';

/**
 * Checks types as `tsc --strict --noEmit` does, in this process: starting the compiler takes longer than most checks,
 * and what all checks share, the declarations of the language, is read once.
 *
 * @param folder what the names of the files are relative to
 * @param files the files to begin with
 * @param options beside those of a strict check
 * @returns what the compiler prints of each problem: file, line, code, message
 */
export function typeProblems(folder: string, files: readonly string[], options: ts.CompilerOptions = {}): string[] {
  const compilerOptions: ts.CompilerOptions = {
    noEmit: true,
    strict: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    types: [],
    // Declarations are what is looked at, but for those of the language.
    skipDefaultLibCheck: true,
    ...options,
  };
  const host = ts.createCompilerHost(compilerOptions);
  host.getCurrentDirectory = () => path.resolve(folder);
  const read = host.getSourceFile;
  host.getSourceFile = (name, target, ...rest) => {
    if (path.dirname(name) !== path.dirname(host.getDefaultLibFileName(compilerOptions)))
      return read(name, target, ...rest);
    const key = JSON.stringify([name, target]);
    const source = languageFiles.get(key) ?? read(name, target, ...rest);
    languageFiles.set(key, source);
    return source;
  };
  const names = files.map((file) => path.resolve(folder, file));
  const program = ts.createProgram(names, compilerOptions, host);
  return ts.getPreEmitDiagnostics(program).map((problem) => ts.formatDiagnostic(problem, host).trimEnd());
}

/** The declarations of the language as parsed, which no check changes. */
const languageFiles = new Map<string, ts.SourceFile | undefined>();
