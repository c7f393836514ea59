/**
 * Stands in a sentence where the page puts an element: a link, or text that its
 * script fills in. The sentence still decides where that is.
 */
export const SLOT = "\ufffc";
