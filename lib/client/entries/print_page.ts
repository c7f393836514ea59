/** A button that prints the page: on a phone, printing is hard to find. */
import { elementOf, start } from "./markup.ts";

start("print-page", (root) => {
  const button = elementOf(root as HTMLTemplateElement);
  button.addEventListener("click", () => print());
  root.after(button);
});
