"""`audit baseline`: what the last report found is known from now on."""

from __future__ import annotations

from audit.cli._options import LangOption, QuietOption, VerboseOption, report, settings


def command(quiet: QuietOption = False, verbose: VerboseOption = False, lang: LangOption = None) -> None:
    """Know what the last report found; later runs count what is new."""
    from audit import reports, views
    from audit.triage import baseline

    terminal = views.Terminal(quiet=quiet, verbose=verbose, language=lang)
    with terminal.ending():
        config = settings(language=lang)
        file = config.deciding(baseline.NAME)
        before = {entry.finding_id for entry in baseline.load(file)}
        found = report(config)
        rows = [row for row in views.rows(found, "findings") if row["state"] != "waived"]
        reports.put(file, baseline.encoded(rows))
        after = {row["finding_id"] for row in rows}
        words = views.Words(config.speaks)
        counts = {"known": len(after), "added": len(after - before), "removed": len(before - after)}
        terminal.say(words.say("baseline_written", file=file, **counts))
