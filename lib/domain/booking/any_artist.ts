/**
 * Stands for an artist's id when the client leaves the choice to the studio. No
 * slug contains an underscore.
 */
export const ANY_ARTIST = "any_artist";
