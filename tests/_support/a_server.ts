/**
 * The production build in a process of its own, on a store of its own with the
 * demo studio: what `deno task start` runs, without the build.
 */
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export interface RunningServer extends AsyncDisposable {
  readonly baseUrl: string;
  readonly port: number;
  readonly kvPath: string;
  /** What it has printed so far, both streams. */
  output(): string;
  /** Sends a signal and waits for the end. Returns the exit code. */
  stop(signal?: Deno.Signal): Promise<number>;
}

export interface ServerOptions {
  readonly env?: Record<string, string>;
  /** Keep an earlier server's store and port, to be its successor. */
  readonly after?: RunningServer;
  /** What is run, from the repository's root; the product as it is by default. */
  readonly program?: string;
}

export async function aServer(
  { env = {}, after, program = "scripts/serve.ts" }: ServerOptions = {},
): Promise<RunningServer> {
  const folder = after ? null : await Deno.makeTempDir({ prefix: "visavis-" });
  const kvPath = after?.kvPath ?? `${folder}/store.kv`;
  const port = after?.port ?? freePort();
  const baseUrl = `http://localhost:${port}`;
  const variables = {
    PORT: String(port),
    BASE_URL: baseUrl,
    KV_PATH: kvPath,
    // Whatever the hour, the next slot of the grid is inside its window.
    JOIN_EARLY_MINUTES: "30",
    ...env,
  };
  if (!after) await seed(variables);
  let printed = "";
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", program],
    cwd: ROOT,
    env: variables,
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const reading = Promise.all(
    [child.stdout, child.stderr].map(async (stream) => {
      const text = stream.pipeThrough(new TextDecoderStream());
      for await (const chunk of text) printed += chunk;
    }),
  );
  const stop = async (signal: Deno.Signal = "SIGTERM") => {
    try {
      child.kill(signal);
    } catch {
      // It has ended by itself.
    }
    const { code } = await child.status;
    await reading;
    return code;
  };
  await answers(baseUrl, () => printed);
  return {
    baseUrl,
    port,
    kvPath,
    output: () => printed,
    stop,
    async [Symbol.asyncDispose]() {
      await stop();
      if (folder) await Deno.remove(folder, { recursive: true });
    },
  };
}

async function seed(env: Record<string, string>) {
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", "scripts/seed.ts"],
    cwd: ROOT,
    env,
  }).output();
  if (!success) throw new Error(new TextDecoder().decode(stderr));
}

function freePort(): number {
  const listener = Deno.listen({ port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

async function answers(baseUrl: string, printed: () => string) {
  for (let i = 0; i < 300; i++) {
    try {
      const response = await fetch(`${baseUrl}/api/health`);
      await response.body?.cancel();
      if (response.ok) return;
    } catch {
      // Not yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`The server did not answer:\n${printed()}`);
}
