/**
 * `deno task seed [studio.json]`: writes a studio to the store at KV_PATH. It
 * takes the studio in the file; without a file, it creates the demo studio if
 * the store has none.
 */
import { wire } from "@/lib/wiring/wiring.ts";
import type { Wired } from "@/lib/wiring/wiring.ts";
import { seedDemo } from "@/scripts/demo_studio.ts";
import { readStudioFile } from "@/scripts/studio_file.ts";

async function seed(
  services: Wired,
  path: string | undefined,
): Promise<string> {
  if (path === undefined) {
    if (services.config.production) {
      throw new Error(
        "The demo studio is not for production. Pass a studio file such as docs/studio.example.json.",
      );
    }
    return await seedDemo(services)
      ? "The demo studio is ready."
      : "A studio already exists; nothing was changed.";
  }
  const read = readStudioFile(await Deno.readTextFile(path));
  if (!read.ok) {
    throw new Error(
      `${path} has errors:\n  - ${read.issues.join("\n  - ")}`,
    );
  }
  const { studio, services: offer, artists, admins } = read.file;
  await services.deps.catalog.restore({
    studio,
    services: offer,
    artists,
    staff: [
      ...artists.map(({ id, email }) => ({
        role: "artist" as const,
        email,
        artistId: id,
      })),
      ...admins,
    ],
  });
  return `${studio.name} is ready (artists: ${artists.length}, services: ${offer.length}).`;
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
