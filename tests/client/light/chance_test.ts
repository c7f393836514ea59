import { expect } from "expect";
import {
  chancesOf,
  mostApart,
  mostMistakes,
} from "@/tests/_support/light/chance.ts";

Deno.test("the chances of all numbers of mistakes are one, and their mean is the rate", () => {
  const chances = chancesOf(40, 0.05);
  const sum = (terms: readonly number[]) => terms.reduce((a, b) => a + b, 0);
  expect(sum(chances)).toBeCloseTo(1, 10);
  expect(sum(chances.map((chance, n) => chance * n))).toBeCloseTo(2, 10);
});

Deno.test("more mistakes than happen once in twenty times speak against a goal", () => {
  // 1 − 0.95⁵ = 0.226, and at least two of five: 0.023.
  expect(mostMistakes(5, 0.05)).toBe(1);
  // At least two of sixteen: 0.040; of twenty: 0.060.
  expect([16, 20].map((n) => mostMistakes(n, 0.02))).toEqual([1, 2]);
  expect(mostMistakes(1_000, 0.05)).toBeLessThan(65);
});

Deno.test("two groups may differ by what chance adds to a difference that is allowed, and by less in more pictures", () => {
  const apart = (pictures: number) =>
    mostApart(pictures, { rate: 0.02, apart: 0.01 }) / pictures;
  expect(apart(80) * 80).toBe(3);
  expect(apart(10_000)).toBeGreaterThan(0.01);
  expect(apart(10_000)).toBeLessThan(0.014);
});
