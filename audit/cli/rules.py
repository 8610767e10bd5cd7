"""`audit rules`: what is checked and how severe it is."""

from __future__ import annotations

from audit.cli._options import ColorOption, LangOption, look_of, settings


def command(color: ColorOption = "auto", lang: LangOption = None) -> None:
    """The rules and how severe each is."""
    from audit import registry, views

    terminal = views.Terminal(color, language=lang)
    with terminal.ending():
        look = look_of(terminal)
        terminal.write(look.printed(views.catalogue(registry.members("rules"), settings(language=lang), look.width)))
