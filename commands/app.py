"""Builds the command line in the user's language: every module of this folder with a ``register`` is a command."""

from __future__ import annotations

import importlib
import os
import pkgutil
import sys
from importlib.metadata import version
from pathlib import Path
from typing import Any

import typer
from sqlalchemy.exc import SQLAlchemyError
from typer import rich_utils
from typer._click import exceptions  # typer carries its own click; its errors are no others'

from commands.terminal import fail
from extract.errors import XephangError
from extract.language import Lang, Texts, preferred

TEXTS = Path(__file__).with_name("texts")
ORDER = "demo crawl add extract check show export compare dashboard evaluate sources status watch doctor backup restore".split()


def choose_language(arguments: list[str]) -> Lang:
    """``--lang vi|en`` wherever it stands, else the locale's."""
    for i, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else None
        if argument == "--lang" and i + 1 < len(arguments):
            value = arguments[i + 1]
        if value in ("vi", "en"):
            return "vi" if value == "vi" else "en"
    return preferred(os.environ)


def build(lang: Lang) -> typer.Typer:
    """The whole command line with its help in ``lang``."""
    t = Texts(TEXTS, lang)
    # click and typer word their own frames in English: the few words that a user meets are set here
    rich_utils.ARGUMENTS_PANEL_TITLE = t("frame.arguments")
    rich_utils.OPTIONS_PANEL_TITLE = t("frame.options")
    rich_utils.COMMANDS_PANEL_TITLE = t("frame.commands")
    rich_utils.ERRORS_PANEL_TITLE = t("frame.error")
    rich_utils.DEFAULT_STRING = t("frame.default")
    rich_utils.REQUIRED_LONG_STRING = t("frame.required")
    app = typer.Typer(
        help=t("app.help"),
        epilog=t("app.epilog"),
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode="rich",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    def show_version(wanted: bool) -> None:
        if wanted:
            typer.echo(f"xephang {version('xephang')}")
            raise typer.Exit

    @app.callback()
    def options(
        lang_: str = typer.Option(lang, "--lang", help=t("app.lang"), metavar="vi|en"),
        version_: bool = typer.Option(False, "--version", help=t("app.version"), is_eager=True, callback=show_version),
    ) -> None:
        """Options before the command; the language is read from the arguments before the help is built."""
        if lang_ not in ("vi", "en"):
            raise typer.BadParameter("vi | en")

    package = importlib.import_module("commands")
    names = {module.name for module in pkgutil.iter_modules(package.__path__)}
    for name in [*(n for n in ORDER if n in names), *sorted(names - set(ORDER))]:
        module = importlib.import_module(f"commands.{name}")
        if hasattr(module, "register"):
            module.register(app, t)
    return app


def _help_words(command: Any, words: str) -> None:
    """Put the translated words on every ``--help`` option."""
    original = command.get_help_option

    def get_help_option(context: Any) -> Any:
        option = original(context)
        if option is not None:
            option.help = words
        return option

    command.get_help_option = get_help_option
    for child in getattr(command, "commands", {}).values():
        _help_words(child, words)


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit status: 0 done, 1 done with failures, 2 could not start."""
    lang = choose_language(arguments)
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Vietnamese letters must not fail under LANG=C
            reconfigure(encoding="utf-8", errors="replace")
    try:  # a setting is read when the commands are loaded
        command = typer.main.get_command(build(lang))
        _help_words(command, Texts(TEXTS, lang)("frame.help"))
        status = command.main(args=_without_language(arguments), prog_name="xephang", standalone_mode=False)
        return status if isinstance(status, int) else 0
    except XephangError as error:
        fail(error.say(lang))
        return 2
    except SQLAlchemyError as error:  # the store went away, or its disk is full, in the middle of something
        reason = str(getattr(error, "orig", None) or error).splitlines()[0]
        fail(Texts(TEXTS, lang)("frame.store", reason=reason))
        return 2
    except typer.Exit as leave:
        return int(leave.exit_code)
    except exceptions.ClickException as error:
        fail(_usage(error, Texts(TEXTS, lang)))
        return 2
    except (KeyboardInterrupt, typer.Abort):
        fail(Texts(TEXTS, lang)("frame.interrupted"))
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has left
        return 0


def _usage(error: exceptions.ClickException, t: Texts) -> str:
    """A mistake on the command line in the user's language; click's own words only where it says something special."""
    parameter = getattr(error, "param", None)
    name = getattr(error, "option_name", None) or (parameter.get_error_hint() if parameter is not None else "")
    key = {"MissingParameter": "missing", "NoSuchOption": "no_option", "NoSuchCommand": "no_command", "BadParameter": "bad"}.get(
        type(error).__name__
    )
    if type(error).__name__ == "UsageError" and "No such command" in error.message:
        key, name = "no_command", error.message.split("'")[1]
    return t(f"usage.{key}", name=name) if key else t("usage.other", message=error.format_message())


def _without_language(arguments: list[str]) -> list[str]:
    """``--lang`` may stand behind the command too: it is taken out before click sees it."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument == "--lang":
            skip = True
        elif not argument.startswith("--lang="):
            kept.append(argument)
    return kept
