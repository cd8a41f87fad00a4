/* Share: the address says everything, so passing it on is all there is to do. */
(function (atlas) {
  "use strict";

  /** @type {Atlas.Namespace["share"]["copy"]} */
  async function copy(words) {
    if (!navigator.clipboard) {
      // Browsers give the clipboard to secure pages only; the address can still be read.
      atlas.banner.show(`${words["share.copy-this"]} ${location.href}`,
        { label: words["tools.close"], run: () => {} });
      return;
    }
    await navigator.clipboard.writeText(location.href);
    const button = document.querySelector('[data-act="share"] span');
    if (!button) return;
    button.textContent = words["share.copied"];
    atlas.banner.tell(words["share.copied"]);
    setTimeout(() => { button.textContent = words["tools.share"]; }, 1600);
  }

  atlas.share = { copy };
})((window.atlas = window.atlas || {}));
