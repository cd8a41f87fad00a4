/* Expired: a page written ahead shows no map after the last day of the approval it was written
 * under. A server says so itself. */

function refuse() {
  const ends = document.querySelector('meta[name="atlas-expires"]')?.getAttribute("content") || "";
  // The days of an approval are those of Beijing.
  const today = new Date(Date.now() + 8 * 3600 * 1000).toISOString().slice(0, 10);
  if (!ends || today <= ends) return;
  const said = document.createElement("p");
  said.className = "expired";
  said.setAttribute("role", "alert");
  said.textContent = `审图号已于 ${ends} 到期，地图停止展示。 ` +
    `The map approval expired on ${ends}: maps are no longer shown.`;
  document.body.prepend(said);
  document.documentElement.dataset.expired = ends;
}

refuse();
