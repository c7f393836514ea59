/** One person, two tabs or devices: the newest holds the lease, and the old one is notified. */
import { expect } from "expect";
import { SECOND } from "@/lib/domain/basic/instant.ts";
import { withApp } from "@/tests/_support/an_app.ts";
import { beat, codeOf, live, token } from "./_requests.ts";

const OLD = "the-old-tab";
const NEW = "the-new-tab";

Deno.test("a second tab that arrives takes the lease; the old one's heartbeat and token are refused", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await beat(app, id, "client", "arrive", OLD);
    await beat(app, id, "client", "arrive", NEW);
    const before = await app.settled();
    const asks = [
      await beat(app, id, "client", "beat", OLD),
      await token(app, id, "client", { tab: OLD }),
      await beat(app, id, "client", "left", OLD),
    ];
    for (const response of asks) {
      expect([response.status, await codeOf(response)])
        .toEqual([409, "opened_elsewhere"]);
    }
    expect(await app.settled()).toBe(before);
    expect(await codeOf(await beat(app, id, "client", "beat", NEW))).toBe("ok");
    expect(await codeOf(await token(app, id, "client", { tab: NEW })))
      .toBe("ok");
  });
});

Deno.test("a mere heartbeat of a second tab takes nothing", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await beat(app, id, "client", "arrive", OLD);
    expect(await codeOf(await beat(app, id, "client", "beat", NEW)))
      .toBe("opened_elsewhere");
    expect(await codeOf(await beat(app, id, "client", "beat", OLD))).toBe("ok");
  });
});

Deno.test("the old tab can take the lease back by arriving again", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await beat(app, id, "client", "arrive", OLD);
    await beat(app, id, "client", "arrive", NEW);
    expect(await codeOf(await beat(app, id, "client", "arrive", OLD)))
      .toBe("ok");
    expect(await codeOf(await token(app, id, "client", { tab: NEW })))
      .toBe("opened_elsewhere");
  });
});

Deno.test("a tab that crashed holds its lease until it expires and no longer", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await beat(app, id, "client", "arrive", OLD);
    app.clock.advance(18 * SECOND - 1);
    expect(await codeOf(await token(app, id, "client", { tab: NEW })))
      .toBe("opened_elsewhere");
    app.clock.advance(1);
    expect(await codeOf(await token(app, id, "client", { tab: NEW })))
      .toBe("ok");
  });
});

Deno.test("the artist's tabs and the client's do not affect each other", async () => {
  await withApp(async (app) => {
    const id = await live(app);
    await beat(app, id, "client", "arrive", OLD);
    await beat(app, id, "artist", "arrive", NEW);
    for (const [who, tab] of [["client", OLD], ["artist", NEW]] as const) {
      expect(await codeOf(await token(app, id, who, { tab }))).toBe("ok");
    }
  });
});
