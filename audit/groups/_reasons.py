"""Why two facts are held for one quantity or for two: reasons as keys with fields, said in a reader's language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from audit import languages

SECTION = "grouping"


class Reason(NamedTuple):
    """A template of `[grouping]` and what fills it. `about` names the trait that differs, where one does."""

    key: str
    fields: Mapping[str, object] = {}
    about: str = ""

    def said(self, code: str = languages.DEFAULT) -> str:
        """The reason in words."""
        mark = languages.message(code, "report", "decimal")
        fields = {
            name: f"{value:.2f}".replace(".", mark) if isinstance(value, float) else value
            for name, value in self.fields.items()
        }
        if self.about:
            fields["about"] = languages.message(code, SECTION, f"trait_{self.about}")
        if "case" in fields:
            fields["case"] = languages.message(code, SECTION, f"case_{fields['case']}")
        return languages.message(code, SECTION, self.key, **fields)


def another(about: str, one: object, other: object) -> Reason:
    """Two facts differ in a trait."""
    return Reason("another", {"one": one or "–", "other": other or "–"}, about)
