/* Options of a frame whose page is a plain file: nobody but the page itself reads its address. */

function read() {
  const { dataset } = document.documentElement;
  if (!document.querySelector('meta[name="atlas-states"]')) return;
  // Near misses are read as the server reads them (app/address/lenient.py).
  const asked = new Map([...new URLSearchParams(location.search)].map(([name, value]) =>
    [name.toLowerCase().trim().replace(/^(amp;)+/, "").replace(/\[\d*\]$/, ""),
      value.normalize("NFKC").trim().toLowerCase()]));
  const theme = asked.get("theme") || "";
  if (theme === "white") dataset.theme = theme;
  const without = asked.get("without");
  if (without) dataset.without = without.split(/[\s,;、]+/).filter(Boolean).join(" ");
  if (asked.get("wheel") === "1") delete dataset.wheel;
  const known = ["theme", "without", "wheel"];
  dataset.ignored = [...asked.keys()].filter((name) => !known.includes(name)).join(" ");
}

read();
