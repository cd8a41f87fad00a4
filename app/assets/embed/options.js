/* Options of a frame whose page is a plain file: nobody but the page itself reads its address. */
(function () {
  "use strict";

  const { dataset } = document.documentElement;
  if (!document.querySelector('meta[name="atlas-states"]')) return;
  const asked = new URLSearchParams(location.search);
  const theme = asked.get("theme") || "";
  if (theme === "white") dataset.theme = theme;
  const without = asked.get("without");
  if (without) dataset.without = without.split(",").join(" ");
  if (asked.get("wheel") === "1") delete dataset.wheel;
  const known = ["theme", "without", "wheel"];
  dataset.ignored = [...asked.keys()].filter((name) => !known.includes(name)).join(" ");
})();
