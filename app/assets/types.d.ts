/** The words that the browser code shares: sheets (see layers/render/web.py) and the runtime. */

declare namespace Atlas {
  type Words = Record<string, string>;
  type LngLat = [number, number];
  /** West, south, east, north. */
  type Bounds = [number, number, number, number];

  // --- the sheet -------------------------------------------------------------------------
  type Kind = "choropleth" | "categories" | "symbols" | "points";
  type Level = "prefecture" | "county" | "zone" | "area" | "platform";
  type Confidence = "official" | "area-circle" | "streets-union" | "host-county" | "point" | "none";
  type Shape = "circle" | "diamond" | "ring" | "square" | "triangle" | "dashed-circle" |
    "dashed-square";
  type Filling = "full" | "target" | "ring" | "broken";
  /** What prefecture borders are drawn over. */
  type Under = "nothing" | "colors" | "pale" | "counties";
  type Pattern = "none" | "hatch" | "dots";

  /** What is empty is left out of the file. */
  interface Item {
    id: string;
    name: string;
    short: string;
    at: LngLat | null;
    confidence?: Confidence | null;
    exactness?: string;
    /** campus, township, county-…, prefecture-…: how exact `at` is. */
    exactness_key?: string;
    circle_m?: number | null;
    hosts?: string[];
    prefecture?: string | null;
    facts?: [string, string][];
  }
  interface Cell {
    value: number | null;
    words: string;
    state: "value" | "zero" | "no-data" | "not-applicable";
    /** The figure as published, where `words` rounds it. */
    floor?: boolean;
    status?: string;
    rank?: number;
    unranked?: string;
    of?: number;
    sources?: number[];
    as_of?: string;
    note?: string;
    conflict?: string;
  }
  interface SizeRow { words: string; radius: number }
  interface Frame {
    cells: Cell[];
    paints: Record<string, Painting>;
    sizes?: (number | null)[];
    size_rows?: SizeRow[];
    /** Radii in metres, where the documented area changes with the period. */
    circles?: (number | null)[];
    coverage: string;
    credit: string;
    warnings: string[];
    written?: string[];
  }
  interface ScaleRow { label: string; color: string; shape?: Shape }
  interface Scale { rows: ScaleRow[] }
  interface StateRow { label: string; color: string; pattern: Pattern }
  interface Source {
    id: string; title: string; publisher: string; published: string; url: string; grade: string;
  }
  /** A rectangle on the map, in pixels from its upper left corner. */
  interface Box { left: number; top: number; right: number; bottom: number }
  /** What a map names at an edge because it lies beyond: context, never a point. */
  interface Beyond { edge: string; label: string; about: string }
  interface Sheet {
    format: 2;
    id: string;
    layer: string;
    indicator: string | null;
    lang: string;
    kind: Kind;
    level: Level;
    title: string;
    unit: string;
    /** The unit as it stands behind a title, in brackets. */
    unit_label: string;
    note: string;
    beyond?: Beyond[];
    items: Item[];
    periods: string[];
    period_words: Record<string, string>;
    frames: Record<string, Frame>;
    scales: Scale[];
    states: Record<string, StateRow>;
    confidences: ConfidenceRow[];
    unplaced: string;
    sources: Source[];
  }

  // --- what is drawn ---------------------------------------------------------------------
  /** One sheet at one period with one classification. */
  interface View { sheet: Sheet; period: string; paintKey: string }
  /** A view as the map draws it: `hidden` holds the legend characters that are switched off. */
  interface Layer extends View { hidden: string[] }
  /** A circle on the ground: longitude, latitude, radius in metres. */
  type Ring = [number, number, number];
  type LonLatPolygon = [number, number][][];
  interface Drawing {
    theme: View | null;
    rings?: Ring[];
    outlined?: string[];
    streets?: LonLatPolygon[];
    overlays: View[];
    hidden?: string[];
    counties?: boolean;
    names?: boolean;
    lang?: string;
    words?: Words;
  }
  /** How one place looks: a row of the scale or a state. */
  interface Look {
    char: string; label: string; color: string; pattern: Pattern; shape: Shape; state: boolean;
  }
  /** Its code, how many places have it, and how many of them are on the map if not all. */
  type Row = [string, number, number?];
  /** Which scale, a code for each place, and the rows of the legend. */
  type Painting = [number, string, Row[]];
  /** How extents or locations are known, and of how many places. */
  interface ConfidenceRow { key: string; label: string; count: number; explain: string }
  interface LegendRow extends Look { count: number; placed: number }

