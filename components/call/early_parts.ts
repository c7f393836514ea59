/**
 * What both calls need for the first picture. Their late script imports it too,
 * for the reason in `components/waiting/early_parts.ts`.
 */
import "./CallRoom.tsx";
import "@/lib/client/call/call_room_hook.ts";
import "@/lib/client/call/page_call.ts";
