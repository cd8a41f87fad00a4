/* Starts the one map of an offline file or notebook, under the name folium calls it by. */

import { startScene } from "./scene.js";

function start() {
  const host = /** @type {HTMLElement | null} */ (document.querySelector(".folium-map"));
  const data = host && document.getElementById(`${host.id}-data`);
  if (!host || !data) return;
  // What a person adds to the map with folium names its Leaflet map as a global variable.
  L.Map.addInitHook(/** @this {L.Map} */ function () {
    Object.assign(window, { [host.id]: this });
  });
  // folium's popups make their words with the one thing they need of jQuery.
  Object.assign(window, { $: (/** @type {string} */ html) =>
    [...new DOMParser().parseFromString(html, "text/html").body.children] });
  // Its markers have a pin of ours: the usual one is a file of another host. A picture knows no
  // variables of the page.
  const colors = getComputedStyle(document.documentElement);
  const [accent, white] = ["--accent", "--white"].map((name) => colors.getPropertyValue(name));
  const pin = encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 25 41">
    <path d="M12.5 1C6 1 1 6 1 12.5 1 21 12.5 40 12.5 40S24 21 24 12.5C24 6 19 1 12.5 1z"
    fill="${accent}" stroke="${white}"/>
    <circle cx="12.5" cy="12.5" r="4.5" fill="${white}"/></svg>`);
  const iconUrl = `data:image/svg+xml,${pin}`;
  Reflect.deleteProperty(L.Icon.Default.prototype, "_getIconUrl");
  L.Icon.Default.mergeOptions({ iconUrl, iconRetinaUrl: iconUrl, shadowUrl: "" });
  startScene(host, JSON.parse(data.textContent || "{}"));
  // Below the map the credit covers nothing of it.
  const credit = host.querySelector(".atlas-credit");
  const map = host.querySelector(".atlas-standalone-map");
  if (credit && map) map.after(credit);
}

start();
