/** A form that is refused because of where it came from: old browsers and extensions remove what tells us. */
import { expect } from "expect";
import { StoreUnavailable } from "@/lib/ports/mod.ts";
import { BASE_URL, type TestApp, withApp } from "@/tests/_support/an_app.ts";
import { IMAGES } from "@/tests/_support/images.ts";
import { send } from "./_booking_form.ts";

/** As browsers without Sec-Fetch-Site send their own forms under `no-referrer`. */
const NULL_ORIGIN = { origin: "null" };

function post(
  app: TestApp,
  path: string,
  fields: Record<string, string>,
  headers: Record<string, string> = NULL_ORIGIN,
) {
  return app.fetch(
    new Request(`${BASE_URL}${path}`, {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        ...headers,
      },
      body: new URLSearchParams(fields),
    }),
  );
}

Deno.test("every response lets browsers name our own pages as the origin of their forms", async () => {
  await withApp(async (app) => {
    for (const path of ["/book", "/sign-in", "/api/health"]) {
      const response = await app.ask(path);
      expect(response.headers.get("referrer-policy")).toBe("same-origin");
      await response.body?.cancel();
    }
  });
});

Deno.test("a refused booking keeps what was typed, with and without photos, and stores nothing", async () => {
  await withApp(async (app) => {
    const before = await app.dump();
    for (const files of [[], [["a.jpg", IMAGES.jpeg] as const]]) {
      const response = await send(app, {
        fields: { name: "Clara Haas", note: "Allergic to lanolin" },
        files,
        headers: NULL_ORIGIN,
      });
      expect(response.status).toBe(403);
      const text = await response.text();
      for (
        const typed of [
          "Clara Haas",
          "clara@client.example",
          "Allergic to lanolin",
        ]
      ) {
        expect(text).toContain(typed);
      }
    }
    expect(await app.dump()).toBe(before);
  });
});

Deno.test("a refused sign-in keeps the address, and a refused code keeps the code", async () => {
  await withApp(async (app) => {
    const asked = await post(app, "/sign-in", { email: "ines@studio.example" });
    expect([asked.status, (await asked.text()).includes("ines@studio.example")])
      .toEqual([403, true]);
    const tried = await post(app, "/sign-in/code", { code: "123 456" });
    expect([tried.status, (await tried.text()).includes('value="123 456"')])
      .toEqual([403, true]);
  });
});

Deno.test("a sign-in that the store fails keeps the address and the code, with a time to wait", async () => {
  await withApp(async (app) => {
    const own = { "sec-fetch-site": "same-origin" };
    const email = "ines@studio.example";
    const asked = await post(app, "/sign-in", { email }, own);
    const cookie = asked.headers.getSetCookie()[0]!.split(";")[0]!;
    const down = () => Promise.reject(new StoreUnavailable("down"));
    const { signIns } = app.services.deps;
    app.replace({
      signIns: new Proxy(signIns, { get: () => down }),
    });
    for (
      const [path, fields, kept] of [
        ["/sign-in", { email }, email],
        ["/sign-in/code", { code: "123 456" }, "123 456"],
      ] as const
    ) {
      const response = await post(app, path, fields, { ...own, cookie });
      expect([response.status, response.headers.get("retry-after")])
        .toEqual([503, "2"]);
      expect(await response.text()).toContain(`value="${kept}"`);
    }
  });
});
