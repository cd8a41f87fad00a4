/* Bundles of the browser code: entry files become one classic script each (make bundle).
 *
 * Classic, because a page that is opened as a file loads no modules. What they were made from is
 * recorded beside them, so that Python can tell without Node when they are old
 * (app/files/bundle.py); `--check` bundles again and compares. */

import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { build, transform, version } from "esbuild";

const FOLDER = "app/assets/bundles";
const ENTRIES = {
  standalone: "app/assets/standalone/start.js",
  component: "app/assets/component/begin.js",
  explore: "app/assets/explore/begin.js",
  views: "app/assets/views/begin.js",
  embed: "app/assets/embed/begin.js",
  registry: "app/assets/registry/begin.js",
  host: "app/assets/embed/host.js",
  load: "app/assets/embed/load.js",
  excerpt: "app/assets/embed/excerpt.js",
};
/* The styles of AtlasMap where it stands in an app of others: theirs stay as they are. */
const COLORS = "layers/style.json";
const STYLES = ["app/assets/css/00-tokens.css", "app/assets/css/05-letters.css",
  "app/assets/css/40-map.css", "app/assets/css/45-approval.css", "app/assets/component/style.css"];
/* No newer than what the sources are written in: older browsers run what they ran. */
const TARGET = "es2020";

/** @param {string | Uint8Array} content */
const sha256 = (content) => createHash("sha256").update(content).digest("hex");

const made = await build({
  entryPoints: ENTRIES,
  outdir: FOLDER,
  bundle: true,
  format: "iife",
  target: TARGET,
  // Strict, also where the bundle stands behind the libraries in one file.
  banner: { js: "(()=>{" },
  footer: { js: "})();" },
  minify: true,
  charset: "utf8",
  legalComments: "inline",
  metafile: true,
  write: false,
});

/* The tokens hold within the component; pages of the atlas have them at their root. */
async function styles() {
  const colors = Object.entries(JSON.parse(await readFile(COLORS, "utf8")));
  const texts = await Promise.all(STYLES.map((path) => readFile(path, "utf8")));
  const tokens = `:root{${colors.map(([name, color]) => `--${name}:${color};`).join("")}}`;
  const text = [tokens, ...texts].join("\n").replaceAll(":root", ".atlas-scene");
  return (await transform(text, { loader: "css", minify: true })).code;
}

const inputs = [...Object.keys(made.metafile.inputs), COLORS, ...STYLES].sort();
const sources = Object.fromEntries(await Promise.all(
  inputs.map(async (path) => [path, sha256(await readFile(path))])));
const files = Object.fromEntries(made.outputFiles.map(({ path, contents }) =>
  [path.slice(path.lastIndexOf("/") + 1), contents]));
files["component.css"] = new TextEncoder().encode(await styles());
const bundles = Object.fromEntries(Object.keys(files).sort().map((name) =>
  [name, sha256(files[name])]));
files["sources.json"] = new TextEncoder().encode(
  `${JSON.stringify({ esbuild: version, sources, bundles }, null, 1)}\n`);

if (process.argv.includes("--check")) {
  for (const [name, contents] of Object.entries(files)) {
    const kept = await readFile(`${FOLDER}/${name}`).catch(() => "");
    if (sha256(kept) === sha256(contents)) continue;
    console.error(`${FOLDER}/${name} is not what its sources make: run make bundle`);
    process.exitCode = 1;
  }
} else {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, contents] of Object.entries(files)) {
    await writeFile(`${FOLDER}/${name}`, contents);
  }
}
