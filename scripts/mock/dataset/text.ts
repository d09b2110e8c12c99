import { hashOf } from '../../base/hash.js';
import { regions } from './names.js';
import { Random } from './random.js';

/** Digits, and what stands for masked ones on the vendors' pages: asterisks and runs of x. */
const slots = /\d|\*|x(?=xx)|(?<=xx)x|(?<=x)x(?=x)/g;
const hexSlots = /[0-9a-f]|\*/g;

function isHex(shape: string): boolean {
  return /^[0-9a-f*_-]+$/.test(shape) && /[a-f]/.test(shape) && /\d/.test(shape);
}

/**
 * Makes texts of the example's shape, each told from those of all other numbers below 10^9.
 *
 * @returns the text of a number, from 0
 */
export function uniqueTexts(example: string, seed: number): (index: number) => string {
  const shape = example.trim() || 'item';
  const hex = isHex(shape);
  const base = hex ? 16 : 10;
  const fixed = shape.split(hex ? hexSlots : slots);
  const free = fixed.length - 1;
  const digits = hex ? 8 : 9;
  const start = hashOf(seed, shape);
  return (index) => {
    const random = new Random(start, index);
    if (free < digits) {
      const varied = fixed.map((text, place) => (place === 0 ? text : random.below(base).toString(base) + text));
      return `${varied.join('')}-${(index + 1).toString(36).padStart(4, '0')}`;
    }
    // A bijection of the number fills the last slots, so that no two are alike; chance fills the rest.
    const serial = hex
      ? ((Math.imul(index, 0x9e3779b1) ^ start) >>> 0).toString(16)
      : String((scattered(index) + (start % 1e9)) % 1e9);
    const tail = serial.padStart(digits, '0');
    let text = fixed[0] as string;
    for (let place = 0; place < free; place++) {
      const fromTail = place - (free - digits);
      text += fromTail >= 0 ? tail[fromTail] : random.below(base).toString(base);
      text += fixed[place + 1];
    }
    return text;
  };
}

/** Where a number below 10^9 comes to lie among these: `number * 3 ** 18 % 1e9`, in steps that are exact. */
function scattered(number: number): number {
  const step = 3 ** 18;
  return ((number % 1e4) * step + Math.floor(number / 1e4) * ((1e4 * step) % 1e9)) % 1e9;
}

/**
 * Makes texts of a few digits and letters, each told from those of all other numbers for as long as there are others.
 *
 * @param length number of characters, up to 8
 * @returns the text of a number, from 0
 */
export function shortTexts(length: number, seed: number): (index: number) => string {
  const count = 36 ** length;
  const start = hashOf(seed, length) % count;
  // The step has no factor in common with the number of texts, so that it comes to all of them.
  return (index) => ((index * 1_000_003 + start) % count).toString(36).padStart(length, '0');
}

/** The n-th text like the example, from 0, which is the example itself without its mask. For values that several items share. */
export function likeText(example: string, seed: number, index: number): string {
  const shape = example.trim() || 'item';
  if (index === 0) return shape;
  if (/^[a-z]{2}-[a-z]+(?:-\d)?$/.test(shape)) return regions[(index - 1) % regions.length] as string;
  const hex = isHex(shape);
  const pattern = hex ? hexSlots : slots;
  if ((shape.match(pattern)?.length ?? 0) < 3) return `${shape}-${index + 1}`;
  const random = new Random(seed, shape, index);
  return shape.replaceAll(pattern, () => random.below(hex ? 16 : 10).toString(16));
}

const verbs = ['检查', '启用', '修复', '回滚', '验证', '配置', '更新', '监控'];
const objects = ['主机防护', '访问控制', '日志审计', '安全组规则', '数据备份', '漏洞补丁', '登录策略', '网络隔离'];

/**
 * A display name in another language. Drawn names are English, as the pages' samples are; Chinese ones are put together
 * from a vendor's usual words, others are marked, since no page shows any.
 *
 * @param language as the request names it, such as `zh`, `en` or `ja-JP`
 */
export function inLanguage(text: string, language: string): string {
  if (/^en\b/i.test(language)) return text;
  if (!/^(?:zh|cn)\b/i.test(language)) return `${text} (${language})`;
  const number = hashOf(text);
  return `${verbs[number % verbs.length]}${objects[(number >>> 8) % objects.length]}${(number >>> 16) % 100}`;
}
