// Made-up pictures and a sound to send, drawn on the spot: a notice board, a meeting, a short hum.

const WIDTH = 1280;
const HEIGHT = 960;

function canvas() {
  const surface = document.createElement("canvas");
  surface.width = WIDTH;
  surface.height = HEIGHT;
  return [surface, surface.getContext("2d")];
}

function jpeg(surface) {
  return new Promise((done) => surface.toBlob(done, "image/jpeg", 0.85));
}

function wall(pen, upper, lower) {
  const shade = pen.createLinearGradient(0, 0, 0, HEIGHT);
  shade.addColorStop(0, upper);
  shade.addColorStop(1, lower);
  pen.fillStyle = shade;
  pen.fillRect(0, 0, WIDTH, HEIGHT);
}

function words(pen, text, x, y, size, colour, weight = 500) {
  pen.font = `${weight} ${size}px "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`;
  pen.fillStyle = colour;
  pen.textAlign = "center";
  pen.fillText(text, x, y);
}

function sheet(pen, x, y, width, height, title, tilt) {
  pen.save();
  pen.translate(x + width / 2, y + height / 2);
  pen.rotate(tilt);
  pen.shadowColor = "rgba(0,0,0,.28)";
  pen.shadowBlur = 14;
  pen.shadowOffsetY = 5;
  pen.fillStyle = "#fdfcf7";
  pen.fillRect(-width / 2, -height / 2, width, height);
  pen.shadowColor = "transparent";
  words(pen, title, 0, -height / 2 + 62, 34, "#9c2a20", 700);
  pen.fillStyle = "#b9b6ab";
  for (let line = 0; line < 9; line += 1) {
    const long = line % 3 === 2 ? 0.5 : 0.8;
    pen.fillRect(-width * 0.4, -height / 2 + 110 + line * 36, width * long, 9);
  }
  pen.fillStyle = "rgba(190,40,30,.65)";
  pen.beginPath();
  pen.arc(width * 0.26, height / 2 - 74, 42, 0, 7);
  pen.lineWidth = 7;
  pen.strokeStyle = "rgba(190,40,30,.65)";
  pen.stroke();
  pen.restore();
}

/** The village's notice board with all three affairs posted. */
export function noticeBoard() {
  const [surface, pen] = canvas();
  wall(pen, "#cfd6d8", "#a9b0ab");
  pen.fillStyle = "#7f858a";
  pen.fillRect(150, 860, 40, 100);
  pen.fillRect(1090, 860, 40, 100);
  pen.fillStyle = "#8c2f25";
  pen.fillRect(60, 70, 1160, 800);
  pen.fillStyle = "#dfe6df";
  pen.fillRect(90, 210, 1100, 630);
  words(pen, "示例一村 三务公开栏", WIDTH / 2, 163, 62, "#fbe9c0", 700);
  ["党务公开", "村务公开", "财务公开"].forEach((title, index) => {
    sheet(pen, 130 + index * 350, 250, 320, 540, title, [-0.012, 0.006, 0.016][index]);
  });
  return jpeg(surface);
}

/** A meeting at a long table; `seats` differ from picture to picture. */
export function meeting(seats) {
  const [surface, pen] = canvas();
  wall(pen, "#ece6d8", "#c9bfa9");
  pen.fillStyle = "#9a2b22";
  pen.fillRect(240, 90, 800, 96);
  words(pen, "示例一村 支委会", WIDTH / 2, 157, 54, "#fdf3d3", 700);
  for (let seat = 0; seat < seats; seat += 1) {
    const x = 170 + (seat * 940) / Math.max(1, seats - 1);
    pen.fillStyle = ["#46566a", "#5f6b57", "#6b5648", "#3f4a52", "#57506a"][seat % 5];
    pen.beginPath();
    pen.ellipse(x, 640, 92, 150, 0, Math.PI, 0);
    pen.fill();
    pen.fillStyle = "#d9b595";
    pen.beginPath();
    pen.arc(x, 440, 58, 0, 7);
    pen.fill();
    pen.fillStyle = "#2d2a29";
    pen.beginPath();
    pen.arc(x, 425, 60, Math.PI, 0);
    pen.fill();
  }
  pen.fillStyle = "#7b5a3c";
  pen.fillRect(40, 620, 1200, 190);
  pen.fillStyle = "#694b31";
  pen.fillRect(40, 810, 1200, 60);
  return jpeg(surface);
}

/** A short soft hum standing for a spoken sentence, as a WAV. */
export function hum(seconds = 3) {
  const rate = 8000;
  const samples = rate * seconds;
  const view = new DataView(new ArrayBuffer(44 + samples));
  const text = (at, word) => [...word].forEach((sign, index) => view.setUint8(at + index, sign.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + samples, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, "data");
  view.setUint32(40, samples, true);
  for (let at = 0; at < samples; at += 1) {
    const loudness = Math.abs(Math.sin(at / 1900)) * 18;
    view.setUint8(44 + at, 128 + loudness * Math.sin((at / rate) * 2 * Math.PI * 180));
  }
  return new Blob([view], { type: "audio/wav" });
}
