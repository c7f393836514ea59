/**
 * What both waiting rooms load after the first paint, as one script: a script
 * for each would split the pages' common code into many small ones.
 */
import "@/components/waiting/early_parts.ts";
export { default as DeviceCheck } from "@/components/devices/DeviceCheck.tsx";
export { default as DeviceHelp } from "@/components/devices/DeviceHelp.tsx";
export { default as WaitingChat } from "@/components/chat/WaitingChat.tsx";
export { ArtistStills, ClientStills } from "@/components/stills/Stills.tsx";
