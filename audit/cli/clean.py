"""`audit clean`: forget what was read of articles before."""

from __future__ import annotations

from audit.cli._options import LangOption, QuietOption, settings


def command(quiet: QuietOption = False, lang: LangOption = None) -> None:
    """Delete the cache of articles that were read before."""
    from audit import views
    from audit.work import Cache, cache

    terminal = views.Terminal(quiet=quiet, language=lang)
    with terminal.ending():
        words = views.Words(settings(language=lang).speaks)
        file = cache.default()
        size = Cache(file).clear()
        terminal.say(words.say("cleaned", file=file, size=round(size / 1e6, 1)))
