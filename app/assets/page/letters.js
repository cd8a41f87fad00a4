/* Letters: the room that is kept for those of ours is given up where they do not come. */

/** How long they are waited for, in milliseconds. */
const PATIENCE = 3000;

/** What the machine has instead is better than nothing. */
function giveUp() {
  document.documentElement.dataset.lettered = "";
}

document.fonts.addEventListener("loadingerror", giveUp);
setTimeout(() => { if (document.fonts.status === "loading") giveUp(); }, PATIENCE);
