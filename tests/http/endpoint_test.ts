import { expect } from "expect";
import { App } from "fresh";
import { send } from "@/lib/http/endpoint.ts";
import type { State } from "@/lib/http/state.ts";

Deno.test("a form's redirect stays on this site and keeps the answer's cookies", async () => {
  const app = new App<State>().get("/", (ctx) => {
    const headers = new Headers({ "cache-control": "no-store" });
    headers.append("set-cookie", "a=1");
    headers.append("set-cookie", "b=2");
    const name = "POST /api/appointments/:id/cancel";
    return send(ctx, { redirect: "//other.example/a" }, { name, headers });
  });
  const response = await app.handler()(new Request("http://studio.example/"));
  expect(response.status).toBe(303);
  expect(response.headers.get("location")).toBe("/other.example/a");
  expect(response.headers.get("cache-control")).toBe("no-store");
  expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
});
