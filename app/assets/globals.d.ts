/** The global names we meet: of the vendored libraries, and of React where Dash is. */

declare const topojson: typeof import("topojson-client");

/** What AtlasMap needs of React, which Dash brings. */
declare const React: {
  createElement: (tag: string, attributes: Record<string, unknown>) => unknown;
  useEffect: (run: () => void, on: unknown[]) => void;
  useLayoutEffect: (run: () => () => void, on: unknown[]) => void;
  useRef: <T>(first: T) => { current: T };
};
