/* For the page that frames the atlas: each frame marked data-shu-atlas gets the height it asks
 * for. Heeded is only what a frame of ours says itself, from the address that it was given. */

/** More than any of our pages; a frame that asks for more is not one of them. */
const MOST = 60000;

window.addEventListener("message", ({ source, origin, data }) => {
  if (!data || data.atlas !== 1 || !(data.height > 0 && data.height < MOST)) return;
  for (const frame of document.querySelectorAll("iframe[data-shu-atlas]")) {
    if (!(frame instanceof HTMLIFrameElement) || frame.contentWindow !== source) continue;
    if (new URL(frame.src, location.href).origin === origin) {
      frame.style.height = `${data.height}px`;
    }
  }
});
