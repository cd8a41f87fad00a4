/** The global names we meet: those of the vendored libraries, and the one that Dash reads. */

declare const topojson: typeof import("topojson-client");

interface Window {
  /** Dash calls functions of the browser by name (`ClientsideFunction`): they are put here. */
  dash_clientside: {
    no_update: unknown;
    set_props?: (id: string, props: Record<string, unknown>) => void;
    atlas?: Record<string, Function>;
  };
}
