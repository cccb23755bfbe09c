// One bubble: a message, or an album of several, with its inline keyboard.

import { fileUrl } from "./api.js";
import { clockTime } from "./dates.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { rich } from "./rich.js";

const KILOBYTE = 1024;

/** What a quote or a notice says of a message in one line. */
export function summary(message) {
  const words = message.text ?? message.caption;
  if (words) return words.replace(/\s+/g, " ");
  if (message.photo) return "照片";
  if (message.voice) return "语音";
  if (message.sticker) return "贴纸";
  return message.document?.file_name ?? "消息";
}

/** `group`: the messages of one album, or one message. `hands`: what taps do (onTap, onMenu). */
export function bubble(group, hands) {
  const [first] = group;
  const last = group[group.length - 1];
  const keyboard = last.reply_markup?.inline_keyboard;
  const body = element(
    "div",
    { class: "bubble", onclick: (event) => openMenu(event, first, hands) },
    quote(first),
    ...media(group),
    words(group),
    foot(first, last),
    menuButton(first, hands),
  );
  const side = first.from_bot ? "in" : "out";
  const name = first.from_bot ? "清廉村居助手" : "我";
  return element(
    "li",
    { class: `row ${side}${keyboard ? " keyed" : ""}`, "aria-label": name, "data-id": first.message_id },
    body,
    keyboard ? inlineKeyboard(last, keyboard, hands) : null,
    first.reaction ? element("span", { class: "reaction" }, first.reaction) : null,
  );
}

function openMenu(event, message, hands) {
  if (event.target.closest("button, a, audio") || String(getSelection())) return;
  hands.onMenu(message, event.currentTarget);
}

function menuButton(message, hands) {
  return element(
    "button",
    {
      type: "button",
      class: "plain bubble-menu",
      "aria-label": message.from_bot ? "回复这条消息" : "回复或修改这条消息",
      onclick: (event) => hands.onMenu(message, event.currentTarget.parentElement),
    },
    icon("more"),
  );
}

function quote(message) {
  const quoted = message.reply_to_message;
  if (!quoted) return null;
  return element(
    "blockquote",
    { class: "quote" },
    element("b", {}, quoted.from.is_bot ? "清廉村居助手" : quoted.from.first_name),
    element("span", {}, summary(quoted)),
  );
}

function words(group) {
  const message = group.find((each) => each.text ?? each.caption);
  if (!message) return null;
  const text = message.text ?? message.caption;
  return element("div", { class: "words" }, ...rich(text, message.entities ?? message.caption_entities));
}

function media(group) {
  const pictures = group.filter((message) => message.photo).map(picture);
  const rest = group.filter((message) => !message.photo).map(attachment).filter(Boolean);
  if (!pictures.length) return rest;
  return [element("div", { class: `pictures of-${Math.min(pictures.length, 4)}` }, ...pictures), ...rest];
}

function picture(message) {
  const { file_id: fileId, width, height } = message.photo[message.photo.length - 1];
  const image = element("img", { src: fileUrl(fileId), alt: "照片", width, height, loading: "lazy" });
  return element("a", { href: fileUrl(fileId), target: "_blank", "aria-label": "看大图" }, image);
}

function attachment(message) {
  if (message.document) return documentCard(message.document);
  if (message.voice) return voice(message.voice);
  if (message.sticker) return element("p", { class: "words" }, "〔贴纸〕");
  return null;
}

function documentCard(file) {
  return element(
    "a",
    { class: "document", href: fileUrl(file.file_id), download: file.file_name },
    element("span", { class: "disc" }, icon("file")),
    element("span", { class: "document-name" }, file.file_name),
    element("span", { class: "document-size" }, size(file.file_size)),
  );
}

function size(bytes) {
  if (bytes < KILOBYTE) return `${bytes} 字节`;
  if (bytes < KILOBYTE * KILOBYTE) return `${(bytes / KILOBYTE).toFixed(0)} KB`;
  return `${(bytes / KILOBYTE / KILOBYTE).toFixed(1)} MB`;
}

function voice(file) {
  const sound = new Audio(fileUrl(file.file_id));
  const bars = Array.from({ length: 28 }, (_, at) => {
    const bar = element("i");
    bar.style.height = `${5 + Math.abs(Math.sin(at * 1.7) + Math.sin(at * 0.6)) * 8}px`;
    return bar;
  });
  const button = element("button", { type: "button", class: "disc", "aria-label": "播放语音" }, icon("play"));
  const drawn = (playing) => {
    button.replaceChildren(icon(playing ? "pause" : "play"));
    button.setAttribute("aria-label", playing ? "暂停" : "播放语音");
  };
  button.addEventListener("click", () => (sound.paused ? sound.play().catch(() => drawn(false)) : sound.pause()));
  sound.addEventListener("play", () => drawn(true));
  sound.addEventListener("pause", () => drawn(false));
  sound.addEventListener("ended", () => drawn(false));
  return element(
    "div",
    { class: "voice" },
    button,
    element("span", { class: "wave", "aria-hidden": "true" }, ...bars),
    element("span", { class: "voice-length" }, `0:${String(file.duration).padStart(2, "0")}`),
  );
}

function foot(first, last) {
  const changed = last.edit_date ?? first.edit_date;
  return element(
    "span",
    { class: "foot" },
    changed ? element("span", { class: "edited" }, "已编辑") : null,
    clockTime(first.date),
    first.from_bot ? null : icon("ticks"),
  );
}

function inlineKeyboard(message, rows, hands) {
  return element(
    "div",
    { class: "inline", role: "group", "aria-label": "这条消息的按钮" },
    ...rows.map((row) => element("div", { class: "inline-row" }, ...row.map((each) => key(message, each, hands)))),
  );
}

function key(message, button, hands) {
  if (button.url) {
    return element("a", { class: "inline-key", href: button.url, target: "_blank", rel: "noopener noreferrer" }, button.text);
  }
  return element(
    "button",
    {
      type: "button",
      class: "inline-key",
      title: button.text,
      "data-key": button.callback_data,
      onclick: (event) => hands.onTap(message, button.callback_data, event.currentTarget),
    },
    element("span", {}, button.text),
  );
}
