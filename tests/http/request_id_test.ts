import { expect } from "expect";
import { withApp } from "@/tests/_support/an_app.ts";

Deno.test("an unforeseen error is logged with the id of its own request", async () => {
  await withApp(async (app) => {
    const logged: unknown[] = [];
    const { sessions } = app.services.deps;
    app.replace({
      log: (event, fields) => logged.push([event, fields?.requestId]),
      sessions: {
        ...sessions,
        resolve: () => Promise.reject(new Error("the very cause")),
      },
    });
    for (let i = 0; i < 2; i++) {
      const response = await app.ask("/api/artist/day", { as: "artist" });
      expect(response.status).toBe(500);
      await response.body?.cancel();
    }
    const id = expect.stringMatching(/^[0-9a-z]{26}$/);
    expect(logged).toEqual([["unexpected_error", id], [
      "unexpected_error",
      id,
    ]]);
    expect(new Set(logged.map(String)).size).toBe(2);
  });
});
