/**
 * `deno task seed [studio.json]`: puts a studio into the store that KV_PATH
 * names: the one in the file, or the demo studio where there is none yet.
 */
import { wire } from "@/lib/wiring.ts";
import type { Wired } from "@/lib/wiring.ts";
import { seedDemo } from "@/scripts/demo_studio.ts";
import { readStudioFile } from "@/scripts/studio_file.ts";

async function seed(
  services: Wired,
  path: string | undefined,
): Promise<string> {
  if (path === undefined) {
    if (services.config.production) {
      throw new Error(
        "The demo studio is not for production: name a file, as docs/studio.example.json shows",
      );
    }
    return await seedDemo(services)
      ? "The demo studio is ready."
      : "There is a studio already; nothing was changed.";
  }
  const read = readStudioFile(await Deno.readTextFile(path));
  if (!read.ok) {
    throw new Error(
      `${path} cannot be used:\n  - ${read.issues.join("\n  - ")}`,
    );
  }
  const { studio, services: offer, artists, admins } = read.file;
  const { writer } = services;
  await writer.putStudio(studio);
  for (const service of offer) await writer.putService(service);
  for (const artist of artists) {
    await writer.putArtist(artist);
    await writer.putStaff({
      role: "artist",
      email: artist.email,
      artistId: artist.id,
    });
  }
  for (const admin of admins) await writer.putStaff(admin);
  return `${studio.name} is ready: ${artists.length} artist(s), ${offer.length} service(s).`;
}

const services = await wire(Deno.env.toObject());
try {
  console.log(await seed(services, Deno.args[0]));
} catch (error) {
  console.error((error as Error).message);
  Deno.exitCode = 1;
} finally {
  await services.drain();
  services.close();
}
