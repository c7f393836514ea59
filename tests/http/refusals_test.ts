import { expect } from "expect";
import { refuse } from "@/lib/http/refusal.ts";
import { WIRE_REFUSAL_CODES } from "@/lib/wire/request_refusal.ts";
import { httpStatusOf, refusalResponse, wordsOf } from "@/lib/http/refusals.ts";

for (const code of WIRE_REFUSAL_CODES) {
  Deno.test(`${code} has a suitable status and a user-facing message`, async () => {
    expect(httpStatusOf(code)).toBeGreaterThanOrEqual(400);
    expect(httpStatusOf(code)).toBeLessThan(600);
    expect(wordsOf(code)).toMatch(/^[A-Z].*\.$/s);
    const response = refusalResponse(refuse(code));
    expect(response.status).toBe(httpStatusOf(code));
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(await response.json())
      .toEqual({ error: { code, message: wordsOf(code) } });
  });
}

Deno.test("only our own failures are 5xx", () => {
  const ours = WIRE_REFUSAL_CODES.filter((code) => httpStatusOf(code) >= 500);
  expect(ours).toEqual([
    "photos_full",
    "video_unavailable",
    "server_busy",
    "store_unavailable",
    "internal",
  ]);
});

Deno.test("machine-readable facts go into headers and as ISO 8601 into the body", async () => {
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
