import { expect } from "expect";
import { clearCookie, readCookie, writeCookie } from "@/lib/http/cookies.ts";

const HTTP = "http://localhost:8000";
const HTTPS = "https://studio.example";

const written = (base: string) => {
  const headers = new Headers();
  writeCookie(headers, "visavis_staff", "token", base, 60.9);
  return headers.get("set-cookie")!;
};
const read = (cookie: string, base: string) =>
  readCookie(
    new Request(base, { headers: { cookie } }),
    "visavis_staff",
    base,
  );

Deno.test("over https a cookie is bound to this host and to TLS", () => {
  expect(written(HTTPS)).toBe(
    "__Host-visavis_staff=token; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60",
  );
});

Deno.test("over plain http, on one's own machine, it goes without", () => {
  expect(written(HTTP)).toBe(
    "visavis_staff=token; Path=/; HttpOnly; SameSite=Lax; Max-Age=60",
  );
});

Deno.test("over https a cookie without the prefix, which another host could have set, is not believed", () => {
  expect(read("visavis_staff=token", HTTPS)).toBe(null);
  expect(read("a=b; __Host-visavis_staff=token", HTTPS)).toBe("token");
  expect(read("__Host-visavis_staff=token", HTTP)).toBe(null);
});

Deno.test("a name that only ends or begins like ours is not ours", () => {
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

Deno.test("a cleared cookie is gone at once", () => {
  const headers = new Headers();
  clearCookie(headers, "visavis_staff", HTTPS);
  expect(headers.get("set-cookie")).toContain("Max-Age=0");
});