  type PlaceFeature = GeoJSON.Feature<GeoJSON.Geometry, Record<string, unknown>>;
  interface Geometry {
    prefectures: Map<string, PlaceFeature>;
    counties: Map<string, PlaceFeature>;
    zones: Map<string, PlaceFeature>;
    province: PlaceFeature | null;
    borders: GeoJSON.MultiLineString | null;
    countyBorders: GeoJSON.MultiLineString | null;
  }
  interface Topologies {
    places?: TopoJSON.Topology | null;
    counties?: TopoJSON.Topology | null;
    zones?: TopoJSON.Topology | null;
  }

  type Cluster = import("leaflet").MarkerCluster;

  /** Something on the map that can be pointed at, focused and selected. */
  interface Target {
    key: string;
    id: string;
    level: Level | "cluster";
    at: L.LatLng;
    radius: number;
    label: string;
    layer: Layer;
    index: number;
    feature: PlaceFeature | null;
    element: () => Element | null | undefined;
    activate: (() => void) | null;
  }
  interface Handlers {
    over: (target: Target, event: L.LeafletMouseEvent | null) => void;
    out: () => void;
    click: (target: Target) => void;
  }
  /** What the drawers share. */
  interface Context extends Handlers {
    map: L.Map;
    words: Words;
    geometry: Geometry;
    patterns: Patterns;
    calm: boolean;
    veil: boolean;
  }
  interface Drawer {
    accepts: (layer: Layer) => boolean;
    paint: (layer: Layer) => void;
    targets: () => Target[];
    remove: () => void;
  }
  interface Patterns { fill: (color: string, pattern: Pattern) => string; remove: () => void }
  interface Marks {
    show: (kind: "hover" | "focus" | "select" | "flash", target: Target | null) => void;
    hosts: (target: Target | null) => void;
    division: (id: string | null) => boolean;
  }
  interface Label {
    text: string; at: L.LatLng; radius: number; kind: Level; order: number;
    shape: GeoJSON.Geometry | null;
    /** It says a number that stands nowhere else on the map. */
    needed?: boolean;
    /** It is set smaller, or it would be left out. */
    tight?: boolean;
  }
  interface Labels {
    /** No name stands over a symbol, nor below what stands `over` the map. */
    update: (labels: Label[], targets: Target[], lang: string, over: Box[]) => void;
    /** How wide names are: other letters have come. */
    forget: () => void;
  }
  interface Keyboard {
    refresh: () => void;
    focus: (target: Target) => void;
    remove: () => void;
  }
  interface Pointing extends Handlers {
    select: (id: string | null) => void;
    find: (id: string | null) => Target | null;
    want: () => void;
    focus: (target: Target) => void;
    flash: (id: string | null, quiet?: boolean) => void;
    refresh: (focused: Target | null) => void;
    remove: () => void;
  }
  interface TooltipBox {
    show: (target: Target, event: L.LeafletMouseEvent | null) => void;
    hide: () => void;
    shown: () => boolean;
    remove: () => void;
  }

