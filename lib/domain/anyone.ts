/** In place of an artist's id, where the client leaves the choice to the studio. No slug has an underscore. */
export const ANYONE = "any_artist";
