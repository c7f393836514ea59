/** Opens the link that the page shows, in place of this page: a secret in a path must not stay in the history. */
import { start } from "./markup.ts";

start("mailed-link", (root) => location.replace(root.dataset.href!));
