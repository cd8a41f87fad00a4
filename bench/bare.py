"""A bare Dash page, served as the atlas is: what Dash alone costs (python -m bench.bare)."""

from __future__ import annotations

import argparse

import waitress
from dash import Dash, html

from tools.serving import HOST

CONTENT = "bare-content"
THREADS = 8


def main() -> None:
    """Serve one page with one sentence until the process is ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    port: int = parser.parse_args().port
    app = Dash(__name__, assets_folder="", compress=True, add_log_handler=False)
    app.server.config["COMPRESS_ALGORITHM"] = ["br", "gzip"]
    app.layout = html.Div("Nothing but Dash.", id=CONTENT)
    waitress.serve(app.server, host=HOST, port=port, threads=THREADS, ident=None)


if __name__ == "__main__":
    main()
