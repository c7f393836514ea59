import { expect } from "expect";
import fc from "fast-check";
import {
  addIce,
  answered,
  closing,
  creation,
  describe,
  openLink,
  resume,
} from "@/lib/rooms/link.ts";
import { answer, offer } from "./_client.ts";

const open = () => openLink("l", ["a", "b"], null);
const offered = (revision: number) => ({
  ...offer(revision),
  type: "offer" as const,
});
const answeredWith = (revision: number) => ({
  ...answer(revision),
  type: "answer" as const,
});

Deno.test("an offer and its answer pass, and make the revision stable", () => {
  const link = open();
  expect(describe(link, "a", offered(1))).toBe(true);
  expect(answered(link)).toBe(false);
  expect(describe(link, "b", answeredWith(1))).toBe(true);
  expect(link).toMatchObject({ stable: 1, pending: null });
  expect(answered(link)).toBe(true);
});

Deno.test("of two offers that cross, the first wins and the other is dropped", () => {
  const link = open();
  describe(link, "a", offered(1));
  describe(link, "b", answeredWith(1));
  expect(describe(link, "b", offered(2))).toBe(true);
  expect(describe(link, "a", offered(2))).toBe(false);
  expect(link.descriptions["a"]).toEqual(offered(1));
  expect(describe(link, "a", answeredWith(2))).toBe(true);
  expect(describe(link, "a", offered(3))).toBe(true);
});

Deno.test("nobody answers his own offer, an old one, or none at all", () => {
  const link = open();
  expect(describe(link, "b", answeredWith(1))).toBe(false);
  describe(link, "a", offered(2));
  expect(describe(link, "a", answeredWith(2))).toBe(false);
  expect(describe(link, "b", answeredWith(1))).toBe(false);
  expect(describe(link, "b", answeredWith(3))).toBe(false);
  expect(link.stable).toBe(0);
});

Deno.test("what is repeated after a reconnect changes nothing", () => {
  const link = open();
  describe(link, "a", offered(1));
  expect(describe(link, "a", offered(1))).toBe(false);
  describe(link, "b", answeredWith(1));
  expect(describe(link, "b", answeredWith(1))).toBe(false);
  expect(describe(link, "a", offered(1))).toBe(false);
  const ice = { ufrag: "u", revision: 2, candidates: [] };
  expect(addIce(link, "a", ice)).toBe(true);
  expect(addIce(link, "a", ice)).toBe(false);
  expect(addIce(link, "a", { ...ice, ufrag: "after an ICE restart" })).toBe(
    true,
  );
});

Deno.test("whoever comes back gets the other side's last words, or at least the link's name", () => {
  const link = open();
  expect(resume(link, "a")).toEqual({ id: "l" });
  describe(link, "a", offered(1));
  expect(resume(link, "b")).toEqual({ id: "l", description: offered(1) });
  expect(resume(link, "a")).toEqual({ id: "l" });
  const ice = { ufrag: "u", revision: 1, candidates: [] };
  addIce(link, "a", ice);
  expect(resume(link, "b")).toEqual({ id: "l", description: offered(1), ice });
});

Deno.test("whoever was told to create a link and was cut off is told again", () => {
  const link = openLink("l", ["a", "b"], "a");
  expect(resume(link, "a")).toEqual(creation(link));
  expect(resume(link, "b")).toEqual({ id: "l" });
  describe(link, "a", offered(2));
  expect(resume(link, "a")).toEqual({ id: "l" });
});

Deno.test("whatever two sides say, there is one open offer at most and revisions never fall", () => {
  const step = fc.record({
    side: fc.constantFrom("a", "b"),
    type: fc.constantFrom("offer", "answer"),
    revision: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const link = open();
    for (const { side, type, revision } of steps) {
      const before = structuredClone(link);
      const passed = describe(
        link,
        side,
        type === "offer" ? offered(revision) : answeredWith(revision),
      );
      expect(link.stable).toBeGreaterThanOrEqual(before.stable);
      if (!passed) expect(link).toEqual(before);
      else if (type === "answer") {
        expect(before.pending).toEqual({
          by: side === "a" ? "b" : "a",
          revision,
        });
        expect(link.stable).toBe(revision);
      } else expect(revision).toBeGreaterThan(before.stable);
      expect(closing(link).description!.revision).toBeGreaterThan(
        link.pending?.revision ?? 0,
      );
    }
  }));
});
