/** Visitors without permission do not learn that a page exists. */
import { expect } from "expect";
import type { Page } from "puppeteer-core";
import { reads } from "./_watch.ts";
import { tap, testId } from "./_journey.ts";
import { ADMIN, processes, setStage } from "./_stage.ts";

Deno.test("pages of other people", processes, async (t) => {
  const stage = await setStage();
  try {
    const mine = await stage.consultation();
    const other = await stage.consultation();
    const nobody = await stage.person();
    const client = await stage.waitingClient(mine);
    const artist = await stage.waitingArtist(mine);

    for (
      const [who, person] of [
        ["nobody", nobody],
        ["a client", client],
        ["an artist", artist],
      ] as const
    ) {
      await t.step(
        `to ${who}, /admin looks like a page that does not exist`,
        async () => {
          const page = await person.context.newPage();
          const missing = await shown(page, `${stage.baseUrl}/nothing-here`);
          expect(missing.status).toBe(404);
          expect(missing.text).toContain("There is nothing here");
          for (
            const path of ["/admin", "/admin?q=Clara", "/admin?format=json"]
          ) {
            expect(await shown(page, `${stage.baseUrl}${path}`))
              .toEqual(missing);
          }
          await page.close();
        },
      );
    }

    await t.step("an admin can open it", async () => {
      const admin = await stage.person();
      await stage.signIn(admin, ADMIN);
      const { status, text } = await shown(
        admin.page,
        `${stage.baseUrl}/admin`,
      );
      expect(status).toBe(200);
      expect(text).toContain("Clara Haas");
    });

    await t.step(
      "a client who opens another consultation's address gets an entry page that reveals nothing and does not open",
      async () => {
        const page = await client.context.newPage();
        const door = await shown(page, `${stage.baseUrl}/c/${other.id}`);
        expect(door).toEqual(
          await shown(page, `${stage.baseUrl}/c/${"a".repeat(26)}`),
        );
        expect(door.text).not.toMatch(/Clara|Inès|Noor|Evening look/);
        await tap(page, "enter");
        await reads(page, "This link is incomplete.");

        // The secret of their own link does not open it either.
        const secret = new URL(mine.url).hash;
        await page.goto(`${stage.baseUrl}/c/${other.id}${secret}`);
        await page.reload();
        await tap(page, "enter");
        await page.waitForSelector(".notice--error");
        expect(await page.$(testId("waiting-status"))).toBe(null);
        await page.close();
      },
    );

    await t.step(
      "nor does its API: no information, join, start or end",
      async () => {
        const answers = await client.page.evaluate(async (id) => {
          const tab = "x".repeat(22);
          const asked: [string, string, unknown][] = [
            ["GET", "waiting-status", null],
            ["POST", "waiting-status", { tab, event: "arrive" }],
            ["POST", "token", { tab }],
            ["POST", "start-session", {}],
            ["POST", "end-session", {}],
          ];
          return await Promise.all(asked.map(async ([method, leaf, body]) => {
            const response = await fetch(
              `/api/video/consultation/${id}/${leaf}?session=client`,
              {
                method,
                headers: { "content-type": "application/json" },
                ...(body ? { body: JSON.stringify(body) } : {}),
              },
            );
            return { status: response.status, text: await response.text() };
          }));
        }, other.id);
        for (const { status, text } of answers) {
          expect(status).toBe(401);
          expect(text).not.toMatch(/Clara|Inès|Noor|startsAt|opensAt/);
        }
      },
    );

    await t.step(
      "an artist who opens a colleague's consultation gets a 404",
      async () => {
        const colleague = await stage.person();
        await stage.signIn(colleague, "noor@atelier.example");
        const mineIsNotNoors = [mine, other].find(({ artist }) =>
          artist.id === "ines-vidal"
        )!;
        const { status } = await shown(
          colleague.page,
          `${stage.baseUrl}/artist/consultations/${mineIsNotNoors.id}`,
        );
        expect(status).toBe(404);
      },
    );
  } finally {
    await stage.close();
  }
});

/** A page's response, without the parts that are new each time. */
async function shown(page: Page, url: string) {
  const response = (await page.goto(url))!;
  const headers: Record<string, string> = { ...response.headers() };
  for (const name of ["date", "content-security-policy", "content-length"]) {
    delete headers[name];
  }
  const id = new URL(url).pathname.split("/").at(-1)!;
  const text = await response.text();
  // The islands' marker is new in each response, like the nonce.
  const mark = /__boot\(\[.*?\],'([0-9a-f]+)'/.exec(text)?.[1] ?? "no islands";
  const html = text.replaceAll(/nonce="[^"]*"/g, "nonce")
    .replaceAll(mark, "MARK")
    .replaceAll(id, "ID");
  return {
    status: response.status(),
    headers,
    html,
    text: await page.evaluate(() => document.body.innerText),
  };
}
