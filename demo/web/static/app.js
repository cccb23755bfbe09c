// The page: its phones, the clock, the calls. State comes from the stand-in; nothing is kept here.

import { follow, post, state } from "./api.js";
import { Calls } from "./calls.js";
import { moment } from "./dates.js";
import { element } from "./dom.js";
import { Hint } from "./hint.js";
import { icon } from "./icons.js";
import { Phone } from "./phone.js";

const people = new Map();
const messages = new Map();
const phones = new Map();
const answered = new Set();
const calls = new Calls(people);
const narrow = matchMedia("(max-width: 899px)");
/** So many phones have a place of their own where there is room; the others share the next one. */
const OWN_PLACES = 2;
const clock = { epoch: 0, at: 0, running: false };
const bot = { state: "unknown", note: "" };
let commands = [];
let connected = true;
let hint = null;
let source = null;

const found = (id) => document.getElementById(id);

function draw(id) {
  const chat = [...messages.values()].filter((each) => each.chat.id === id && !each.deleted);
  chat.sort((one, other) => one.message_id - other.message_id);
  phones.get(id)?.draw(people.get(id), chat, commands);
}

function drawAll() {
  for (const id of phones.keys()) draw(id);
}

const hooks = {
  onDraw: draw,
  onAct: (id, what, how) => hint?.did(id, what, how),
  onUnread: (id, count) => {
    const badge = found(`unread-${id}`);
    if (badge) badge.textContent = count ? `${count}` : "";
    if (badge) badge.setAttribute("aria-label", count ? `${count} 条新消息` : "");
  },
  answered: (query) => answered.has(query),
};

function changeClock(seen) {
  Object.assign(clock, { epoch: seen.epoch, at: performance.now(), running: seen.running });
  const badge = found("workday");
  badge.textContent = (seen.workday ? "工作日" : "休息日") + (seen.announced ? "" : "（暂定）");
  badge.classList.toggle("rest", !seen.workday);
  tick();
}

function tick() {
  const passed = clock.running ? (performance.now() - clock.at) / 1000 : 0;
  const now = clock.epoch + passed;
  found("moment").textContent = moment(now);
  for (const phone of phones.values()) phone.tick(now);
}

function trouble() {
  const line = found("trouble");
  line.replaceChildren();
  if (!connected) {
    line.append("与演示程序的连接断了，正在重连。现在发的消息会留在原处，等您重发。");
  } else if (bot.state === "stopped") {
    line.append(`机器人程序停了：${bot.note}点“重新开始”可以再启动它。`);
  } else if (bot.state === "starting") {
    line.append("机器人程序正在启动，请稍等……");
  }
  line.classList.toggle("calm", connected && bot.state === "starting");
  line.hidden = !line.textContent;
  const subtitle = connected ? { stopped: "已停止", starting: "正在启动……" }[bot.state] ?? "机器人" : "连接中……";
  for (const phone of phones.values()) phone.subtitle(subtitle);
}

const apply = {
  message: ({ message }) => {
    messages.set(message.message_id, message);
    const person = people.get(message.chat.id);
    if (person && !message.from_bot) person.started = true;
    draw(message.chat.id);
  },
  person: ({ person, seq, kind, ...news }) => {
    Object.assign(people.get(person) ?? {}, news);
    draw(person);
  },
  action: ({ person }) => phones.get(person)?.typing(),
  answer: ({ person, query, text }) => {
    answered.add(query);
    phones.get(person)?.answered(query, text);
  },
  call: ({ call }) => calls.add(call),
  commands: (change) => {
    commands = change.commands;
    drawAll();
  },
  clock: (change) => changeClock(change.clock),
  bot: (change) => {
    Object.assign(bot, { state: change.state, note: change.note });
    trouble();
  },
  reset: () => begin(true),
};

