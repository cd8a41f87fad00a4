"""A Dash app of one's own with the map of the atlas in it.

Run it from the checkout: ``python -m docs.examples.atlas_map --port 8060``.
"""

from __future__ import annotations

from argparse import ArgumentParser

from dash import Dash, Input, Output, dcc, html

from app.component.atlas_map import AtlasMap
from app.notebook import component_map


def example() -> Dash:
    """Return an app that says which place is chosen, and shows the period that is chosen."""
    drawn = component_map("prefectures", indicator="gdp", lang="en")
    periods = drawn["scene"]["theme"]["sheet"]["periods"]
    app = Dash(__name__, update_title="")
    app.layout = html.Main(
        [
            html.H1("Gross domestic product"),
            dcc.RadioItems(periods, periods[-1], id="periods", inline=True),
            AtlasMap(id="map", map=drawn, style={"height": "46rem"}),
            html.P("Choose a place on the map.", id="chosen"),
        ]
    )

    @app.callback(Output("chosen", "children"), Input("map", "selected"), prevent_initial_call=True)
    def say(selected: str | None) -> str:
        return f"You chose {selected}." if selected else "Choose a place on the map."

    @app.callback(Output("map", "period"), Input("periods", "value"))
    def turn(period: str) -> str:
        return period

    return app


if __name__ == "__main__":
    arguments = ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8060)
    example().run(port=arguments.parse_args().port)
