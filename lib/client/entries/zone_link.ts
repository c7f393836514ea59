/**
 * Shows the times in the browser's own zone if nobody has chosen one, and
 * offers them if somebody chose another.
 */
import { todaysZone } from "@/lib/domain/basic/zone_names.ts";
import { elementOf, start } from "./markup.ts";

start("zone-link", (root) => {
  const source = root as HTMLTemplateElement;
  const { shown, times } = source.dataset;
  const device = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!device) return;
  const own = todaysZone(device);
  if (own === shown) return;
  const here = new URL(location.href);
  if (!here.searchParams.has("zone")) {
    here.searchParams.set("zone", own);
    // In place of this page, so that "back" leads to the previous step.
    return location.replace(here);
  }
  const link = elementOf(source, { zone: own.replaceAll("_", " ") });
  link.setAttribute("href", `${times}&zone=${encodeURIComponent(own)}`);
  source.after(link);
});
