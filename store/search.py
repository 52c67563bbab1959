"""Full-text search over documents, with diacritics and without."""

from __future__ import annotations

import re

from sqlalchemy import bindparam, text
from sqlmodel import Session, col, select

from extract.text.clean import fold, nfc
from store.models import Document

_SQLITE = """SELECT d.id FROM document_search_{name} AS s JOIN document AS d ON d.id = s.rowid
    WHERE document_search_{name} MATCH :words AND d.current
    ORDER BY d.relevant DESC, s.rank, d.id DESC LIMIT :limit OFFSET :offset"""
_POSTGRESQL = """SELECT d.id FROM document AS d
    WHERE d.search_{name} @@ phraseto_tsquery('simple', :words) AND d.current
    ORDER BY d.relevant DESC, ts_rank(d.search_{name}, phraseto_tsquery('simple', :words)) DESC, d.id DESC LIMIT :limit OFFSET :offset"""


def search(session: Session, words: str, limit: int = 50, offset: int = 0) -> list[Document]:
    """Current documents that hold ``words`` one after the other, relevant and best ones first.

    Words without diacritics find texts with any; words with diacritics find only texts with the same. Signs between words do not count,
    and no sign has a meaning of its own. The texts of the rows are loaded, their ``body`` only when it is asked for.
    """
    plain = fold(nfc(words))
    name = "folded" if plain == nfc(words).lower() else "text"
    tokens = re.findall(r"[^\W_]+", plain if name == "folded" else nfc(words).lower())
    if not tokens:
        return []
    sqlite = session.get_bind().dialect.name == "sqlite"
    phrase = '"' + " ".join(tokens) + '"' if sqlite else " ".join(tokens)
    statement = text((_SQLITE if sqlite else _POSTGRESQL).format(name=name)).bindparams(
        bindparam("words", phrase), bindparam("limit", limit), bindparam("offset", offset)
    )
    ids = [row[0] for row in session.execute(statement)]
    found = {d.id: d for d in session.exec(select(Document).where(col(Document.id).in_(ids)))}
    return [found[i] for i in ids]
