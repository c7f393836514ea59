/**
 * Keys that order a list without numbering it: a new key fits between any two,
 * so that moving one item changes no other. Two pages that insert at the same
 * place may make the same key; the items' ids then decide.
 */
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** Without a trailing zero: nothing would fit before such a key. */
export const ORDER_KEY = /^[0-9A-Za-z]{0,63}[1-9A-Za-z]$/;

/** From this length on, the whole list gets new keys. */
const LONG = 48;

/**
 * A key after `low` and before `high`, read as fractions in base 62.
 *
 * @param low less than `high`; empty for the start of the list
 * @param high null for its end
 */
export function keyBetween(low: string, high: string | null): string {
  let key = "";
  let limit = high;
  for (let at = 0;; at++) {
    const from = at < low.length ? DIGITS.indexOf(low[at]!) : 0;
    const to = limit === null || at >= limit.length
      ? DIGITS.length
      : DIGITS.indexOf(limit[at]!);
    if (to - from > 1) {
      // At the end by one, so that a list that only grows keeps short keys.
      const middle = limit === null ? from + 1 : Math.floor((from + to) / 2);
      return key + DIGITS[middle];
    }
    key += DIGITS[from];
    // Already before `high`, whatever follows.
    if (to > from) limit = null;
  }
}

/** As many keys in order. */
export function keysInOrder(count: number): string[] {
  const keys: string[] = [];
  for (let i = 0; i < count; i++) {
    keys.push(keyBetween(keys.at(-1) ?? "", null));
  }
  return keys;
}

/**
 * The key that puts an item at `index` of a sorted list that does not contain
 * it; null if the keys have become too long, and all of them need new ones.
 */
export function keyAt(
  sorted: readonly { readonly order: string }[],
  index: number,
): string | null {
  const low = sorted[index - 1]?.order ?? "";
  const high = sorted.slice(index).find(({ order }) => order > low);
  const key = keyBetween(low, high?.order ?? null);
  return key.length > LONG ? null : key;
}
