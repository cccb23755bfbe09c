// One phone: the chat as its person sees it.

import { act } from "./api.js";
import { bubble } from "./bubble.js";
import { Composer } from "./composer.js";
import { clockTime, dayOf } from "./dates.js";
import { arrange, element } from "./dom.js";
import { icon } from "./icons.js";

const SPIN_MS = 15000;
const NEAR_END = 60;

export class Phone {
  constructor(person, hooks) {
    this.id = person.id;
    this.person = person;
    this.hooks = hooks;
    this.cache = new Map();
    this.unsent = [];
    this.taps = new Map();
    this.seen = 0;
    this.newest = 0;
    this.title = element("p", { class: "status" }, "机器人");
    this.time = element("span", {});
    this.list = element("ol", { class: "messages", role: "log", "aria-live": "polite", "aria-relevant": "additions text", "aria-label": `${person.name}与清廉村居助手的对话` });
    this.scroller = element("div", { class: "scroller", tabindex: 0, "aria-label": "聊天记录", onscroll: () => this.onScroll() }, this.list);
    this.unread = element("span", { class: "unread" });
    this.down = element("button", { type: "button", class: "down", hidden: true, "aria-label": "到最新消息", onclick: () => this.toEnd(true) }, icon("down"), this.unread);
    this.popup = element("div", { class: "popup", role: "group", "aria-label": "这条消息", hidden: true });
    this.toast = element("p", { class: "toast", role: "status", hidden: true });
    this.composer = new Composer((what, how, label) => this.send(what, how, label));
    this.node = this.frame();
    document.addEventListener("click", (event) => this.dismiss(event));
    this.node.addEventListener("keydown", (event) => event.key === "Escape" && this.closePopup());
    new ResizeObserver(() => this.pinned && this.toEnd(false)).observe(this.scroller);
    this.pinned = true;
  }

  frame() {
    const { name, place } = this.person;
    return element(
      "section",
      { class: "phone", id: `phone-${this.id}`, "aria-label": `${name}的手机` },
      element("h2", { class: "owner" }, element("b", {}, name), element("span", {}, place)),
      element(
        "div", { class: "case" },
        element("div", { class: "bezel", "aria-hidden": "true" }, this.time, element("i", { class: "battery" })),
        element("div", { class: "chat-head" },
          element("span", { class: "avatar", "aria-hidden": "true" }, "清"),
          element("div", {}, element("p", { class: "chat-name" }, "清廉村居助手"), this.title)),
        element("div", { class: "chat" }, this.scroller, this.down, this.popup, this.toast),
        this.composer.node,
      ),
    );
  }

  draw(person, messages, commands) {
    this.person = person;
    this.composer.draw(person, commands);
    const items = [];
    let day = "";
    for (const group of grouped(messages)) {
      const today = dayOf(group[0].date);
      if (today !== day) items.push(this.keyed(`day ${today} ${group[0].message_id}`, () => element("li", { class: "day" }, element("span", {}, today))));
      day = today;
      items.push(this.keyed(JSON.stringify(group), () => this.renewed(group)));
    }
    if (!items.length) items.push(this.keyed("greeting", greeting));
    items.push(...this.unsent.map((each) => each.node));
    arrange(this.list, items);
    this.forget(items);
    this.count(messages);
    if (this.pinned) this.toEnd(false);
    else this.onScroll();
  }

  /** The element of this key, made once; an edited message has a new key. */
  keyed(key, make) {
    if (!this.cache.has(key)) this.cache.set(key, make());
    return this.cache.get(key);
  }

  /** A fresh bubble; if the old one had the focus, the new one's button in the same place gets it. */
  renewed(group) {
    const node = bubble(group, { onTap: (...tap) => this.tap(...tap), onMenu: (...menu) => this.openPopup(...menu) });
    const old = this.list.querySelector(`[data-id="${group[0].message_id}"]`);
    if (old?.contains(document.activeElement)) {
      queueMicrotask(() => (node.querySelector(".inline-key") ?? this.composer.field).focus({ preventScroll: true }));
    }
    return node;
  }

  forget(items) {
    const kept = new Set(items);
    for (const [key, node] of this.cache) if (!kept.has(node)) this.cache.delete(key);
  }

  count(messages) {
    this.newest = Math.max(0, ...messages.map((each) => each.message_id));
    const waiting = messages.filter((each) => each.from_bot && each.message_id > this.seen).length;
    const visible = this.node.offsetParent !== null;
    if (visible && this.pinned) this.seen = this.newest;
    this.waiting = visible && this.pinned ? 0 : waiting;
    this.unread.textContent = this.waiting || "";
    this.hooks.onUnread(this.id, this.waiting);
  }

  /** The phone came into view: what stands at the end counts as read. */
  shown() {
    if (this.pinned) this.toEnd(false);
    this.onScroll();
  }

