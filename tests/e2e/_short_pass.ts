/** A room token that expires during a test. */
import { decodeJwt } from "jose";
import type { Page } from "puppeteer-core";
import { mintAccessToken } from "@/lib/adapters/twilio/access_token.ts";
import type { RoomsCredentials } from "@/lib/rooms/mod.ts";
import type { Stage } from "./_stage.ts";

const LIFETIME_SECONDS = 6;

/**
 * Exchanges the first token that the page receives for one that lasts only
 * seconds, signed with the rooms' own key from the server's store.
 *
 * @returns when each exchanged token expires, in seconds
 */
export async function shortenFirstPass(
  page: Page,
  stage: Stage,
): Promise<number[]> {
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
