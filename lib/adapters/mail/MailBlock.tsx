import type { Words } from "@/lib/words/mod.ts";
import type { Block } from "./mail_content.ts";
import { STYLE } from "./mail_style.ts";

/** One part of a mail as HTML. Text becomes text nodes: the renderer escapes it. */
export function MailBlock({ block, words }: {
  readonly block: Block;
  readonly words: Words;
}) {
  switch (block.kind) {
    case "paragraph":
      return <p style={STYLE.paragraph}>{block.text}</p>;
    case "heading":
      return <h2 style={STYLE.heading}>{block.text}</h2>;
    case "facts":
      return (
        <dl class="line" style={STYLE.facts}>
          {block.rows.map(([label, value]) => (
            <div key={label}>
              <dt class="soft" style={STYLE.label}>{label}</dt>
              <dd style={STYLE.value}>{value}</dd>
            </div>
          ))}
        </dl>
      );
    case "list":
      return (
        <ul style={STYLE.list}>
          {block.items.map((item) => (
            <li key={item} style={STYLE.item}>{item}</li>
          ))}
        </ul>
      );
    case "quote":
      return (
        <blockquote class="line" style={STYLE.quote}>{block.text}</blockquote>
      );
    case "button":
      return (
        <>
          <p style={STYLE.action}>
            <a class="button" href={block.href} style={STYLE.button}>
              {block.label}
            </a>
          </p>
          <p class="soft" style={STYLE.address}>
            {words.mails.copyAddress}{" "}
            <a class="soft" href={block.href} style={STYLE.link}>
              {block.href}
            </a>
          </p>
        </>
      );
    case "aside":
      return (
        <p class="soft" style={STYLE.address}>
          {block.text}{" "}
          <a class="soft" href={block.href} style={STYLE.tap}>{block.label}</a>
        </p>
      );
    case "links":
      return (
        <p class="soft" style={STYLE.address}>
          {block.lead}
          <br />
          {block.items.map(([label, href]) => (
            <a key={label} class="soft" href={href} style={STYLE.tapBeside}>
              {label}
            </a>
          ))}
        </p>
      );
    case "code":
      return <p style={STYLE.code}>{block.text}</p>;
  }
}
