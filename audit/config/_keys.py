"""The keys of the configuration: what each is for, and what it takes. Reader, schema and `audit config` follow them."""

from __future__ import annotations

from dataclasses import dataclass

from audit import languages
from audit.model import SEVERITIES

FAIL_ON = (*SEVERITIES, "never")


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is written in a file. `kind` names what reads it in `_typed` and describes it in `_schema`."""

    name: str
    kind: str
    help: str
    choices: tuple[str, ...] = ()

    @property
    def field(self) -> str:
        """The field of `Config` that holds it."""
        return self.name.replace("-", "_")


KEYS = (
    Key("paths", "strings", "The articles: files and folders, from the folder of this file."),
    Key("expectations", "string", "The folder of suites, indicators, sources, waivers and the baseline."),
    Key("reports", "string", "The folder that every run writes its reports into."),
    Key("fail-on", "string", "The lowest severity of a new finding that ends a run with status 1.", FAIL_ON),
    Key("min-confidence", "share", "Findings less sure than this, from 0 to 1, are left out."),
    Key("strict-baseline", "boolean", "End with status 1, too, where the baseline or a waiver names what is gone."),
    Key("article-seconds", "seconds", "An article that takes longer to read than this is left out, and reported."),
    Key("docs-articles", "count", "So many articles of a large run get pages of their own, those with findings first."),
    Key("language", "string", "The language of reports; else that of the system.", languages.codes()),
    Key("disable", "strings", "Rules that are not checked."),
    Key("severity", "levels", "How bad the findings of a rule are."),
    Key("rules", "options", "Options of rules; they win over those in the suites. See: audit explain RULE."),
    Key("trust", "weights", "How much the voice of a source weighs when figures are compared, from 0 to 1; else 1."),
)
