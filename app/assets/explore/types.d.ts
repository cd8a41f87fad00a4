/** The words of the Explore page: the view, the manifest (see app/context/manifest.py), its modules. */

declare namespace Atlas {
  type Word = string | number | string[] | number[];
  type Lang = "zh" | "en";

  /** What the page shows; app/address/explore.py is its twin. */
  interface State {
    readonly layer: string;
    readonly indicator: string;
    readonly period: string;
    readonly scheme: string;
    readonly k: number;
    readonly lock: string;
    readonly breaks: number[];
    readonly over: string[];
    readonly hide: string[];
    readonly place: string;
    readonly lang: Lang;
    readonly panel: string[];
    readonly view: string;
  }
  /** The place whose card the server writes, and what it is to say first. */
  type Chosen = Pick<State, "place" | "lang" | "layer" | "indicator" | "period">;
  interface Field {
    name: keyof State;
    type: "word" | "int" | "words" | "numbers" | "camera";
    default: Word;
    choices: string[];
    limits: number[];
    /** What it was called before. */
    was: string;
  }

  type Both = Record<Lang, string>;
  interface SheetRow {
    periods: string[];
    default_period: string;
    /** What it shows over a theme of a period, where that is not the default. */
    over?: Record<string, string>;
    covered: Record<string, number>;
    of: number;
  }
  interface LayerRow {
    id: string;
    level: Level;
    kind: Kind;
    title: Both;
    /** Layers that may lie on it, bottom to top. */
    overlays: string[];
    sheets: Record<string, SheetRow>;
    /** What its map shows first, where that is not the province. */
    bounds?: Bounds;
  }
  interface IndicatorRow {
    id: string;
    title: Both;
    group: string;
    unit: Both;
    /** A figure of the data, moved by this power of ten, is in the unit on screen. */
    shift: Record<Lang, number>;
  }
  interface Manifest {
    files: { places: string; first: string; counties: string; zones: string | null };
    gazetteer: Both;
    sheets: Record<Lang, Record<string, string>>;
    bundle: Both;
    layers: LayerRow[];
    indicators: IndicatorRow[];
    fields: Field[];
    bounds: [number, number, number, number];
    basemap: Basemap | null;
    urls: { page: string; download: string; paint: string };
    downloads: string[];
    /** The files of every sheet by their format, where they were written ahead. */
    tables?: Record<string, Record<string, string>>;
    words: Record<Lang, Words>;
  }

  /** One thing that can be chosen. */
  interface Choice { value: string; label: string; group?: string }
  interface Stop extends Choice { words: string, count: string }
  /** A row of the gazetteer: id, level, name, other names, where, longitude, latitude. */
  type Entry = [string, string, string, string, string, number | null, number | null];

  interface Namespace {
    codec: {
      defaults: (fields: Field[]) => State;
      decode: (fields: Field[], search: string) => State;
      encode: (fields: Field[], state: State) => string;
      said: (search: string) => Map<string, string>;
    };
    files: {
      json: (url: string) => Promise<any>;
      sheet: (manifest: Manifest, lang: Lang, id: string) => Promise<Sheet>;
      warm: (manifest: Manifest, lang: Lang) => void;
      content: (answer: Response) => Promise<any>;
      /** What is said when something else came than was asked for. */
      unfit: () => string;
      manifest: () => Promise<Manifest>;
    };
    words: { apply: (root: ParentNode, words: Words, lang: Lang) => void; lang: () => Lang };
    cards: {
      /** Show what is said of the chosen place, where no server says it. */
      show: (state: State) => Promise<void>;
      written: boolean;
    };
    sound: (manifest: Manifest, state: State) => { state: State; strange: string[] };
    drawn: (turn: number, settled?: Promise<unknown>) => void;
    talk: { begin: () => void };
    dash: {
      follow: (
        painted: Promise<unknown>, slot: string, move: (swap: () => void) => void) => void;
    };
    banner: {
      show: (text: string, action?: { label: string; run: () => void } | null) => void;
      hide: () => void;
      carry: (swap: () => void) => void;
      tell: (text: string) => void;
    };
    inputs: {
      options: (select: HTMLSelectElement, rows: Choice[], value: string) => void;
      segments: (
        host: HTMLElement, rows: Choice[], value: string, choose: (value: string) => void) => void;
      checks: (
        host: HTMLElement, rows: Choice[], chosen: string[],
        toggle: (value: string, on: boolean) => void) => void;
      stops: (
        host: HTMLElement, rows: Stop[], value: string, label: string,
        choose: (value: string) => void) => void;
    };
    view: {
      get: () => State;
      keep: (state: State) => void;
      set: (change: Partial<State>, mode?: "push" | "replace") => void;
      mode: () => "push" | "replace";
      known: () => State | null;
      /** Tell Dash the view, so that it asks for the card of its place. */
      tell: () => void;
    };
    answers: { listen: (failed: (error: unknown) => void) => void };
    address: {
      follow: (manifest: Manifest, state: State, mode: "push" | "replace") => void;
      camera: (manifest: Manifest, at: string) => void;
      listen: (manifest: Manifest) => void;
    };
    choices: {
      layer: (manifest: Manifest, id: string) => LayerRow;
      sheetId: (manifest: Manifest, state: State) => string;
      period: (manifest: Manifest, state: State) => string;
      kept: (manifest: Manifest, state: State) => string;
      levels: (manifest: Manifest, words: Words) => Choice[];
      layers: (manifest: Manifest, level: Level, lang: Lang, words: Words) => Choice[];
      indicators: (manifest: Manifest, state: State, words: Words) => Choice[];
      when: (name: string, lang: Lang, words: Words) => string;
      periods: (manifest: Manifest, state: State, words: Words) => Stop[];
      above: (manifest: Manifest, state: State) => LayerRow[];
      overlays: (manifest: Manifest, state: State, words: Words) => Choice[];
    };
    controls: {
      forget: () => void;
      show: (manifest: Manifest, state: State, words: Words) => void;
      listen: (manifest: Manifest) => void;
    };
    manual: {
      KEY: string;
      scheme: (value: string) => void;
      show: (host: HTMLElement, manifest: Manifest, state: State, words: Words) => void;
      painted: (
        manifest: Manifest, state: State, sheet: Sheet, period: string, words: Words)
        => Promise<Sheet>;
    };
    panels: {
      show: (state: State, drawn: View, words: Words) => void;
      toggle: (name: string) => void;
      tab: (name: string) => void;
      raise: (name: string) => void;
      escape: () => void;
    };
    search: {
      mount: (manifest: Manifest, found: (row: Entry) => void) => void;
      enter: () => void;
      speak: (manifest: Manifest, lang: Lang, words: Words) => void;
    };
    share: { copy: (words: Words) => Promise<void> };
    found: { show: (row: Entry) => void };
    acts: { listen: (manifest: Manifest) => void };
    plate: {
      show: (manifest: Manifest, state: State, theme: View, overlays: View[]) => void;
    };
    stage: {
      enter: () => void;
      start: (manifest: Manifest, state: State) => void;
      look: (at: string) => void;
      show: (state: State, theme: View, overlays: View[], words: Words,
        files: Record<string, any>) => void;
      flash: (id: string | null) => void;
    };
    draw: {
      render: (manifest: Manifest, state: State) => Promise<void>;
      again: () => Promise<void>;
      theme: () => View | null;
    };
    begin: { draw: () => Promise<void> };
  }
}

interface Window {
  dash_clientside: {
    no_update: unknown;
    set_props?: (id: string, props: Record<string, unknown>) => void;
    atlas?: Record<string, Function>;
  };
}
