/**
 * `deno task start`: builds, serves, creates the demo studio if there is none
 * yet, and prints the addresses. Needs no account.
 */
import { describeConfig, readConfig } from "@/lib/config/mod.ts";
import { ConfigurationError } from "@/lib/wiring/wiring.ts";
import { seedDemo } from "@/scripts/demo_studio.ts";
import { serve } from "@/scripts/serve.ts";

const read = readConfig(Deno.env.toObject());
if (!read.ok) {
  console.error(new ConfigurationError(read.issues).message);
  Deno.exit(1);
}
const { config } = read;

try {
  Deno.listen({ port: config.port, hostname: "0.0.0.0" }).close();
} catch (error) {
  if (!(error instanceof Deno.errors.AddrInUse)) throw error;
  console.error(
    `Visavis cannot start: port ${config.port} is in use, perhaps by another Visavis. Stop that process, or set PORT to a free port.`,
  );
  Deno.exit(1);
}

const build = await new Deno.Command(Deno.execPath(), {
  args: ["run", "-A", "dev.ts", "build"],
  cwd: new URL("..", import.meta.url),
  stdout: "inherit",
  stderr: "inherit",
}).spawn().status;
if (!build.success) Deno.exit(build.code);

const listening = Promise.withResolvers<void>();
const services = await serve(config.port, listening.resolve);
await listening.promise;
if (!config.production) await seedDemo(services);

const { baseUrl } = config;
const lines = [
  "",
  `  Visavis is running: ${baseUrl}`,
  "",
  `  Book as a client       ${baseUrl}/book`,
  ...(services.mailbox
    ? [
      `  Read all mail          ${baseUrl}/dev/mailbox`,
      `      elsewhere          ${baseUrl}/dev/mailbox?key=${services.developmentKey}`,
    ]
    : []),
  `  Sign in                ${baseUrl}/sign-in`,
  ...(config.production ? [] : [
    "      as an artist       ines@atelier.example or noor@atelier.example",
    "      as an admin        odile@atelier.example",
    "      (find the link and the code in the mailbox)",
  ]),
  `  The artist's day       ${baseUrl}/artist`,
  `  All consultations      ${baseUrl}/admin`,
  "",
  ...describeConfig(config).map((line) => `  ${line}`),
  "",
];
console.log(lines.join("\n"));
