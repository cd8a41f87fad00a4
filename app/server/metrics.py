"""Counts as Prometheus reads them; its own client writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from prometheus_client import generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    InfoMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector
from prometheus_client.utils import floatToGoString

from app.server.counts import BUCKETS, Counts

BOUNDS = tuple(map(floatToGoString, (*BUCKETS, float("inf"))))


@dataclass(frozen=True)
class Collected(Collector):
    """What the client asks for the metrics of all workers.

    The client's own counters share theirs through files in a folder that can be written; ours
    are in memory that the workers share (app/server/counts.py). ``about`` is what /version
    says.
    """

    counts: Counts
    about: Mapping[str, str]

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics as they are now."""
        requests = CounterMetricFamily(
            "atlas_requests", "Requests answered, by route and status.", labels=("route", "status")
        )
        seconds = HistogramMetricFamily(
            "atlas_request_seconds",
            "Seconds from the first byte read to the last handed over, by route.",
            labels=("route",),
        )
        for row in self.counts.rows():
            for status, number in row.statuses.items():
                requests.add_metric((row.route, status), number)
            below = list(zip(BOUNDS, row.buckets, strict=True))
            seconds.add_metric((row.route,), below, row.seconds)
        yield requests
        yield seconds
        yield InfoMetricFamily("atlas", "What is running; always 1.", dict(self.about))
        yield GaugeMetricFamily(
            "atlas_start_time_seconds",
            "Unix time at which the server started.",
            self.counts.started,
        )


def exposition(counts: Counts, about: Mapping[str, str]) -> bytes:
    """Return the metrics of all workers in Prometheus's text format, version 0.0.4."""
    return generate_latest(Collected(counts, about))
