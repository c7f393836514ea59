/**
 * Mail programs open links before people do: with HEAD, again and again, and in
 * a browser that runs the page's scripts. Every address in the mails is opened
 * in all three ways, and the whole store is compared before and after.
 */
import { expect } from "expect";
import { aPerson, mailTo, PHONE, tap, testId } from "./_journey.ts";
import { ADMIN, enter, processes, setStage, type Stage } from "./_stage.ts";

const GETS = 20;

Deno.test(
  "a scanner that opens every link of every mail",
  processes,
  async (t) => {
    const stage = await setStage();
    try {
      const at = await stage.appointment();
      // One that nobody has used: the stage itself has signed in as the artist.
      await send(stage, "/sign-in", { email: ADMIN });
      const signInMail = await mailTo(stage.baseUrl, ADMIN, "/sign-in/link#");
      const links = await linksInMails(stage);
      // With the page's own paths, as a client who is inside would have them.
      links.push(`${stage.baseUrl}/c/${at.id}/change`);
      const secretOnes = links.filter((link) => link.includes("#"));

      await t.step("finds what there is to find", () => {
        expect(links).toContain(at.url);
        expect(secretOnes.some((link) => link.includes("/sign-in/link#")))
          .toBe(true);
        expect(links.some((link) => link.includes("/artist/consultations/")))
          .toBe(true);
      });

      const before = await dump(stage);

      await t.step(`HEAD, and ${GETS} GETs, change nothing`, async () => {
        for (const link of links) {
          await open(link, "HEAD");
          for (let i = 0; i < GETS; i++) await open(link, "GET");
        }
        expect(await dump(stage)).toEqual(before);
      });

      await t.step(
        "a browser that loads the page, moves about and taps nothing changes nothing",
        async () => {
          for (const link of links) {
            const { page, context } = await aPerson(
              stage.browser,
              PHONE,
              stage.baseUrl,
            );
            // A file to be saved is no page; it was opened above.
            await page.goto(link, { waitUntil: "networkidle2" }).catch(
              () => {},
            );
            await page.mouse.move(100, 200);
            await page.mouse.wheel({ deltaY: 800 });
            await page.mouse.move(200, 400);
            await context.close();
          }
          expect(await dump(stage)).toEqual(before);
        },
      );

      await t.step("and then the links still work for people", async () => {
        const client = await stage.person(PHONE);
        await enter(client, at);
        const admin = await stage.person();
        await admin.page.goto(
          /https?:\S+\/sign-in\/link#\S+/.exec(signInMail.text)![0],
        );
        await tap(admin.page, "sign-in");
        await admin.page.waitForFunction(() => location.pathname === "/admin");
        // The comparison can see a change: somebody waits, and somebody has signed in.
        expect(await dump(stage)).not.toEqual(before);
        await client.page.waitForSelector(testId("self-video"));
      });
    } finally {
      await stage.close();
    }
  },
);

async function send(
  stage: Stage,
  path: string,
  fields: Record<string, string>,
) {
  const response = await fetch(`${stage.baseUrl}${path}`, {
    method: "POST",
    redirect: "manual",
    body: new URLSearchParams(fields),
  });
  await response.body?.cancel();
}

async function open(link: string, method: "HEAD" | "GET") {
  const response = await fetch(link, { method });
  await response.body?.cancel();
}

/** Every address of ours in any mail so far, headers included, each once. */
async function linksInMails(stage: Stage): Promise<string[]> {
  const found = new Set<string>();
  for (const entry of await entries(stage, ["mailbox"])) {
    const text = JSON.stringify(entry.value).replaceAll("&amp;", "&");
    for (const [link] of text.matchAll(/https?:\/\/localhost[^\s"'<>\\)]+/g)) {
      if (link.startsWith(stage.baseUrl)) found.add(link);
    }
  }
  return [...found];
}

async function dump(stage: Stage): Promise<string[]> {
  return (await entries(stage, []))
    .map(({ key, versionstamp }) => `${Deno.inspect(key)} ${versionstamp}`);
}

async function entries(stage: Stage, prefix: Deno.KvKey) {
  const kv = await Deno.openKv(stage.server.kvPath);
  try {
    return await Array.fromAsync(kv.list({ prefix }));
  } finally {
    kv.close();
  }
}
