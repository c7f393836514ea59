import { expect } from "expect";
import {
  clearCookie,
  readCookie,
  writeCookie,
} from "@/lib/http/session/cookies.ts";

const HTTP = "http://localhost:8000";
const HTTPS = "https://studio.example";

const written = (base: string) => {
  const headers = new Headers();
  writeCookie(headers, {
    name: "visavis_staff",
    value: "token",
    baseUrl: base,
    maxAgeSeconds: 60.9,
  });
  return headers.get("set-cookie")!;
};
const read = (cookie: string, base: string) =>
  readCookie(new Request(base, { headers: { cookie } }), {
    name: "visavis_staff",
    baseUrl: base,
  });

Deno.test("over https a cookie is bound to this host and to TLS", () => {
  expect(written(HTTPS)).toBe(
    "__Host-visavis_staff=token; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60",
  );
});

Deno.test("over plain http, on one's own machine, there is no prefix", () => {
  expect(written(HTTP)).toBe(
    "visavis_staff=token; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
  );
});

Deno.test("over https a cookie without the prefix, which another host could have set, is ignored", () => {
  expect(read("visavis_staff=token", HTTPS)).toBe(null);
  expect(read("a=b; __Host-visavis_staff=token", HTTPS)).toBe("token");
  expect(read("__Host-visavis_staff=token", HTTP)).toBe(null);
});

Deno.test("a cookie name that only ends or begins like ours is not ours", () => {
  for (
    const cookie of [
      "x_visavis_staff=1",
      "visavis_staff_x=1",
      "visavis_staff",
      ";;=;",
    ]
  ) {
    expect([cookie, read(cookie, HTTP)]).toEqual([cookie, null]);
  }
});

Deno.test("a cleared cookie expires at once", () => {
  const headers = new Headers();
  clearCookie(headers, { name: "visavis_staff", baseUrl: HTTPS });
  expect(headers.get("set-cookie")).toContain("Max-Age=0");
});
