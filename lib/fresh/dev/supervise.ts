import type { ResolvedBuildConfig } from "./options.ts";
import { join } from "./paths.ts";
import { hashOf } from "./static_assets.ts";

const MARK = "FRESH_DEVELOPMENT_CHILD";
/** A change often comes as several events. */
const SETTLE_MS = 40;
/** How long a server may take to shut down before it is killed. */
const GOODBYE_MS = 300;
const OTHER =
  /\/(\.|node_modules\/)|[._]test\.\w+$|~$|\.(sw[px]|log|sqlite3?(-\w+)?)$/;

/** Whether this process is the one that serves. */
export function isChild(): boolean {
  return Deno.env.get(MARK) === "1";
}

/**
 * Runs the same program as a child, restarted at each change: a loaded module
 * cannot be loaded again in the same process. The child ends when this process
 * does, because its standard input closes.
 */
export async function superviseDevelopment(
  { root, outDir, ignore }: ResolvedBuildConfig,
): Promise<void> {
  const dirs: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    const path = join(root, name);
    const own = path !== outDir && !OTHER.test(path + "/");
    if (isDirectory && own) dirs.push(path);
  }
  let child = start();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // One after the other: two at once would leave a child that nobody stops.
  let restarted = Promise.resolve();
  const restart = async () => {
    await end(child);
    child = start();
  };

  const seen = new Map<string, string>();
  const isChange = async (path: string) => {
    if (path.startsWith(outDir) || OTHER.test(path)) return false;
    if (ignore.some((pattern) => pattern.test(path))) return false;
    // A program that rewrites unchanged files must not restart itself.
    const hash = await Deno.readFile(path).then(hashOf, () => "");
    const before = seen.get(path);
    seen.set(path, hash);
    return before !== hash;
  };
  const watch = async (paths: string[], recursive: boolean) => {
    for await (const event of Deno.watchFs(paths, { recursive })) {
      if (event.kind === "access") continue;
      const changes = await Promise.all(event.paths.map(isChange));
      if (!changes.includes(true)) continue;
      clearTimeout(timer);
      timer = setTimeout(() => {
        restarted = restarted.then(restart);
      }, SETTLE_MS);
    }
  };
  await Promise.all([watch(dirs, true), watch([root], false)]);
}

function start(): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", Deno.mainModule, ...Deno.args],
    env: { [MARK]: "1" },
    stdin: "piped",
  }).spawn();
}

async function end(child: Deno.ChildProcess): Promise<void> {
  const signal = (name: Deno.Signal) => {
    try {
      child.kill(name);
    } catch {
      // It has already ended.
    }
  };
  signal("SIGTERM");
  const timer = setTimeout(() => signal("SIGKILL"), GOODBYE_MS);
  await child.status;
  clearTimeout(timer);
}

/** Ends this process when the supervisor is gone, for whatever reason. */
export async function endWithSupervisor(): Promise<void> {
  for await (const _ of Deno.stdin.readable);
  Deno.exit(0);
}
