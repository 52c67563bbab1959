from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, select, text
from sqlmodel import Session, SQLModel

from extract.errors import StoreError
from store.archive import Archive
from store.consolidate import consolidate
from store.database import config, open_store
from store.home import Home
from tests.store.made import document, observation, source


def test_the_migrations_make_the_tables_of_the_models(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        found = compare_metadata(context, SQLModel.metadata)
    search = ("search_text", "search_folded")  # columns and tables that only the full-text search knows
    assert [d for d in found if not any(name in repr(d) for name in ("document_search", *search))] == []


def test_down_and_up_again(place: Home, engine: Engine) -> None:
    command.downgrade(config(engine), "base")
    assert set(inspect(engine).get_table_names()) <= {"alembic_version"}
    engine.dispose()
    again = open_store(place)
    assert {"observation", "result"} <= set(inspect(again).get_table_names())
    again.dispose()


def test_a_newer_store_is_refused_with_a_sentence(place: Home, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="newer xephang"):
        open_store(place)


def test_many_processes_open_a_new_store_at_once(place: Home) -> None:
    code = (
        "import sys; from pathlib import Path; from store.database import open_store; from store.home import Home;"
        "open_store(Home(Path(sys.argv[1]), sys.argv[2]))"
    )
    children = [
        subprocess.Popen([sys.executable, "-c", code, str(place.root), place.database], stderr=subprocess.PIPE) for _ in range(3)
    ]
    errors = [child.communicate()[1].decode() for child in children]
    assert [child.returncode for child in children] == [0, 0, 0], errors


def test_an_address_out_of_reach_is_told_without_its_password(tmp_path: Path) -> None:
    home = Home(tmp_path, "postgresql+psycopg://someone:secret@127.0.0.1:9/none?connect_timeout=2")
    with pytest.raises(StoreError, match="Cannot open the store") as caught:
        open_store(home)
    assert "secret" not in str(caught.value) + caught.value.vi


def test_foreign_keys_hold_on_both(engine: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)foreign key"), engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO capture (source_id, url, canonical_url, sha256, size, media_type, status, headers, fetched_at, last_seen, anchor)"
                " VALUES ('nobody', 'u', 'u', 'x', 1, '', 200, '{}', '2024-01-01', '2024-01-01', '')"
            )
        )


def test_an_older_store_is_counted_when_it_is_opened(place: Home, engine: Engine, archive: Archive) -> None:
    with Session(engine) as session:
        source(session, "news")
        for i, name in enumerate(("một", "hai")):
            page = document(session, archive, "news", name)
            observation(session, page, 40.5 + i)
            observation(session, page, 7, subject="Lào Cai", measure="rank")
            observation(session, page, 3, subject="các tỉnh", subject_kind="group", measure="count", criterion="Tốt")
            observation(session, page, 9, measure="rank", year=0)
        session.commit()
    consolidate(engine)

    def counts(made: Engine) -> list[list[tuple[object, ...]]]:
        with made.connect() as connection:
            return [
                sorted(map(tuple, connection.execute(select(t))))
                for t in map(SQLModel.metadata.tables.__getitem__, ("assessment", "coverage"))
            ]

    kept = counts(engine)
    assert min(map(len, kept)) >= 2
    command.downgrade(config(engine), "0003")
    engine.dispose()
    again = open_store(place)
    assert counts(again) == kept
    again.dispose()
