"""What a replica portal publishes: articles and their attachments, read from ``portals/*.yaml`` and ``tables/*.csv``."""

from __future__ import annotations

import csv
import re
import unicodedata
from datetime import date
from functools import cache
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from extract.errors import SourceError

FOLDER = Path(__file__).parent
BANNER_VI = "Trang mô phỏng để trình diễn: không phải trang của cơ quan nào, lời văn do dự án xephang viết"
BANNER_EN = "Replica made for demonstration: no agency's page, its wording was written by the xephang project"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Sheet(_Strict):
    """A table under its title: a sheet of a workbook, or a table in a decision. ``table`` is a stem in ``tables/``."""

    title: str
    table: str


class File(_Strict):
    """An attachment: its format is that of ``name``; ``title`` is the link's text; ``lines`` stand before its tables."""

    name: str
    title: str
    lines: tuple[str, ...] = ()
    sheets: tuple[Sheet, ...] = ()


class Piece(_Strict):
    """A part of a body that is no paragraph."""

    heading: str = ""
    table: str = ""
    caption: str = ""
    items: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of ``table``, the header row first."""
        return table_rows(self.table) if self.table else ()


class Item(_Strict):
    """One article. ``body`` holds paragraphs and pieces in order."""

    id: int
    date: date
    title: str
    lead: str = ""
    author: str = ""
    body: tuple[str | Piece, ...]
    files: tuple[File, ...] = ()

    @property
    def slug(self) -> str:
        """The title as portals put it into addresses: without diacritics, words joined by hyphens, cut at 90 characters."""
        bare = unicodedata.normalize("NFD", self.title.lower().replace("đ", "d"))
        return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in bare if not unicodedata.combining(c))).strip("-")[:90].rstrip("-")


class Content(_Strict):
    """One replica portal: the style of its markup, its names, its articles (newest first once loaded)."""

    style: str
    name: str
    name_en: str
    agency: str
    per_page: int = 5
    articles: tuple[Item, ...] = Field(min_length=10)


def table_rows(stem: str) -> tuple[tuple[str, ...], ...]:
    """The rows of ``tables/STEM.csv``, header first."""
    with (FOLDER / "tables" / f"{stem}.csv").open(encoding="utf-8", newline="") as file:
        return tuple(tuple(row) for row in csv.reader(file))


@cache
def portals() -> dict[str, Content]:
    """All replica portals by source id, articles newest first.

    Raises:
        SourceError: a YAML that does not fit; names the file.
    """
    found: dict[str, Content] = {}
    for path in sorted((FOLDER / "portals").glob("*.yaml")):
        try:
            content = Content.model_validate(yaml.safe_load(path.read_text("utf-8")))
        except (ValidationError, yaml.YAMLError) as error:
            raise SourceError(
                f"Cổng mô phỏng {path.name} sai: {error}", f"Replica portal {path.name} is wrong: {error}"
            ) from error
        newest = tuple(sorted(content.articles, key=lambda item: (item.date, item.id), reverse=True))
        found[f"replica-{path.stem}"] = content.model_copy(update={"articles": newest})
    return found
