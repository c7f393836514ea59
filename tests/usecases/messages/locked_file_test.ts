/** A mail whose delivery meets a file that another process locks. */
import { expect } from "expect";
import { withApp } from "@/tests/_support/an_app.ts";
import { failing } from "@/tests/_support/faulty_kv.ts";

Deno.test("with every third call to a locked file, a booking's mails are sent at once, without the sweep", async () => {
  await withApp(
    async (app) => {
      const { id } = await app.confirmed();
      const kinds = (await app.mails()).map(({ subject }) => subject);
      expect(kinds).toHaveLength(3);
      expect((await app.record(id)).state).toBe("confirmed");
    },
    {},
    {
      throughStore: (kv) =>
        failing(kv, {
          message: "database is locked",
          refuses: (count) => count % 3 === 0,
        }),
    },
  );
});