async function begin(again = false) {
  source?.close();
  const seen = await state();
  for (const kept of [people, messages, answered]) kept.clear();
  for (const person of seen.people) people.set(person.id, person);
  for (const message of seen.messages) messages.set(message.message_id, message);
  commands = seen.commands;
  Object.assign(bot, seen.bot);
  if (!phones.size) setUp(seen.people);
  if (again) hint.restart();
  calls.replace(seen.calls);
  changeClock(seen.clock);
  drawAll();
  trouble();
  source = follow(seen.seq, (change) => apply[change.kind]?.(change), (open) => {
    if (connected === open) return;
    connected = open;
    trouble();
  });
}

function setUp(shown) {
  for (const person of shown) {
    const phone = new Phone(person, hooks);
    phone.node.classList.toggle("shared", phones.size >= OWN_PLACES);
    phones.set(person.id, phone);
    found("phones").append(phone.node);
    found("tabs").append(tab(person));
  }
  hint = new Hint(shown.map((each) => each.id), {
    fill: async (id, text) => {
      choose(id);
      if (!people.get(id).started) await phones.get(id).send("start", {}, "开始");
      phones.get(id).composer.fill(text);
    },
    go: choose,
  });
  if (shown.length > OWN_PLACES) front(shown[OWN_PLACES].id);
  choose(shown[0].id);
}

function tab(person) {
  return element(
    "button",
    { type: "button", role: "tab", id: `tab-${person.id}`, class: phones.size > OWN_PLACES ? "shared" : "", "aria-controls": `phone-${person.id}`, onclick: () => choose(person.id), onkeydown: walkTabs },
    person.name,
    element("span", { class: "tab-unread", id: `unread-${person.id}` }),
  );
}

function walkTabs(event) {
  const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
  if (!step) return;
  const ids = [...phones.keys()];
  const at = ids.findIndex((id) => `tab-${id}` === event.currentTarget.id);
  const next = ids[(at + step + ids.length) % ids.length];
  choose(next);
  found(`tab-${next}`).focus();
}

/** Bring a person's phone into view: where only one fits, and where several share a place. */
function choose(id) {
  if (phones.get(id).node.classList.contains("shared")) front(id);
  for (const [each, phone] of phones) {
    phone.node.classList.toggle("chosen", each === id);
    const button = found(`tab-${each}`);
    button.setAttribute("aria-selected", String(each === id));
    button.tabIndex = each === id ? 0 : -1;
    if (each === id) phone.shown();
  }
}

function front(id) {
  for (const [each, phone] of phones) {
    phone.node.classList.toggle("front", each === id);
    found(`tab-${each}`).classList.toggle("front", each === id);
  }
}

function say(text) {
  found("notice").textContent = text;
  clearTimeout(say.ends);
  say.ends = setTimeout(() => { found("notice").textContent = ""; }, 6000);
}

async function turn(event) {
  const buttons = [...document.querySelectorAll("[data-turn]")];
  buttons.forEach((each) => { each.disabled = true; });
  try {
    const seen = await post("clock", { turn: event.currentTarget.dataset.turn });
    say(`时间拨到 ${moment(seen.epoch)}。`);
    hint.did(null, "clock");
  } catch (error) {
    say(`${error.message}时间没有变。`);
  }
  buttons.forEach((each) => { each.disabled = false; });
}

async function restart() {
  const button = found("restart");
  button.disabled = true;
  button.textContent = "正在重新开始……";
  try {
    await post("reset", {});
    say("已经重新开始。");
  } catch (error) {
    say(error.message);
  }
  button.disabled = false;
  button.textContent = "重新开始";
}

found("close-calls").append(icon("close"));
for (const button of document.querySelectorAll("[data-turn]")) button.addEventListener("click", turn);
found("restart").addEventListener("click", () => found("confirm-restart").showModal());
found("confirm-restart").addEventListener("close", (event) => {
  if (event.target.returnValue === "yes") restart();
  event.target.returnValue = "";
});
narrow.addEventListener("change", () => phones.forEach((phone) => phone.shown()));
setInterval(tick, 1000);

begin().catch((error) => {
  found("trouble").hidden = false;
  found("trouble").textContent = `页面没有打开成：${error.message}请看看启动它的窗口，再刷新本页。`;
});
