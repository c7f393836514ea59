/** What a generated `_fresh/server.js` needs. Not for apps. */
export { applyBuild } from "./snapshot.ts";
