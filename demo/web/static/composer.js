// The lower edge of a phone: Start, or text, attachments, reply keyboard.

import { packed } from "./api.js";
import { summary } from "./bubble.js";
import { element } from "./dom.js";
import { icon } from "./icons.js";
import { hum, meeting, noticeBoard } from "./samples.js";

/**
 * `send(what, how, label)` does an act and shows it as waiting until it arrived;
 * `draw(person, commands)` follows the chat's state.
 */
export class Composer {
  constructor(send) {
    this.send = send;
    this.about = null;
    this.keysOpen = true;
    this.field = element("textarea", {
      rows: 1,
      "aria-label": "消息",
      placeholder: "消息",
      enterkeyhint: "send",
      oninput: () => this.fit(),
      onkeydown: (event) => this.onKey(event),
    });
    this.start = element("button", { type: "button", class: "start", onclick: () => this.send("start", {}, "开始") }, "开始");
    this.context = element("div", { class: "context" });
    this.keys = element("div", { class: "reply-keys", role: "group", "aria-label": "快捷按键" });
    this.sheet = this.attachments();
    this.menu = element("div", { class: "sheet", role: "group", "aria-label": "命令", hidden: true, onkeydown: (event) => this.leave(event) });
    this.menuButton = this.tool("menu", "命令菜单", () => this.toggle(this.menu, this.menuButton));
    this.attachButton = this.tool("attach", "发照片、文件或语音", () => this.toggle(this.sheet, this.attachButton));
    this.keysButton = this.tool("keyboard", "收起或展开快捷按键", () => this.flipKeys());
    this.sendButton = this.tool("send", "发送", () => this.submit());
    this.sendButton.classList.add("send");
    this.bar = element(
      "div", { class: "bar" },
      this.menuButton, this.field, this.keysButton, this.attachButton, this.sendButton,
    );
    this.node = element("div", { class: "composer" }, this.menu, this.sheet, this.context, this.start, this.bar, this.keys);
    this.fit();
  }

  tool(name, label, onclick) {
    return element("button", { type: "button", class: "plain tool", "aria-label": label, title: label, onclick }, icon(name));
  }

  attachments() {
    const choice = (name, label, onclick) =>
      element("button", { type: "button", class: "choice", onclick: () => { this.close(); onclick(); } }, icon(name), label);
    const chooser = (accept, multiple, take) =>
      element("input", { type: "file", accept, multiple, hidden: true, onchange: (event) => { take([...event.target.files]); event.target.value = ""; } });
    const photos = chooser("image/*", true, (files) => this.sendPhotos(files));
    const files = chooser(undefined, false, ([file]) => this.sendDocument(file));
    return element(
      "div",
      { class: "sheet", role: "group", "aria-label": "发照片、文件或语音", hidden: true, onkeydown: (event) => this.leave(event) },
      choice("photo", "公开栏照片（样张）", async () => this.sendPhotos([await noticeBoard()])),
      choice("album", "会议照片三张（样张）", async () => this.sendPhotos(await Promise.all([3, 4, 5].map(meeting)))),
      choice("microphone", "语音（样例）", () => this.sendVoice()),
      choice("photo", "从本机选照片", () => photos.click()),
      choice("file", "从本机选文件", () => files.click()),
      photos,
      files,
    );
  }

  draw(person, commands) {
    this.node.classList.toggle("unstarted", !person.started);
    this.start.hidden = person.started;
    this.bar.hidden = !person.started;
    const rows = person.keyboard?.keyboard ?? [];
    this.keysButton.hidden = !rows.length;
    this.keys.hidden = !rows.length || !this.keysOpen || !person.started;
    const drawn = JSON.stringify(rows);
    if (drawn !== this.drawnKeys) {
      this.drawnKeys = drawn;
      this.keys.replaceChildren(...rows.map((row) => this.keyRow(row)));
    }
    this.menuButton.hidden = !commands.length;
    this.menu.replaceChildren(...commands.map((each) => this.command(each)));
  }

  keyRow(row) {
    return element(
      "div", { class: "reply-row" },
      ...row.map((each) => element("button", { type: "button", onclick: () => this.send("say", { text: each.text }, each.text) }, each.text)),
    );
  }

  command({ command, description }) {
    return element(
      "button",
      { type: "button", class: "choice", onclick: () => { this.close(); this.send("say", { text: `/${command}` }, `/${command}`); } },
      element("b", {}, `/${command}`), description,
    );
  }

  fill(text) {
    this.field.value = text;
    this.fit();
    this.field.focus();
  }

  fit() {
    this.field.style.height = "auto";
    if (this.field.scrollHeight) this.field.style.height = `${Math.min(this.field.scrollHeight, 132)}px`;
    this.sendButton.disabled = !this.field.value.trim();
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.submit();
    }
    if (event.key === "Escape") this.talkAbout(null);
  }

  submit() {
    const text = this.field.value.trim();
    if (!text) return;
    const about = this.about;
    this.field.value = "";
    this.talkAbout(null);
    this.fit();
    if (about?.how === "edit") this.send("edit", { message_id: about.message.message_id, text }, text);
    else this.send("say", { text, reply_to: about?.message.message_id }, text);
    this.field.focus();
  }

  /** Reply to a message or change it: {how: "reply" | "edit", message}; null ends it. */
  talkAbout(about) {
    if (this.about?.how === "edit" && !about) this.field.value = "";
    this.about = about;
    this.context.replaceChildren();
    if (!about) return this.fit();
    const editing = about.how === "edit";
    this.context.append(
      icon(editing ? "pencil" : "reply"),
      element("p", {}, element("b", {}, editing ? "修改消息" : "回复"), element("span", {}, summary(about.message))),
      this.tool("close", editing ? "不改了" : "不回复了", () => this.talkAbout(null)),
    );
    if (editing) this.field.value = about.message.text ?? about.message.caption ?? "";
    this.fit();
    return this.field.focus();
  }

  toggle(panel, button) {
    const open = panel.hidden;
    this.close();
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    if (open) panel.querySelector("button")?.focus();
  }

  close() {
    for (const panel of [this.sheet, this.menu]) panel.hidden = true;
    for (const button of [this.attachButton, this.menuButton]) button.setAttribute("aria-expanded", "false");
  }

  leave(event) {
    if (event.key !== "Escape") return;
    this.close();
    this.field.focus();
  }

  flipKeys() {
    this.keysOpen = !this.keysOpen;
    this.keys.hidden = !this.keysOpen;
  }

  reply_to() {
    const about = this.about?.how === "reply" ? this.about.message.message_id : undefined;
    this.talkAbout(null);
    return about;
  }

  async sendPhotos(blobs) {
    if (!blobs.length) return;
    const files = await Promise.all(blobs.slice(0, 10).map((blob) => packed(blob, "photo.jpg")));
    const caption = this.field.value.trim();
    const reply_to = this.reply_to();
    this.field.value = "";
    this.fit();
    this.send("photos", { files, caption, reply_to }, `照片 ${files.length} 张`);
  }

  async sendDocument(file) {
    if (!file) return;
    this.send("document", { file: await packed(file, file.name), reply_to: this.reply_to() }, file.name);
  }

  async sendVoice() {
    this.send("voice", { file: await packed(hum(3), "voice.ogg"), seconds: 3 }, "语音");
  }
}
