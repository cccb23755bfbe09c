// Talking to the stand-in: acts go out by POST, changes come in as server-sent events.

const ROOT = "demo/api";
const PATIENCE_MS = 20000;

/** The connection is gone or the stand-in refused; `message` can be shown. */
export class NotSent extends Error {}

export async function post(path, body) {
  let answer;
  try {
    answer = await fetch(`${ROOT}/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
  } catch {
    throw new NotSent("没有送出：与演示程序的连接断了。");
  }
  const read = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new NotSent(read.error ?? `没有送出：演示程序答复 ${answer.status}。`);
  return read;
}

/** One act of a person on the phone. */
export function act(person, what, how = {}) {
  return post("act", { person, do: what, ...how });
}

export async function state() {
  const answer = await fetch(`${ROOT}/state`);
  if (!answer.ok) throw new NotSent("读不到演示程序的状态。");
  return answer.json();
}

export function fileUrl(fileId) {
  return `${ROOT}/files/${encodeURIComponent(fileId)}`;
}

/** Follow changes after `seq`; the browser reconnects by itself where it left off. */
export function follow(seq, onChange, onConnection) {
  const source = new EventSource(`${ROOT}/events?after=${seq}`);
  source.onmessage = (event) => onChange(JSON.parse(event.data));
  source.onopen = () => onConnection(true);
  source.onerror = () => onConnection(false);
  return source;
}

/** A file as the control API takes it. */
export async function packed(blob, name) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) {
    text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  }
  return { base64: btoa(text), name, mime: blob.type || "application/octet-stream" };
}
