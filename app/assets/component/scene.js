/* A scene in an element: the map and its legends, drawn from data or from their addresses. */

import { el, say } from "../runtime/dom.js";
import { renderLegend } from "../runtime/legend.js";
import { createMap } from "../runtime/map.js";

/**
 * @import { Bounds } from "../runtime/layer_file.d.ts"
 * @import { MapView } from "../runtime/map.js"
 * @import { SceneFile } from "../runtime/scene_file.d.ts"
 * @import { View } from "../runtime/sheets.js"
 * @import { Begin, Properties } from "./react.js"
 */

/** What stands there, or what its address answers. @param {unknown} part @returns {Promise<any>} */
async function whole(part) {
  if (typeof part !== "string") return part;
  const answer = await fetch(part);
  if (!answer.ok) throw new Error(`${answer.status} ${part}`);
  return answer.json();
}

/** A scene without an address in it. @param {unknown} map @returns {Promise<SceneFile>} */
async function read(map) {
  const { scene, geometry, words } = await whole(map);
  /** @param {any} layer */
  const view = async (layer) => ({ ...layer, sheet: await whole(layer.sheet) });
  const [theme, overlays, files] = await Promise.all([
    scene.theme && view(scene.theme), Promise.all(scene.overlays.map(view)),
    Promise.all(Object.entries(geometry).map(async ([kind, file]) => [kind, await whole(file)]))]);
  return { scene: { ...scene, theme, overlays }, geometry: Object.fromEntries(files), words };
}

/** @type {Begin} */
export function beginScene(host, tell) {
  const parts = { map: el("div", { class: "atlas-scene-map" }),
    legends: el("aside", { class: "atlas-scene-legends" }) };
  host.classList.add("atlas-scene");
  host.append(parts.map, parts.legends);
  /** @type {MapView | null} */
  let view = null;
  /** @type {SceneFile | null} */
  let file = null;
  /** The property that `file` was read from. @type {unknown} */
  let source = null;
  /** @type {Properties} */
  let asked = {};
  /** @type {string[]} */
  let hidden = [];
  /** What was told last: what comes back is not drawn again. @type {Bounds | undefined} */
  let told;
  let chosen = 0;

  /** @param {string} char */
  function toggle(char) {
    hidden = hidden.includes(char) ? hidden.filter((one) => one !== char) : [...hidden, char];
    draw();
  }

  /** @param {SceneFile} made */
  function create({ scene, geometry, words }) {
    const { lang, bounds, landmarks } = scene;
    const map = createMap(parts.map, { bounds, words, lang });
    map.geometry(geometry);
    map.on("select", (id) => {
      chosen += 1;
      tell(id ? { selected: id, n_selected: chosen } : { selected: id });
    });
    map.on("hover", (id) => tell({ hovered: id }));
    map.on("want", (what) => {
      if (what === "landmarks") map.landmarks(landmarks);
    });
    map.on("move", (_camera, by) => {
      if (by === "page") return;
      told = map.bounds();
      tell({ bounds: told });
    });
    if (scene.camera) map.moveTo(scene.camera);
    parts.legends.setAttribute("aria-label", say(words, "map.legend"));
    return map;
  }

  function draw() {
    if (!file) return;
    const { scene, words } = file;
    const fresh = !view;
    const map = view ||= create(file);
    const period = asked.period ?? scene.theme?.period ?? "";
    const theme = scene.theme && { ...scene.theme, period };
    map.draw({ theme, overlays: scene.overlays, hidden, counties: scene.counties,
      names: scene.names, lang: scene.lang, words, landmarks: scene.landmarks.length > 0 });
    map.select(asked.selected ?? null);
    if (asked.bounds && asked.bounds !== told && String(asked.bounds) !== String(told)) {
      map.home(asked.bounds);
      map.fit();
    }
    told = asked.bounds;
    legends(theme ? [theme, ...scene.overlays] : scene.overlays, Boolean(theme));
    if (fresh && theme) {
      const { layer, indicator } = theme.sheet;
      tell({ period, shown: { layer, indicator: indicator || "", lang: scene.lang } });
    }
  }

  /** @param {View[]} views @param {boolean} themed */
  function legends(views, themed) {
    const { words } = /** @type {SceneFile} */ (file);
    while (parts.legends.children.length > views.length) parts.legends.lastElementChild?.remove();
    while (parts.legends.children.length < views.length) parts.legends.append(el("section"));
    for (const [at, one] of views.entries()) {
      const first = themed && at === 0;
      renderLegend(parts.legends.children[at], { ...one, words,
        hidden: first ? hidden : [], onToggle: first ? toggle : null });
    }
  }

  function end() {
    view?.destroy();
    view = null;
    hidden = [];
    told = undefined;
  }

  return {
    async receive(properties) {
      asked = properties;
      const { map } = properties;
      if (map !== source) {
        source = map;
        const made = map ? await read(map) : null;
        // Another may have been asked for meanwhile.
        if (source !== map) return;
        end();
        file = made;
      }
      draw();
    },
    leave() {
      source = null;
      end();
      host.replaceChildren();
    },
  };
}
