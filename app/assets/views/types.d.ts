/** The words of the views: their maps (see app/pages/view.py) and the modules that turn them. */

declare namespace Atlas {
  interface DrawnSpec { file: string | null; sheet: Sheet | null; period: string; paint: string;
    part: Part | null }
  interface MapSpec {
    theme: DrawnSpec;
    overlays: DrawnSpec[];
    bounds: [number, number, number, number] | null;
    names: boolean;
    counties: boolean;
    late: boolean;
    selected: string;
    pick: string;
    unpick: string;
    group: string;
    sync: "zoom" | "move" | "same" | "free";
    rings: Ring[];
    again: boolean;
    outlined: string[];
    streets: LonLatPolygon[];
  }
  type MapSpecs = Record<string, MapSpec>;

  interface Namespace {
    together: {
      join: (slot: string, host: HTMLElement, map: MapView, spec: () => MapSpec) => void;
      level: (group: string) => void;
      mates: (slot: string) => string[];
      leave: (slot: string) => void;
    };
    cameras: {
      join: (slot: string, map: MapView) => void;
      leave: (slot: string) => void;
      /** Make maps look where the address says; without a list all of them. */
      restore: (fresh?: string[]) => void;
      stamp: (href: string) => string;
    };
    plates: {
      enter: () => void;
      draw: (specs: MapSpecs, manifest: Manifest) => Promise<void>;
      /** Mark a place on every map; none takes the mark away. */
      flash: (id: string | null) => void;
      /** When the maps have all that comes after their first paint. */
      settled: () => Promise<unknown>;
    };
    written: {
      /** Where a link leads from a state; empty where it leads to nothing. */
      find: (href: string, state: string) => Promise<string>;
      /** Whether the pages are plain files. */
      ahead: boolean;
    };
    copy: (button: Element, words: Words) => Promise<void>;
    /** Only where lines for other pages are offered: not in a frame. */
    whole?: () => void;
    linked: { listen: () => void };
    swipe: { set: () => void; listen: () => void };
    turn: {
      to: (href: string, mode?: "push" | "replace" | "rest") => Promise<void>;
      specs: () => MapSpecs;
      listen: () => void;
      done: () => void;
      failed: (error: unknown, again: () => void) => void;
    };
  }
}
