import { registerVerify } from '../../../scripts/verify/command.js';
import type { Report } from '../../../scripts/verify/index.js';
import { commandHere } from '../../support/command-here.js';

/** Runs `verify …` in this process, where the server is a part of it as well. */
export async function verifyHere(
  ...args: readonly string[]
): Promise<{ code: number; report: Report; stderr: string }> {
  const { code, stdout, stderr } = await commandHere(registerVerify, ['verify', ...args, '--reporter', 'json']);
  return { code, stderr, report: (stdout === '' ? {} : JSON.parse(stdout)) as Report };
}
