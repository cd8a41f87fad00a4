/* The view in the address: the same rows, and the same text, as app/state.py. */
(function (atlas) {
  "use strict";

  /** @type {Record<string, (text: string) => Atlas.Word>} */
  const PARSE = {
    word: (text) => text,
    camera: (text) => text,
    int: (text) => Number(text),
    words: (text) => text.split(",").filter(Boolean),
    numbers: (text) => text.split(",").filter(Boolean).map(Number),
  };

  /** @type {Atlas.Namespace["codec"]["defaults"]} */
  function defaults(fields) {
    return decode(fields, "");
  }

  /** The server has refused unknown words before this page was made, so none are met here.
   * @type {Atlas.Namespace["codec"]["decode"]} */
  function decode(fields, search) {
    const query = new URLSearchParams(search);
    /** @type {Record<string, Atlas.Word>} */
    const state = {};
    for (const { name, type, default: usual } of fields) {
      const text = query.get(name);
      if (text === null || (text === "" && type === "int")) state[name] = usual;
      else state[name] = PARSE[type](text);
    }
    return /** @type {any} */ (state);
  }

  /** What differs from the default, and nothing else.
   * @type {Atlas.Namespace["codec"]["encode"]} */
  function encode(fields, state) {
    const parts = [];
    for (const { name, default: usual } of fields) {
      const text = String(state[name]);
      // Commas may stand as they are in a query, and an address is read by people too.
      if (text !== String(usual)) {
        parts.push(`${name}=${encodeURIComponent(text).replaceAll("%2C", ",")}`);
      }
    }
    return parts.join("&");
  }

  atlas.codec = { defaults, decode, encode };
})((window.atlas = window.atlas || {}));
