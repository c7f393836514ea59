/** The same request several times at one moment, in whatever order the machine gives. */
import { expect } from "expect";
import { withApp } from "@/tests/_support/an_app.ts";
import { cancel, LATER, move, NEW } from "@/tests/routes/_changes.ts";
import { codeOf } from "@/tests/routes/_requests.ts";

/** `deno task races` repeats each test this often. */
const REPEATS = Deno.env.get("RACES") === undefined ? 3 : 200;

for (const [name, request] of [["move", move], ["cancel", cancel]] as const) {
  Deno.test(`of four identical presses to ${name}, each is answered with success, and two mails go out`, async () => {
    for (let i = 0; i < REPEATS; i++) {
      await withApp(async (app) => {
        const { id } = await app.confirmed(LATER);
        const before = (await app.mails()).length;
        const press = async () =>
          await codeOf(
            request === move
              ? await move(app, id, "client", NEW, { version: "1" })
              : await cancel(app, id, "artist", { version: "1" }),
          );
        const answers = await Promise.all([press(), press(), press(), press()]);
        expect(answers).toEqual(["ok", "ok", "ok", "ok"]);
        expect((await app.mails()).length).toBe(before + 2);
        expect((await app.record(id)).version).toBe(2);
      });
    }
  });
}
