/* Begin, in a frame: the server has written words and pictures; the maps take their place. */

import "../page/expired.js";
import "../page/letters.js";
import "./options.js";
import * as files from "../page/files.js";
import * as highlight from "../views/highlight.js";
import * as maps from "../views/maps.js";
import * as navigate from "../views/navigate.js";
import * as swipe from "../views/swipe.js";
import { beginFit } from "./fit.js";
import { beginTalk } from "./talk.js";

let listening = false;

function listen() {
  if (listening) return;
  listening = true;
  navigate.listen();
  swipe.listen(navigate.to);
  swipe.set();
  highlight.listen();
  beginFit();
  const { ignored } = document.documentElement.dataset;
  // The console is where whoever writes an address looks.
  // eslint-disable-next-line no-console
  if (ignored) console.info(`shu-atlas: ignored in the address: ${ignored}`);
}

async function draw() {
  try {
    const manifest = await files.manifest();
    try {
      await maps.draw(navigate.specs(), manifest);
    } finally {
      listen();
    }
    navigate.done();
    beginTalk();
  } catch (error) {
    navigate.failed(error, draw);
  }
}

draw();
