// What to try first: one step at a time, moving on when it has been done.

import { element } from "./dom.js";
import { icon } from "./icons.js";

const SENTENCE = "昨天支委会，5人参加";

/** Steps in order: words, who does it, and which act shows that it was done. */
function steps([secretary, chair, office]) {
  return [
    { says: ["先在", "左边手机", "上发一句：", `“${SENTENCE}”。`], narrow: "村书记手机", by: secretary, fill: SENTENCE, done: (id, _what, how) => id === secretary && (how.text ?? "").includes("支委会") },
    { says: ["再看", "中间手机", "：点“去确认”，看过就点同意。", ""], narrow: "村监会主任手机", by: chair, done: (id, what) => id === chair && what === "tap" },
    { says: ["回到", "左边手机", "点“看得分”：每一分怎么来的，都写着出处。", ""], narrow: "村书记手机", by: secretary, done: (id, what, how) => id === secretary && (how.text ?? "").includes("得分") },
    { says: ["把时间拨到", "下月首个工作日", "：到期没办的，镇里的手机马上会收到提醒。", ""], narrow: "下月首个工作日", by: office, done: (_id, what) => what === "clock" },
    { says: ["就是这些。", "", "再试试发一张公开栏照片，或点“接口调用”看看背后。", ""], narrow: "", by: null, done: () => false },
  ];
}

export class Hint {
  constructor(people, hooks) {
    this.node = document.getElementById("hint");
    this.hooks = hooks;
    this.steps = steps(people);
    this.restart();
  }

  restart() {
    this.at = 0;
    this.node.hidden = false;
    this.draw();
  }

  /** An act was done: go on if it was this step's. */
  did(id, what, how = {}) {
    if (this.at < this.steps.length && this.steps[this.at].done(id, what, how)) this.move();
  }

  move() {
    this.at += 1;
    this.draw();
  }

  draw() {
    const step = this.steps[this.at];
    const last = this.at === this.steps.length - 1;
    const [before, where, after, quoted] = step.says;
    this.node.replaceChildren(
      element("span", { class: "step" }, last ? "试过了" : `第 ${this.at + 1} 步`),
      element("p", { role: "status" }, before, where ? element("b", { class: "wide-only" }, where) : null, step.narrow ? element("b", { class: "narrow-only" }, step.narrow) : null, after, quoted),
      element("span", { class: "hint-tools" }, ...this.buttons(step, last)),
    );
  }

  buttons(step, last) {
    const buttons = [];
    if (step.fill) {
      buttons.push(element("button", { type: "button", class: "primary", onclick: () => this.hooks.fill(step.by, step.fill) }, "替我填好"));
    } else if (step.by) {
      buttons.push(element("button", { type: "button", class: "narrow-only", onclick: () => this.hooks.go(step.by) }, "去看"));
    }
    if (!last) buttons.push(element("button", { type: "button", class: "wide-only", onclick: () => this.move() }, "跳过"));
    buttons.push(element("button", { type: "button", class: "plain", "aria-label": "收起提示", onclick: () => { this.node.hidden = true; } }, icon("close")));
    return buttons;
  }
}
