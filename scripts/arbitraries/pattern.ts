import { type AST, RegExpParser } from '@eslint-community/regexpp';
import type { Below } from './chance.js';

/** How many more than needed of a repeated part are written. */
const MORE = 6;

/** Characters that are tried where a set allows some of them. Those that people use come first. */
const candidates = [
  ...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.:/ @#+,;=!?$%&*()[]{}<>|~^"\'`\\\t\n\r\f\v\0',
  ...'äßéñçøÅΩλЖя中文かな한ع🙂€№½²①\u00a0\u2028\u200d\u0301\u{10400}',
];

/**
 * Writes texts that a regular expression describes. Not all of them match: lookarounds and word boundaries are written
 * towards, not solved, so that the result has to be tried.
 *
 * fast-check's `stringMatching` was not taken: it throws for lookarounds, boundaries and back references, and knows no
 * length to aim at. The expression is parsed by the parser that ESLint's rules use.
 *
 * @param pattern of a schema, which has the flag `u`
 * @returns writes one text of about the given length; undefined where the pattern cannot be parsed.
 */
export function patternWriter(pattern: string): ((below: Below, length: number) => string) | undefined {
  let parsed: AST.Pattern;
  try {
    parsed = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(pattern, 0, pattern.length, { unicode: true });
  } catch {
    return undefined;
  }
  const sets = new Map<AST.Node, readonly string[]>();
  const open = openEnds(parsed);
  return (below, length) => {
    const writing = new Writing(below, sets, open, length);
    const text = writing.alternatives(parsed.alternatives);
    return writing.withLookarounds(text);
  };
}

/** Repetitions without an end: what makes a text longer. */
function openEnds(node: AST.Node): number {
  const below =
    'alternatives' in node ? node.alternatives : 'elements' in node && node.type === 'Alternative' ? node.elements : [];
  const own = node.type === 'Quantifier' ? (node.max > MORE ? 1 : 0) + openEnds(node.element) : 0;
  return (below as AST.Node[]).reduce((sum, part) => sum + openEnds(part), own);
}

class Writing {
  readonly #below: Below;
  readonly #sets: Map<AST.Node, readonly string[]>;
  /** How often each repetition without an end repeats to reach the length. */
  readonly #share: number;
  readonly #groups = new Map<AST.CapturingGroup, string>();
  readonly #inserts: string[] = [];
  /** Characters that may still be written. */
  #left: number;

  constructor(below: Below, sets: Map<AST.Node, readonly string[]>, open: number, length: number) {
    this.#below = below;
    this.#sets = sets;
    this.#share = Math.ceil(length / Math.max(1, open));
    this.#left = Math.max(4 * length, 1000);
  }

  alternatives(all: readonly AST.Alternative[]): string {
    const chosen = all[this.#below(all.length)] as AST.Alternative;
    return chosen.elements.map((element) => this.#element(element)).join('');
  }

  /** Puts what lookaheads look for into a text: over it, or at its end. */
  withLookarounds(text: string): string {
    if (this.#inserts.length === 0) return text;
    const characters = [...text];
    for (const part of this.#inserts) {
      const length = [...part].length;
      if (this.#below(3) === 0) characters.push(...part);
      else characters.splice(this.#below(Math.max(1, characters.length - length + 1)), length, ...part);
    }
    return characters.join('');
  }

  #element(element: AST.Element): string {
    switch (element.type) {
      case 'Character':
        return this.#take(String.fromCodePoint(element.value));
      case 'CharacterClass':
      case 'CharacterSet':
      case 'ExpressionCharacterClass':
        return this.#take(this.#oneOf(element));
      case 'Quantifier':
        return this.#repeat(element);
      case 'Group':
        return this.alternatives(element.alternatives);
      case 'CapturingGroup': {
        const text = this.alternatives(element.alternatives);
        this.#groups.set(element, text);
        return text;
      }
      case 'Backreference': {
        const group = [element.resolved].flat()[0] as AST.CapturingGroup;
        return this.#take(this.#groups.get(group) ?? '');
      }
      case 'Assertion':
        return this.#assertion(element);
      default:
        return '';
    }
  }

  #assertion(assertion: AST.Assertion): string {
    if (assertion.kind !== 'lookahead' && assertion.kind !== 'lookbehind') return '';
    if (assertion.negate) return '';
    const text = this.alternatives(assertion.alternatives);
    if (assertion.kind === 'lookbehind') return this.#take(text);
    if (text !== '') this.#inserts.push(text.trim() === '' ? text : (text.match(/.{0,3}$/su)?.[0] ?? text));
    return '';
  }

  #repeat({ min, max, element }: AST.Quantifier): string {
    const isOpen = max > MORE;
    const wish = isOpen ? Math.max(min, this.#share) : min;
    const most = Math.min(max, isOpen ? wish + (this.#share === 0 ? 2 : 0) : max);
    const count =
      min >= most
        ? min
        : Math.max(min, Math.min(most, isOpen ? wish - 2 + this.#below(5) : min + this.#below(most - min + 1)));
    let text = '';
    for (let index = 0; index < count; index++) {
      if (this.#left <= 0 && index >= min) break;
      // A bomb such as ((a{1000}){1000}){1000}: what is too long will be refused.
      if (this.#left < -100_000) break;
      text += this.#element(element as AST.Element);
    }
    return text;
  }

  #take(text: string): string {
    this.#left -= text.length;
    return text;
  }

  #oneOf(set: AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass): string {
    let members = this.#sets.get(set);
    if (members === undefined) {
      members = membersOf(set);
      this.#sets.set(set, members);
    }
    return members[this.#below(members.length)] ?? '';
  }
}

function membersOf(set: AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass): readonly string[] {
  const test = new RegExp(`^${set.raw}$`, 'u');
  const own = set.type === 'CharacterClass' ? set.elements.flatMap(ends) : [];
  // Printable ASCII where there is some: a text of control characters is nobody's idea of an example.
  const found = [...new Set([...candidates, ...own])].filter((character) => test.test(character));
  const plain = found.filter((character) => /^[\x20-\x7e]$/.test(character));
  const usual = plain.filter((character) => /^[\w.-]$/.test(character));
  if (usual.length > 0) return [...usual, ...usual, ...plain, ...found.slice(0, 5)];
  if (found.length > 0) return plain.length > 0 ? plain : found;
  for (let code = 0; code <= 0x1_f9ff; code++) {
    if (code >= 0xd800 && code <= 0xdfff) continue;
    const character = String.fromCodePoint(code);
    if (test.test(character)) return [character];
  }
  return [];
}

function ends(element: AST.CharacterClassElement): string[] {
  if (element.type === 'Character') return [String.fromCodePoint(element.value)];
  if (element.type !== 'CharacterClassRange') return [];
  const { min, max } = element;
  return [min.value, max.value, (min.value + max.value) >> 1].map((code) => String.fromCodePoint(code));
}
