/** After the last page of a booking there is a way on. */
import { expect } from "expect";
import { iso } from "@/lib/domain/basic/instant.ts";
import { withApp } from "@/tests/_support/an_app.ts";
import { send, WANTED } from "./_booking_form.ts";

Deno.test("a booking leads to a page that knows the time that was asked for, in the client's zone", async () => {
  await withApp(async (app) => {
    const sent = await send(app);
    const to = new URL(sent.headers.get("location")!, "http://localhost");
    expect(to.pathname).toBe("/book/sent");
    expect(to.searchParams.get("at")).toBe(iso(WANTED));
    expect(to.searchParams.get("zone")).toBe("Europe/Berlin");
    // Nothing about the person: addresses end up in histories and logs.
    expect(to.href).not.toContain("lara");
  });
});
