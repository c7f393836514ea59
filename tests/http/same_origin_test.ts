import { expect } from "expect";
import { isSameOrigin } from "@/lib/http/same_origin.ts";

const BASE = "https://studio.example";

const from = (headers: Record<string, string>, url = `${BASE}/api/x`) =>
  isSameOrigin(new Request(url, { method: "POST", headers }), BASE);

Deno.test("the browser's Sec-Fetch-Site takes precedence over Origin", () => {
  expect(from({ "sec-fetch-site": "same-origin" })).toBe(true);
  expect(from({ "sec-fetch-site": "none" })).toBe(true);
  expect(from({ "sec-fetch-site": "same-site" })).toBe(false);
  expect(from({ "sec-fetch-site": "cross-site", origin: BASE })).toBe(false);
  expect(from({ "sec-fetch-site": "nonsense" })).toBe(false);
});

Deno.test("an older browser's Origin must be ours, also behind a TLS-terminating proxy", () => {
  expect(from({ origin: BASE })).toBe(true);
  expect(from({ origin: BASE }, "http://10.0.0.7:8000/api/x")).toBe(true);
  for (
    const origin of [
      "null",
      "",
      `${BASE}.evil.example`,
      "http://studio.example",
    ]
  ) {
    expect([origin, from({ origin })]).toEqual([origin, false]);
  }
});

Deno.test("a request without browser headers is accepted: it carries nobody's cookies against their will", () => {
  expect(from({})).toBe(true);
});
