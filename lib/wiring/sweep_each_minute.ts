import { describeError } from "@/lib/domain/basic/describe_error.ts";
import { MINUTE } from "@/lib/domain/basic/instant.ts";
import type { Deps } from "@/lib/ports/mod.ts";
import { sweep } from "@/lib/usecases/reconcile/sweep.ts";

/**
 * Sweeps at once and then each minute; returns the undo. On Deno Deploy a cron
 * wakes the app, and must be defined at the top level of the program; elsewhere
 * a plain timer is enough, and ends with the process.
 */
export function sweepEachMinute(deps: Deps): () => void {
  let sweeping = false;
  // A slow store must not make sweeps pile up: one that is due while another is
  // under way is left out.
  const run = async () => {
    if (sweeping) return;
    sweeping = true;
    await sweep(deps).catch((error) =>
      deps.log("sweep_failed", { reason: describeError(error) })
    );
    sweeping = false;
  };
  void run();
  if (Deno.env.get("DENO_DEPLOY") !== undefined) {
    void Deno.cron("sweep", "* * * * *", run);
    return () => {};
  }
  const timer = setInterval(run, MINUTE);
  return () => clearInterval(timer);
}
