// Line icons, drawn here so that the page needs no font and no other host.

const PATHS = {
  attach: "M8 12.5l6.2-6.2a3.2 3.2 0 0 1 4.6 4.6l-8.4 8.3a5 5 0 0 1-7-7L11.500 4",
  send: "M4 12l16-8-5 16-3.500-6.500z",
  microphone: "M12 3.500a3 3 0 0 1 3 3v5a3 3 0 0 1-6 0v-5a3 3 0 0 1 3-3zM6 11.500a6 6 0 0 0 12 0M12 17.500V21",
  keyboard: "M4 7h16v10H4zM7.500 10.500h.01M11 10.500h.01M14.500 10.500h.01M17 10.500h.01M8.500 14h7",
  close: "M6 6l12 12M18 6L6 18",
  down: "M6 10l6 6 6-6",
  file: "M7 3.500h7l4 4V20.500H7zM14 3.500v4h4",
  play: "M8 5.500l10 6.500-10 6.500z",
  pause: "M8.500 6v12M15.500 6v12",
  photo: "M4 5.500h16v13H4zM4 15l4.500-4 4 3.500 3-2.500 4.500 4M15.500 9.500h.01",
  album: "M7 4h13v11H7zM4 8v11h13",
  reply: "M10 6L4 11.500 10 17M4.500 11.500H14a6 6 0 0 1 6 6",
  pencil: "M5 19l1-4L16.500 4.500l3 3L9 18z",
  more: "M12 6h.01M12 12h.01M12 18h.01",
  ticks: "M2.500 13l4 4L15 8.500M11.500 16l1 1L21 8.500",
  waiting: "M12 7v5l3 2M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z",
  alert: "M12 7v6M12 16.500h.01M12 3.500a8.500 8.500 0 1 0 0 17 8.500 8.500 0 0 0 0-17z",
  menu: "M5 7h14M5 12h14M5 17h14",
};

/** One icon; decoration only, the words stand on the button. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", `icon icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", PATHS[name]);
  svg.append(path);
  return svg;
}
