import type { Block, MailContent } from "./mail_content.ts";

/** The mail as plain text (the mailer writes RFC 5322 line breaks). A link is alone on its line. */
export function plainText(content: MailContent, footer: string): string {
  return [
    content.heading,
    ...content.blocks.map(blockText),
    `-- \n${footer}`,
  ].join("\n\n") + "\n";
}

function blockText(block: Block): string {
  switch (block.kind) {
    case "paragraph":
      return block.text;
    case "heading":
      return block.text.toUpperCase();
    case "facts":
      return block.rows.map(([label, value]) => `${label}: ${value}`)
        .join("\n");
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "quote":
      return block.text.split("\n").map((line) => `> ${line}`).join("\n");
    case "button":
      return `${block.label}:\n${block.href}`;
    case "aside":
      return `${block.text}\n${block.label}:\n${block.href}`;
    case "links":
      return [
        block.lead,
        ...block.items.map(([label, href]) => `${label}:\n${href}`),
      ].join("\n");
    case "code":
      return `    ${block.text}`;
  }
}
