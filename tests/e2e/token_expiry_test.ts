/** A pass that runs out in the middle of a call, on the product's own pages. */
import { expect } from "expect";
import { decodeJwt } from "jose";
import type { Page } from "puppeteer-core";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import type { RoomsCredentials } from "@/lib/rooms/mod.ts";
import { tap, testId } from "./_journey.ts";
import { processes, setStage, type Stage } from "./_stage.ts";
import {
  expectFrames,
  expectSameLoad,
  expectSignalling,
  forget,
  markLoad,
  said,
  silent,
} from "./_watch.ts";

const LIFETIME_SECONDS = 6;

Deno.test(
  "the client's pass runs out during the call: at the next cut the page says so, gets a new one by itself, and the call goes on",
  processes,
  async () => {
    const stage = await setStage();
    try {
      const appointment = await stage.appointment();
      const client = await stage.waitingClient(appointment);
      const artist = await stage.waitingArtist(appointment);
      const { page } = client;
      const passes = await shortenFirstPass(page, stage);
      await tap(artist.page, "start-session");
      await expectFrames(page);
      await expectFrames(artist.page);
      await expectSignalling(page, artist.page);
      expect(passes.length).toBe(1);
      await markLoad(page);
      await forget(page, artist.page);

      const runsOut = passes[0]! * 1000 + 1000;
      await new Promise((done) => setTimeout(done, runsOut - Date.now()));
      // Until somebody asks to see it, a pass that has run out stops nobody.
      await expectFrames(page);
      await silent(page);
      stage.line.cut();
      await said(page, "Your pass for this call has run out.");
      await said(page, "You are back.");
      await silent(page);
      await silent(artist.page);
      await expectFrames(page);
      await expectFrames(artist.page);
      await expectSignalling(page, artist.page);
      await expectSameLoad(page);
      expect(await page.$(testId("ended"))).toBe(null);
    } finally {
      await stage.close();
    }
  },
);

/**
 * The first pass that the page is given is exchanged for one like it which
 * lasts for seconds, signed with the rooms' own key as the server keeps it.
 *
 * @returns when each exchanged pass runs out, in seconds
 */
async function shortenFirstPass(page: Page, stage: Stage): Promise<number[]> {
  using kv = await Deno.openKv(stage.server.kvPath);
  const { value: credentials } = await kv.get<RoomsCredentials>(
    ["embedded_rooms", "credentials"],
  );
  const ends: number[] = [];
  await page.exposeFunction("shortened", async (token: string) => {
    const claims = decodeJwt<
      { grants: { identity: string; video: { room: string } } }
    >(token);
    const short = await mintAccessToken({
      credentials: credentials!,
      identity: claims.grants.identity,
      room: claims.grants.video.room,
      now: Date.now(),
      ttlSeconds: LIFETIME_SECONDS,
    });
    ends.push(decodeJwt(short).exp!);
    return short;
  });
  await page.evaluate(() => {
    const ask = globalThis.fetch;
    const { shortened } = globalThis as unknown as {
      shortened: (token: string) => Promise<string>;
    };
    let first = true;
    globalThis.fetch = async (...request) => {
      const response = await ask(...request);
      if (!first || !response.ok || !response.url.includes("/token")) {
        return response;
      }
      first = false;
      const answer = await response.json();
      return Response.json({
        ...answer,
        token: await shortened(answer.token),
      });
    };
  });
  return ends;
}
