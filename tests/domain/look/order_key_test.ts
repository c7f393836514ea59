import { expect } from "expect";
import fc from "fast-check";
import {
  keyAt,
  keyBetween,
  keysInOrder,
  ORDER_KEY,
} from "@/lib/domain/look/order_key.ts";

Deno.test("a key fits between any two neighbours, however they were made", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1_000), { maxLength: 60 }), (places) => {
      const keys: string[] = [];
      for (const place of places) {
        const index = place % (keys.length + 1);
        const low = keys[index - 1] ?? "";
        const high = keys[index] ?? null;
        const key = keyBetween(low, high);
        expect(key).toMatch(ORDER_KEY);
        expect(low < key).toBe(true);
        if (high !== null) expect(key < high).toBe(true);
        keys.splice(index, 0, key);
      }
      expect(keys).toEqual([...keys].sort());
    }),
  );
});

Deno.test("a list that only grows at its end keeps short keys", () => {
  const keys = keysInOrder(120);
  expect(keys).toEqual([...keys].sort());
  expect(new Set(keys).size).toBe(120);
  expect(Math.max(...keys.map((key) => key.length))).toBe(2);
});

Deno.test("a place beside equal keys of two pages is after both of them", () => {
  const steps = [{ order: "5" }, { order: "5" }, { order: "7" }];
  expect(keyAt(steps, 1)).toBe("6");
});

Deno.test("keys that have become too long are not made longer", () => {
  let high = "2";
  for (let i = 0; i < 400; i++) {
    const key = keyAt([{ order: "1" }, { order: high }], 1);
    if (key === null) return;
    expect(key).toMatch(ORDER_KEY);
    high = key;
  }
  throw new Error("400 keys at one place, and none was too long");
});
