"""Counts as Prometheus reads them: its text format, version 0.0.4."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from app.running.counts import BUCKETS, Counts

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})


def exposition(counts: Counts, about: Mapping[str, str], *, started: float) -> str:
    """Return the metrics of all workers.

    ``about`` is what /version says, ``started`` the Unix time of the start in seconds.
    """
    return "\n".join([*_requests(counts), *_seconds(counts), *_about(about, started), ""])


def _requests(counts: Counts) -> Iterator[str]:
    yield "# HELP atlas_requests_total Requests answered, by route and status."
    yield "# TYPE atlas_requests_total counter"
    for row in counts.rows():
        for status, number in row.statuses.items():
            yield _line("atlas_requests_total", {"route": row.route, "status": status}, number)


def _seconds(counts: Counts) -> Iterator[str]:
    name = "atlas_request_seconds"
    yield f"# HELP {name} Seconds from the first byte read to the last handed over, by route."
    yield f"# TYPE {name} histogram"
    for row in counts.rows():
        bounds = (*(f"{bound:g}" for bound in BUCKETS), "+Inf")
        for bound, below in zip(bounds, row.buckets, strict=True):
            yield _line(f"{name}_bucket", {"route": row.route, "le": bound}, below)
        yield _line(f"{name}_sum", {"route": row.route}, round(row.seconds, 6))
        yield _line(f"{name}_count", {"route": row.route}, row.buckets[-1])


def _about(about: Mapping[str, str], started: float) -> Iterator[str]:
    yield "# HELP atlas_info What is running; always 1."
    yield "# TYPE atlas_info gauge"
    yield _line("atlas_info", about, 1)
    yield "# HELP atlas_start_time_seconds Unix time at which the server started."
    yield "# TYPE atlas_start_time_seconds gauge"
    yield _line("atlas_start_time_seconds", {}, round(started, 3))


def _line(name: str, labels: Mapping[str, str], value: float) -> str:
    said = ",".join(f'{key}="{text.translate(ESCAPES)}"' for key, text in labels.items())
    return f"{name}{{{said}}} {value}" if said else f"{name} {value}"
