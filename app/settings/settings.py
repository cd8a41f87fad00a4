"""Every setting: its name, default, help and environment variable, said once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from typing import Any

from app.settings.ground_tiles import ground, tile_host
from app.settings.origins import Entries, Network, networks, origin, origins
from app.text.messages import said
from geo.errors import AtlasError
from geo.sentences import Said, lines
from geo.store.database_address import StoreAddress, sayable, store_address

PROJECT = Path(__file__).resolve().parent.parent.parent
ENVIRONMENT_PREFIX = "SHU_"
LOG_FORMATS = ("json", "text")
TILE = re.compile(r"https?://[^/\s]+/", re.IGNORECASE)
TILE_PLACES = ("{z}", "{x}", "{y}")
YES, NO = YES_OR_NO = ("yes", "no")
# Below the first the whole province is a dot; beyond the last our boundaries say nothing more.
SHALLOWEST, DEEPEST = 6, 15
# A path in words that stand in an address as they are; "." and ".." mean other folders.
PATH = re.compile(r"(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+(/(?!\.{1,2}(/|$))[A-Za-z0-9._~-]+)*")

HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
# What browsers and proxies say otherwise names nobody.
TAKEN = ("host", "cookie", "authorization", "origin", "referer", "user-agent", "x-forwarded-for")


class ConfigError(AtlasError):
    """A setting cannot be used; the message names the setting, its value and the remedy."""


def _word(text: str) -> str:
    return text.strip()


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise ValueError(said("config.whole")) from None


def _port(text: str) -> int:
    port = _whole(text)
    if not 0 < port < 65536:  # noqa: PLR2004  a port is two bytes, and 0 means none
        raise ValueError(said("config.port"))
    return port


def _positive(text: str) -> int:
    number = _whole(text)
    if number < 1:
        raise ValueError(said("config.positive"))
    return number


def _log_format(text: str) -> str:
    if text not in LOG_FORMATS:
        raise ValueError(said("config.log", known=LOG_FORMATS))
    return text


def _folder(text: str) -> Path:
    return Path(text).expanduser().resolve()


def _file(text: str) -> Path | None:
    return Path(text).expanduser().resolve() if text.strip() else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip()) if text.strip() else None
    except ValueError:
        raise ValueError(said("config.day")) from None


def _yes(text: str) -> bool:
    if text.strip().lower() not in YES_OR_NO:
        raise ValueError(said("config.yes"))
    return text.strip().lower() == YES


def _zoom(text: str) -> int:
    zoom = _whole(text)
    if not SHALLOWEST <= zoom <= DEEPEST:
        raise ValueError(said("config.zoom", least=SHALLOWEST, most=DEEPEST))
    return zoom


def _prefix(text: str) -> str:
    inside = text.strip().strip("/")
    if inside and not PATH.fullmatch(inside):
        # Headers and links carry it as it stands; proxies differ over anything else.
        raise ValueError(said("config.prefix"))
    return f"/{inside}/" if inside else "/"


def _least(text: str) -> int:
    number = _whole(text)
    if number < 0 or number == 1:
        raise ValueError(said("config.least"))
    return number


def _header(text: str) -> str:
    name = text.strip()
    if name and (not HEADER.fullmatch(name) or name.lower() in TAKEN):
        raise ValueError(said("config.header"))
    return name


def _public(text: str) -> str:
    return origin(text.strip()) if text.strip() else ""


def _tiles(text: str) -> str:
    url = text.strip()
    whole = TILE.match(url) and all(place in url for place in TILE_PLACES)
    if url and not whole:
        raise ValueError(said("config.tiles", places=TILE_PLACES))
    return url


@dataclass(frozen=True)
class Setting:
    """One row of the settings: where its value comes from and what it means."""

    name: str
    default: Any
    cast: Callable[[str], Any]
    help: Said

    @property
    def variable(self) -> str:
        """Return the environment variable that sets it."""
        return ENVIRONMENT_PREFIX + self.name.upper()

    @property
    def flag(self) -> str:
        """Return the command-line option that sets it."""
        return "--" + self.name.replace("_", "-")


def _row(default: Any, cast: Callable[[str], Any], en: str, zh: str) -> Any:  # noqa: ANN401  as field()
    return field(default=default, metadata={"cast": cast, "help": Said(en, zh)})


@dataclass(frozen=True)
class Config:
    """The settings of one running atlas."""

    host: str = _row("127.0.0.1", _word, "address to listen on", "监听的地址")
    port: int = _row(8050, _port, "port to listen on", "监听的端口")
    threads: int = _row(8, _positive, "requests answered at the same time", "同时应答的请求数")
    workers: int = _row(
        1, _positive, "processes that answer, each with its threads", "应答的进程数，各有自己的线程"
    )
    grace: int = _row(
        20,
        _positive,
        "seconds for open requests when the server is stopped",
        "停止服务时等待未完请求的秒数",
    )
    log_format: str = _row(
        "json",
        _log_format,
        "lines of the log on stderr: json or text",
        "stderr 日志的写法：json 或 text",
    )
    prefix: str = _row(
        "/", _prefix, "path the atlas lives under, behind a proxy", "在代理之后，图集所在的路径"
    )
    public_url: str = _row(
        "",
        _public,
        "origin at which readers find the atlas; empty if unknown",
        "读者访问图集的来源；不知道则留空",
    )
    data: Path = _row(PROJECT / "data", _folder, "folder of the data package", "数据包所在的文件夹")
    store: StoreAddress | None = _row(
        None,
        store_address,
        "folder of editions, or postgresql:// address of a database of them, instead of --data",
        "版次库：文件夹，或数据库地址 postgresql://；指定后用其中的当前版次，不用 --data",
    )
    cache: Path = _row(
        PROJECT / ".cache", _folder, "folder for what is built once", "预先生成的文件所在的文件夹"
    )
    frame_ancestors: tuple[str, ...] = _row(
        (), origins, "origins that may frame /embed pages", "可以嵌入 /embed 页面的来源"
    )
    message_origins: tuple[str, ...] = _row(
        (), origins, "origins whose messages are heeded", "听取其消息的来源"
    )
    cors_origins: tuple[str, ...] = _row(
        (), origins, "origins whose pages may read open data", "其网页可以读取开放数据的来源"
    )
    trusted_proxies: tuple[Network, ...] = _row(
        (), networks, "proxies whose headers are believed", "可信其请求头的代理"
    )
    theme: Path | None = _row(
        None,
        _file,
        "TOML file with colors, fonts, title, logo and who publishes",
        "TOML 文件：颜色、字体、标题、标志和主办单位",
    )
    max_body: int = _row(65_536, _positive, "largest request body in bytes", "请求体的最大字节数")
    basemap_url: str = _row(
        "",
        _tiles,
        "tile address with {z}, {x}, {y}; empty for none",
        "瓦片地址，含 {z}、{x}、{y}；空则不用",
    )
    basemap_attribution: str = _row("", _word, "credit of the tiles", "瓦片的署名")
    basemap_max_zoom: int = _row(18, _positive, "deepest zoom of the tiles", "瓦片的最深级别")
    tianditu_key: str = _row(
        "",
        _word,
        "key for Tianditu tiles; used if basemap_url is empty",
        "天地图密钥；basemap_url 为空时使用",
    )
    public: bool = _row(
        default=False,
        cast=_yes,
        en="refuse to serve maps that may not be published",
        zh="不得公开的地图拒绝提供服务",
    )
    map_approval: Path | None = _row(
        None, _file, "JSON or TOML file of the map approval", "审图号的 JSON 或 TOML 文件"
    )
    map_max_zoom: int = _row(
        DEEPEST, _zoom, "how far a map may be enlarged", "地图最多可放大到的级别"
    )
    sensitive_words: Path | None = _row(
        None, _file, "CSV file of words never to publish", "CSV 文件：绝不公开的词"
    )
    sensitive_areas: Path | None = _row(
        None, _file, "GeoJSON file of areas never to publish", "GeoJSON 文件：绝不公开的区域"
    )
    registry_points: bool = _row(
        default=False,
        cast=_yes,
        en="show single enterprises of a registry",
        zh="显示名录里的单个企业",
    )
    registry_least: int = _row(
        0, _least, "fewest enterprises that a cell of a registry shows", "名录网格至少几家才显示"
    )
    upload_bytes: int = _row(
        20_000_000, _positive, "largest table that is read, in bytes", "读取的表格最多多少字节"
    )
    upload_rows: int = _row(
        200_000, _positive, "most rows of a sheet that are read", "每张工作表最多读取多少行"
    )
    upload_columns: int = _row(
        500, _positive, "most columns of a sheet that are read", "每张工作表最多读取多少列"
    )
    upload_cells: int = _row(
        4_000_000, _positive, "most cells of a sheet that are read", "每张工作表最多读取多少格"
    )
    upload_sheets: int = _row(
        50, _positive, "most sheets of a workbook that are read", "每个工作簿最多读取多少张工作表"
    )
    upload_ratio: int = _row(
        200,
        _positive,
        "how many times larger a workbook may be unpacked",
        "工作簿解压后最多大多少倍",
    )
    upload_features: int = _row(
        20_000,
        _positive,
        "most features of a file of geometries that are read",
        "图形文件最多读取多少个要素",
    )
    upload_vertices: int = _row(
        2_000_000,
        _positive,
        "most corners of all geometries of a file that are read",
        "图形文件最多读取多少个拐点",
    )
    upload_seconds: int = _row(
        20,
        _positive,
        "seconds of a processor for reading one file",
        "读取一个文件最多用多少处理器秒数",
    )
    upload_memory: int = _row(
        1_500, _positive, "megabytes of memory for reading one file", "读取一个文件最多用多少兆内存"
    )
    upload_rate: int = _row(
        30,
        _positive,
        "tables that one address may load in a minute, in each worker",
        "每个进程内，同一地址每分钟最多加载多少张表",
    )
    upload_unconfined: bool = _row(
        default=False,
        cast=_yes,
        en="read foreign files also where the kernel cannot keep them from files and networks",
        zh="内核不能阻止读取进程访问文件和网络时，也读取外来文件",
    )
    officers: Path | None = _row(
        None,
        _file,
        "file of who may use /officer, a line each; empty: nobody",
        "可以使用 /officer 的人员名单文件，每行一人；空则谁也不能",
    )
    officer_header: str = _row(
        "",
        _header,
        "header in which a single sign-on says who it is",
        "单点登录用来说明身份的请求头",
    )
    officer_proxies: tuple[Network, ...] = _row(
        (), networks, "addresses whose officer_header is believed", "其 officer_header 可信的地址"
    )
    officer_second: bool = _row(
        default=False,
        cast=_yes,
        en="who changed a draft last may not publish it",
        zh="最后改动草稿的人不得发布它",
    )
    today: date | None = _row(
        None,
        _day,
        "the day it is, YYYY-MM-DD; empty for the clock's",
        "今天的日期，YYYY-MM-DD；空则看时钟",
    )
    # No setting: which edition ``data`` is (app/build/editions.py), empty until it is looked up.
    edition: str = ""
    # No setting either: a draft, which every page says (app/commands/data_preview.py).
    preview: bool = False

    @property
    def basemap(self) -> dict[str, str | int] | None:
        """Return what the browser needs to draw tiles, or None when there are none."""
        return ground(
            self.basemap_url, self.basemap_attribution, self.tianditu_key, self.basemap_max_zoom
        )

    @property
    def tile_host(self) -> str:
        """Return the origin tiles come from, for the content security policy."""
        return "" if self.basemap is None else tile_host(str(self.basemap["url"]))


def settings() -> Iterator[Setting]:
    """Yield every setting, in the order they are declared."""
    for row in fields(Config):
        if "cast" not in row.metadata:
            continue
        yield Setting(row.name, row.default, row.metadata["cast"], row.metadata["help"])


def load(environment: Mapping[str, str], *, chosen: Mapping[str, str] | None = None) -> Config:
    """Return the settings: what was chosen on the command line, else the environment's.

    Raises ConfigError naming the setting, its value and what would be right.
    """
    values: dict[str, Any] = {}
    chosen = chosen or {}
    for setting in settings():
        text = chosen.get(setting.name, environment.get(setting.variable))
        if text is None:
            continue
        where = setting.flag if setting.name in chosen else setting.variable
        try:
            values[setting.name] = setting.cast(text)
        except Entries as error:
            raise ConfigError(
                lines(_refused(setting, where, entry, why) for entry, why in error.faults)
            ) from None
        except ValueError as error:
            raise ConfigError(_refused(setting, where, text, error.args[0])) from None
    # Data named for one command are meant, whatever store the machine has.
    if "data" in chosen:
        if "store" in chosen:
            raise ConfigError(said("config.data-or-store"))
        values.pop("store", None)
    return Config(**values)


def _refused(setting: Setting, where: str, text: str, why: str) -> Said:
    return said("config", name=setting.name, where=where, text=sayable(text), why=why)
