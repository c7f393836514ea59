/** `deno task seed`: makes the demo studio in the store that KV_PATH names. */
import { wire } from "@/lib/wiring.ts";
import { seedDemo } from "@/scripts/demo_studio.ts";

const services = await wire(Deno.env.toObject());
const made = await seedDemo(services);
console.log(
  made
    ? "The demo studio is ready."
    : "There is a studio already; nothing was changed.",
);
await services.drain();
services.close();