  // --- the runtime -----------------------------------------------------------------------
  interface Camera { lat: number; lng: number; zoom: number }
  interface Basemap { url: string; attribution: string; maxZoom: number }
  interface MapOptions {
    bounds: Bounds;
    /** How far the map can be moved; none is as far as `bounds`. */
    reach?: Bounds;
    words: Words;
    lang: string;
    basemap?: Basemap | null;
    /** Whether the wheel zooms and a finger moves the map; yes, unless it says otherwise. */
    wheel?: boolean;
  }
  /** Who moved the map: the reader, the button for the whole province, or the page itself. */
  type Mover = "reader" | "home" | "page";
  interface Events {
    select: (id: string | null, level: Level | null) => void;
    hover: (id: string | null) => void;
    move: (camera: Camera, by: Mover) => void;
    /** At every frame of a move, and once at the start of an animated zoom with its end. */
    moving: (camera: Camera, zooming: boolean) => void;
    /** Geometry that would show more is not here yet: `"counties"`. Said once per kind. */
    want: (what: "counties") => void;
    /** Its frame has another size. */
    resize: () => void;
  }
  type Emit = <K extends keyof Events>(name: K, ...details: Parameters<Events[K]>) => void;
  interface MapView {
    geometry: (topologies: Topologies) => void;
    /** Draw, with the geometry that has come since the last time. */
    draw: (drawing: Drawing, fresh?: Topologies) => void;
    select: (id: string | null) => void;
    camera: () => Camera;
    moveTo: (camera: Camera) => void;
    /** Follow another map: at once, or along with its animated zoom. */
    glide: (camera: Camera, zooming: boolean) => void;
    fit: () => void;
    /** What the whole is: where the reader has not moved the map, it shows that. */
    home: (bounds: Bounds) => void;
    /** Show the whole, no larger than at a zoom. */
    level: (zoom: number) => void;
    /** Whether it shows its whole: nobody has moved it. */
    whole: () => boolean;
    focusPlace: (id: string) => void;
    flash: (id: string | null, quiet?: boolean) => void;
    on: <K extends keyof Events>(name: K, listener: Events[K]) => void;
    destroy: () => void;
  }

  interface LegendOptions extends View {
    hidden?: string[];
    onToggle?: ((char: string) => void) | null;
    words: Words;
  }
  interface Sort { key: string; dir: "asc" | "desc" }
  interface ListOptions extends View {
    hidden?: string[];
    selected?: string | null;
    onSelect?: (id: string) => void;
    onHover?: (id: string | null) => void;
    words: Words;
  }
  interface TableOptions extends ListOptions {
    sort?: Sort | null;
    onSort?: (sort: Sort) => void;
  }
  /** Some places of a published sheet, and the words of the map that shows just them. */
  interface Part { place_ids: string[]; coverage: string; credit: string; rows: Row[];
    confidences: ConfidenceRow[]; unplaced: string }
  interface Scene {
    title: string;
    lang: string;
    bounds: Bounds;
    theme: View | null;
    overlays: View[];
    counties: boolean;
    names: boolean;
  }
  type Attributes =
    Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>;
  type Child = Node | string | null;

  /** A map that is drawn anew for paper, to show these bounds; none after it. */
  interface OnPaper {
    map: L.Map;
    draw: (seen: L.LatLngBounds | null) => void;
    level: (zoom: number) => void;
  }

