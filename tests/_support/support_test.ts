import { expect } from "expect";
import type { ConsultationState } from "@/lib/domain/consultation/consultation.ts";
import { aConsultation, oneOfEach, START, walk } from "./a_consultation.ts";
import { FakeClock } from "./fake_clock.ts";
import { withKv } from "./with_kv.ts";

Deno.test("a fake clock does not move until it is advanced", () => {
  const clock = new FakeClock("2026-11-22T16:00:00Z");
  expect(clock.now()).toBe(START);
  clock.advance(1_500);
  expect(clock.now()).toBe(START + 1_500);
  clock.set(START);
  expect(clock.now()).toBe(START);
  expect(() => clock.set("soon")).toThrow("no instant: soon");
});

Deno.test("every state can be reached", () => {
  for (const [state, consultation] of Object.entries(oneOfEach())) {
    expect(consultation.state).toBe(state as ConsultationState);
  }
});

Deno.test("a walk with a step that the product refuses fails the test", () => {
  expect(() => walk(aConsultation("ended"), [[{ type: "start" }, START]]))
    .toThrow("start was refused in ended: consultation_ended");
});

Deno.test("a test's store is a file of its own and is deleted afterwards", async () => {
  let file = "";
  const failing = withKv(async (kv, path) => {
    await kv.set(["a"], 1);
    file = path;
    // A second process would see the same data.
    const other = await Deno.openKv(path);
    expect((await other.get(["a"])).value).toBe(1);
    other.close();
    throw new Error("as a failing test does");
  });
  await expect(failing).rejects.toThrow("as a failing test does");
  await expect(Deno.stat(file)).rejects.toThrow(Deno.errors.NotFound);
});
