/** The stills' code of both sides, in one script: two would split what they share into scripts of the waiting room. */
export { default as ClientStills } from "./ClientStills.tsx";
export { default as ArtistStills } from "./ArtistStills.tsx";
