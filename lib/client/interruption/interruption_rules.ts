/** What a memory means: what is lost, and what is only doubted. */
import type { Kind } from "@/lib/client/media/devices.ts";
import {
  type DeviceMemory,
  type Memory,
  ofBoth,
} from "./interruption_memory.ts";

/** Those that are on and lost. */
export function lostOf(memory: Memory): readonly Kind[] {
  return ofBoth(memory, ({ off, trust }) => !off && trust === "lost");
}

/** Those that are on and doubted, as far as it can be found out: a picture that is not shown waits until it is. */
export function doubtedOf(memory: Memory): readonly Kind[] {
  return ofBoth(memory, ({ off, trust }) => !off && trust === "doubted")
    .filter((kind) => kind === "audio" || !memory.blind);
}

/** What is lost; what is only doubted, if a person asks for it. */
export function toCapture(memory: Memory): readonly Kind[] {
  const lost = lostOf(memory);
  return lost.length > 0 ? lost : doubtedOf(memory);
}

/** Changes the memory of these devices. */
function changed(
  memory: Memory,
  kinds: readonly Kind[],
  change: Partial<DeviceMemory>,
): Memory {
  const next = { ...memory };
  for (const kind of kinds) next[kind] = { ...memory[kind], ...change };
  return next;
}

/** What is muted for so long is lost. */
export function confirmHeld(memory: Memory): Memory {
  const held = ofBoth(memory, ({ off, held }) => !off && held);
  return changed(memory, held, { trust: "lost" });
}

/**
 * What has not flowed by now is lost.
 *
 * @param believes a fresh capture that does not flow even after a tap cannot be
 * measured
 */
export function giveUp(memory: Memory, believes: boolean): Memory {
  const kinds = doubtedOf(memory);
  if (believes) {
    const believed = { trust: "trusted", measurable: false } as const;
    return changed(memory, kinds, believed);
  }
  const given = changed(memory, kinds, { trust: "lost" });
  // It was as silent before.
  const quiet = lostOf(given).every((kind) =>
    kind === "audio" && !given.audio.measurable
  );
  return quiet ? { ...given, quiet, began: null } : given;
}
