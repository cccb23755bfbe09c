// Days and times as people here read them; always China's time, wherever the browser is.

const ZONE = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: ZONE, year: "numeric", month: "numeric", day: "numeric",
  hour: "numeric", minute: "2-digit", weekday: "short", hourCycle: "h23",
});

function read(seconds) {
  const found = Object.fromEntries(parts.formatToParts(seconds * 1000).map((each) => [each.type, each.value]));
  return { ...found, hour: String(Number(found.hour)), weekday: found.weekday };
}

/** 9:05 */
export function clockTime(seconds) {
  const { hour, minute } = read(seconds);
  return `${hour}:${minute}`;
}

/** 7月15日 周三 */
export function dayOf(seconds) {
  const { month, day, weekday } = read(seconds);
  return `${month}月${day}日 ${weekday}`;
}

/** 2026年7月15日 周三 9:05 */
export function moment(seconds) {
  return `${read(seconds).year}年${dayOf(seconds)} ${clockTime(seconds)}`;
}
