import { expect } from "expect";
import fc from "fast-check";
import {
  addIce,
  answered,
  closing,
  createPeerConnection,
  creation,
  describe,
  type Description,
  lostAnswer,
  resume,
} from "@/lib/rooms/signaling/peer_connection.ts";
import { answer, offer } from "@/tests/rooms/_client.ts";

const open = () => createPeerConnection("l", ["a", "b"], { createdBy: null });
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
  expect(describe(link, { side: "a", description: offered(1) })).toBe(true);
  expect(answered(link)).toBe(false);
  expect(describe(link, { side: "b", description: answeredWith(1) })).toBe(
    true,
  );
  expect(link).toMatchObject({ stable: 1, pending: null });
  expect(answered(link)).toBe(true);
});

Deno.test("of two offers that cross, the first wins and the other is dropped", () => {
  const link = open();
  describe(link, { side: "a", description: offered(1) });
  describe(link, { side: "b", description: answeredWith(1) });
  expect(describe(link, { side: "b", description: offered(2) })).toBe(true);
  expect(describe(link, { side: "a", description: offered(2) })).toBe(false);
  expect(link.descriptions["a"]).toEqual(offered(1));
  expect(describe(link, { side: "a", description: answeredWith(2) })).toBe(
    true,
  );
  expect(describe(link, { side: "a", description: offered(3) })).toBe(true);
});

Deno.test("an offer beyond the one that its sender owes an answer to shows that the answer was lost", () => {
  const link = open();
  const by = (side: string, description: Description) => ({
    side,
    description,
  });
  describe(link, by("a", offered(1)));
  expect(lostAnswer(link, by("b", offered(1)))).toBe(false);
  expect(lostAnswer(link, by("b", answeredWith(1)))).toBe(false);
  expect(lostAnswer(link, by("a", offered(2)))).toBe(false);
  expect(lostAnswer(link, by("b", offered(2)))).toBe(true);
  describe(link, by("b", answeredWith(1)));
  expect(lostAnswer(link, by("b", offered(2)))).toBe(false);
});

Deno.test("a side that lost its socket gets the answer that it missed before the offer that followed", () => {
  const link = open();
  describe(link, { side: "a", description: offered(1) });
  describe(link, { side: "b", description: answeredWith(1) });
  expect(resume(link, "a")).toEqual([{
    id: "l",
    description: answeredWith(1),
  }]);
  describe(link, { side: "b", description: offered(2) });
  expect(resume(link, "a")).toEqual([
    { id: "l", description: answeredWith(1) },
    { id: "l", description: offered(2) },
  ]);
  describe(link, { side: "a", description: answeredWith(2) });
  expect(resume(link, "a")).toEqual([{ id: "l", description: offered(2) }]);
  // Stored by an older version.
  delete link.answers;
  expect(resume(link, "b")).toEqual([{
    id: "l",
    description: answeredWith(2),
  }]);
});

Deno.test("nobody can answer their own offer, an old one, or none at all", () => {
  const link = open();
  expect(describe(link, { side: "b", description: answeredWith(1) })).toBe(
    false,
  );
  describe(link, { side: "a", description: offered(2) });
  expect(describe(link, { side: "a", description: answeredWith(2) })).toBe(
    false,
  );
  expect(describe(link, { side: "b", description: answeredWith(1) })).toBe(
    false,
  );
  expect(describe(link, { side: "b", description: answeredWith(3) })).toBe(
    false,
  );
  expect(link.stable).toBe(0);
});

Deno.test("repeats after a reconnect change nothing", () => {
  const link = open();
  describe(link, { side: "a", description: offered(1) });
  expect(describe(link, { side: "a", description: offered(1) })).toBe(false);
  describe(link, { side: "b", description: answeredWith(1) });
  expect(describe(link, { side: "b", description: answeredWith(1) })).toBe(
    false,
  );
  expect(describe(link, { side: "a", description: offered(1) })).toBe(false);
  const ice = { ufrag: "u", revision: 2, candidates: [] };
  expect(addIce(link, { side: "a", ice })).toBe(true);
  expect(addIce(link, { side: "a", ice })).toBe(false);
  expect(
    addIce(link, { side: "a", ice: { ...ice, ufrag: "after an ICE restart" } }),
  ).toBe(
    true,
  );
});

Deno.test("a reconnecting client receives the other side's last description, or at least the peer connection's name", () => {
  const link = open();
  expect(resume(link, "a")).toEqual([{ id: "l" }]);
  describe(link, { side: "a", description: offered(1) });
  expect(resume(link, "b")).toEqual([{ id: "l", description: offered(1) }]);
  expect(resume(link, "a")).toEqual([{ id: "l" }]);
  const ice = { ufrag: "u", revision: 1, candidates: [] };
  addIce(link, { side: "a", ice });
  expect(resume(link, "b")).toEqual([{
    id: "l",
    description: offered(1),
    ice,
  }]);
});

Deno.test("a client that was asked to create a peer connection and lost its socket is asked again", () => {
  const link = createPeerConnection("l", ["a", "b"], { createdBy: "a" });
  expect(resume(link, "a")).toEqual([creation(link)]);
  expect(resume(link, "b")).toEqual([{ id: "l" }]);
  describe(link, { side: "a", description: offered(2) });
  expect(resume(link, "a")).toEqual([{ id: "l" }]);
});

Deno.test("for any messages of two sides, there is at most one open offer and revisions never decrease", () => {
  const step = fc.record({
    side: fc.constantFrom("a", "b"),
    type: fc.constantFrom("offer", "answer"),
    revision: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
    const link = open();
    for (const { side, type, revision } of steps) {
      const before = structuredClone(link);
      const passed = describe(link, {
        side,
        description: type === "offer"
          ? offered(revision)
          : answeredWith(revision),
      });
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
