"""Settings: the environment, the command line over it, and faults that name themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.settings.settings import Config, ConfigError, load, settings


def test_defaults_without_environment() -> None:
    assert load({}) == Config()


def test_environment_is_read_and_the_command_line_wins() -> None:
    environment = {"SHU_PORT": "9000", "SHU_HOST": "::1"}
    found = load(environment, chosen={"port": "9001"})
    assert (found.host, found.port) == ("::1", 9001)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("port", "eighty"),
        ("port", "0"),
        ("port", "70000"),
        ("threads", "0"),
        ("max_body", "1.5"),
        ("basemap_url", "ftp://tiles/{z}"),
        ("basemap_url", "https://tiles.example/none"),
    ],
)
def test_fault_names_setting_value_and_variable(name: str, value: str) -> None:
    variable = f"SHU_{name.upper()}"
    with pytest.raises(ConfigError) as caught:
        load({variable: value})
    assert all(word in str(caught.value) for word in (name, repr(value), variable))


def test_fault_of_the_command_line_names_the_option() -> None:
    with pytest.raises(ConfigError, match="--port"):
        load({}, chosen={"port": "x"})


@pytest.mark.parametrize("text", ["atlas", "/atlas", "atlas/", "/atlas/"])
def test_prefix_has_a_slash_on_both_sides(text: str) -> None:
    assert load({}, chosen={"prefix": text}).prefix == "/atlas/"


def test_folders_are_absolute() -> None:
    assert load({"SHU_CACHE": "somewhere"}).cache == Path("somewhere").resolve()


def test_every_setting_has_a_help_and_a_variable() -> None:
    rows = list(settings())
    assert all(row.help and row.variable.startswith("SHU_") for row in rows)
    assert len({row.flag for row in rows}) == len(rows)


def test_basemap_is_none_until_one_is_named() -> None:
    assert Config().basemap is None
    assert Config().tile_host == ""


def test_tianditu_key_makes_a_basemap_with_credit() -> None:
    config = Config(tianditu_key="secret")
    assert config.basemap is not None
    assert str(config.basemap["url"]).endswith("tk=secret")
    assert "天地图" in str(config.basemap["attribution"])
    assert config.tile_host == "https://t0.tianditu.gov.cn"


def test_tile_host_with_subdomains_is_a_wildcard() -> None:
    config = Config(basemap_url="https://{s}.tiles.example/{z}/{x}/{y}.png")
    assert config.tile_host == "https://*.tiles.example"


@pytest.mark.parametrize(
    "url",
    [
        "https://tiles.example/{z}/{x}.png",
        "https://tiles.example/{z}.png",
        "https://tiles.example/{x}/{y}.png",
        "https:///{z}/{x}/{y}.png",
        "tiles.example/{z}/{x}/{y}.png",
        "ftp://tiles.example/{z}/{x}/{y}.png",
    ],
)
def test_a_tile_address_without_all_its_places_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load({}, chosen={"basemap_url": url})
    example = "https://tiles.example/{z}/{x}/{y}.png"
    assert f"with {{z}}, {{x}}, {{y}}, such as {example}" in str(raised.value)
    assert f"不是含 {{z}}、{{x}}、{{y}} 的 http(s) 瓦片地址，如 {example}" in raised.value.in_lang(
        "zh"
    )
    assert load({}, chosen={"basemap_url": example}).basemap_url == example


@pytest.mark.parametrize(
    ("name", "text"),
    [
        *(("port", "x"), ("threads", "0"), ("public", "maybe"), ("today", "1.2.2025")),
        *(("map_max_zoom", "40"), ("prefix", "/科创"), ("log_format", "xml")),
        *(("frame_ancestors", "*"), ("message_origins", "portal"), ("trusted_proxies", "x")),
    ],
)
def test_a_wrong_setting_is_told_in_chinese(name: str, text: str) -> None:
    with pytest.raises(ConfigError) as raised:
        load({}, chosen={name: text})
    english, chinese = str(raised.value), raised.value.in_lang("zh")
    assert english.startswith(f"{name} (--{name.replace('_', '-')}): {text!r} ")
    assert any("一" <= letter <= "鿿" for letter in chinese.replace(text, ""))


def test_data_named_for_a_command_are_meant_whatever_store_there_is(tmp_path: Path) -> None:
    machine = {"SHU_STORE": str(tmp_path / "store"), "SHU_DATA": str(tmp_path / "data")}
    assert load(machine).store == tmp_path / "store"
    settings = load(machine, chosen={"data": str(tmp_path)})
    assert (settings.data, settings.store) == (tmp_path, None)
    with pytest.raises(ConfigError, match=r"--data.*--store"):
        load({}, chosen={"data": str(tmp_path), "store": str(tmp_path)})
