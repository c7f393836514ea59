/** What a generated `_fresh/server.js` needs. Not for apps. */
export { applyBuild, type BuildManifest } from "./production.ts";
