"""The command line's frame: help in two languages, plain words for mistakes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import app
from extract.language import LANGS, Texts, load

COMMANDS = Path(app.__file__).parent


@pytest.mark.parametrize("lang", LANGS)
def test_help_names_every_command_in_the_language(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--lang", lang, "--help"]) == 0
    printed = capsys.readouterr().out
    for name in (
        "demo",
        "crawl",
        "add",
        "extract",
        "check",
        "export",
        "dashboard",
        "evaluate",
        "show",
        "sources",
        "status",
        "doctor",
    ):
        assert re.search(rf"\b{name}\b", printed), name
    assert ("Lệnh" if lang == "vi" else "Commands") in printed


@pytest.mark.parametrize("lang", LANGS)
def test_every_command_has_help(lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    names = [p.stem for p in COMMANDS.glob("*.py") if "def register(" in p.read_text("utf-8") and p.stem != "app"]
    assert len(names) >= 15
    for name in names:
        assert app.run([name, "--help", f"--lang={lang}"]) == 0
        first = Texts(app.TEXTS, lang)(f"{name}.help").split()[0]  # type: ignore[arg-type]
        assert first in capsys.readouterr().out


def test_both_languages_have_the_same_texts_with_the_same_places() -> None:
    vi, en = load(app.TEXTS, "vi"), load(app.TEXTS, "en")
    assert vi.keys() == en.keys()
    for key in vi:
        assert sorted(re.findall(r"{(\w*)}", vi[key])) == sorted(re.findall(r"{(\w*)}", en[key])), key


def test_every_text_that_a_command_asks_for_exists() -> None:
    texts = load(app.TEXTS, "en")
    asked = {k for p in COMMANDS.glob("*.py") for k in re.findall(r"""\bt\("([a-z_.]+)\"""", p.read_text("utf-8"))}
    assert asked
    assert asked <= texts.keys()


def test_locale_and_option_choose_the_language(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XEPHANG_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    assert app.choose_language(["check"]) == "en"
    monkeypatch.setenv("LANG", "vi_VN.UTF-8")
    assert app.choose_language(["check"]) == "vi"
    assert app.choose_language(["check", "--lang", "en"]) == "en"


@pytest.mark.parametrize(("lang", "word"), [("vi", "Không có"), ("en", "There is no")])
def test_a_wrong_folder_is_a_sentence_and_status_2(lang: str, word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["--lang", lang, "evaluate", "/nowhere/gold", "/nowhere/text"]) == 2
    printed = capsys.readouterr().err
    assert word in printed
    assert "Traceback" not in printed


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(["add"], "Thiếu"), (["nonsense"], "nonsense"), (["show", "x"], "không hợp lệ"), (["check", "--nope"], "--nope")],
)
def test_a_mistake_on_the_command_line_is_one_sentence(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.run(["--lang", "vi", *arguments]) == 2
    printed = capsys.readouterr().err
    assert word in printed
    assert "Traceback" not in printed


def test_a_file_that_cannot_be_read_is_named_with_its_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XEPHANG_HOME", str(tmp_path / "home"))
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"%PDF-1.7\nbroken")
    assert app.run(["--lang", "vi", "add", str(broken)]) == 1
    assert "hỏng.pdf: PDF bị hỏng hoặc bị cắt cụt" in capsys.readouterr().err
    assert app.run(["--lang", "vi", "add", str(broken)]) == 0  # known, and not tried again: told once
    assert "hỏng.pdf" not in capsys.readouterr().err
