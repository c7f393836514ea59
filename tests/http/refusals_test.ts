import { expect } from "expect";
import { REFUSAL_CODES, refuse } from "@/lib/domain/refusal.ts";
import { refusalResponse, statusOf, wordsOf } from "@/lib/http/refusals.ts";

for (const code of REFUSAL_CODES) {
  Deno.test(`${code} has a status of its kind and a sentence for people`, async () => {
    expect(statusOf(code)).toBeGreaterThanOrEqual(400);
    expect(statusOf(code)).toBeLessThan(600);
    expect(wordsOf(code)).toMatch(/^[A-Z].*\.$/s);
    const response = refusalResponse(refuse(code));
    expect(response.status).toBe(statusOf(code));
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json())
      .toEqual({ error: { code, message: wordsOf(code) } });
  });
}

Deno.test("only our own failures are 5xx", () => {
  const ours = REFUSAL_CODES.filter((code) => statusOf(code) >= 500);
  expect(ours).toEqual(["video_unavailable", "store_unavailable", "internal"]);
});

Deno.test("facts for machines go into headers and as ISO 8601 into the body", async () => {
  const response = refusalResponse(refuse("too_early", {
    opensAt: 0,
    closesAt: 1000,
    now: 500,
    retryAfterSeconds: 3,
    allow: ["GET", "POST"],
    alternatives: [2000],
  }));
  expect(response.headers.get("retry-after")).toBe("3");
  expect(response.headers.get("allow")).toBe("GET, POST");
  const { error } = await response.json();
  expect(error).toMatchObject({
    opensAt: "1970-01-01T00:00:00.000Z",
    closesAt: "1970-01-01T00:00:01.000Z",
    now: "1970-01-01T00:00:00.500Z",
    alternatives: ["1970-01-01T00:00:02.000Z"],
    retryAfterSeconds: 3,
  });
});