  onScroll() {
    const left = this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
    this.pinned = left < NEAR_END;
    this.down.hidden = this.pinned;
    if (this.pinned && this.node.offsetParent !== null) {
      this.seen = this.newest;
      this.unread.textContent = "";
      this.hooks.onUnread(this.id, 0);
    }
  }

  toEnd(smooth) {
    this.pinned = true;
    this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: smooth ? "smooth" : "instant" });
  }

  /** Do an act; until it arrived it stands in the chat as waiting, and can be sent again. */
  async send(what, how, label) {
    this.pinned = true;
    const waiting = what === "edit" ? null : { node: unsent(label) };
    if (waiting) this.unsent.push(waiting);
    this.hooks.onDraw(this.id);
    try {
      await act(this.id, what, how);
      this.drop(waiting);
      this.hooks.onAct(this.id, what, how);
    } catch (error) {
      if (waiting) this.failed(waiting, () => this.send(what, how, label));
      else this.say(error.message);
    }
  }

  drop(waiting) {
    this.unsent = this.unsent.filter((each) => each !== waiting);
    this.hooks.onDraw(this.id);
  }

  failed(waiting, again) {
    const retry = () => { this.drop(waiting); again(); };
    waiting.node.classList.add("failed");
    waiting.node.append(
      element("p", { class: "unsent-note" },
        icon("alert"), "没有送出。",
        element("button", { type: "button", onclick: retry }, "重发"),
        element("button", { type: "button", onclick: () => this.drop(waiting) }, "删掉")),
    );
    this.toEnd(true);
  }

  async tap(message, data, button) {
    if (button.classList.contains("spinning")) return;
    button.classList.remove("untapped");
    button.classList.add("spinning");
    button.setAttribute("aria-busy", "true");
    const stop = () => { button.classList.remove("spinning"); button.removeAttribute("aria-busy"); };
    try {
      const { query } = await act(this.id, "tap", { message_id: message.message_id, data });
      if (this.hooks.answered(query)) stop();
      else this.taps.set(query, stop);
      setTimeout(stop, SPIN_MS);
      this.hooks.onAct(this.id, "tap", { data });
    } catch (error) {
      stop();
      button.classList.add("untapped");
      this.say(`${error.message}恢复以后请再点一次。`);
    }
  }

  answered(query, text) {
    this.taps.get(query)?.();
    this.taps.delete(query);
    if (text) this.say(text);
  }

  say(text) {
    this.toast.textContent = text;
    this.toast.hidden = false;
    clearTimeout(this.toastEnds);
    this.toastEnds = setTimeout(() => { this.toast.hidden = true; }, 5000);
  }

  subtitle(text) {
    this.title.textContent = text;
  }

  typing() {
    this.subtitle("正在输入……");
    clearTimeout(this.typingEnds);
    this.typingEnds = setTimeout(() => this.subtitle("机器人"), 5000);
  }

  tick(seconds) {
    this.time.textContent = clockTime(seconds);
  }

  openPopup(message, near) {
    const choice = (name, label, how) => element(
      "button", { type: "button", class: "choice", onclick: () => { this.closePopup(); this.composer.talkAbout({ how, message }); } },
      icon(name), label,
    );
    const own = !message.from_bot && (message.text || message.caption);
    this.popup.replaceChildren(choice("reply", "回复", "reply"), ...(own ? [choice("pencil", "修改", "edit")] : []));
    this.popup.hidden = false;
    const chat = this.popup.parentElement.getBoundingClientRect();
    const place = near.getBoundingClientRect();
    const top = Math.min(Math.max(place.bottom - chat.top - 24, 8), chat.height - this.popup.offsetHeight - 8);
    this.popup.style.top = `${top}px`;
    this.popup.style.insetInlineStart = message.from_bot ? "24px" : "auto";
    this.popup.style.insetInlineEnd = message.from_bot ? "auto" : "24px";
    this.popupFor = near;
    this.popup.querySelector("button").focus();
  }

  closePopup() {
    if (this.popup.hidden) return;
    this.popup.hidden = true;
    this.popupFor?.querySelector(".bubble-menu")?.focus();
  }

  dismiss(event) {
    const inside = event.target.closest?.(".popup, .bubble");
    if (!inside || !this.node.contains(inside)) this.popup.hidden = true;
    if (!event.target.closest?.(".composer") || !this.node.contains(event.target)) this.composer.close();
  }
}

function grouped(messages) {
  const groups = [];
  for (const message of messages) {
    const last = groups[groups.length - 1];
    const album = message.media_group_id;
    if (album && last?.[0].media_group_id === album) last.push(message);
    else groups.push([message]);
  }
  return groups;
}

function greeting() {
  return element(
    "li", { class: "greeting" },
    element("p", {}, "这个机器人能做什么？"),
    element("p", {}, "开完会、贴完公开栏，发一句话就记下；村监会点一下就确认；得分随时看得到。"),
  );
}

function unsent(label) {
  return element(
    "li", { class: "row out unsent" },
    element("div", { class: "bubble" }, element("div", { class: "words" }, label), element("span", { class: "foot" }, icon("waiting"))),
  );
}
