/** Pages of the product, as a browser asks for them. */
import { DAY } from "@/lib/domain/basic/instant.ts";
import { everyRoute } from "@/tests/_support/every_route.ts";
import { BASE_URL, type TestApp, type Who } from "@/tests/_support/an_app.ts";

/** A page, or a file below one. */
export async function visit(
  app: TestApp,
  address: string,
  as: Who = "client",
): Promise<Response> {
  const site = (await everyRoute(app.services)).handler();
  return await site(
    new Request(`${BASE_URL}${address}`, {
      headers: { cookie: app.cookieOf(as), accept: "text/html" },
      redirect: "manual",
    }),
  );
}

/** The artist signs in again, as people do after two weeks. */
export async function signInAgain(app: TestApp): Promise<void> {
  const actor = {
    role: "artist",
    artistId: (await app.services.deps.catalog.artists())
      .find(({ email }) => email === "ines@studio.example")!.id,
    email: "ines@studio.example",
  } as const;
  const token = await app.services.deps.sessions
    .create(actor, { expiresAt: app.clock.now() + DAY });
  app.admit("artist", app.cookieOf("artist").replace(/=.*/, `=${token}`));
}
