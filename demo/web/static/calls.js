// The Bot API calls, newest first, each to be opened.

import { clockTime } from "./dates.js";
import { element } from "./dom.js";

const SHOWN = 300;
const SAID = {
  getMe: "问自己是谁", getUpdates: "取信", sendMessage: "发消息", editMessageText: "改消息",
  editMessageReplyMarkup: "换按钮", deleteMessage: "删消息", answerCallbackQuery: "答应一次点击",
  sendPhoto: "发照片", sendDocument: "发文件", sendMediaGroup: "发相册", sendVoice: "发语音",
  sendChatAction: "显示正在输入", setMyCommands: "登记命令", getFile: "取文件", setWebhook: "登记回调地址",
  deleteWebhook: "取消回调地址", setMessageReaction: "回一个表情", getWebhookInfo: "查回调地址",
};

export class Calls {
  constructor(people) {
    this.people = people;
    this.panel = document.getElementById("calls");
    this.list = document.getElementById("call-list");
    this.counter = document.getElementById("call-count");
    this.opener = document.getElementById("open-calls");
    this.polls = document.getElementById("show-polls");
    this.calls = [];
    this.opener.addEventListener("click", () => this.show(this.panel.hidden));
    document.getElementById("close-calls").addEventListener("click", () => this.show(false));
    this.panel.addEventListener("keydown", (event) => event.key === "Escape" && this.show(false));
    this.polls.addEventListener("change", () => this.draw());
  }

  show(open) {
    this.panel.hidden = !open;
    document.body.classList.toggle("with-calls", open);
    this.opener.setAttribute("aria-expanded", String(open));
    if (open) this.draw();
    (open ? document.getElementById("close-calls") : this.opener).focus();
  }

  replace(calls) {
    this.calls = calls;
    this.draw();
  }

  add(call) {
    this.calls.push(call);
    this.counter.textContent = this.wanted().length;
    if (!this.panel.hidden && this.fits(call)) this.list.prepend(this.item(call));
  }

  fits(call) {
    return this.polls.checked || call.method !== "getUpdates";
  }

  wanted() {
    return this.calls.filter((call) => this.fits(call));
  }

  draw() {
    const wanted = this.wanted();
    this.counter.textContent = wanted.length;
    if (this.panel.hidden) return;
    const rows = wanted.slice(-SHOWN).reverse().map((call) => this.item(call));
    this.list.replaceChildren(...(rows.length ? rows : [element("li", { class: "none" }, "还没有调用。")]));
  }

  item(call) {
    this.list.querySelector(".none")?.remove();
    const refused = call.status !== 200;
    const who = this.people.get(Number(call.params.chat_id))?.name;
    return element(
      "li", { class: refused ? "refused" : "" },
      element(
        "details", {},
        element(
          "summary", {},
          element("code", {}, call.method),
          element("span", { class: "said" }, [SAID[call.method], who].filter(Boolean).join("　")),
          element("span", { class: "figures" }, `${clockTime(call.at)}　${call.status}　${call.ms} 毫秒`),
        ),
        element("h3", {}, "参数"),
        element("pre", { tabindex: 0 }, pretty(call.params)),
        element("h3", {}, refused ? "被拒绝" : "答复"),
        element("pre", { tabindex: 0 }, pretty(call.answer)),
      ),
    );
  }
}

function pretty(value) {
  return JSON.stringify(value, null, 2);
}
