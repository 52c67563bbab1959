"""Full-text search over documents, with diacritics and without."""

from __future__ import annotations

import re
from itertools import islice, product

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from extract.text.clean import fold, nfc, spellings
from store.models import Document

MOST = 8  # spellings of one phrase that are looked for
_SQLITE = """SELECT d.id FROM document_search_{name} AS s JOIN document AS d ON d.id = s.rowid
    WHERE document_search_{name} MATCH :words AND d.current
    ORDER BY d.relevant DESC, s.rank, d.id DESC LIMIT :limit OFFSET :offset"""
_POSTGRESQL = """SELECT d.id FROM document AS d
    WHERE d.search_{name} @@ {words} AND d.current
    ORDER BY d.relevant DESC, ts_rank(d.search_{name}, {words}) DESC, d.id DESC LIMIT :limit OFFSET :offset"""


def search(session: Session, words: str, limit: int = 50, offset: int = 0) -> list[Document]:
    """Current documents that hold ``words`` one after the other, relevant and best ones first.

    Words without diacritics find texts with any; words with diacritics find only texts with the same, wherever in the syllable a tone is
    written (hòa, hoà). Signs between words do not count,
    and no sign has a meaning of its own. The texts of the rows are loaded, their ``body`` only when it is asked for.
    """
    plain = fold(nfc(words))
    name = "folded" if plain == nfc(words).lower() else "text"
    tokens = re.findall(r"[^\W_]+", plain if name == "folded" else nfc(words).lower())
    if not tokens:
        return []
    phrases = [" ".join(phrase) for phrase in islice(product(*map(spellings, tokens)), MOST)]
    if session.get_bind().dialect.name == "sqlite":
        quoted = " OR ".join(f'"{phrase}"' for phrase in phrases)
        statement = text(_SQLITE.format(name=name)).bindparams(bindparam("words", quoted))
    else:
        asked = " || ".join(f"phraseto_tsquery('simple', :words{i})" for i in range(len(phrases)))
        statement = text(_POSTGRESQL.format(name=name, words=f"({asked})"))
        statement = statement.bindparams(**{f"words{i}": phrase for i, phrase in enumerate(phrases)})
    statement = statement.bindparams(bindparam("limit", limit), bindparam("offset", offset))
    ids = [row[0] for row in session.execute(statement)]
    found = {d.id: d for d in session.exec(select(Document).where(col(Document.id).in_(ids)))}
    return [found[i] for i in ids]
