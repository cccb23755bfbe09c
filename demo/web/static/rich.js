// A Telegram text with its entities, as DOM nodes. Offsets count UTF-16 units, as JavaScript does.

import { element } from "./dom.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s",
  code: "code", pre: "pre", blockquote: "blockquote", expandable_blockquote: "blockquote",
};
const SAFE_LINK = /^(https?:|tel:|mailto:)/i;

/** Nodes for text[from, to), nesting the entities that lie inside. Entities come outermost first. */
export function rich(text, entities = [], from = 0, to = text.length) {
  const nodes = [];
  let position = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const start = entity.offset;
    const end = Math.min(start + entity.length, to);
    const inner = entities.slice(index + 1).filter((each) => each.offset < end);
    if (start > position) nodes.push(document.createTextNode(text.slice(position, start)));
    if (start >= position) {
      nodes.push(wrap(entity, rich(text, inner, start, end)));
      position = end;
    }
    index += 1 + inner.length;
  }
  if (position < to) nodes.push(document.createTextNode(text.slice(position, to)));
  return nodes;
}

function wrap(entity, children) {
  if (entity.type === "text_link" && SAFE_LINK.test(entity.url)) {
    return element("a", { href: entity.url, target: "_blank", rel: "noopener noreferrer" }, ...children);
  }
  if (entity.type === "spoiler") {
    return element("span", { class: "spoiler", tabindex: 0 }, ...children);
  }
  const node = element(TAGS[entity.type] ?? "span", {}, ...children);
  if (entity.type === "bot_command") node.className = "command";
  return node;
}
