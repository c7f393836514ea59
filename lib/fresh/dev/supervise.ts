import type { ResolvedBuildOptions } from "./options.ts";
import { join } from "./paths.ts";

const MARK = "FRESH_DEVELOPMENT_CHILD";
/** A change often comes as several events. */
const SETTLE_MS = 40;
/** How long a server may take to say goodbye before it is ended. */
const GOODBYE_MS = 300;

/** Whether this process is the one that serves. */
export function isChild(): boolean {
  return Deno.env.get(MARK) === "1";
}

/**
 * Run the same program again as a child, and restart it at each change: modules that were loaded once cannot be loaded
 * anew in the same process. The child ends when this process does, since its standard input closes.
 */
export async function superviseDevelopment(
  options: ResolvedBuildOptions,
): Promise<void> {
  const watcher = Deno.watchFs(await watched(options), { recursive: true });
  const top = Deno.watchFs(options.root, { recursive: false });
  let child = start();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let ending = false;
  const restart = async () => {
    await end(child);
    if (!ending) child = start();
  };
  const onChange = async (events: Deno.FsWatcher) => {
    for await (const event of events) {
      if (
        event.kind === "access" ||
        !event.paths.some((path) => isSource(path, options))
      ) continue;
      clearTimeout(timer);
      timer = setTimeout(restart, SETTLE_MS);
    }
  };
  const stop = async () => {
    ending = true;
    watcher.close();
    top.close();
    await end(child);
    Deno.exit(0);
  };
  Deno.addSignalListener("SIGINT", stop);
  Deno.addSignalListener("SIGTERM", stop);
  await Promise.all([onChange(watcher), onChange(top)]);
}

/** The directories of the project, without those that hold other people's code or the build. */
async function watched(
  { root, outDir }: ResolvedBuildOptions,
): Promise<string[]> {
  const dirs: string[] = [];
  for await (const { name, isDirectory } of Deno.readDir(root)) {
    const path = join(root, name);
    if (
      isDirectory && !name.startsWith(".") && name !== "node_modules" &&
      path !== outDir
    ) dirs.push(path);
  }
  return dirs.length > 0 ? dirs : [root];
}

function isSource(
  path: string,
  { outDir, ignore }: ResolvedBuildOptions,
): boolean {
  if (
    path.startsWith(outDir) ||
    /\/(\.|node_modules\/)|[._]test\.[jt]sx?$|~$|\.(sw[px]|log|sqlite3?(-\w+)?)$/
      .test(path)
  ) {
    return false;
  }
  return !ignore.some((pattern) => pattern.test(path));
}

function start(): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: ["run", "-A", Deno.mainModule, ...Deno.args],
    env: { [MARK]: "1" },
    stdin: "piped",
    stdout: "inherit",
    stderr: "inherit",
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

/** End this process when the supervisor is gone, however it went. */
export async function endWithSupervisor(): Promise<void> {
  const buffer = new Uint8Array(1);
  while (await Deno.stdin.read(buffer) !== null);
  Deno.exit(0);
}