  interface Namespace {
    dom: {
      el: <K extends keyof HTMLElementTagNameMap>(
        tag: K, attributes?: Attributes, ...children: Child[]) => HTMLElementTagNameMap[K];
      svg: <K extends keyof SVGElementTagNameMap>(
        tag: K, attributes?: Attributes, ...children: Child[]) => SVGElementTagNameMap[K];
      say: (words: Words, key: string, values?: Record<string, string | number>) => string;
      redraw: (host: Element, children: Child[]) => void;
      painted: (run: () => void) => void;
    };
    sheets: {
      frame: (view: View) => Frame;
      chars: (view: View) => string;
      look: (view: View, char: string) => Look;
      legend: (view: View) => LegendRow[];
      order: (view: View) => number[];
      sources: (sheet: Sheet, cell: Cell) => Source[];
      describe: (view: View, index: number, words: Words) => string;
      facts: (item: Item) => [string, string][];
      part: (sheet: Sheet, part: Part) => Sheet;
    };
    geometry: {
      read: (old: Geometry | null, topologies: Topologies) => Geometry;
      path: (shape: PlaceFeature | GeoJSON.MultiLineString, options: L.PolylineOptions) =>
        L.Polyline<any, any>;
    };
    /** Shapes, rings and textures, as layers/symbols.json has them. */
    style: {
      corners: Record<string, [number, number][]>;
      radius: { symbol: number; no_data: number };
      see_through: number;
      assumed_dashes: string;
      rings: Record<string, { dashes: string; width: number }>;
      fillings: Record<string, Filling>;
      textures: { hatch: string; dots: string };
    };
    glyphs: {
      shape: (shape: Shape, radius: number, attributes?: Attributes) => SVGElement;
      hollow: (shape: Shape) => boolean;
      dashes: (shape: Shape) => string | null;
      filling: (exactness: string) => Filling;
      dot: (look: Look, how: Filling, faded: boolean) => SVGElement;
      swatch: (look: Look, kind: Kind) => SVGElement;
      confidence: (key: string) => SVGElement;
      sizes: (rows: SizeRow[]) => SVGElement;
    };
    patterns: { create: (host: HTMLElement) => Patterns };
    tooltip: {
      content: (sheet: Sheet, period: string, index: number, words: Words) => HTMLElement;
      create: (map: L.Map, words: Words) => TooltipBox;
    };
    polygons: { create: (context: Context, level: Level) => Drawer };
    symbols: { create: (context: Context) => Drawer };
    points: { create: (context: Context) => Drawer };
    ground: {
      create: (context: Context) => {
        paint: (options: { under: Under; counties: boolean }) => void;
      };
    };
    paper: {
      join: (host: HTMLElement, member: OnPaper) => void;
      leave: (host: HTMLElement) => void;
      printing: () => boolean;
    };
    beyond: {
      create: (host: HTMLElement, map: L.Map) => {
        show: (every: Beyond[]) => void;
        /** Each at its edge, where it covers neither the province nor what is taken. */
        place: (province: PlaceFeature | null, taken: Box[]) => void;
        remove: () => void;
      };
    };
    /** Lines are points in the plane of the map at zoom 0. */
    fitting: {
      around: (feature: PlaceFeature) => L.Point[];
      corners: (bounds: L.LatLngBounds) => L.Point[];
      meets: (line: L.Point[], box: Box) => boolean;
      alike: (one: L.Point[], other: L.Point[]) => boolean;
      /** `most` is the zoom that it may have at most. */
      fit: (line: L.Point[],
        how: { size: L.Point; over: Box[]; padding: number; most: number })
        => { zoom: number; middle: L.Point };
    };
    stamp: {
      create: (host: HTMLElement) =>
        { words: (words: Words) => void; height: () => number; remove: () => void };
    };
    inside: (shape: GeoJSON.Geometry, at: L.LatLng) => boolean;
    marks: { create: (context: Context) => Marks };
    rings: { create: (map: L.Map) => { paint: (rings: Ring[]) => void } };
    streets: { create: (map: L.Map) => { paint: (polygons: LonLatPolygon[]) => void } };
    outlines: { create: (context: Context) => { paint: (ids: string[]) => void } };
    pointing: {
      create: (context: Context, host: HTMLElement, targets: () => Target[], emit: Emit)
        => Pointing;
    };
    stack: {
      create: (context: Context) => {
        paint: (drawing: Drawing, force: boolean) => void;
        layers: () => Layer[];
        targets: () => Target[];
      };
    };
    labels: {
      create: (map: L.Map) => Labels;
      collect: (context: Context, targets: Target[], layers: Layer[], lang: string) => Label[];
    };
    keyboard: {
      create: (context: Context, targets: () => Target[], tell: (target: Target) => void)
        => Keyboard;
    };
    frame: {
      create: (el: HTMLElement, options: MapOptions) => {
        map: L.Map; fit: () => void;
        moveTo: (lat: number, lng: number, zoom: number) => void; words: (words: Words) => void;
        glide: (camera: Camera, calmly: boolean) => void;
        mover: () => Mover; hold: (at: L.LatLng) => void;
        credit: (lines: string[]) => void; calm: boolean; remove: () => void;
        /** The shape of the whole is known, or what stands over the map has changed. */
        settle: (shape: PlaceFeature | null) => void;
        home: (bounds: Bounds) => void; level: (zoom: number) => void; whole: () => boolean;
        /** What stands over the map and stays. */
        standing: () => Box[];
      };
    };
    map: { create: (el: HTMLElement, options: MapOptions) => MapView };
    legend: { render: (el: Element, options: LegendOptions) => void };
    table: { render: (el: Element, options: TableOptions) => void };
    ranking: { render: (el: Element, options: ListOptions) => void };
    standalone: {
      start: (el: HTMLElement, parts: { scene: Scene; geometry: Topologies; words: Words })
        => MapView;
    };
  }
}

declare const topojson: typeof import("topojson-client");

interface Window {
  atlas: Atlas.Namespace;
}
