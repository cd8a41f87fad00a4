/* Answers: what Dash asks of the server and does not get is said; Dash itself keeps silent. */

import * as files from "./files.js";
import { wording } from "./reach.js";

const ASKED = "_dash-update-component";

/** @type {(failed: (error: unknown) => void) => void} */
export function watchAnswers(failed) {
  const plain = window.fetch;
  window.fetch = async (asked, ...rest) => {
    const url = new URL(asked instanceof Request ? asked.url : asked, location.href);
    const ours = url.pathname.endsWith(ASKED);
    if (!ours) return plain(asked, ...rest);
    try {
      const answer = await plain(asked, ...rest);
      // Nothing to change is an answer too.
      if (answer.status !== 204) await files.content(answer.clone());
      return answer;
    } catch (error) {
      failed(wording(error));
      throw error;
    }
  };
}
