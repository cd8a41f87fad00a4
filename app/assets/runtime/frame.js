/* The empty map: projection, panes, scale bar, zoom buttons, credit, and its first view. */
(function (atlas) {
  "use strict";

  const { el, say } = atlas.dom;
  /** Bottom to top. Names stand over everything and take no pointer. */
  const PANES = ["halo", "ground", "areas", "counties", "borders", "outline", "zones", "marks",
    "symbols", "points", "names"];
  const MAX_ZOOM = 15;
  const SNAP = 0.25;
  /** Pixels: a phone. */
  const NARROW = 520;
  const PADDING = 14;

  /** @param {L.Map} map */
  function panes(map) {
    PANES.forEach((name, level) => {
      const pane = map.createPane(name);
      pane.style.zIndex = String(400 + 10 * level);
      if (["names", "marks", "halo", "ground", "counties", "borders", "outline"].includes(name)) {
        pane.style.pointerEvents = "none";
      }
    });
  }

  /** @param {L.Map} map @param {Atlas.Basemap | null | undefined} basemap */
  function tiles(map, basemap) {
    if (!basemap) return;
    // Leaflet's attribution control would read this as markup; ours writes it as text.
    L.tileLayer(basemap.url, { maxNativeZoom: basemap.maxZoom, maxZoom: MAX_ZOOM,
      className: "atlas-tiles" }).addTo(map);
  }

  /** Zoom buttons with words in the language of the page.
   * @param {L.Map} map */
  function buttons(map) {
    const position = map.getSize().x < NARROW ? "topright" : "topleft";
    const zoom = L.control.zoom({ position, zoomInText: "+", zoomOutText: "\u2212" }).addTo(map);
    const host = /** @type {HTMLElement} */ (zoom.getContainer());
    const home = el("a", { class: "atlas-home", href: "#", role: "button", "data-home": true },
      "\u2302");
    host.append(home);
    const [more, less] = host.querySelectorAll("a");
    return { home, words: (/** @type {Atlas.Words} */ words) => {
      /** @type {[Element, string][]} */
      const pairs = [[more, "map.zoom-in"], [less, "map.zoom-out"], [home, "map.fit"]];
      for (const [node, key] of pairs) {
        node.setAttribute("title", say(words, key));
        node.setAttribute("aria-label", say(words, key));
      }
    } };
  }

  /** Where the map comes from: in the corner, folded away on a phone.
   * @param {HTMLElement} host */
  function credits(host) {
    const title = el("summary", {});
    const text = el("p", {});
    const box = el("details", { class: "atlas-credit" }, title, text);
    L.DomEvent.disableClickPropagation(box);
    host.append(box);
    return { box, title, text };
  }

  /** @type {Atlas.Namespace["frame"]["create"]} */
  function create(host, { bounds: [west, south, east, north], words, basemap }) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const bounds = L.latLngBounds([south, west], [north, east]);
    const map = L.map(host, { attributionControl: false, keyboard: false, zoomControl: false,
      zoomSnap: SNAP, zoomDelta: 0.5, wheelPxPerZoomLevel: 120, maxZoom: MAX_ZOOM, minZoom: 3,
      maxBounds: bounds.pad(0.6), maxBoundsViscosity: 0.7, inertia: !calm,
      zoomAnimation: !calm, fadeAnimation: !calm, markerZoomAnimation: !calm });
    host.classList.add("atlas-map");
    host.setAttribute("role", "region");
    panes(map);
    tiles(map, basemap);
    const controls = buttons(map);
    L.control.scale({ imperial: false, maxWidth: 120 }).addTo(map);
    const sources = credits(host);

    let home = true;
    const fit = () => {
      // Between two steps of the zoom, so that the province fills its frame.
      map.options.zoomSnap = 0;
      map.fitBounds(bounds, { padding: [PADDING, PADDING], animate: false });
      map.options.zoomSnap = SNAP;
      home = true;
    };
    const moveTo = (/** @type {number} */ lat, /** @type {number} */ lng,
      /** @type {number} */ zoom) => {
      home = false;
      map.options.zoomSnap = 0;
      map.setView([lat, lng], zoom, { animate: false });
      map.options.zoomSnap = SNAP;
    };
    /** @param {Event} event */
    const leave = (event) => {
      if (!(event.target instanceof Element) || !event.target.closest("[data-home]")) home = false;
    };
    for (const name of ["wheel", "pointerdown", "keydown"]) {
      host.addEventListener(name, leave, { passive: true });
    }
    controls.home.addEventListener("click", (event) => {
      event.preventDefault();
      fit();
    });
    L.DomEvent.disableClickPropagation(controls.home);
    // Until the reader has moved the map, it keeps filling its frame.
    const watcher = new ResizeObserver(() => {
      sources.box.open = host.clientWidth >= NARROW;
      map.invalidateSize({ animate: false, pan: false });
      if (home) fit();
    });
    fit();
    watcher.observe(host);

    /** @param {Atlas.Words} next */
    const speak = (next) => {
      sources.title.textContent = say(next, "map.credit");
      host.setAttribute("aria-label", say(next, "map.label"));
      controls.words(next);
    };
    speak(words);
    return {
      map, calm, fit, moveTo, words: speak,
      credit(lines) {
        const all = basemap ? [...lines, basemap.attribution] : lines;
        sources.text.textContent = [...new Set(all.filter(Boolean))].join(" · ");
      },
      remove() {
        watcher.disconnect();
        for (const name of ["wheel", "pointerdown", "keydown"]) {
          host.removeEventListener(name, leave);
        }
        map.remove();
        sources.box.remove();
        host.classList.remove("atlas-map");
      },
    };
  }

  atlas.frame = { create };
})((window.atlas = window.atlas || {}));
